import type { KnownPoint } from './series-book.ts';

/** The middle value, the mean of both middles. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

/** The share of values below one, ties half, 0…1. NaN of none. */
export function percentileOf(value: number, among: readonly number[]): number {
  let rank = 0;
  for (const other of among) rank += other < value ? 1 : other === value ? 0.5 : 0;
  return rank / among.length;
}

/**
 * Differences over a span: each point with the newest one at least `spanMs` before it, at most `slackMs` more. Points without
 * such a partner have no difference.
 */
export function differencesOver(points: readonly KnownPoint[], spanMs: number, slackMs: number): KnownPoint[] {
  const made: KnownPoint[] = [];
  let partner = -1;
  for (const { ts, value, seen } of points) {
    while ((points[partner + 1]?.ts ?? Number.POSITIVE_INFINITY) <= ts - spanMs) partner += 1;
    const before = points[partner];
    if (before !== undefined && ts - before.ts <= spanMs + slackMs)
      made.push({ ts, value: value - before.value, seen });
  }
  return made;
}
