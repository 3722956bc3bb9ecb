import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument, type Lots, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, applyRate } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { VenueEvent, VenueFillReport } from '../ports/venue.ts';
import type { LiquidationFill, PaperAccount } from './paper-account.ts';
import { PaperArchive } from './paper-archive.ts';
import {
  awaitsTrigger,
  reducibleLots,
  remainingLots,
  reportOf,
  tradesAtMarket,
  triggerTicksOf,
  waitsForTrigger,
  type PaperBook,
  type PaperOrder,
  type Take,
} from './paper-order.ts';

/** What carries out the decisions of a matching rule. */
export interface PaperExecutor {
  /** How many contracts the order may still fill: reduce-only orders never more than the position. */
  cap(entry: PaperOrder): number;
  trigger(entry: PaperOrder, at: EpochMs): void;
  fill(entry: PaperOrder, take: Take, at: EpochMs): void;
  /** Takes an order out of the book. */
  end(entry: PaperOrder, reason: string, at: EpochMs): void;
  /** A reduce-only order at market whose position is gone is taken out, as exchanges do. */
  endIfNothingToReduce(entry: PaperOrder, at: EpochMs): void;
  /** A number above the `born` of every order that is in the book now. */
  nextStamp(): number;
}

/** The books of the paper venue, and all that happens to the orders in them. */
export class PaperEngine implements PaperExecutor {
  readonly events = new Emitter<VenueEvent>();
  readonly archive = new PaperArchive();
  /** Orders in the books. */
  readonly live = new Map<ClientOrderId, PaperOrder>();
  readonly #instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly #clock: Clock;
  readonly #account: PaperAccount;
  /** Only contracts with orders have a book, so that a price for any other costs one look-up. */
  readonly #books = new Map<ContractSymbol, PaperBook>();
  /** Ids of orders taken here, for as long as the archive goes back: a second send of one is refused. */
  readonly #seen = new Set<ClientOrderId>();
  #stamp = 0;
  /** True while a price is being worked through: a book may then be added to, but not compacted. */
  #matching = false;

  constructor(instruments: ReadonlyMap<ContractSymbol, Instrument>, clock: Clock, account: PaperAccount) {
    this.#instruments = instruments;
    this.#clock = clock;
    this.#account = account;
  }

  get stamp(): number {
    return this.#stamp;
  }

  nextStamp(): number {
    return ++this.#stamp;
  }

  book(symbol: ContractSymbol): PaperBook | undefined {
    return this.#books.get(symbol);
  }

  hasSeen(id: ClientOrderId): boolean {
    return this.#seen.has(id);
  }

  /** Remembers an id, so that a second order under it is refused. */
  see(id: ClientOrderId): void {
    this.#seen.add(id);
  }

  clear(): void {
    this.#books.clear();
    this.live.clear();
    this.archive.clear();
  }

  put(entry: PaperOrder): void {
    const { symbol, clientOrderId } = entry.order;
    const instrument = this.#instruments.get(symbol);
    if (instrument === undefined) return;
    this.live.set(clientOrderId, entry);
    const book = this.#books.get(symbol);
    if (book === undefined) this.#books.set(symbol, { instrument, orders: [entry] });
    else book.orders.push(entry);
  }

  /** Works a price through a book; orders that ended are swept out afterwards. */
  matching(symbol: ContractSymbol, match: () => void): void {
    this.#matching = true;
    try {
      match();
    } finally {
      this.#matching = false;
      this.#sweep(symbol);
    }
  }

  cap(entry: PaperOrder): number {
    const remaining = remainingLots(entry);
    if (!entry.order.reduceOnly) return remaining;
    return Math.min(remaining, reducibleLots(entry.order, this.#account.lotsOf(entry.order.symbol)));
  }

  trigger(entry: PaperOrder, at: EpochMs): void {
    const reason = `the price reached ${String(triggerTicksOf(entry))} ticks`;
    entry.triggered = true;
    entry.changedAt = at;
    // From here on a stop-limit order is a limit order that just came.
    if (entry.order.kind === 'stop-limit') entry.rested = false;
    this.#tell('triggered', entry, reason, at);
  }

  fill(entry: PaperOrder, take: Take, at: EpochMs): void {
    const instrument = this.#instruments.get(entry.order.symbol);
    if (instrument === undefined || !entry.live || take.lots <= 0) return;
    const { clientOrderId, symbol, side, leverage } = entry.order;
    const ratePpm = take.liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;
    const fee = applyRate(absolute(notional(instrument, take.priceTicks, take.lots)), ratePpm);
    entry.filled += take.lots;
    entry.changedAt = at;
    this.#account.fill(instrument, { side, lots: take.lots, priceTicks: take.priceTicks, fee }, leverage, at);
    if (this.#isDone(entry)) this.#remove(entry, 'filled');
    this.#report({
      clientOrderId,
      venueOrderId: entry.venueOrderId,
      symbol,
      tradeId: `${clientOrderId}:${String(entry.filled)}`,
      side,
      lots: take.lots as Lots,
      priceTicks: take.priceTicks as Ticks,
      fee,
      liquidity: take.liquidity,
      tsVenue: at,
    });
  }

  #isDone(entry: PaperOrder): boolean {
    const closes = entry.order.closePosition === true;
    return closes ? this.cap(entry) === 0 : remainingLots(entry) === 0;
  }

  endIfNothingToReduce(entry: PaperOrder, at: EpochMs): void {
    if (entry.live && tradesAtMarket(entry) && this.cap(entry) === 0) this.end(entry, 'no position left to reduce', at);
  }

  end(entry: PaperOrder, reason: string, at: EpochMs): void {
    entry.changedAt = at;
    this.#remove(entry, 'canceled');
    this.#tell('canceled', entry, reason, at);
    if (!this.#matching) this.#sweep(entry.order.symbol);
  }

  /** Ends a position for want of margin: its orders are taken out, then the venue takes it over. */
  liquidate(symbol: ContractSymbol, by: LiquidationFill, at: EpochMs): void {
    const instrument = this.#instruments.get(symbol);
    if (instrument === undefined) return;
    for (const entry of this.#books.get(symbol)?.orders.slice() ?? []) {
      if (entry.live) this.end(entry, 'the position was liquidated', at);
    }
    const id = `paper-liquidation-${symbol}-${String(at)}`;
    this.#account.fill(instrument, by, undefined, at);
    const lots = by.lots as Lots;
    const terms = { symbol, side: by.side, kind: 'market', lots, reduceOnly: true } as const;
    const none = { clientOrderId: null, priceTicks: null, triggerTicks: null };
    this.archive.ended(
      { ...terms, ...none, venueOrderId: id, filledLots: lots, state: 'filled', tsVenue: at },
      this.#clock.now(),
    );
    const { side, priceTicks, fee } = by;
    const fill = { symbol, side, lots, priceTicks, fee, liquidity: 'taker', cause: 'liquidation' } as const;
    this.#report({ ...fill, clientOrderId: null, venueOrderId: id, tradeId: `${id}:1`, tsVenue: at });
  }

  #report(fill: VenueFillReport): void {
    const tsReceived = this.#clock.now();
    this.archive.filled(fill, tsReceived);
    const { clientOrderId, venueOrderId, ...rest } = fill;
    const ids = { clientOrderId: clientOrderId ?? ('' as ClientOrderId), venueOrderId: venueOrderId ?? '' };
    this.events.emit({ kind: 'fill', ...ids, ...rest, tsReceived });
  }

  #tell(kind: 'triggered' | 'canceled', { order, venueOrderId }: PaperOrder, reason: string, tsVenue: EpochMs): void {
    const { clientOrderId, symbol } = order;
    this.events.emit({ kind, clientOrderId, venueOrderId, symbol, reason, tsVenue, tsReceived: this.#clock.now() });
  }

  #remove(entry: PaperOrder, state: 'filled' | 'canceled'): void {
    entry.live = false;
    this.live.delete(entry.order.clientOrderId);
    for (const old of this.archive.ended(reportOf(entry, state), this.#clock.now())) this.#seen.delete(old);
  }

  #sweep(symbol: ContractSymbol): void {
    const book = this.#books.get(symbol);
    if (book === undefined) return;
    let kept = 0;
    for (const entry of book.orders) if (entry.live) book.orders[kept++] = entry;
    book.orders.length = kept;
    if (kept === 0) this.#books.delete(symbol);
  }

  /**
   * Margin and fees the open orders would take, at their own prices or the last mark; each as if it opened all of its
   * size. @param except an order that is not counted.
   */
  reserved(except?: PaperOrder): bigint {
    let sum = 0n;
    for (const entry of this.live.values()) {
      const { order } = entry;
      const instrument = this.#instruments.get(order.symbol);
      if (order.reduceOnly || instrument === undefined || entry === except) continue;
      const waiting = waitsForTrigger(order.kind) && awaitsTrigger(entry) ? triggerTicksOf(entry) : null;
      const price = order.priceTicks ?? waiting ?? this.#account.markOf(order.symbol);
      if (price !== null) sum += this.#account.costOf(instrument, remainingLots(entry), price, order.leverage);
    }
    return sum;
  }
}
