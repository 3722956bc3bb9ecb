import type { Candle } from '#shared/domain/candle.ts';
import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import { notional, type Instrument, type Lots, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, applyRate } from '#shared/domain/money.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ticker } from '../ports/market-feed.ts';
import type {
  AmendOutcome,
  Answer,
  CancelOutcome,
  OrderRef,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
  VenueQuestions,
} from '../ports/venue.ts';
import {
  candleMarket,
  gapsThrough,
  rangeTriggers,
  takeAtOpen,
  takeAtTrigger,
  takeLimitInRange,
  type CandleMarket,
} from './paper-candle-matching.ts';
import type { PaperConfig } from './paper-config.ts';
import {
  awaitsTrigger,
  reducibleLots,
  refusal,
  remainingLots,
  tradesAtMarket,
  type PaperBook,
  type PaperOrder,
  type Take,
} from './paper-order.ts';
import { markTriggers, takesOnTicker, tickerMarket, type TickerMarket } from './paper-ticker-matching.ts';

/** What the paper venue is made of. */
export interface PaperVenueParts {
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly clock: Clock;
  readonly config: PaperConfig;
}

/** An order of the journal's fold, to be taken back into the book after a restart. */
export interface RestoredOrder {
  readonly order: VenueOrder;
  readonly filledLots: number;
  readonly state: OrderState;
}

/** States in which the paper venue had taken the order; in the others it never came, or the process ended with it. */
const TAKEN: ReadonlySet<OrderState> = new Set(['OPEN', 'TRIGGERED', 'PARTIAL', 'CANCEL_SENDING', 'CANCEL_UNKNOWN']);

/**
 * A venue that simulates execution, fed with either tickers or candles of a contract, not both.
 *
 * Nothing fills at the price that led to the order: an order waits for the next ticker or candle, which stands for the
 * latency of a real venue. Events are emitted within `onTicker`, `onCandle` and `cancel`; orders sent from a listener
 * are taken at once. Trade ids are `clientOrderId:cumulative lots`, so a replay and a restart make the same ids.
 *
 * On candles: market orders fill at the next candle's open plus half the spread; a stop the open jumped over fills at
 * the open; a stop and a target inside one candle count as the stop; a limit order that opens a position inside the
 * range meets that candle's stop, but not its target. The candle's range stands in for the mark price. On tickers:
 * triggers go by the mark, fills by the touch and the levels behind it.
 */
export class PaperVenue implements Venue {
  readonly name = 'paper';
  readonly simulated = true;
  readonly #parts: PaperVenueParts;
  readonly #events = new Emitter<VenueEvent>();
  /** Only contracts with orders have a book, so that a price for any other costs one look-up. */
  readonly #books = new Map<ContractSymbol, PaperBook>();
  readonly #byId = new Map<ClientOrderId, PaperOrder>();
  readonly #positions = new Map<ContractSymbol, number>();
  /** Every id ever taken or refused here: a second send of one is refused, as an exchange would. */
  readonly #seen = new Set<ClientOrderId>();
  #stamp = 0;
  /** True while a price is being worked through: the book may then be added to, but not compacted. */
  #matching = false;

  constructor(parts: PaperVenueParts) {
    this.#parts = parts;
  }

  /** How many orders are in the books. */
  get openOrders(): number {
    return this.#byId.size;
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    return Promise.resolve(this.#take(order));
  }

  onCondition(_listener: (condition: VenueCondition) => void): Disposable {
    return { dispose: () => undefined };
  }

  get ask(): VenueQuestions {
    const notYet = (): Promise<Answer<never>> => Promise.resolve({ known: false, reason: 'not asked for yet' });
    return {
      order: notYet,
      openOrders: notYet,
      doneOrders: notYet,
      fills: notYet,
      positions: notYet,
      account: notYet,
      service: notYet,
      clockOffset: notYet,
    };
  }

  amend(): Promise<AmendOutcome> {
    return Promise.resolve({ kind: 'unsupported' });
  }

  cancel({ clientOrderId }: OrderRef): Promise<CancelOutcome> {
    const entry = this.#byId.get(clientOrderId);
    if (entry === undefined) return Promise.resolve('not-found');
    this.#end(entry, 'asked for', this.#parts.clock.now());
    if (!this.#matching) this.#sweep(entry.order.symbol);
    return Promise.resolve('accepted');
  }

  /** Takes back the orders and positions of the journal's fold; replaces whatever was in the books. */
  restore(
    orders: Iterable<RestoredOrder>,
    positions: Iterable<{ readonly symbol: ContractSymbol; readonly lots: number }>,
  ): void {
    this.#books.clear();
    this.#byId.clear();
    this.#positions.clear();
    for (const { symbol, lots } of positions) if (lots !== 0) this.#positions.set(symbol, lots);
    for (const { order, filledLots, state } of orders) {
      this.#seen.add(order.clientOrderId);
      if (!TAKEN.has(state)) continue;
      const waits = order.kind === 'stop-market' || order.kind === 'take-profit-market';
      const triggered = waits && (state === 'TRIGGERED' || filledLots > 0);
      this.#put({ order, filled: filledLots, triggered, rested: true, live: true, born: this.#stamp });
    }
  }

  /** Trades on a best bid and ask. Costs one look-up when the contract has no orders. */
  onTicker(ticker: Ticker): void {
    const book = this.#books.get(ticker.symbol);
    if (book === undefined) return;
    const market = tickerMarket(ticker, book.instrument, this.#parts.config);
    if (market === null) return;
    this.#whileMatching(ticker.symbol, () => {
      this.#matchTicker(book, market, ticker.tsVenue as EpochMs);
    });
  }

  /** Trades on a closed candle that followed the orders. Costs one look-up when the contract has no orders. */
  onCandle(symbol: ContractSymbol, candle: Candle): void {
    const book = this.#books.get(symbol);
    if (book === undefined) return;
    const market = candleMarket(candle, book.instrument, this.#parts.config);
    if (market === null) return;
    this.#whileMatching(symbol, () => {
      this.#matchOpen(book, market);
      this.#matchRange(book, market);
    });
  }

  #whileMatching(symbol: ContractSymbol, match: () => void): void {
    this.#matching = true;
    try {
      match();
    } finally {
      this.#matching = false;
      this.#sweep(symbol);
    }
  }

  #matchTicker(book: PaperBook, market: TickerMarket, at: EpochMs): void {
    const stamp = ++this.#stamp;
    for (const entry of book.orders.slice()) {
      if (!entry.live || entry.born >= stamp) continue;
      if (markTriggers(market, entry)) this.#trigger(entry, at);
      for (const take of takesOnTicker(market, entry, this.#cap(entry))) this.#fill(entry, book.instrument, take, at);
      entry.rested = true;
      this.#endIfNothingToReduce(entry, at);
    }
  }

  /** Stops and targets sent in answer to a fill at the open meet the same open; market and limit orders wait. */
  #matchOpen(book: PaperBook, market: CandleMarket): void {
    const stamp = ++this.#stamp;
    const at = market.openTime as EpochMs;
    for (let i = 0; i < book.orders.length; i++) {
      const entry = book.orders[i];
      if (entry === undefined || !entry.live) continue;
      if (gapsThrough(market, entry)) this.#trigger(entry, at);
      else if (entry.born >= stamp) continue;
      const take = takeAtOpen(market, entry);
      if (take !== null) this.#fillOnCandle(entry, market, take, at);
      entry.rested = true;
    }
  }

  #matchRange(book: PaperBook, market: CandleMarket): void {
    const at = this.#parts.clock.now();
    const before = ++this.#stamp;
    this.#matchTriggers(book, market, at, (entry) => entry.order.kind === 'stop-market');
    for (const entry of book.orders.slice()) {
      if (!entry.live || entry.born >= before || !entry.rested) continue;
      const take = takeLimitInRange(market, entry);
      if (take !== null) this.#fillOnCandle(entry, market, take, at);
    }
    this.#matchTriggers(book, market, at, (entry) => entry.order.kind === 'take-profit-market' && entry.born < before);
    this.#matchTriggers(book, market, at, (entry) => entry.order.kind === 'stop-market' && entry.born >= before);
  }

  #matchTriggers(book: PaperBook, market: CandleMarket, at: EpochMs, meant: (entry: PaperOrder) => boolean): void {
    for (const entry of book.orders.slice()) {
      if (!entry.live || !awaitsTrigger(entry) || !meant(entry) || !rangeTriggers(market, entry)) continue;
      const take = takeAtTrigger(market, entry);
      this.#trigger(entry, at);
      this.#fillOnCandle(entry, market, take, at);
    }
  }

  #fillOnCandle(entry: PaperOrder, market: CandleMarket, take: Take, at: EpochMs): void {
    const lots = Math.min(take.lots, this.#cap(entry));
    market.capacity -= lots;
    if (lots > 0) this.#fill(entry, market.instrument, { ...take, lots }, at);
    this.#endIfNothingToReduce(entry, at);
  }

  /** How many contracts the order may still fill: reduce-only orders never more than the position. */
  #cap(entry: PaperOrder): number {
    const remaining = remainingLots(entry);
    if (!entry.order.reduceOnly) return remaining;
    return Math.min(remaining, reducibleLots(entry.order, this.#positions.get(entry.order.symbol) ?? 0));
  }

  #take(order: VenueOrder): SubmitOutcome {
    const instrument = this.#parts.instruments.get(order.symbol);
    if (instrument === undefined) {
      return { kind: 'rejected', code: 'SYMBOL_NOT_FOUND', reason: `${order.symbol} is not traded here` };
    }
    if (this.#seen.has(order.clientOrderId)) {
      return { kind: 'rejected', code: 'CLIENT_ID_REPEATED', reason: `${order.clientOrderId} was used before` };
    }
    this.#seen.add(order.clientOrderId);
    const refused = refusal(order, instrument, this.#positions.get(order.symbol) ?? 0);
    if (refused !== null) return refused;
    this.#put({ order, filled: 0, triggered: false, rested: false, live: true, born: this.#stamp });
    return { kind: 'accepted', venueOrderId: `paper-${order.clientOrderId}` };
  }

  #put(entry: PaperOrder): void {
    const { symbol, clientOrderId } = entry.order;
    const instrument = this.#parts.instruments.get(symbol);
    if (instrument === undefined) return;
    this.#byId.set(clientOrderId, entry);
    const book = this.#books.get(symbol);
    if (book === undefined) this.#books.set(symbol, { instrument, orders: [entry] });
    else book.orders.push(entry);
  }

  #trigger(entry: PaperOrder, tsVenue: EpochMs): void {
    entry.triggered = true;
    const { clientOrderId, symbol, triggerTicks } = entry.order;
    const reason = `the price reached ${String(triggerTicks)} ticks`;
    this.#events.emit({
      kind: 'triggered',
      clientOrderId,
      symbol,
      reason,
      tsVenue,
      tsReceived: this.#parts.clock.now(),
    });
  }

  #fill(entry: PaperOrder, instrument: Instrument, take: Take, tsVenue: EpochMs): void {
    if (!entry.live || take.lots <= 0) return;
    const { clientOrderId, symbol, side } = entry.order;
    entry.filled += take.lots;
    const signed = side === 'buy' ? take.lots : -take.lots;
    const position = (this.#positions.get(symbol) ?? 0) + signed;
    if (position === 0) this.#positions.delete(symbol);
    else this.#positions.set(symbol, position);
    if (remainingLots(entry) === 0) this.#remove(entry);
    const ratePpm = take.liquidity === 'maker' ? instrument.makerFeePpm : instrument.takerFeePpm;
    this.#events.emit({
      kind: 'fill',
      clientOrderId,
      symbol,
      tradeId: `${clientOrderId}:${String(entry.filled)}`,
      side,
      lots: take.lots as Lots,
      priceTicks: take.priceTicks as Ticks,
      fee: applyRate(absolute(notional(instrument, take.priceTicks, take.lots)), ratePpm),
      liquidity: take.liquidity,
      tsVenue,
      tsReceived: this.#parts.clock.now(),
    });
  }

  /** A reduce-only order at market whose position is gone is taken out, as exchanges do. */
  #endIfNothingToReduce(entry: PaperOrder, at: EpochMs): void {
    if (entry.live && tradesAtMarket(entry) && this.#cap(entry) === 0)
      this.#end(entry, 'no position left to reduce', at);
  }

  #end(entry: PaperOrder, reason: string, tsVenue: EpochMs): void {
    this.#remove(entry);
    const { clientOrderId, symbol } = entry.order;
    this.#events.emit({
      kind: 'canceled',
      clientOrderId,
      symbol,
      reason,
      tsVenue,
      tsReceived: this.#parts.clock.now(),
    });
  }

  #remove(entry: PaperOrder): void {
    entry.live = false;
    this.#byId.delete(entry.order.clientOrderId);
  }

  #sweep(symbol: ContractSymbol): void {
    const book = this.#books.get(symbol);
    if (book === undefined) return;
    let kept = 0;
    for (const entry of book.orders) if (entry.live) book.orders[kept++] = entry;
    book.orders.length = kept;
    if (kept === 0) this.#books.delete(symbol);
  }
}
