import { add, ratio, subtract, larger, ZERO, type Money } from '#shared/domain/money.ts';
import { DAY, type EpochMs } from '#shared/domain/time.ts';

/** One recorded equity: time, equity and the peak up to then. */
export interface EquitySample {
  readonly at: EpochMs;
  readonly equity: Money;
  readonly peak: Money;
}

/** Capital paid in (+) or taken out (−), and when it was booked. */
export interface EquityTransfer {
  readonly at: EpochMs;
  readonly amount: Money;
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
  /** The last equity seen before Monday 00:00 UTC; on the first week the first equity seen. */
  readonly weekStart: Money;
  readonly weekStartedAt: EpochMs;
  readonly weekLoss: Money;
}

type Starts = Pick<EquityState, 'dayStart' | 'dayStartedAt' | 'weekStart' | 'weekStartedAt'>;

const WEEK = 7 * DAY;
/** 1970 began on a Thursday: the first Monday was the fifth day. */
const FIRST_MONDAY = 4 * DAY;

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
   * Money was paid in (+) or taken out (−): peak and the starts of day and week move with the equity, so that a transfer is neither a
   * profit nor a loss nor a drawdown. The amounts lost so far stay as they are.
   */
  transfer(amount: Money): void {
    const last = this.#state;
    if (last === null) return;
    const equity = add(last.equity, amount);
    const { dayStartedAt, weekStartedAt } = last;
    const starts = {
      dayStart: add(last.dayStart, amount),
      dayStartedAt,
      weekStart: add(last.weekStart, amount),
      weekStartedAt,
    };
    this.#set(last.at, equity, add(last.peak, amount), starts);
  }

  /**
   * Rebuilds the state from recorded samples, oldest first (rows of the equity table or `equity.sampled` records). The
   * samples since the one before the week's Monday 00:00 UTC are enough, because each carries the peak up to it.
   * @param transfers what was paid in or out, in any order; each counts between the samples it was booked between.
   */
  restore(samples: Iterable<EquitySample>, transfers: Iterable<EquityTransfer> = []): EquityState | null {
    this.#state = null;
    const waiting = [...transfers].sort((a, b) => a.at - b.at);
    let next = 0;
    const applyUntil = (at: number): void => {
      for (let one = waiting[next]; one !== undefined && one.at <= at; one = waiting[(next += 1)])
        this.transfer(one.amount);
    };
    for (const sample of samples) {
      applyUntil(sample.at);
      this.#take(sample.at, sample.equity, sample.peak);
    }
    applyUntil(Number.POSITIVE_INFINITY);
    return this.#state;
  }

  #take(at: EpochMs, equity: Money, recordedPeak: Money): EquityState {
    const last = this.#state;
    if (last !== null && at < last.at) throw new RangeError(`Equity of ${String(at)} is older than the last`);
    const peak = larger(recordedPeak, larger(equity, last === null ? equity : last.peak));
    const dayStartedAt = (Math.floor(at / DAY) * DAY) as EpochMs;
    const dayStart = last === null ? equity : last.dayStartedAt === dayStartedAt ? last.dayStart : last.equity;
    const weekStartedAt = (Math.floor((at - FIRST_MONDAY) / WEEK) * WEEK + FIRST_MONDAY) as EpochMs;
    const weekStart = last === null ? equity : last.weekStartedAt === weekStartedAt ? last.weekStart : last.equity;
    return this.#set(at, equity, peak, { dayStart, dayStartedAt, weekStart, weekStartedAt });
  }

  #set(at: EpochMs, equity: Money, peak: Money, starts: Starts): EquityState {
    const { dayStart, weekStart } = starts;
    const drawdown = subtract(peak, equity);
    const dayLoss = larger(subtract(dayStart, equity), ZERO);
    this.#state = {
      at,
      equity,
      peak,
      drawdown,
      drawdownShare: shareOf(drawdown, peak),
      ...starts,
      dayLoss,
      dayLossShare: shareOf(dayLoss, dayStart),
      weekLoss: larger(subtract(weekStart, equity), ZERO),
    };
    return this.#state;
  }
}

const shareOf = (part: Money, whole: Money): number => (whole > ZERO ? ratio(part, whole) : Number.NaN);
