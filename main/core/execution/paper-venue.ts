import type { Candle } from '#shared/domain/candle.ts';
import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { DepthLevel, Ticker } from '../ports/market-feed.ts';
import type {
  AmendOutcome,
  CancelOutcome,
  OrderChange,
  OrderRef,
  OrderSide,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
  VenueQuestions,
} from '../ports/venue.ts';
import { PaperAccount } from './paper-account.ts';
import { amend, amended } from './paper-amend.ts';
import { BookSide } from './paper-book-side.ts';
import { candleMarket, type CandleMarket } from './paper-candle-matching.ts';
import { matchOpen, matchRange } from './paper-candle-step.ts';
import type { PaperAccountTerms, PaperConfig } from './paper-config.ts';
import { PaperEngine } from './paper-engine.ts';
import { matchLive, matchTrade } from './paper-live-step.ts';
import { marginRefusal } from './paper-margin.ts';
import { newPaperOrder, refuse, waitsForTrigger, type PaperOrder, type Refusal } from './paper-order.ts';
import type { QueuePosition } from './paper-queue.ts';
import { PaperQuestions } from './paper-questions.ts';
import { refusal } from './paper-refusal.ts';
import { tickerMarket, wholeLots, type LiveBook } from './paper-ticker-matching.ts';

/** What the paper venue is made of. */
export interface PaperVenueParts {
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly clock: Clock;
  readonly config: PaperConfig;
  /** Money to trade with; without it nothing is refused for margin and nothing is liquidated. */
  readonly account?: PaperAccountTerms;
}

/** An order of the journal's fold, to be taken back into the book after a restart. */
export interface RestoredOrder {
  readonly order: VenueOrder;
  readonly filledLots: number;
  readonly state: OrderState;
}

/** States in which the paper venue had taken the order; in the others it never came, or the process ended with it. */
const TAKEN: ReadonlySet<OrderState> = new Set(['OPEN', 'TRIGGERED', 'PARTIAL', 'CANCEL_SENDING', 'CANCEL_UNKNOWN']);

const NO_TRIGGERS = { mark: null, last: null, index: null } as const;

/**
 * A venue that simulates execution, fed with either live prices or candles of a contract, not both.
 *
 * Nothing fills at the price that led to the order: an order waits for the next price, and on live prices for the
 * configured latency. Events are emitted within `on…` and `cancel`; orders sent from a listener are taken at once. Trade
 * ids are `clientOrderId:cumulative lots`, so a replay and a restart make the same ids.
 *
 * On candles: market orders fill at the next candle's open plus half the spread; a stop the open jumped over fills at
 * the open; a stop and a target inside one candle count as the stop; a limit order that opens a position inside the
 * range meets that candle's stop, but not its target. The candle's range stands in for the mark price.
 *
 * On live prices: triggers go by the ticker; what takes walks the book where one is known, else the ticker's touch and
 * assumed levels behind it; what rests is filled by trades after the queue before it, or when the other side comes to
 * its price.
 *
 * With an account: isolated margin is held, funding settled, and a position liquidated when at the mark its margin no
 * longer covers maintenance and fee. Staged liquidation of large positions and cross margin are not simulated.
 */
export class PaperVenue implements Venue {
  readonly name = 'paper';
  readonly simulated = true;
  readonly ask: VenueQuestions;
  readonly #parts: PaperVenueParts;
  readonly #account: PaperAccount;
  readonly #engine: PaperEngine;
  readonly #conditions = new Emitter<VenueCondition>();
  readonly #depth = new Map<ContractSymbol, LiveBook>();
  /** Cancels and changes on their way to the book, in order of arrival. */
  readonly #onTheWay: { readonly at: number; readonly run: () => void }[] = [];

  constructor(parts: PaperVenueParts) {
    const { instruments, clock } = parts;
    this.#parts = parts;
    this.#account = new PaperAccount(parts.account ?? null);
    this.#engine = new PaperEngine(instruments, clock, this.#account);
    const { live, archive } = this.#engine;
    const reserved = (): bigint => this.#engine.reserved();
    const settle = (): void => {
      this.onTime(clock.now());
    };
    this.ask = new PaperQuestions({ clock, instruments, live, archive, account: this.#account, reserved, settle });
  }

  /** Where a resting order stands in the queue of its price; null when there is no such order or it does not rest. */
  queueOf(id: ClientOrderId): QueuePosition | null {
    return this.#engine.live.get(id)?.queue ?? null;
  }

  /** How many orders are in the books. */
  get openOrders(): number {
    return this.#engine.live.size;
  }

  /** The wallet, to the unit; null when the venue was given none. */
  get wallet(): Money | null {
    return this.#account.wallet;
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#engine.events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.#conditions.on(listener);
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    return Promise.resolve(this.#take(order));
  }

  cancel({ clientOrderId }: OrderRef): Promise<CancelOutcome> {
    const entry = this.#engine.live.get(clientOrderId);
    if (entry === undefined) return Promise.resolve('not-found');
    this.#afterLatency((at) => {
      if (entry.live) this.#engine.end(entry, 'asked for', at);
    });
    return Promise.resolve('accepted');
  }

  amend({ clientOrderId }: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    const entry = this.#engine.live.get(clientOrderId);
    const instrument = entry === undefined ? undefined : this.#parts.instruments.get(entry.order.symbol);
    if (entry === undefined || instrument === undefined) {
      return Promise.resolve(refuse('ORDER_NOT_FOUND', `${clientOrderId} is not an open order`));
    }
    const terms = this.#amended(entry, change, instrument);
    if ('code' in terms) return Promise.resolve(terms);
    this.#afterLatency(() => {
      const now = entry.live ? this.#amended(entry, change, instrument) : null;
      if (now !== null && !('code' in now)) amend(entry, now);
    });
    return Promise.resolve({ kind: 'accepted' });
  }

  /** The order's terms after a change, or why it is refused; what it holds back itself is free for it. */
  #amended(entry: PaperOrder, change: OrderChange, instrument: Instrument): VenueOrder | Refusal {
    const terms = amended(entry, change, instrument, this.#account.lotsOf(instrument.symbol));
    if ('code' in terms) return terms;
    const rest = { ...terms, lots: (terms.lots - entry.filled) as typeof terms.lots };
    return marginRefusal(rest, instrument, this.#account, () => this.#engine.reserved(entry)) ?? terms;
  }

  /**
   * Takes back the orders and positions of the journal's fold; replaces whatever was in the books.
   * @param wallet the account's balance then; what it started with when undefined.
   */
  restore(
    orders: Iterable<RestoredOrder>,
    positions: Iterable<{ readonly symbol: ContractSymbol; readonly lots: number; readonly entryValue?: Money }>,
    wallet?: Money,
  ): void {
    const now = this.#parts.clock.now();
    this.#engine.clear();
    this.#onTheWay.length = 0;
    this.#account.restore(positions, wallet, this.#parts.instruments, now);
    for (const { order, filledLots, state } of orders) {
      this.#engine.see(order.clientOrderId);
      if (!TAKEN.has(state)) continue;
      const entry = newPaperOrder(order, this.#engine.stamp, now, 0);
      entry.filled = filledLots;
      entry.triggered = waitsForTrigger(order.kind) && (state === 'TRIGGERED' || filledLots > 0);
      entry.rested = true;
      this.#engine.put(entry);
    }
  }

  /** Lets cancels and changes that are on their way arrive. Prices do the same; this is for markets that are silent. */
  onTime(now: EpochMs): void {
    for (let next = this.#onTheWay[0]; next !== undefined && next.at <= now; next = this.#onTheWay[0]) {
      this.#onTheWay.shift();
      next.run();
    }
  }

  /** Trades on a best bid and ask. Without an account this costs one look-up when the contract has no orders. */
  onTicker(ticker: Ticker): void {
    const { symbol, tsVenue } = ticker;
    this.onTime(tsVenue as EpochMs);
    const wallet = this.#account.wallet;
    if (wallet === null && this.#engine.book(symbol) === undefined) return;
    const instrument = this.#parts.instruments.get(symbol);
    if (instrument === undefined) return;
    if (wallet !== null) this.#onMark(instrument, toTicks(instrument, ticker.mark), tsVenue as EpochMs);
    const book = this.#engine.book(symbol);
    const market = book === undefined ? null : tickerMarket(ticker, instrument, this.#parts.config);
    if (book === undefined || market === null) return;
    const depth = this.#depth.get(symbol);
    const known = depth !== undefined && this.#isCurrent(depth, market);
    this.#engine.matching(symbol, () => {
      matchLive(book, known ? { ...market, asks: depth.asks, bids: depth.bids } : market, this.#engine);
    });
  }

  /** A picture counts when it is not older than the ticker, or still fresh and of the same best prices. */
  #isCurrent(depth: LiveBook, ticker: LiveBook): boolean {
    const ageMs = ticker.at - depth.at;
    if (ageMs <= 0) return true;
    const same = depth.bids.bestTicks === ticker.bids.bestTicks && depth.asks.bestTicks === ticker.asks.bestTicks;
    return same && ageMs <= this.#parts.config.depthMaxAgeMs;
  }

  /**
   * Takes a picture of the book: what orders take from then on comes from its levels, and queues are read from it.
   * A picture that is crossed or has an empty side is not used.
   * @param at the venue's time of it.
   */
  onDepth(symbol: ContractSymbol, bids: readonly DepthLevel[], asks: readonly DepthLevel[], at: EpochMs): void {
    this.onTime(at);
    const instrument = this.#parts.instruments.get(symbol);
    if (instrument === undefined) return;
    const next = { bids: sideOf(bids, instrument), asks: sideOf(asks, instrument), at };
    const [bid, ask] = [next.bids.bestTicks, next.asks.bestTicks];
    if (bid === null || ask === null || bid >= ask) {
      this.#depth.delete(symbol);
      return;
    }
    const before = this.#depth.get(symbol);
    if (before !== undefined) {
      next.bids.inherit(before.bids);
      next.asks.inherit(before.asks);
    }
    this.#depth.set(symbol, next);
    const book = this.#engine.book(symbol);
    if (book === undefined) return;
    this.#engine.matching(symbol, () => {
      matchLive(book, { ...next, ...NO_TRIGGERS }, this.#engine);
    });
  }

  /** Takes a trade of others: it moves queues and fills what rests. Price in quote units, size in contracts. */
  onTrade(symbol: ContractSymbol, price: number, lots: number, takerSide: OrderSide, at: EpochMs): void {
    this.onTime(at);
    const book = this.#engine.book(symbol);
    if (book === undefined) return;
    const priceTicks = toTicks(book.instrument, price);
    const size = wholeLots(lots, book.instrument);
    if (!(priceTicks > 0) || size === 0) return;
    this.#engine.matching(symbol, () => {
      matchTrade(book, { priceTicks, lots: size, takerSide, at }, this.#engine);
    });
  }

  /** Settles funding at the venue's time. @param rate fraction per interval. @param mark in quote units. */
  onFunding(symbol: ContractSymbol, rate: number, mark: number, at: EpochMs): void {
    const instrument = this.#parts.instruments.get(symbol);
    if (instrument === undefined || this.#account.wallet === null) return;
    const markTicks = toTicks(instrument, mark);
    if (!(markTicks > 0)) return;
    this.#account.fund(instrument, rate, markTicks, at);
    this.#onMark(instrument, markTicks, at);
  }

  /** Trades on a closed candle that followed the orders. Without an account: one look-up when there are no orders. */
  onCandle(symbol: ContractSymbol, candle: Candle): void {
    const book = this.#engine.book(symbol);
    if (this.#account.wallet === null && book === undefined) return;
    const instrument = book?.instrument ?? this.#parts.instruments.get(symbol);
    const market = instrument === undefined ? null : candleMarket(candle, instrument, this.#parts.config);
    if (instrument === undefined || market === null) return;
    this.#onMark(instrument, market.open, market.openTime as EpochMs);
    const now = this.#parts.clock.now();
    if (book !== undefined) {
      this.#engine.matching(symbol, () => {
        matchOpen(book, market, this.#engine);
        matchRange(book, market, this.#engine, now);
      });
    }
    if (this.#account.wallet !== null) this.#afterCandle(instrument, market, toTicks(instrument, candle.close), now);
  }

  /** Stops come before liquidation on the way of a price; what is still held then meets the far end of the range. */
  #afterCandle(instrument: Instrument, market: CandleMarket, close: number, at: EpochMs): void {
    const held = this.#account.lotsOf(instrument.symbol);
    if (held !== 0) this.#onMark(instrument, held > 0 ? market.low : market.high, at);
    if (close > 0) this.#account.mark(instrument.symbol, close);
  }

  #onMark(instrument: Instrument, markTicks: number, at: EpochMs): void {
    if (this.#account.wallet === null || !(markTicks > 0)) return;
    this.#account.mark(instrument.symbol, markTicks);
    const liquidation = this.#account.liquidationAt(instrument, markTicks);
    if (liquidation !== null) this.#engine.liquidate(instrument.symbol, liquidation, at);
  }

  #take(order: VenueOrder): SubmitOutcome {
    const instrument = this.#parts.instruments.get(order.symbol);
    if (instrument === undefined) return refuse('SYMBOL_NOT_FOUND', `${order.symbol} is not traded here`);
    if (this.#engine.hasSeen(order.clientOrderId)) {
      return refuse('CLIENT_ID_REPEATED', `${order.clientOrderId} was used before`);
    }
    const refused =
      refusal(order, instrument, this.#account.lotsOf(order.symbol)) ??
      marginRefusal(order, instrument, this.#account, () => this.#engine.reserved());
    if (refused !== null) return refused;
    const { clock, config } = this.#parts;
    const entry = newPaperOrder(order, this.#engine.stamp, clock.now(), config.latencyMs);
    this.#engine.see(order.clientOrderId);
    this.#engine.put(entry);
    return { kind: 'accepted', venueOrderId: entry.venueOrderId };
  }

  #afterLatency(run: (at: EpochMs) => void): void {
    const now = this.#parts.clock.now();
    const at = (now + this.#parts.config.latencyMs) as EpochMs;
    if (at === now) run(at);
    else
      this.#onTheWay.push({
        at,
        run: () => {
          run(at);
        },
      });
  }
}

function sideOf(levels: readonly DepthLevel[], instrument: Instrument): BookSide {
  const read = levels.map(({ price, lots }) => ({
    priceTicks: toTicks(instrument, price),
    lots: wholeLots(lots, instrument),
  }));
  return new BookSide(read.filter(({ priceTicks, lots }) => priceTicks > 0 && lots > 0));
}
