import { compare, minus, multiply, NOTHING, ONE, plus, toDecimal, type Rational } from '#shared/domain/rational.ts';

/** One step of a venue's maintenance table: positions above `floor` up to and including `cap`. */
export interface MarginTier {
  readonly floor: Rational;
  /** Null when the step has no upper end. */
  readonly cap: Rational | null;
  /** Maintenance margin as a fraction of the value. */
  readonly rate: Rational;
  /** Fixed amount taken off `value × rate`, in the settlement currency; zero at venues without one. */
  readonly deduction: Rational;
  readonly maxLeverage: Rational | null;
}

/** A venue's maintenance table of one contract, the smallest positions first. */
export interface MarginTiers {
  /** What the bounds mean: the position's value in the settlement currency, or its size. */
  readonly measure: 'value' | 'size';
  readonly steps: readonly MarginTier[];
}

/** A step as a table gives it; `deduction` null where the table has none. */
export type MarginTierRow = Omit<MarginTier, 'deduction'> & { readonly deduction: Rational | null };

/** A table that cannot be used: which step, and why. */
export class MarginTierError extends Error {
  override readonly name = 'MarginTierError';
}

/** What stands for a deduction that the table does not give: nothing, or what keeps maintenance free of jumps. */
export type DeductionRule = 'none' | 'continuous';

/**
 * Checks a table and completes its deductions.
 * `continuous`: `c_n = floor_n × (m_n − m_(n−1)) + c_(n−1)`, so that two steps agree where they meet. Source: Binance,
 * maintenance amount of USDⓈ-M contracts; every row of Bybit's table obeys it too.
 * @throws MarginTierError when steps are missing, overlap, or have a rate outside 0…1.
 */
export function marginTiers(
  rows: readonly MarginTierRow[],
  deductions: DeductionRule,
  measure: MarginTiers['measure'] = 'value',
): MarginTiers {
  if (rows.length === 0) throw new MarginTierError('The table has no steps.');
  const steps: MarginTier[] = [];
  for (const [i, row] of rows.entries()) {
    const before = steps[i - 1];
    const problem = problemOf(row, before);
    if (problem !== null) throw new MarginTierError(`Step ${String(i + 1)}: ${problem}`);
    const deduction = row.deduction ?? (deductions === 'none' ? NOTHING : continuousDeduction(row, before));
    steps.push({ ...row, deduction });
  }
  return { measure, steps };
}

/** The deduction that makes maintenance at the step's floor the same by this step's rate and by the one before. */
export const continuousDeduction = (
  row: Pick<MarginTier, 'floor' | 'rate'>,
  before: MarginTier | undefined,
): Rational =>
  before === undefined ? NOTHING : plus(multiply(row.floor, minus(row.rate, before.rate)), before.deduction);

const shown = (value: Rational): string => toDecimal(value, 8).replace(/\.?0+$/, '');

function problemOf(row: MarginTierRow, before: MarginTier | undefined): string | null {
  const floor = before === undefined ? NOTHING : before.cap;
  if (floor === null) return 'the step before it has no upper end, so nothing can follow.';
  if (compare(row.floor, floor) !== 0) {
    return `it starts at ${shown(row.floor)}, but the steps so far end at ${shown(floor)}.`;
  }
  if (row.cap !== null && compare(row.cap, row.floor) <= 0) {
    return `its upper end ${shown(row.cap)} is not above its start ${shown(row.floor)}.`;
  }
  if (compare(row.rate, NOTHING) < 0 || compare(row.rate, ONE) >= 0) {
    return `its maintenance rate ${shown(row.rate)} is not a fraction from 0 to below 1.`;
  }
  return null;
}

/** The index of the step a value (or size) falls into; null when it lies beyond the table, where the rate is unknown. */
export function stepOf({ steps }: MarginTiers, measured: Rational): number | null {
  const found = steps.findIndex(({ cap }) => cap === null || compare(measured, cap) <= 0);
  return found < 0 ? null : found;
}
