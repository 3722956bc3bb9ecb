import type { TrackRow } from '#shared/contract/signal-management.ts';

type Bin = TrackRow['figures']['curve'][number];

/** A bin of the reliability curve as drawn: shares of the square, and the Wilson interval of its rate. */
export interface CurvePoint {
  readonly n: number;
  readonly forecast: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson 95 % interval of a rate over n cases. Source: Wilson, JASA 22 (1927). */
export function wilson(rate: number, n: number): { readonly low: number; readonly high: number } {
  const z2 = (Z * Z) / n;
  const middle = (rate + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((rate * (1 - rate)) / n + z2 / (4 * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The bins that hold a case, in order of their forecasts. */
export const curvePoints = (curve: readonly Bin[]): readonly CurvePoint[] =>
  curve.flatMap(({ n, forecast, rate }) =>
    n === 0 || forecast === null || rate === null ? [] : [{ n, forecast, rate, ...wilson(rate, n) }],
  );
