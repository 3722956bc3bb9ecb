import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import { isFinalOrderState, isOrderInDoubt, isRestingOrder, type OrderState } from '#shared/domain/order-state.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { LedgerLine } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { OrderRow } from '../journal/rows.ts';
import type {
  AmendOutcome,
  OrderChange,
  OrderRef,
  OrderReport,
  OrderSide,
  VenueEvent,
  VenueFillReport,
} from '../ports/venue.ts';
import { takeAdjustment, takeFound, type Adjustment } from './adoption.ts';
import type {
  DeskAlarm,
  EntryEnded,
  EntryOutcome,
  EntryRequest,
  ExitOutcome,
  Finding,
  OrderDeskParts,
  PositionClosed,
} from './desk-types.ts';
import { entryOf, entryRefusal, type EntryGuard } from './entries.ts';
import { Deadlines } from './deadlines.ts';
import { Exits, hasFailed } from './exits.ts';
import { FillBooker, type Booking, type VenueFill } from './fill-booker.ts';
import { recordFinding } from './findings.ts';
import { recordFunding, settleFunding, type VenueFunding } from './funding.ts';
import { HandMoves } from './hand-moves.ts';
import { OrderSender } from './order-sender.ts';
import { PositionGuard } from './position-guard.ts';
import { Protection } from './protection.ts';
import { entriesEnded, finishOver, isLeftOver, settleAfterRestart } from './restart.ts';
import { TradeBook, type PlanOf, type TradeOrder } from './trade-book.ts';
import { VenueReports } from './venue-reports.ts';
import { VenueOrderIds } from './venue-order-ids.ts';
import {
  closedReport,
  closesByItself,
  newTrade,
  NO_FILLS,
  ordersOf,
  sumsAfter,
  type Trade,
  type TradeFill,
} from './trade.ts';
import { TrailingStops } from './trailing-stops.ts';

/**
 * The only way to the venue. It makes entries, keeps a stop and a target on what they open, closes on demand and in
 * time, and books what the venue reports. Each order is journaled before it leaves, sent once, and in doubt until proven.
 */
export class OrderDesk implements Disposable {
  /** A position is flat again; its leftover orders have been canceled. */
  readonly onPositionClosed = new Emitter<PositionClosed>();
  /** An entry ended without a fill; also told when `enter` itself answers `rejected` or `lock-lost` after an attempt. */
  readonly onEntryEnded = new Emitter<EntryEnded>();
  /** Something a person must hear of. */
  readonly onAlarm = new Emitter<DeskAlarm>();
  /** The venue reported something about an order that is not ours. */
  readonly onForeign = new Emitter<VenueEvent>();
  /** A tombstone came back: it was placed after all. What lives of it is being canceled. */
  readonly onReturned = new Emitter<OrderRow>();
  /** The journal refused a record while the desk acted on its own: nothing may be traded any more. */
  readonly onFailure = new Emitter<unknown>();

  /** Intents found at a restart whose attempt was never recorded: called not placed, and to be asked for once. */
  readonly neverAttempted: ClientOrderId[] = [];
  readonly byHand: HandMoves;

  readonly #parts: OrderDeskParts;
  readonly #book = new TradeBook();
  readonly #sender: OrderSender;
  readonly #booker: FillBooker;
  readonly #protection: Protection;
  readonly #exits: Exits;
  readonly #deadlines: Deadlines;
  readonly #guard: PositionGuard;
  readonly #trailing: TrailingStops;
  readonly #reports: VenueReports;
  readonly #subscription: Disposable;
  readonly #inDoubt = new Map<ClientOrderId, ContractSymbol>();
  readonly #foreign = new Set<ContractSymbol>();
  readonly #ids: VenueOrderIds;
  #guardEntry: EntryGuard = () => null;
  /** While true nothing is sent but what a person asks for: the venue is not reconciled. */
  #suspended = false;
  /** Symbols whose position is confirmed: the desk acts on its own there. */
  #mayAct: (symbol: ContractSymbol) => boolean = () => true;

  constructor(parts: OrderDeskParts) {
    this.#parts = parts;
    this.#sender = new OrderSender(parts, {
      onMoved: (row, before) => {
        this.#onMoved(row, before);
      },
      onFailure: (error) => {
        this.onFailure.emit(error);
      },
    });
    this.#ids = new VenueOrderIds(parts.journal);
    this.#booker = new FillBooker(parts, this.#book);
    this.#protection = new Protection(parts, this.#sender, this.#book);
    this.#exits = new Exits(parts, this.#sender, this.#book);
    this.#deadlines = new Deadlines(parts, this.#book, this.#protection, {
      mayAct: (symbol) => this.#mayAct(symbol),
      onStopMissing: ({ symbol, stopIds, entryIds: [entryId] }) => {
        const clientOrderId = stopIds.at(-1) ?? entryId;
        if (clientOrderId !== undefined)
          this.#alarm('stop-missing', { symbol, clientOrderId }, 'the stop is not confirmed, closing');
      },
      close: (trade, reason, now) => {
        this.#guard.close(trade, reason, now);
      },
    });
    this.#guard = new PositionGuard(
      { ...parts, book: this.#book, exits: this.#exits, protection: this.#protection, deadlines: this.#deadlines },
      {
        mayAct: (symbol) => !this.#suspended && this.#mayAct(symbol),
        exit: (symbol, reason) => {
          this.exit(symbol, reason).catch((error: unknown) => {
            this.onFailure.emit(error);
          });
        },
        onNaked: ({ id, symbol, state }) => {
          this.#alarm('stop-missing', { symbol, clientOrderId: id }, `the stop is ${state}, closing`);
        },
      },
    );
    this.#trailing = new TrailingStops(parts, this.#book, this.#protection, (error) => {
      this.onFailure.emit(error);
    });
    this.byHand = new HandMoves(parts.journal, this.#sender, this.#book, this.#exits, this.#protection);
    this.#reports = new VenueReports(this.#ids, this.#sender, {
      onFill: (row, fill) => void this.#take(row, fill),
      onForeign: (event) => {
        this.#onForeignEvent(event);
      },
      onIllegal: ({ state }, event) => {
        this.#alarm('illegal-move', event, `an order in ${state} was reported as ${event.kind}`);
      },
    });
    this.#subscription = parts.venue.onEvent((event) => {
      this.#reports.take(event);
    });
  }

  /** Sends and cancels whose answer has not been recorded yet. */
  pending(): number {
    return this.#sender.pending;
  }

  /** Resolves when nothing is in flight. */
  quiescent(): Promise<void> {
    return this.#sender.quiescent();
  }

  /** Symbols that take no new risk: an order is in doubt, or the venue reported something that is not ours. */
  frozenSymbols(): ReadonlySet<ContractSymbol> {
    return new Set([...this.#inDoubt.values(), ...this.#foreign]);
  }

  /**
   * Makes an entry, of a new trade or to be added to the one that runs. Everything up to the send happens within the call.
   * @throws RangeError when the size is not a positive whole number; whatever the journal throws when it cannot record.
   */
  async enter(request: EntryRequest): Promise<EntryOutcome> {
    const orderId = request.orderId ?? this.#parts.ids.order();
    const sending = entryOf(request, orderId);
    // The store would refuse every record made under a lock that is someone else's by now.
    if (!request.holdsLock()) return { kind: 'lock-lost' };
    const refusal = this.#refusal(request);
    if (refusal !== null) {
      this.#sender.refuse(sending, refusal.reason);
      return { kind: 'rejected', orderId, ...refusal };
    }
    const { signalId, symbol, side, token } = request;
    const joined = request.joins === true ? this.#book.running(symbol) : null;
    if (joined !== null) this.#book.attach(joined, 'entry', orderId);
    else this.#book.start(newTrade({ signalId, symbol, side, token, entryId: orderId, plan: sending.plan }));
    this.#deadlines.by(request.maxHoldUntil);
    const outcome = await this.#sender.send(sending, () => undefined);
    if (outcome.kind === 'withheld') return { kind: 'lock-lost' };
    // The venue may have told more than the answer did: an order that is proven by now was sent.
    const sent = outcome.kind === 'accepted' || (outcome.kind === 'unknown' && !this.#inDoubt.has(orderId));
    return sent ? { kind: 'sent', orderId } : { ...outcome, orderId };
  }

  /** Closes what is held on the symbol: cancels the rest of the entry, then one reduce-only order at market. */
  exit(symbol: ContractSymbol, reason: string): Promise<ExitOutcome> {
    return this.#exits.exit(symbol, reason);
  }

  /** Closes positions whose time is up and makes failed exits again. Costs one comparison when nothing is due. */
  onTime(now: number): void {
    this.#deadlines.onTime(now, this.#suspended);
  }

  /** Takes the newest mark price: stops that trail follow it. Costs one look-up where none does. */
  onMark(symbol: ContractSymbol, ticks: number): void {
    if (this.#trailing.follows(symbol) && !this.#suspended && this.#mayAct(symbol))
      this.#trailing.onMark(symbol, ticks);
  }

  /**
   * Books funding on the open position of a symbol.
   * @returns what cash gained (− paid), or null when nothing is held.
   */
  settleFunding(symbol: ContractSymbol, rate: number, markTicks: number): Money | null {
    const amount = settleFunding(this.#parts, symbol, rate, markTicks);
    if (amount !== null) this.#book.addFunding(symbol, amount);
    return amount;
  }

  /** Books funding that the venue settled, as it says; the lines sum to zero. */
  bookFunding(funding: VenueFunding, lines: readonly LedgerLine[]): void {
    recordFunding(this.#parts, funding, lines);
    this.#book.addFunding(funding.symbol, funding.amount);
  }

  /** Records what was found out about an order in doubt; false when the order cannot make that move. */
  prove(orderId: ClientOrderId, finding: Finding): boolean {
    return recordFinding(this.#sender, orderId, finding);
  }

  /** Our order with one of these ids, by the venue's where ours is missing. */
  orderOf(clientOrderId: ClientOrderId | null, venueOrderId: string | null): OrderRow | null {
    return this.#ids.find(clientOrderId, venueOrderId);
  }

  /** Books a fill that was asked for, like one that was told; a fill of no order of ours is only said to be so. */
  report(fill: VenueFillReport): Booking['kind'] | 'foreign' {
    const row = this.#ids.find(fill.clientOrderId, fill.venueOrderId);
    if (row === null) return 'foreign';
    const { venueOrderId, ...rest } = fill;
    const event = { ...rest, kind: 'fill' as const, clientOrderId: row.id, tsReceived: this.#parts.clock.now() };
    return this.#take(row, venueOrderId === null ? event : { ...event, venueOrderId });
  }

  /** Changes a resting order; null when its state does not allow it and nothing was sent. */
  amend(orderId: ClientOrderId, change: OrderChange, reason: string): Promise<AmendOutcome | null> {
    return this.#sender.amend(orderId, change, reason);
  }

  /** Asks the venue to cancel, unless the order is at its end or is being canceled already. */
  cancel(orderId: ClientOrderId, reason: string): void {
    this.#sender.cancel(orderId, reason);
  }

  /** Asks the venue to cancel each of these; all are recorded before the first leaves. Never throws. */
  cancelAll(orderIds: readonly ClientOrderId[], reason: string): void {
    this.#sender.cancelAll(orderIds, reason);
  }

  /** Asks the venue to end an order that lives there although our record of it has ended. */
  cancelReturned(order: OrderRef, reason: string): void {
    this.#sender.cancelReturned(order, reason);
  }

  /** Takes an order found at the venue as ours. `fillsUntil`: venue time up to which its fills are in its report. */
  adoptOrder(report: OrderReport, fillsUntil: number, by: string): ClientOrderId {
    const id = takeFound(this.#parts, this.#book, report, fillsUntil, by);
    this.#ids.note({ id, venueOrderId: report.venueOrderId });
    return id;
  }

  /** Books a difference of a position as ours; the trade on the symbol goes on with what is held then. */
  adjust(adjustment: Adjustment): void {
    const adjusted = takeAdjustment(this.#parts, this.#book, adjustment);
    if (adjusted === null) return;
    const { trade, fill } = adjusted;
    const held = Math.abs(this.#heldOf(trade.symbol));
    if (held === 0) this.#close(trade, fill, adjustment.cause);
    else this.#guard.guard(trade, held);
  }

  /** True when what is held on the symbol is covered by stops that work or are on their way. */
  isProtected(symbol: ContractSymbol): boolean {
    const trade = this.#book.running(symbol);
    const held = Math.abs(this.#heldOf(symbol));
    return held === 0 || (trade !== null && this.#protection.isStopped(trade, held));
  }

  /** True while what is held is being closed. */
  isClosing = (symbol: ContractSymbol): boolean => closesByItself(this.#book.running(symbol));

  /** Venue time of the first fill of what is held on the symbol; null when no trade runs there. */
  heldSince = (symbol: ContractSymbol): number | null => this.#book.running(symbol)?.sums.openedAt ?? null;

  /** Has each entry asked for; the guard's refusal is recorded like the desk's own. */
  guardEntries(guard: EntryGuard): void {
    this.#guardEntry = guard;
  }

  /** From now on nothing is sent unasked and nothing enters, until {@link resume}: nothing is known to be as recorded. */
  suspend(): void {
    this.#suspended = true;
  }

  /** Symbols frozen because the venue reported something there that is not ours, or does not fit. */
  foreignSymbols(): readonly ContractSymbol[] {
    return [...this.#foreign];
  }

  /** True when the trade that runs on that side of the symbol knows where it is to end. */
  hasPlan(symbol: ContractSymbol, side: OrderSide): boolean {
    return this.#book.hasPlan(symbol, side);
  }

  /** Lets a symbol trade again after a foreign report was cleared up by a person. */
  clearForeign(symbol: ContractSymbol): void {
    this.#foreign.delete(symbol);
  }

  /**
   * Rebuilds the desk after a restart and puts in doubt what was on its way; sends nothing.
   * @param history journal records, oldest first, from before the entry of the oldest open trade on (all will do).
   */
  restore(history: Iterable<JournalEvent>, planOf: PlanOf): void {
    const { state } = this.#parts.journal;
    this.#book.replay(history, planOf);
    this.#suspended = true;
    for (const row of state.openOrders()) {
      this.#ids.note(row);
      this.#noteDoubt(row);
      if (settleAfterRestart(this.#parts, this.#sender, row)) this.neverAttempted.push(row.id);
    }
    finishOver(this.#parts, this.#book);
  }

  /**
   * Goes on after `restore` or `suspend`, once the venue agrees with the journal: cancels again, and puts back missing
   * protection. May be called again when more is confirmed.
   * @param mayAct true for symbols whose position is confirmed; on the others nothing is sent unasked.
   */
  resume(mayAct: (symbol: ContractSymbol) => boolean = () => true): void {
    const first = this.#suspended;
    this.#suspended = false;
    this.#mayAct = mayAct;
    for (const row of this.#parts.journal.state.openOrders()) {
      if (first && row.state === 'CANCEL_UNKNOWN' && mayAct(row.symbol))
        this.#sender.cancel(row.id, 'asked again after a restart');
      else this.#endIfLeftOver(row);
    }
    for (const trade of [...this.#book.all()]) {
      const held = Math.abs(this.#heldOf(trade.symbol));
      if (first) trade.exitNotBefore = Number.NEGATIVE_INFINITY;
      if (held > 0) this.#guard.guard(trade, held);
    }
    this.#deadlines.by(Number.NEGATIVE_INFINITY);
  }

  /** Stops listening to the venue. */
  dispose(): void {
    this.#subscription.dispose();
  }

  #refusal(request: EntryRequest): { readonly code: string; readonly reason: string } | null {
    if (this.#suspended) return { code: 'DESK_SUSPENDED', reason: 'the venue is not reconciled with the journal yet' };
    const parts = { ...this.#parts, exits: this.#exits };
    const running = this.#book.running(request.symbol);
    return entryRefusal(parts, this.frozenSymbols(), request, running) ?? this.#guardEntry(request.symbol);
  }

  #heldOf(symbol: ContractSymbol): number {
    return this.#parts.journal.state.position(symbol)?.lots ?? 0;
  }

  #onForeignEvent(event: VenueEvent): void {
    this.#foreign.add(event.symbol);
    const what =
      event.kind === 'fill'
        ? 'a fill came for an order that is not ours'
        : `an order that is not ours was ${event.kind}`;
    this.#alarm('foreign-event', event, what);
    this.onForeign.emit(event);
  }

  #take(row: OrderRow, event: VenueFill): Booking['kind'] {
    const booking = this.#booker.book(event, row);
    if (booking.kind === 'repeated') return booking.kind;
    if (booking.alarm !== null) this.onAlarm.emit(booking.alarm);
    if (booking.kind === 'refused') {
      this.#foreign.add(event.symbol);
      return booking.kind;
    }
    const now = this.#parts.journal.state.order(row.id);
    if (now !== null) this.#noteDoubt(now);
    const found = this.#book.ofOrder(row.id);
    if (found !== null) this.#afterFill(found, booking.fill);
    if (now !== null) this.#noteReturn(row.state, now);
    return booking.kind;
  }

  /** A late fill of an earlier trade counts to the one that runs: it is its position that changed. */
  #afterFill(found: TradeOrder, fill: TradeFill): void {
    const trade = this.#book.running(found.trade.symbol) ?? found.trade;
    trade.sums = sumsAfter(trade.sums, fill);
    const held = this.#heldOf(trade.symbol);
    if (held === 0) {
      this.#close(trade, fill, null);
      return;
    }
    this.#book.resume(trade);
    if (found.role === 'stop') for (const id of trade.targetIds) this.#sender.cancel(id, 'the stop was hit');
    if (found.role === 'exit' && trade.exitReason === null) this.byHand.fit(trade, Math.abs(held));
    this.#guard.guard(trade, Math.abs(held));
  }

  #close(trade: Trade, last: TradeFill, cause: string | null): void {
    if (cause !== null) trade.exitReason ??= cause;
    const report = closedReport(trade, last);
    trade.sums = NO_FILLS;
    this.#book.finish(trade);
    this.#sender.cancelAll(ordersOf(trade), 'the position is closed');
    this.onPositionClosed.emit(report);
  }

  #noteDoubt(row: OrderRow): void {
    if (isOrderInDoubt(row.state)) this.#inDoubt.set(row.id, row.symbol);
    else this.#inDoubt.delete(row.id);
  }

  #onMoved(row: OrderRow, before: OrderState): void {
    this.#noteDoubt(row);
    if (!this.#parts.venue.simulated) this.#ids.note(row);
    this.#noteReturn(before, row);
    this.#reports.release(row.symbol);
    this.#endIfLeftOver(row);
    const found = this.#book.ofOrder(row.id);
    if (found === null) return;
    const { trade, role } = found;
    if (role === 'entry') this.#onEntryMoved(trade, row);
    else if (role === 'stop') this.#onStopMoved(trade, row, before);
    else if (role === 'exit' && hasFailed(row)) {
      this.#exits.noteFailed(trade, row);
      this.#deadlines.by(trade.exitNotBefore);
    }
  }

  /**
   * A stop, target or exit of a trade that is over would take from the next one. It lives on when the process ended between
   * the fill that closed the trade and the cancel, or when it was in doubt at that time and is proven to live later.
   */
  #endIfLeftOver(row: OrderRow): void {
    if (this.#suspended || !this.#mayAct(row.symbol) || !isRestingOrder(row.state)) return;
    if (isLeftOver(this.#book, row, this.#heldOf(row.symbol))) this.#sender.cancel(row.id, 'its position is closed');
  }

  #onEntryMoved(trade: Trade, row: OrderRow): void {
    if (hasFailed(row) && this.#heldOf(trade.symbol) === 0) this.#endEntry(trade, row);
    // The cancel came before the order was there to be canceled.
    else if (row.state === 'OPEN' && (trade.exitReason !== null || this.#book.running(trade.symbol) !== trade))
      this.#sender.cancel(row.id, `closing: ${trade.exitReason ?? 'the position is closed'}`);
  }

  #onStopMoved(trade: Trade, row: OrderRow, before: OrderState): void {
    if (hasFailed(row) || row.state === 'UNKNOWN') this.#guard.exitIfNaked(trade, row);
    else if (before === 'AMEND_SENDING' || before === 'AMEND_UNKNOWN') this.#guard.guardIfHeld(trade);
  }

  #endEntry(trade: Trade, row: OrderRow): void {
    if (this.#book.running(trade.symbol) !== trade || !entriesEnded(this.#parts, trade)) return;
    this.#book.finish(trade);
    if (trade.entryIds.some((id) => (this.#parts.journal.state.order(id)?.filledLots ?? 0) > 0)) return;
    const reason = row.reason ?? row.state;
    this.onEntryEnded.emit({ signalId: trade.signalId, symbol: trade.symbol, orderId: row.id, reason });
  }

  /** An order that was called not placed and is at the venue after all is canceled at once, if it still lives. */
  #noteReturn(before: OrderState, row: OrderRow): void {
    if (before !== 'NOT_PLACED' || row.state === 'NOT_PLACED') return;
    this.#alarm(
      'order-returned',
      { ...row, clientOrderId: row.id },
      `an order called not placed came back as ${row.state}`,
    );
    if (!isFinalOrderState(row.state)) this.#sender.cancel(row.id, 'it was called not placed and came back');
    this.onReturned.emit(row);
  }

  #alarm(kind: DeskAlarm['kind'], about: Pick<VenueEvent, 'symbol' | 'clientOrderId'>, sentence: string): void {
    const { symbol, clientOrderId: orderId } = about;
    this.onAlarm.emit({ kind, symbol, orderId, sentence: `${symbol}: ${sentence}.` });
  }
}
