import { lineThrough } from '../../statistics/line-through.ts';
import { labelNumber, type Notation } from './label-number.ts';

/** A label of an axis, where its middle is and what was read twice, at two sizes. */
export interface AxisLabel {
  /** Pixels along the axis. */
  readonly at: number;
  readonly readings: readonly string[];
}

/** An axis that is understood: value = `from` + `per` × pixel, of ln value when it is logarithmic. */
export interface Axis {
  readonly scale: 'linear' | 'log';
  readonly from: number;
  readonly per: number;
  readonly notation: Notation;
  /** Labels that count, and all that were found. */
  readonly used: number;
  readonly found: number;
  /** Greatest distance of a label from where it should be, pixels. */
  readonly worst: number;
}

export const valueAt = ({ scale, from, per }: Axis, pixel: number): number =>
  scale === 'log' ? Math.exp(from + per * pixel) : from + per * pixel;

/** Why an axis is not understood. */
export interface AxisRefusal {
  readonly reason: string;
  /** Labels that could be read. */
  readonly read: number;
}

/** A label may lie so far from where its number belongs, pixels. */
const MOST_OFF = 2.5;
const LEAST_SHARE = 0.6;

interface Point {
  readonly at: number;
  readonly value: number;
}

/** A label that both readings agree on. Others are passed over, they are doubtful. */
const sure = ({ readings }: AxisLabel): boolean => new Set(readings).size === 1 && (readings[0] ?? '') !== '';

/**
 * Fits an axis to its labels in one notation. Every label that was read for certain must lie on it: one that does not, or too
 * few that can be read, is a refusal.
 */
export function fitAxis(
  labels: readonly AxisLabel[],
  notation: Notation,
  name: string,
  least: number,
): Axis | AxisRefusal {
  const certain = labels.filter(sure);
  const points = certain.flatMap(({ at, readings }): readonly Point[] => {
    const value = labelNumber(readings[0] ?? '', notation);
    return value === null ? [] : [{ at, value }];
  });
  if (points.length < least || points.length < LEAST_SHARE * labels.length)
    return {
      reason: `Of ${String(labels.length)} labels on the ${name} only ${String(points.length)} can be read.`,
      read: points.length,
    };
  const fits = [fitted(points, 'linear'), ...(points.every(({ value }) => value > 0) ? [fitted(points, 'log')] : [])];
  const best = fits.reduce((a, b) => (b.worst < a.worst ? b : a));
  if (best.worst > MOST_OFF) {
    const texts = certain.map(({ readings }) => readings[0] ?? '').join(' · ');
    return { reason: `The labels on the ${name} do not lie on one scale: ${texts}.`, read: points.length };
  }
  if (best.per === 0) return { reason: `The labels on the ${name} all say the same.`, read: points.length };
  return { ...best, notation, used: points.length, found: labels.length };
}

function fitted(points: readonly Point[], scale: 'linear' | 'log') {
  const onScale = points.map(({ at, value }) => ({ x: at, y: scale === 'log' ? Math.log(value) : value }));
  const { from, per } = lineThrough(onScale);
  const off = onScale.map(({ x, y }) => Math.abs((y - from) / per - x));
  return { scale, from, per, worst: per === 0 ? Number.POSITIVE_INFINITY : Math.max(...off) };
}
