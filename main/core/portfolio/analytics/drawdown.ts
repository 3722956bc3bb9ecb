import { measured, missing, type Measure } from './measure.ts';
import { at, present } from './moments.ts';
import { annualReturn, wealth } from './returns.ts';
import { ratio } from './risk.ts';

/** A fall from a high until the high is reached again. Places are indexes into the returns. */
export interface Drawdown {
  /** Fall at the trough as a fraction of the high, negative. */
  readonly depth: number;
  /** First period below the high. */
  readonly from: number;
  readonly trough: number;
  /** Period that reached the high again; null while it has not. */
  readonly recovered: number | null;
  /** Periods from the first below the high to the recovery, both counted, or to the end of the series. */
  readonly length: number;
}

/** Fall below the running high of every period, ≤ 0, as a fraction; the capital before the first return counts as a high. */
export function drawdownPath(returns: Float64Array): Float64Array {
  let high = 1;
  return wealth(returns).map((value) => {
    high = Math.max(high, value);
    return value / high - 1;
  });
}

/** Every drawdown in order of time. Source of the terms: Bacon, Practical Portfolio Performance Measurement (2008). */
export function drawdowns(returns: Float64Array): readonly Drawdown[] {
  const path = drawdownPath(returns);
  const found: Drawdown[] = [];
  let from = -1;
  let trough = -1;
  for (let i = 0; i <= path.length; i += 1) {
    const below = i < path.length && at(path, i) < 0;
    if (below) {
      if (from < 0) [from, trough] = [i, i];
      if (at(path, i) < at(path, trough)) trough = i;
    } else if (from >= 0) {
      const recovered = i < path.length ? i : null;
      found.push({
        depth: at(path, trough),
        from,
        trough,
        recovered,
        length: (recovered ?? path.length - 1) - from + 1,
      });
      from = -1;
    }
  }
  return found;
}

/** The deepest drawdown; null when the capital never fell below a high. */
export function deepestDrawdown(returns: Float64Array): Drawdown | null {
  return drawdowns(returns).reduce<Drawdown | null>(
    (deepest, each) => (deepest === null || each.depth < deepest.depth ? each : deepest),
    null,
  );
}

/** Largest fall from a high as a fraction, ≤ 0. */
export const maxDrawdown = (returns: Float64Array): Measure =>
  returns.length === 0 ? missing('too-few-returns') : measured(deepestDrawdown(returns)?.depth ?? 0);

/** Calmar ratio: annual return ÷ |largest drawdown|. Source: Young, Futures 20 (1991). */
export function calmarRatio(returns: Float64Array, periods: number): Measure {
  const depth = maxDrawdown(returns);
  return ratio(annualReturn(returns, periods), depth.value === null ? depth : measured(-depth.value), 'no-drawdown');
}

/** Sterling ratio: annual return ÷ (|largest drawdown| + excess), the excess 0.1 by custom. */
export function sterlingRatio(returns: Float64Array, periods: number, excess = 0.1): Measure {
  const depth = maxDrawdown(returns);
  return ratio(
    annualReturn(returns, periods),
    depth.value === null ? depth : measured(excess - depth.value),
    'no-drawdown',
  );
}

/** Pain index: mean depth below the running high, as a fraction. */
export function painIndex(returns: Float64Array): Measure {
  const path = drawdownPath(present(returns));
  return path.length === 0
    ? missing('too-few-returns')
    : measured(-path.reduce((sum, depth) => sum + depth, 0) / path.length);
}

/** Ulcer index: √ of the mean square depth below the running high, as a fraction. Source: Martin and McCann (1989). */
export function ulcerIndex(returns: Float64Array): Measure {
  const path = drawdownPath(present(returns));
  return path.length === 0
    ? missing('too-few-returns')
    : measured(Math.sqrt(path.reduce((sum, depth) => sum + depth * depth, 0) / path.length));
}

/** A fall of an account in money. */
export interface MoneyDrawdown {
  /** Fall from the high, > 0, in the money of the balances. */
  readonly amount: number;
  /** The fall as a share of the balance at the high; null when that was not above zero. */
  readonly share: number | null;
  /** Places of the high and of the low in the balances. */
  readonly high: number;
  readonly low: number;
}

/**
 * The largest fall of an account from its high, or null when it never fell.
 * @param balances states of the account in order of time.
 * @param by whether the largest amount or the largest share is wanted.
 */
export function moneyDrawdown(balances: Float64Array, by: 'amount' | 'share'): MoneyDrawdown | null {
  let [peak, high] = [-Infinity, 0];
  let worst: MoneyDrawdown | null = null;
  let largest = 0;
  balances.forEach((balance, low) => {
    if (balance > peak) [peak, high] = [balance, low];
    const amount = peak - balance;
    const share = peak > 0 ? amount / peak : null;
    const size = by === 'amount' ? amount : (share ?? 0);
    if (size <= largest) return;
    largest = size;
    worst = { amount, share, high, low };
  });
  return worst;
}
