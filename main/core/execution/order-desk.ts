import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { assertNever } from '#shared/kernel/assert-never.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { OrderRow } from '../journal/rows.ts';
import { bookFunding } from '../portfolio/ledger.ts';
import type { OrderSide, VenueEvent } from '../ports/venue.ts';
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
import { FillBooker, type VenueFill } from './fill-booker.ts';
import { record } from './order-records.ts';
import { OrderSender, type Sending } from './order-sender.ts';
import { Protection } from './protection.ts';
import { TradeBook, type PlanOf, type TradeOrder } from './trade-book.ts';
import {
  closedReport,
  newTrade,
  NO_FILLS,
  ordersOf,
  sumsAfter,
  TIME_OUT,
  type Trade,
  type TradeFill,
} from './trade.ts';

/** How long after a failed exit the next one is made. */
const EXIT_RETRY_MS = 1_000;

/** How long a stop may wait for the venue's confirmation before the position is closed instead (rule R14). */
const STOP_CONFIRM_MS = 5_000;

/** An order in one of these states may or may not live at the venue: its symbol takes no new risk. */
const isInDoubt = (row: OrderRow): boolean => row.state === 'UNKNOWN' || row.state === 'CANCEL_UNKNOWN';

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
  /** The journal refused a record while the desk acted on its own: nothing may be traded any more. */
  readonly onFailure = new Emitter<unknown>();

  readonly #parts: OrderDeskParts;
  readonly #book = new TradeBook();
  readonly #sender: OrderSender;
  readonly #booker: FillBooker;
  readonly #protection: Protection;
  readonly #subscription: Disposable;
  readonly #inDoubt = new Map<ClientOrderId, ContractSymbol>();
  readonly #foreign = new Set<ContractSymbol>();
  /** The next moment `onTime` has something to do. */
  #nextDue = Number.POSITIVE_INFINITY;
  /** While true a missing stop is only noted: nothing is sent before the venue is reconciled. */
  #restoring = false;

  constructor(parts: OrderDeskParts) {
    this.#parts = parts;
    this.#sender = new OrderSender(parts, {
      onMoved: (row) => {
        this.#onMoved(row);
      },
      onFailure: (error) => {
        this.onFailure.emit(error);
      },
    });
    this.#booker = new FillBooker(parts, this.#book);
    this.#protection = new Protection(parts, this.#sender, this.#book);
    this.#subscription = parts.venue.onEvent((event) => {
      this.#onVenueEvent(event);
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
   * Makes an entry at market. Everything up to the send happens within the call.
   * @throws RangeError when the size is not a positive whole number; whatever the journal throws when it cannot record.
   */
  async enter(request: EntryRequest): Promise<EntryOutcome> {
    if (!Number.isSafeInteger(request.lots) || request.lots <= 0) {
      throw new RangeError(`An entry needs a positive whole number of contracts, not ${String(request.lots)}`);
    }
    const { signalId, symbol, side, token, stopTicks, targetTicks, maxHoldUntil } = request;
    const orderId = this.#parts.ids.order();
    const sending: Sending = {
      order: marketOrder(orderId, symbol, side, request.lots, false),
      signalId,
      role: 'entry',
      token,
      mayLeave: request.holdsLock,
    };
    const refusal = this.#entryRefusal(request);
    if (refusal !== null) {
      this.#sender.refuse(sending, refusal.reason);
      return { kind: 'rejected', orderId, ...refusal };
    }
    const plan = { stopTicks, targetTicks, maxHoldUntil };
    this.#book.start(newTrade({ signalId, symbol, side, token, entryId: orderId, plan }));
    this.#nextDue = Math.min(this.#nextDue, maxHoldUntil);
    const outcome = await this.#sender.send(sending, () => undefined);
    switch (outcome.kind) {
      case 'withheld':
        return { kind: 'lock-lost' };
      case 'accepted':
        return { kind: 'sent', orderId };
      case 'rejected':
        return { ...outcome, orderId };
      case 'unknown':
        return this.#inDoubt.has(orderId) ? { ...outcome, orderId } : { kind: 'sent', orderId };
      default:
        return assertNever(outcome, 'send outcome');
    }
  }

  /** Closes what is held on the symbol: cancels the rest of the entry, then one reduce-only order at market. */
  async exit(symbol: ContractSymbol, reason: string): Promise<ExitOutcome> {
    const trade = this.#book.running(symbol);
    if (trade !== null) {
      trade.exitReason ??= reason;
      this.#sender.cancel(trade.entryId, `closing: ${reason}`);
    }
    const position = this.#parts.journal.state.position(symbol);
    if (position === null || position.lots === 0) return { kind: 'flat' };
    const running = this.#runningExit(symbol);
    if (running !== null) return { kind: 'running', orderId: running };
    const token = trade?.token ?? 0;
    const owner = trade?.signalId ?? position.signalId ?? ('' as SignalId);
    return this.#sendExit(trade, symbol, position.lots, owner, token);
  }

  /** Closes positions whose time is up and makes failed exits again. Costs one comparison when nothing is due. */
  onTime(now: number): void {
    if (now < this.#nextDue) return;
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const trade of [...this.#book.all()]) {
      const next = this.#onTradeTime(trade, now);
      this.#nextDue = Math.min(this.#nextDue, next);
    }
  }

  /**
   * Books funding on the open position of a symbol.
   * @returns what cash gained (− paid), or null when nothing is held.
   */
  settleFunding(symbol: ContractSymbol, rate: number, markTicks: number): Money | null {
    const { journal, instruments } = this.#parts;
    const held = this.#heldOf(symbol);
    const instrument = instruments.get(symbol);
    if (held === 0 || instrument === undefined) return null;
    const { amount, lines } = bookFunding(instrument, held, rate, markTicks);
    record(journal, 'funding.settled', symbol, { rate, lots: held, markTicks, amount: formatMoney(amount), lines });
    this.#book.addFunding(symbol, amount);
    return amount;
  }

  /** Records what was found out about an order in doubt; false when the order cannot make that move. */
  prove(orderId: ClientOrderId, finding: Finding): boolean {
    if (finding.kind === 'accepted') {
      return this.#sender.move(orderId, 'order.accepted', { venueOrderId: finding.venueOrderId });
    }
    return this.#sender.move(orderId, `order.${finding.kind}`, { reason: finding.reason });
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
    this.#restoring = true;
    for (const row of state.openOrders()) this.#settleAfterRestart(row);
    this.#restoring = false;
    for (const trade of [...this.#book.all()]) {
      const entry = state.order(trade.entryId);
      const over = this.#heldOf(trade.symbol) === 0 && (entry === null || isFinalOrderState(entry.state));
      if (over) this.#book.finish(trade);
    }
  }

  /** Goes on after `restore`, once the venue agrees with the journal: cancels again, and puts back missing protection. */
  resume(): void {
    for (const row of this.#parts.journal.state.openOrders()) {
      if (row.state === 'CANCEL_UNKNOWN') this.#sender.cancel(row.id, 'asked again after a restart');
    }
    for (const trade of [...this.#book.all()]) {
      const held = Math.abs(this.#heldOf(trade.symbol));
      if (held > 0) this.#guard(trade, held);
    }
    this.#nextDue = Number.NEGATIVE_INFINITY;
  }

  /** Stops listening to the venue. */
  dispose(): void {
    this.#subscription.dispose();
  }

  #entryRefusal({ symbol, side, stopTicks, targetTicks }: EntryRequest): { code: string; reason: string } | null {
    if (!this.#parts.instruments.has(symbol)) return { code: 'DESK_SYMBOL_UNKNOWN', reason: `${symbol} is not known` };
    if (this.frozenSymbols().has(symbol)) {
      return { code: 'DESK_SYMBOL_FROZEN', reason: `${symbol} is frozen until the state of an order is proven` };
    }
    const { state } = this.#parts.journal;
    if (this.#heldOf(symbol) !== 0 || state.openOrders().some((row) => row.symbol === symbol)) {
      return { code: 'DESK_SYMBOL_BUSY', reason: `${symbol} has a position or an open order already` };
    }
    if (side === 'buy' ? stopTicks >= targetTicks : stopTicks <= targetTicks) {
      return { code: 'DESK_BRACKET_INVALID', reason: 'the stop does not lie on the losing side of the target' };
    }
    return null;
  }

  #heldOf(symbol: ContractSymbol): number {
    return this.#parts.journal.state.position(symbol)?.lots ?? 0;
  }

  #isLive(id: ClientOrderId): boolean {
    const row = this.#parts.journal.state.order(id);
    return row !== null && !isFinalOrderState(row.state);
  }

  /** An exit that may still fill; also one that no trade of ours owns. */
  #runningExit(symbol: ContractSymbol): ClientOrderId | null {
    const trade = this.#book.running(symbol);
    if (trade !== null) return trade.exitId !== null && this.#isLive(trade.exitId) ? trade.exitId : null;
    const open = this.#parts.journal.state.openOrders();
    return open.find((row) => row.symbol === symbol && row.role === 'exit')?.id ?? null;
  }

  async #sendExit(
    trade: Trade | null,
    symbol: ContractSymbol,
    held: number,
    signalId: SignalId,
    token: number,
  ): Promise<ExitOutcome> {
    const orderId = this.#parts.ids.order();
    if (trade !== null) this.#book.attach(trade, 'exit', orderId);
    const most = this.#parts.instruments.get(symbol)?.maxOrderLots ?? Math.abs(held);
    const order = marketOrder(orderId, symbol, held > 0 ? 'sell' : 'buy', Math.min(most, Math.abs(held)), true);
    const sending: Sending = { order, signalId, role: 'exit', token, mayLeave: () => true };
    const outcome = await this.#sender.send(sending, () => undefined);
    switch (outcome.kind) {
      case 'accepted':
        return { kind: 'sent', orderId };
      case 'rejected':
      case 'unknown':
        return { ...outcome, orderId };
      case 'withheld':
        throw new Error('An exit is never withheld');
      default:
        return assertNever(outcome, 'send outcome');
    }
  }

  /** Does what is due for a trade; returns when to look again. */
  #onTradeTime(trade: Trade, now: number): number {
    const due = trade.plan?.maxHoldUntil ?? Number.POSITIVE_INFINITY;
    const confirmBy = this.#confirmBy(trade);
    if (trade.exitReason === null && now < due && now < confirmBy) return Math.min(due, confirmBy);
    if (confirmBy <= now) {
      const about = { symbol: trade.symbol, clientOrderId: trade.stopIds.at(-1) ?? trade.entryId };
      this.#alarm('stop-missing', about, 'the stop is not confirmed, closing');
    }
    this.#closeNow(trade, trade.exitReason ?? (due <= now ? TIME_OUT : 'stop-missing'));
    return this.#heldOf(trade.symbol) === 0 ? Number.POSITIVE_INFINITY : now + EXIT_RETRY_MS;
  }

  /** When a stop that the venue has not confirmed stops being waited for; never when there is none to wait for. */
  #confirmBy(trade: Trade): number {
    const held = Math.abs(this.#heldOf(trade.symbol));
    const waiting = held === 0 || trade.exitReason !== null ? null : this.#protection.waitingSince(trade, held);
    return waiting === null ? Number.POSITIVE_INFINITY : waiting + STOP_CONFIRM_MS;
  }

  #closeNow(trade: Trade, reason: string): void {
    this.exit(trade.symbol, reason).catch((error: unknown) => {
      this.onFailure.emit(error);
    });
  }

  #onVenueEvent(event: VenueEvent): void {
    if (event.kind === 'fill') {
      this.#onFill(event);
      return;
    }
    const row = this.#parts.journal.state.order(event.clientOrderId);
    if (row === null) {
      this.#foreign.add(event.symbol);
      this.#alarm('foreign-event', event, `an order that is not ours was ${event.kind}`);
      return;
    }
    if (event.kind === 'opened') {
      this.#sender.move(row.id, 'order.accepted', { venueOrderId: event.venueOrderId });
      return;
    }
    // The venue may tell twice; a status that says nothing new is not written again.
    if (isFinalOrderState(row.state) || (event.kind === 'triggered' && row.state === 'TRIGGERED')) return;
    if (!this.#sender.move(row.id, `order.${event.kind}`, { reason: event.reason })) {
      this.#alarm('illegal-move', event, `an order in ${row.state} was reported as ${event.kind}`);
    }
  }

  #onFill(event: VenueFill): void {
    const booking = this.#booker.book(event);
    if (booking.kind === 'repeated') return;
    if (booking.alarm !== null) this.onAlarm.emit(booking.alarm);
    if (booking.kind === 'refused') {
      this.#foreign.add(event.symbol);
      return;
    }
    const row = this.#parts.journal.state.order(event.clientOrderId);
    if (row !== null) this.#noteDoubt(row);
    const found = this.#book.ofOrder(event.clientOrderId);
    if (found !== null) this.#afterFill(found, booking.fill);
  }

  /** A late fill of an earlier trade counts to the one that runs: it is its position that changed. */
  #afterFill(found: TradeOrder, fill: TradeFill): void {
    const trade = this.#book.running(found.trade.symbol) ?? found.trade;
    trade.sums = sumsAfter(trade.sums, fill);
    const held = this.#heldOf(trade.symbol);
    if (held === 0) {
      this.#close(trade, fill);
      return;
    }
    this.#book.resume(trade);
    if (found.role === 'stop') for (const id of trade.targetIds) this.#sender.cancel(id, 'the stop was hit');
    this.#guard(trade, Math.abs(held));
  }

  /** Sees to it that what is held is on its way out or protected. */
  #guard(trade: Trade, held: number): void {
    // A late fill can leave the other side than the trade's: its plan does not fit, and nobody asked for that position.
    const stray = this.#heldOf(trade.symbol) > 0 !== (trade.side === 'buy');
    if (stray) trade.exitReason ??= 'stray-position';
    if (trade.exitReason !== null) {
      if (this.#runningExit(trade.symbol) === null) this.#closeNow(trade, trade.exitReason);
      return;
    }
    if (this.#protection.isStopped(trade, held) && this.#isLeaving(trade)) return;
    this.#protection.cover(trade, held);
    this.#nextDue = Math.min(this.#nextDue, this.#parts.clock.now() + STOP_CONFIRM_MS);
  }

  /** True once a stop or target fired: the position is on its way out, its other protection is not renewed. */
  #isLeaving(trade: Trade): boolean {
    const { state } = this.#parts.journal;
    return [...trade.stopIds, ...trade.targetIds].some((id) => {
      const row = state.order(id);
      return row !== null && (row.state === 'TRIGGERED' || row.filledLots > 0);
    });
  }

  #close(trade: Trade, last: TradeFill): void {
    const report = closedReport(trade, last);
    trade.sums = NO_FILLS;
    this.#book.finish(trade);
    for (const id of ordersOf(trade)) this.#sender.cancel(id, 'the position is closed');
    this.onPositionClosed.emit(report);
  }

  #noteDoubt(row: OrderRow): void {
    if (isInDoubt(row)) this.#inDoubt.set(row.id, row.symbol);
    else this.#inDoubt.delete(row.id);
  }

  #onMoved(row: OrderRow): void {
    this.#noteDoubt(row);
    const found = this.#book.ofOrder(row.id);
    if (found === null) return;
    const { trade, role } = found;
    const ended = isFinalOrderState(row.state) && row.state !== 'FILLED';
    if (role === 'entry' && ended && this.#heldOf(trade.symbol) === 0) this.#endEntry(trade, row);
    else if (role === 'stop' && (ended || row.state === 'UNKNOWN')) this.#exitIfNaked(trade, row);
    else if (role === 'exit' && ended) this.#nextDue = Math.min(this.#nextDue, this.#parts.clock.now() + EXIT_RETRY_MS);
  }

  #endEntry(trade: Trade, row: OrderRow): void {
    if (this.#book.running(trade.symbol) !== trade) return;
    this.#book.finish(trade);
    if (row.filledLots > 0) return;
    const reason = row.reason ?? row.state;
    this.onEntryEnded.emit({ signalId: trade.signalId, symbol: trade.symbol, orderId: row.id, reason });
  }

  /** A stop that is gone or in doubt protects nothing: what it leaves uncovered is closed at once. */
  #exitIfNaked(trade: Trade, row: OrderRow): void {
    const held = Math.abs(this.#heldOf(trade.symbol));
    if (this.#restoring || held === 0 || trade.exitReason !== null || this.#book.running(trade.symbol) !== trade)
      return;
    if (this.#protection.isStopped(trade, held)) return;
    this.#alarm('stop-missing', { symbol: row.symbol, clientOrderId: row.id }, `the stop is ${row.state}, closing`);
    this.#closeNow(trade, 'stop-missing');
  }

  /** What was on its way when the process ended is in doubt, unless the venue ended with the process. */
  #settleAfterRestart(row: OrderRow): void {
    const { venue } = this.#parts;
    const ended = 'the process ended before the answer';
    if (row.state === 'INTENT') this.#sender.move(row.id, 'order.not-placed', { reason: 'no attempt was recorded' });
    else if (row.state === 'SENDING' || row.state === 'CANCEL_SENDING') {
      this.#sender.move(row.id, 'order.unknown', { reason: ended });
    } else this.#noteDoubt(row);
    if (venue.simulated && this.#parts.journal.state.order(row.id)?.state === 'UNKNOWN') {
      this.#sender.move(row.id, 'order.not-placed', { reason: 'the simulated venue ended with the process' });
    }
  }

  #alarm(kind: DeskAlarm['kind'], about: Pick<VenueEvent, 'symbol' | 'clientOrderId'>, sentence: string): void {
    const { symbol, clientOrderId } = about;
    this.onAlarm.emit({ kind, symbol, orderId: clientOrderId, sentence: `${symbol}: ${sentence}.` });
  }
}

const marketOrder = (
  id: ClientOrderId,
  symbol: ContractSymbol,
  side: OrderSide,
  lots: number,
  reduceOnly: boolean,
) => ({
  clientOrderId: id,
  symbol,
  side,
  kind: 'market' as const,
  lots: lots as Lots,
  reduceOnly,
  priceTicks: null,
  triggerTicks: null,
});
