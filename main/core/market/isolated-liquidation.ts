import {
  compare,
  divide,
  isPositive,
  largerOf,
  minus,
  multiply,
  ONE,
  opposite,
  plus,
  smallerOf,
  type Rational,
} from '#shared/domain/rational.ts';
import type { LiquidationRule } from './liquidation-rules.ts';
import { stepOf, type MarginTier, type MarginTiers } from './margin-tiers.ts';

/** An isolated position in one-way mode. Amounts in the settlement currency: quote (linear) or coin (inverse). */
export interface IsolatedPosition {
  readonly contract: 'linear' | 'inverse';
  readonly side: 'long' | 'short';
  /** Average entry price, positive. */
  readonly entryPrice: Rational;
  /** Linear: base units. Inverse: USD. Positive. */
  readonly size: Rational;
  /** All margin of the position: at entry, plus added, less taken out. */
  readonly margin: Rational;
}

/** Where and why an isolated position is liquidated. */
export type Liquidation =
  | {
      readonly kind: 'at';
      /** The mark price at which margin and maintenance (with fee) meet, exact. */
      readonly price: Rational;
      /** The step of the table that holds there, counted from 1. */
      readonly tier: number;
      /** Maintenance margin and fee at that price. */
      readonly maintenance: Rational;
      /** Where the margin is used up altogether; null when no price does that. */
      readonly bankruptcyPrice: Rational | null;
    }
  /** No positive price liquidates it, as for a long without leverage. */
  | { readonly kind: 'never' }
  /** The margin does not cover maintenance at the entry price: such a position cannot be opened. */
  | { readonly kind: 'at-once'; readonly maintenance: Rational }
  /** The position, or the price, leads beyond the table: the rate there is unknown. */
  | { readonly kind: 'beyond-table' };

/**
 * Both contracts as one line. With `x = price` (linear) or `x = 1 ÷ price` (inverse, where a long falls short of coins
 * as x rises) the margin is `M + s·Q·(x − x₀)` and the value `Q·x`, both in the settlement currency.
 */
interface Line {
  readonly position: IsolatedPosition;
  readonly rises: boolean;
  readonly entry: Rational;
  readonly fee: Rational;
}

function lineOf(position: IsolatedPosition, fee: Rational): Line {
  const linear = position.contract === 'linear';
  return {
    position,
    fee,
    // A loss comes with a rising x for linear shorts and inverse longs.
    rises: (position.side === 'short') === linear,
    entry: linear ? position.entryPrice : divide(ONE, position.entryPrice),
  };
}

const priceOf = ({ position }: Line, x: Rational): Rational => (position.contract === 'linear' ? x : divide(ONE, x));

const measureOf = ({ position }: Line, tiers: MarginTiers, x: Rational): Rational =>
  tiers.measure === 'size' ? position.size : multiply(position.size, x);

const maintenanceAt = ({ position, fee }: Line, tier: MarginTier, x: Rational): Rational =>
  minus(multiply(multiply(position.size, x), plus(tier.rate, fee)), tier.deduction);

/** The position's value at a price, in the settlement currency. */
export const valueAt = ({ contract, size }: Pick<IsolatedPosition, 'contract' | 'size'>, price: Rational): Rational =>
  contract === 'linear' ? multiply(size, price) : divide(size, price);

/** The margin at entry that a leverage stands for: value ÷ leverage, exact. */
export const marginAtLeverage = (
  position: Pick<IsolatedPosition, 'contract' | 'size' | 'entryPrice'>,
  leverage: Rational,
): Rational => divide(valueAt(position, position.entryPrice), leverage);

/**
 * The liquidation price of an isolated position by a venue's rule, exact.
 *
 * Where maintenance goes by the mark, the step of the table is the one that holds at the liquidation price itself: from
 * the entry on, each step's own crossing is tried in the direction of the loss, and the first that lies within its step
 * counts. Where two steps disagree about their common bound and the crossing falls into the jump, the bound counts.
 * @param feeRate on top of maintenance, fraction of the value; what it stands for is the rule's matter.
 * @throws RangeError when price, size or margin is not positive, or a rate with fee reaches 1.
 */
export function isolatedLiquidation(
  position: IsolatedPosition,
  rule: Pick<LiquidationRule, 'maintenanceAt'>,
  tiers: MarginTiers,
  feeRate: Rational,
): Liquidation {
  for (const name of ['entryPrice', 'size', 'margin'] as const) {
    if (!isPositive(position[name])) throw new RangeError(`A position's ${name} must be positive`);
  }
  if (tiers.steps.some(({ rate }) => compare(plus(rate, feeRate), ONE) >= 0)) {
    throw new RangeError('A maintenance rate with fee must stay below 1');
  }
  const line = lineOf(position, feeRate);
  const start = stepOf(tiers, measureOf(line, tiers, line.entry));
  const tier = start === null ? undefined : tiers.steps[start];
  if (start === null || tier === undefined) return { kind: 'beyond-table' };
  const maintenance = maintenanceAt(line, tier, line.entry);
  if (compare(position.margin, maintenance) <= 0) return { kind: 'at-once', maintenance };
  if (rule.maintenanceAt === 'mark') return alongTheMark(line, tiers, start);
  const room = divide(minus(position.margin, maintenance), position.size);
  return found(line, line.rises ? plus(line.entry, room) : minus(line.entry, room), start, maintenance);
}

function alongTheMark(line: Line, tiers: MarginTiers, start: number): Liquidation {
  for (let i = start; ; i += line.rises ? 1 : -1) {
    const tier = tiers.steps[i];
    if (tier === undefined) return line.rises ? { kind: 'beyond-table' } : { kind: 'never' };
    const x = crossing(line, tier);
    const [low, high] = boundsOf(line, tiers, tier);
    const past = line.rises ? high !== null && compare(x, high) > 0 : low !== null && compare(x, low) <= 0;
    if (past) continue;
    const at = line.rises ? largerOf(x, i === start || low === null ? x : low) : high === null ? x : smallerOf(x, high);
    return found(line, at, i, maintenanceAt(line, tier, at));
  }
}

/** The x between which a step holds; null where it has no end. By size, one step holds everywhere above zero. */
function boundsOf(line: Line, tiers: MarginTiers, tier: MarginTier): readonly [Rational | null, Rational | null] {
  if (tiers.measure === 'size') return [null, null];
  const { size } = line.position;
  return [divide(tier.floor, size), tier.cap === null ? null : divide(tier.cap, size)];
}

/** Where `M ± Q·(x − x₀) = Q·x·(m + f) − c`. */
function crossing({ position, entry, rises, fee }: Line, tier: MarginTier): Rational {
  const rate = plus(tier.rate, fee);
  const cover = divide(plus(position.margin, tier.deduction), position.size);
  return rises ? divide(plus(entry, cover), plus(ONE, rate)) : divide(minus(entry, cover), minus(ONE, rate));
}

function found(line: Line, x: Rational, step: number, maintenance: Rational): Liquidation {
  if (!isPositive(x)) return { kind: 'never' };
  const { position, entry, rises } = line;
  const room = divide(position.margin, position.size);
  const broke = plus(entry, rises ? room : opposite(room));
  return {
    kind: 'at',
    price: priceOf(line, x),
    tier: step + 1,
    maintenance,
    bankruptcyPrice: isPositive(broke) ? priceOf(line, broke) : null,
  };
}
