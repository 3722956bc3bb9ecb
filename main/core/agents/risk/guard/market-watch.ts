import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Denial } from '#shared/domain/denial.ts';
import type { BreakerReport, GuardTime, RecordedBreaker } from '../breakers/breaker.ts';
import { MarketBreaker, type MarketEvents } from '../breakers/market-breaker.ts';
import { MoveWindow } from '../breakers/move-window.ts';

/** When entries pause for the market's sake. Moves as fractions, rates as fractions per interval. */
export interface MarketLimits {
  readonly move1m: number;
  readonly move5m: number;
  readonly pauseMs: number;
  readonly staleMs: number;
  /** How long entries stay away after a stale price is fresh again. */
  readonly calmMs: number;
  readonly fundingWindowMs: number;
  readonly fundingRate: number;
}

export const MARKET_DEFAULTS: MarketLimits = {
  move1m: 0.03,
  move5m: 0.07,
  pauseMs: 15 * 60_000,
  staleMs: 10_000,
  calmMs: 30_000,
  fundingWindowMs: 60_000,
  fundingRate: 0.001,
};

/** BTC and ETH move less before something is wrong. */
export const MAJOR_LIMITS: MarketLimits = { ...MARKET_DEFAULTS, move1m: 0.02, move5m: 0.05 };

const MINUTE_MS = 60_000;
const percent = (fraction: number): number => Math.round(fraction * 10_000) / 100;
const rate = (fraction: number): number => Math.round(fraction * 1e6) / 1e4;

/** The market breakers of one symbol and what they look at. */
export class MarketWatch {
  readonly volatility: MarketBreaker;
  readonly stale: MarketBreaker;
  readonly funding: MarketBreaker;
  readonly #time: GuardTime;
  readonly #limits: MarketLimits;
  readonly #oneMinute = new MoveWindow(MINUTE_MS);
  readonly #fiveMinutes = new MoveWindow(5 * MINUTE_MS);
  #markedAt: number | null = null;
  #lastPrice: number | null = null;
  /** Of the last mark against the one before, a fraction; null before the second. */
  #jump: number | null = null;
  #fundingRate: number | null = null;
  #fundingAt: number | null = null;

  constructor(symbol: ContractSymbol, time: GuardTime, events: MarketEvents, limits: MarketLimits) {
    this.#time = time;
    this.#limits = limits;
    const breaker = (name: string, title: string, code: Denial['code']): MarketBreaker =>
      new MarketBreaker({ name, title, code, symbol }, time, events);
    this.volatility = breaker('volatility', 'Volatility', 'RISK_VOLATILITY');
    this.stale = breaker('stale', 'Stale price', 'RISK_MARKET_STALE');
    this.funding = breaker('funding', 'Funding window', 'RISK_FUNDING_WINDOW');
  }

  get breakers(): readonly MarketBreaker[] {
    return [this.volatility, this.stale, this.funding];
  }

  get jump(): number | null {
    return this.#jump;
  }

  /** True when the feed says what the next funding is. */
  get knowsFunding(): boolean {
    return this.#fundingRate !== null && this.#fundingAt !== null;
  }

  restore(records: ReadonlyMap<string, RecordedBreaker>): void {
    const { pauseMs, calmMs, fundingWindowMs } = this.#limits;
    for (const [breaker, longest] of [
      [this.volatility, pauseMs],
      [this.stale, calmMs],
      [this.funding, fundingWindowMs],
    ] as const) {
      const record = records.get(breaker.id);
      if (record !== undefined) breaker.restore(record, longest);
    }
  }

  /** Takes a mark price. Allocates nothing unless a limit is passed. */
  onMark(price: number): void {
    if (!(price > 0) || !Number.isFinite(price)) return;
    const at = this.#time.span();
    const { move1m, move5m } = this.#limits;
    this.#markedAt = at;
    this.#jump = this.#lastPrice === null ? null : Math.abs(price / this.#lastPrice - 1);
    this.#lastPrice = price;
    const short = this.#oneMinute.take(at, price);
    const long = this.#fiveMinutes.take(at, price);
    if (short >= move1m) this.#moved(short, 1, move1m);
    else if (long >= move5m) this.#moved(long, 5, move5m);
  }

  /** Takes what the feed says of the next funding: rate per interval and venue time; null where it does not say. */
  onFunding(fundingRate: number | null, fundingAt: number | null): void {
    this.#fundingRate = fundingRate;
    this.#fundingAt = fundingAt;
  }

  /** Looks at ages and the clock, and lets end what is over. */
  onTime(): void {
    this.#lookAtAge();
    this.#lookAtFunding();
    this.volatility.onTime();
    this.stale.onTime();
    this.funding.onTime();
  }

  refusals(): readonly Denial[] {
    if (!this.volatility.isOpen && !this.stale.isOpen && !this.funding.isOpen) return NONE;
    return this.breakers.flatMap((breaker) => breaker.refusal() ?? []);
  }

  reports(): readonly BreakerReport[] {
    return this.breakers.map((breaker) => breaker.report());
  }

  #moved(move: number, minutes: number, limit: number): void {
    this.volatility.pass(this.#limits.pauseMs, () => ({ move: percent(move), minutes, limit: percent(limit) }));
  }

  #lookAtAge(): void {
    if (this.#markedAt === null) return;
    const age = this.#time.span() - this.#markedAt;
    const { staleMs, calmMs } = this.#limits;
    if (age <= staleMs) return;
    if (this.stale.isOpen) this.stale.prolong(calmMs);
    else this.stale.pass(calmMs, () => ({ age: Math.round(age / 100) / 10, limit: staleMs / 1_000 }));
  }

  #lookAtFunding(): void {
    const fraction = this.#fundingRate;
    if (fraction === null || this.#fundingAt === null || this.funding.isOpen) return;
    const left = this.#fundingAt - this.#time.now();
    const { fundingWindowMs, fundingRate } = this.#limits;
    if (left <= 0 || left > fundingWindowMs || Math.abs(fraction) <= fundingRate) return;
    const window = fundingWindowMs / 1_000;
    this.funding.pass(left, () => ({ rate: rate(fraction), limit: rate(fundingRate), window }));
  }
}

const NONE: readonly Denial[] = [];
