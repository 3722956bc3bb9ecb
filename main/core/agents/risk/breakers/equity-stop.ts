import {
  formatMoney,
  larger,
  moneyOfUnits,
  parseMoney,
  ratio,
  subtract,
  ZERO,
  type Money,
} from '#shared/domain/money.ts';
import type { RiskLevel } from '#shared/domain/guard.ts';
import { DAY } from '#shared/domain/time.ts';
import type { GuardEventData } from '../../../journal/guard-event-types.ts';

/** The losses measured on equity. */
export type EquityMeasure = 'day-loss' | 'week-loss' | 'drawdown';
export const EQUITY_MEASURES: readonly EquityMeasure[] = ['day-loss', 'week-loss', 'drawdown'];

/** From which loss on a level holds, parts per million of the reference; null where a measure has no such level. */
export interface LevelSteps {
  readonly yellow: bigint;
  readonly orange: bigint | null;
  readonly red: bigint;
}

/** Day −2 % reduces, −3 % halts; week −6 % and drawdown −10 % halt; half of a halt warns. */
export const EQUITY_STEPS: Readonly<Record<EquityMeasure, LevelSteps>> = {
  'day-loss': { yellow: 10_000n, orange: 20_000n, red: 30_000n },
  'week-loss': { yellow: 30_000n, orange: null, red: 60_000n },
  drawdown: { yellow: 50_000n, orange: null, red: 100_000n },
};

/** References are kept to 1e-24 of a money unit: what a transfer rounds away cannot move a limit. */
const FINE = 10n ** 24n;
const MILLION = 1_000_000n;
const WEEK = 7 * DAY;

interface Reference {
  equity: Money;
  paidIn: Money;
  /** References in fine units. */
  day: bigint;
  dayAt: number;
  week: bigint;
  weekAt: number;
  peak: bigint;
}

/** A measured loss; `lossPpm` is rounded up, so that what reached a limit reads so, and is 0 without a loss. */
export interface EquityLoss {
  readonly level: RiskLevel;
  readonly lossPpm: bigint;
  readonly reference: Money;
  readonly equity: Money;
}

/** The three losses at one moment. */
export type EquityLosses = Readonly<Record<EquityMeasure, EquityLoss>>;

/** What one look found, and the record to be made of it; null when the references stay. */
export interface EquityLook {
  readonly losses: EquityLosses;
  readonly record: GuardEventData['equity.reference'] | null;
}

const dayOf = (at: number): number => Math.floor(at / DAY) * DAY;
const weekOf = (at: number): number => Math.floor((at - 4 * DAY) / WEEK) * WEEK + 4 * DAY;
const fine = (amount: Money): bigint => amount * FINE;

/**
 * Measures losses on the account's true equity: cash, open results, fees and funding. A deposit or withdrawal changes
 * every reference in proportion to the equity it meets, as a fund's units do (time-weighted return), so that it is neither
 * a gain nor a loss and heals nothing. Day and week begin at 00:00 UTC and on Monday with the last equity seen before.
 *
 * References move with a record only; a restart that takes up the last record stands where it stood.
 */
export class EquityStop {
  readonly #steps: Readonly<Record<EquityMeasure, LevelSteps>>;
  #reference: Reference | null = null;
  /** The equity of the last look, recorded or not. */
  #seen: Money | null = null;

  constructor(steps: Readonly<Record<EquityMeasure, LevelSteps>> = EQUITY_STEPS) {
    this.#steps = steps;
  }

  /** Takes up the last record. */
  restore(record: GuardEventData['equity.reference']): void {
    this.#reference = {
      equity: parseMoney(record.equity),
      paidIn: parseMoney(record.paidIn),
      day: BigInt(record.day),
      dayAt: record.dayAt,
      week: BigInt(record.week),
      weekAt: record.weekAt,
      peak: BigInt(record.peak),
    };
  }

  /**
   * Looks at an equity. The peak and the last equity seen move when it is `recorded`, or when a day began or money moved.
   * @param paidIn capital paid in less paid out, up to now: its change is a transfer.
   */
  look(at: number, equity: Money, paidIn: Money, recorded: boolean): EquityLook {
    const before = this.#reference;
    this.#seen = equity;
    if (before === null) {
      this.#reference = freshReference(at, equity, paidIn);
      return { losses: this.#losses(this.#reference, equity), record: this.#record('first sight') };
    }
    const why = follow(before, at, equity, paidIn, recorded);
    return { losses: this.#losses(before, equity), record: why === null ? null : this.#record(why) };
  }

  /** The losses of an equity as a look at it would find them; nothing moves, however often one asks. */
  measure(at: number, equity: Money, paidIn: Money): EquityLosses {
    const reference = this.#reference === null ? freshReference(at, equity, paidIn) : { ...this.#reference };
    follow(reference, at, equity, paidIn, false);
    return this.#losses(reference, equity);
  }

  /** Measures this loss from the present equity on; null before the first look. */
  rebase(measure: EquityMeasure, equity: Money, by: string): GuardEventData['equity.reference'] | null {
    const reference = this.#reference;
    if (reference === null) return null;
    if (measure === 'day-loss') reference.day = fine(equity);
    else if (measure === 'week-loss') reference.week = fine(equity);
    else reference.peak = fine(equity);
    return this.#record(by);
  }

  /** The last equity seen; after a restart the last one recorded. */
  get equity(): Money | null {
    return this.#seen ?? this.#reference?.equity ?? null;
  }

  /** What each loss is measured from now, rounded down to 1e-8; null before the first look. */
  get references(): Readonly<Record<EquityMeasure, Money>> | null {
    const reference = this.#reference;
    if (reference === null) return null;
    const coarse = (amount: bigint): Money => moneyOfUnits(amount / FINE);
    return {
      'day-loss': coarse(reference.day),
      'week-loss': coarse(reference.week),
      drawdown: coarse(reference.peak),
    };
  }

  #losses({ day, week, peak }: Reference, equity: Money): EquityLosses {
    const loss = (measure: EquityMeasure, base: bigint): EquityLoss => lossOf(base, equity, this.#steps[measure]);
    return {
      'day-loss': loss('day-loss', day),
      'week-loss': loss('week-loss', week),
      drawdown: loss('drawdown', peak),
    };
  }

  #record(by: string): GuardEventData['equity.reference'] | null {
    const reference = this.#reference;
    if (reference === null) return null;
    const { equity, paidIn, day, dayAt, week, weekAt, peak } = reference;
    return {
      equity: formatMoney(equity),
      paidIn: formatMoney(paidIn),
      day: String(day),
      dayAt,
      week: String(week),
      weekAt,
      peak: String(peak),
      by,
    };
  }
}

const freshReference = (at: number, equity: Money, paidIn: Money): Reference => ({
  equity,
  paidIn,
  day: fine(equity),
  dayAt: dayOf(at),
  week: fine(equity),
  weekAt: weekOf(at),
  peak: fine(equity),
});

/** Moves the references with a look; why they moved, or null when they did not. */
function follow(reference: Reference, at: number, equity: Money, paidIn: Money, recorded: boolean): string | null {
  const moved = paidIn !== reference.paidIn;
  const begun = dayOf(at) > reference.dayAt;
  if (!recorded && !moved && !begun) return null;
  if (begun) beginDay(reference, at);
  const untouched = subtract(equity, subtract(paidIn, reference.paidIn));
  const raised = raisePeak(reference, untouched);
  if (moved) carryThrough(reference, untouched, equity, paidIn);
  const isNew = moved || begun || raised || reference.equity !== equity;
  reference.equity = equity;
  if (!isNew) return null;
  return moved ? 'transfer' : begun ? 'new day' : 'sample';
}

function raisePeak(reference: Reference, equity: Money): boolean {
  if (fine(equity) <= reference.peak) return false;
  reference.peak = fine(equity);
  return true;
}

function beginDay(reference: Reference, at: number): void {
  reference.day = fine(reference.equity);
  reference.dayAt = dayOf(at);
  if (weekOf(at) <= reference.weekAt) return;
  reference.week = fine(reference.equity);
  reference.weekAt = weekOf(at);
}

/**
 * Carries the references through a transfer that made `before` to `after`. Rounded up: a limit is never widened by it.
 * Where nothing was left to be in proportion to, they move by the amount itself.
 */
function carryThrough(reference: Reference, before: Money, after: Money, paidIn: Money): void {
  const carried = (base: bigint): bigint => {
    if (before <= 0n || after <= 0n) return base + fine(subtract(after, before));
    return (base * after + before - 1n) / before;
  };
  reference.day = carried(reference.day);
  reference.week = carried(reference.week);
  reference.peak = carried(reference.peak);
  reference.paidIn = paidIn;
}

/** The level a loss stands at. A reference of nothing, or less, is red: all of it is lost. */
function lossOf(base: bigint, equity: Money, steps: LevelSteps): EquityLoss {
  const lost = base - fine(equity);
  const reference = moneyOfUnits(base / FINE);
  if (base <= 0n) {
    const level = lost > 0n || equity <= ZERO ? 'red' : 'green';
    return { level, lossPpm: level === 'red' ? MILLION : 0n, reference, equity };
  }
  const reached = (step: bigint | null): boolean => step !== null && lost * MILLION >= base * step;
  const level: RiskLevel = reached(steps.red)
    ? 'red'
    : reached(steps.orange)
      ? 'orange'
      : reached(steps.yellow)
        ? 'yellow'
        : 'green';
  const lossPpm = larger(((lost * MILLION + base - 1n) / base) as Money, ZERO);
  return { level, lossPpm, reference, equity };
}

/** Distance below the peak as a fraction of it; NaN when there is no peak above zero. */
export function drawdownShare({ drawdown: { equity, reference } }: EquityLosses): number {
  return reference > ZERO ? ratio(larger(subtract(reference, equity), ZERO), reference) : Number.NaN;
}
