import { ratio, subtract, larger, ZERO, type Money } from '#shared/domain/money.ts';
import { DAY, type EpochMs } from '#shared/domain/time.ts';

/** One recorded equity: time, equity and the peak up to then. */
export interface EquitySample {
  readonly at: EpochMs;
  readonly equity: Money;
  readonly peak: Money;
}

/**
 * Equity against its peak and against the start of the UTC day. Losses are positive amounts, zero when there is none;
 * the shares are fractions of the peak and of the day's start, NaN when that is not positive.
 */
export interface EquityState {
  readonly at: EpochMs;
  readonly equity: Money;
  readonly peak: Money;
  readonly drawdown: Money;
  readonly drawdownShare: number;
  readonly dayStart: Money;
  readonly dayStartedAt: EpochMs;
  readonly dayLoss: Money;
  readonly dayLossShare: number;
}

/**
 * Follows equity. The day's start is the last equity seen before 00:00 UTC; on the first day it is the first equity
 * seen. A program that was down over midnight so counts what happened meanwhile to the new day, where it can still
 * stop entries.
 */
export class EquityTracker {
  #state: EquityState | null = null;

  /** The last state, or null before the first sample. */
  get state(): EquityState | null {
    return this.#state;
  }

  /**
   * Takes a new equity.
   * @throws RangeError when it is older than the last one.
   */
  sample(at: EpochMs, equity: Money): EquityState {
    return this.#take(at, equity, equity);
  }

  /**
   * Rebuilds the state from recorded samples, oldest first (rows of the equity table or `equity.sampled` records). The
   * samples since the one before the last UTC midnight are enough, because each carries the peak up to it.
   */
  restore(samples: Iterable<EquitySample>): EquityState | null {
    this.#state = null;
    for (const sample of samples) this.#take(sample.at, sample.equity, sample.peak);
    return this.#state;
  }

  #take(at: EpochMs, equity: Money, recordedPeak: Money): EquityState {
    const last = this.#state;
    if (last !== null && at < last.at) throw new RangeError(`Equity of ${String(at)} is older than the last`);
    const peak = larger(recordedPeak, larger(equity, last === null ? equity : last.peak));
    const dayStartedAt = (Math.floor(at / DAY) * DAY) as EpochMs;
    const dayStart = last === null ? equity : last.dayStartedAt === dayStartedAt ? last.dayStart : last.equity;
    const drawdown = subtract(peak, equity);
    const dayLoss = larger(subtract(dayStart, equity), ZERO);
    this.#state = {
      at,
      equity,
      peak,
      drawdown,
      drawdownShare: shareOf(drawdown, peak),
      dayStart,
      dayStartedAt,
      dayLoss,
      dayLossShare: shareOf(dayLoss, dayStart),
    };
    return this.#state;
  }
}

const shareOf = (part: Money, whole: Money): number => (whole > ZERO ? ratio(part, whole) : Number.NaN);
