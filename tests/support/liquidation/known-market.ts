import { emptyBar, type ModelBar } from '#core/liquidation/model-bar.ts';
import { LONG, SHORT, type LiquidationSettings } from '#core/liquidation/settings.ts';
import { leanOf } from '#core/liquidation/opening-share.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { sigmoid } from '#core/statistics/probability.ts';
import { MINUTE } from '#shared/domain/time.ts';

/** A position whose leverage and entry are known. */
interface Position {
  readonly side: number;
  readonly tier: number;
  readonly leverage: number;
  readonly price: number;
  readonly size: number;
}

export interface KnownMarketOptions {
  readonly seed: number;
  readonly bars: number;
  /** Sizes of a year's moves, ln. */
  readonly volatility: number;
}

const MAINTENANCE = 0.0046;
const BAR_MS = 5 * MINUTE;
const STEPS = 10;
const POSITIONS = 10_000;
const YEAR = 365 * 86_400_000;

/**
 * A market whose every position is known. Traders of each class hold their share of open interest for exponential times and are
 * followed by others of their class; a position that the price reaches is liquidated and leaves open interest, which then
 * wanders back. Of each pair one side carries leverage, more often the one takers are on. The price is a random walk. What
 * the model may see are the bars alone.
 */
export class KnownMarket {
  readonly bars: ModelBar[] = [];
  readonly #random: Sfc32;
  readonly #settings: LiquidationSettings;
  readonly #volatility: number;
  #positions: Position[] = [];
  #price = 50_000;
  #lean = 0;

  constructor({ seed, bars, volatility }: KnownMarketOptions, settings: LiquidationSettings) {
    this.#random = new Sfc32(seed);
    this.#settings = settings;
    this.#volatility = volatility;
    for (let i = 0; i < bars; i += 1) this.bars.push(this.#bar(i * BAR_MS));
  }

  get price(): number {
    return this.#price;
  }

  /** Worth to be liquidated at each of a map's bins, [side][bin]. */
  truth(prices: Float64Array, width: number): readonly [Float64Array, Float64Array] {
    const found = [new Float64Array(prices.length), new Float64Array(prices.length)] as const;
    const first = Math.floor(Math.log(prices[0] ?? 1) / width);
    for (const position of this.#positions) {
      const price = liquidationOf(position);
      const bin = Math.floor(Math.log(price) / width) - first;
      const side = found[position.side === LONG ? 0 : 1];
      if (bin >= 0 && bin < side.length) side[bin] = (side[bin] ?? 0) + position.size * price;
    }
    return found;
  }

  #bar(ts: number): ModelBar {
    const random = this.#random;
    const bar = emptyBar();
    bar.ts = ts;
    bar.ms = BAR_MS;
    this.#lean = 0.98 * this.#lean + 0.12 * this.#normal();
    const skew = Math.tanh(this.#lean);
    bar.bought = 100 * (1 + skew);
    bar.sold = 100 * (1 - skew);
    bar.funding = 1e-4 * this.#lean;
    bar.open = this.#price;
    const path = Array.from({ length: STEPS }, () => {
      this.#price *= Math.exp(this.#volatility * Math.sqrt(BAR_MS / STEPS / YEAR) * this.#normal());
      return this.#price;
    });
    bar.close = this.#price;
    bar.high = Math.max(bar.open, ...path);
    bar.low = Math.min(bar.open, ...path);
    bar.markLow = bar.low;
    bar.markHigh = bar.high;
    bar.volume = 200;
    bar.liquidatedLong = 0;
    bar.liquidatedShort = 0;
    this.#settle(bar);
    this.#leave(bar, path);
    const missing = POSITIONS - this.#positions.length;
    const entering = ts === 0 ? POSITIONS / 10 : Math.max(0, Math.round(missing * 0.01 * (1 + 0.5 * random.next())));
    for (let i = 0; i < entering; i += 1) this.#enter(bar, path, this.#classByShare());
    // Each pair counts once; the other side of each carries no leverage.
    bar.openInterest = this.#positions.reduce((sum, { size }) => sum + size, 0);
    return bar;
  }

  #settle(bar: ModelBar): void {
    this.#positions = this.#positions.filter((position) => {
      const price = liquidationOf(position);
      const long = position.side === LONG;
      if (long ? price < bar.markLow : price > bar.markHigh) return true;
      if (long) bar.liquidatedLong += position.size;
      else bar.liquidatedShort += position.size;
      return false;
    });
  }

  /** Who leaves is followed by another of the same class. */
  #leave(bar: ModelBar, path: readonly number[]): void {
    const chance = this.#settings.tiers.map(({ halfLifeMs }) => 1 - 2 ** (-BAR_MS / halfLifeMs));
    const left: number[] = [];
    this.#positions = this.#positions.filter(({ tier }) => {
      const goes = this.#random.next() < (chance[tier] ?? 0);
      if (goes) left.push(tier);
      return !goes;
    });
    for (const tier of left) this.#enter(bar, path, tier);
  }

  #enter(bar: ModelBar, path: readonly number[], tier: number): void {
    const random = this.#random;
    const side = random.next() < sigmoid(leanOf(bar, this.#settings)) ? LONG : SHORT;
    const leverage = (this.#settings.tiers[tier]?.leverage ?? 10) * (0.95 + 0.1 * random.next());
    const price = path[Math.floor(random.next() * path.length)] ?? bar.close;
    this.#positions.push({ side, tier, leverage, price, size: -Math.log(random.nextPositive()) });
  }

  #classByShare(): number {
    let left = this.#random.next();
    const found = this.#settings.tiers.findIndex(({ share }) => (left -= share) < 0);
    return Math.max(0, found);
  }

  #normal(): number {
    const random = this.#random;
    return Math.sqrt(-2 * Math.log(random.nextPositive())) * Math.cos(2 * Math.PI * random.next());
  }
}

const liquidationOf = ({ side, price, leverage }: Position): number =>
  side === LONG ? (price * (1 - 1 / leverage)) / (1 - MAINTENANCE) : (price * (1 + 1 / leverage)) / (1 + MAINTENANCE);

/** Spearman's rank correlation, ties by their mean rank. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const ranks = (values: ArrayLike<number>): Float64Array => {
    const order = Array.from({ length: values.length }, (_, i) => i).sort(
      (i, j) => (values[i] ?? 0) - (values[j] ?? 0),
    );
    const rank = new Float64Array(values.length);
    for (let i = 0; i < order.length;) {
      let end = i;
      while (end < order.length && values[order[end] ?? 0] === values[order[i] ?? 0]) end += 1;
      for (let k = i; k < end; k += 1) rank[order[k] ?? 0] = (i + end - 1) / 2;
      i = end;
    }
    return rank;
  };
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i += 1) {
    const dx = (x[i] ?? 0) - mean;
    const dy = (y[i] ?? 0) - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}
