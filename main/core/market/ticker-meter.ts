import { SECOND } from '#shared/domain/time.ts';

/** Delays of the last tickers are kept for the percentiles. */
const KEPT_DELAYS = 256;
/** Fewer delays than this say nothing about the slowest of a hundred. */
const LEAST_DELAYS = 20;
/** Tickers are counted over this many whole seconds. */
const RATE_SECONDS = 10;

/** A silence longer than the limit: when it began, ms since 1970, and how long it lasted, ms. */
export interface TickerGap {
  readonly at: number;
  readonly ms: number;
}

/** From the venue's stamp to the receipt, ms, over the last tickers. */
export interface TickerDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly samples: number;
}

/** What a meter tells at a moment. */
export interface MeterReading {
  readonly perSecond: number;
  readonly gaps: number;
  readonly lastGap: TickerGap | null;
  /** Null while too few tickers have come. */
  readonly delay: TickerDelay | null;
}

/** Nearest rank: the smallest value that at least this share of all values does not exceed. */
const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

/** Counts one stream of tickers. A gap is the longer of the two clocks' spans: a sleeping computer missed data too. */
export class TickerMeter {
  readonly #limitMs: number;
  readonly #delays = new Float64Array(KEPT_DELAYS);
  readonly #counts = new Uint32Array(RATE_SECONDS);
  #seen = 0;
  /** The whole second of the monotonic clock that is counted now. */
  #second = 0;
  #lastWall = 0;
  #lastMonotonic = 0;
  #gaps = 0;
  #lastGap: TickerGap | null = null;

  /** @param limitMs a silence longer than this is a gap. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** @param delayMs from the venue's stamp to the receipt. */
  onTicker(wall: number, monotonic: number, delayMs: number): void {
    const silence = Math.max(wall - this.#lastWall, monotonic - this.#lastMonotonic);
    if (this.#seen > 0 && silence > this.#limitMs) {
      this.#gaps += 1;
      this.#lastGap = { at: this.#lastWall, ms: silence };
    }
    this.#lastWall = wall;
    this.#lastMonotonic = monotonic;
    this.#delays[this.#seen % KEPT_DELAYS] = delayMs;
    this.#seen += 1;
    this.#turnTo(Math.floor(monotonic / SECOND));
    const place = this.#second % RATE_SECONDS;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  read(monotonic: number): MeterReading {
    this.#turnTo(Math.floor(monotonic / SECOND));
    const counted = this.#counts.reduce((sum, count) => sum + count, 0);
    return {
      perSecond: counted / RATE_SECONDS,
      gaps: this.#gaps,
      lastGap: this.#lastGap,
      delay: this.#delay(),
    };
  }

  #delay(): TickerDelay | null {
    const samples = Math.min(this.#seen, KEPT_DELAYS);
    if (samples < LEAST_DELAYS) return null;
    const sorted = this.#delays.slice(0, samples).sort();
    return { p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), samples };
  }

  /** Empties the counts of the seconds that passed since the last look. */
  #turnTo(second: number): void {
    const passed = Math.min(RATE_SECONDS, Math.max(0, second - this.#second));
    for (let step = 1; step <= passed; step += 1) this.#counts[(second - passed + step) % RATE_SECONDS] = 0;
    this.#second = Math.max(this.#second, second);
  }
}
