import { chanceAt, hashOf } from './random.ts';
import type { Contract, Depth, EngineCandle, Level, PublicTrade, Quote, Side } from './types.ts';

const MINUTE = 60_000;
/** Levels the market makers keep on each side. */
const LEVELS = 50;
/** Levels that may be hidden behind our own orders or taken. */
const SPARE = 5;
/** Quote units that rest on one level on average, unless the market is told otherwise. */
const LEVEL_NOTIONAL = 50_000;

export interface MarketOptions {
  readonly contract: Contract;
  readonly seed: number;
  readonly spreadTicks: number;
  /** Mean lots per level; from the contract's value when absent. */
  readonly levelLots: number | null;
  readonly startTicks: number;
}

/** Prices, the liquidity around them and the tape of one contract. Knows nothing of our orders. */
export class Market {
  readonly contract: Contract;
  lastTicks: number;
  lastLots = 1;
  lastSide: Side = 'buy';
  lastTradeId = '0';
  markUnits: number;
  indexUnits: number;
  fundingPpm = 100;
  /** Closed and running minutes that saw a trade. */
  readonly minutes = new Map<number, EngineCandle>();
  #bid: number;
  readonly #consumed = new Map<number, number>();
  readonly #key: number;
  readonly #spacing: number;
  readonly #options: MarketOptions;
  #levelLots: number;

  constructor(options: MarketOptions) {
    const { contract, startTicks } = options;
    this.#options = options;
    this.contract = contract;
    this.#key = hashOf(contract.symbol) ^ options.seed;
    this.#spacing = Math.max(1, Math.round(startTicks / 100_000));
    this.#levelLots =
      options.levelLots ?? Math.max(1, Math.round((LEVEL_NOTIONAL * 1e8) / (Number(contract.tickValue) * startTicks)));
    this.lastTicks = startTicks;
    this.markUnits = startTicks * contract.markPerTick;
    this.indexUnits = this.markUnits;
    this.#bid = this.#bidFor(startTicks);
  }

  /** Moves the market makers around a new price and fills up what was taken. */
  move(ticks: number): void {
    this.#bid = this.#bidFor(ticks);
    this.replenish();
  }

  replenish(): void {
    this.#consumed.clear();
  }

  setLevelLots(lots: number): void {
    this.#levelLots = lots;
  }

  get askTicks(): number {
    return this.#bid + this.#options.spreadTicks;
  }

  get bidTicks(): number {
    return this.#bid;
  }

  /** What the market makers still show against a taker of `side`, best first, until there is `enough` of it. */
  liquidity(side: Side, steps = LEVELS, enough = Number.POSITIVE_INFINITY): Level[] {
    const levels: Level[] = [];
    let seen = 0;
    for (let step = 0; step < Math.min(steps, LEVELS) && seen < enough; step += 1) {
      const ticks = this.#levelTicks(side, step);
      if (ticks < 1) break;
      const lots = this.#lotsAt(ticks);
      if (lots > 0) levels.push([ticks, lots]);
      seen += lots;
    }
    return levels;
  }

  take(ticks: number, lots: number): void {
    this.#consumed.set(ticks, (this.#consumed.get(ticks) ?? 0) + lots);
  }

  print(trade: PublicTrade): EngineCandle {
    this.lastTicks = trade.priceTicks;
    this.lastLots = trade.lots;
    this.lastSide = trade.takerSide;
    this.lastTradeId = trade.tradeId;
    const at = Math.floor(trade.at / MINUTE) * MINUTE;
    const running = this.minutes.get(at);
    const price = trade.priceTicks;
    const candle: EngineCandle = running
      ? {
          ...running,
          high: Math.max(running.high, price),
          low: Math.min(running.low, price),
          close: price,
          lots: running.lots + trade.lots,
        }
      : { at, open: price, high: price, low: price, close: price, lots: trade.lots };
    this.minutes.set(at, candle);
    return candle;
  }

  /** The book with our resting orders in it: sizes by price, never crossed. */
  depth(levels: number, ours: readonly { side: Side; priceTicks: number; lots: number }[]): Depth {
    const bids = new Map<number, number>();
    const asks = new Map<number, number>();
    for (const order of ours) {
      const side = order.side === 'buy' ? bids : asks;
      side.set(order.priceTicks, (side.get(order.priceTicks) ?? 0) + order.lots);
    }
    const ourBid = Math.max(0, ...bids.keys());
    const ourAsk = Math.min(Number.MAX_SAFE_INTEGER, ...asks.keys());
    for (const [ticks, lots] of this.liquidity('sell', levels + SPARE))
      if (ticks < ourAsk) bids.set(ticks, (bids.get(ticks) ?? 0) + lots);
    for (const [ticks, lots] of this.liquidity('buy', levels + SPARE))
      if (ticks > ourBid) asks.set(ticks, (asks.get(ticks) ?? 0) + lots);
    return {
      bids: [...bids].sort((a, b) => b[0] - a[0]).slice(0, levels),
      asks: [...asks].sort((a, b) => a[0] - b[0]).slice(0, levels),
    };
  }

  quote(depth: Depth, now: number): Quote {
    const interval = this.contract.fundingIntervalMs;
    return {
      symbol: this.contract.symbol,
      bidTicks: depth.bids[0]?.[0] ?? 0,
      bidLots: depth.bids[0]?.[1] ?? 0,
      askTicks: depth.asks[0]?.[0] ?? 0,
      askLots: depth.asks[0]?.[1] ?? 0,
      lastTicks: this.lastTicks,
      lastLots: this.lastLots,
      lastSide: this.lastSide,
      lastTradeId: this.lastTradeId,
      markUnits: this.markUnits,
      indexUnits: this.indexUnits,
      fundingPpm: this.fundingPpm,
      nextFundingAt: (Math.floor(now / interval) + 1) * interval,
      openInterestLots: 1_000_000 + Math.floor(chanceAt(this.#key, Math.floor(now / MINUTE)) * 10_000),
      at: now,
    };
  }

  /** The best price, then round prices away from it: a small move changes the edges of the book only. */
  #levelTicks(side: Side, step: number): number {
    const best = side === 'buy' ? this.askTicks : this.#bid;
    if (step === 0) return best;
    const grid = this.#spacing;
    return side === 'buy' ? Math.floor(best / grid) * grid + step * grid : Math.ceil(best / grid) * grid - step * grid;
  }

  #bidFor(ticks: number): number {
    return Math.max(1, ticks - Math.floor(this.#options.spreadTicks / 2));
  }

  #lotsAt(ticks: number): number {
    const whole = 1 + Math.floor(chanceAt(this.#key, ticks) * (2 * this.#levelLots - 1));
    return Math.max(0, whole - (this.#consumed.get(ticks) ?? 0));
  }
}
