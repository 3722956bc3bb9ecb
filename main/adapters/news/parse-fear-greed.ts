import type { SeriesPoint } from '#core/ports/external-source.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

const MOST_POINTS = 10_000;
const SECOND = 1_000;

/** Digits only: `Number` would take an empty text for 0. */
const whole = (value: unknown): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d{1,12}(\.\d+)?$/.test(value)
      ? Number(value)
      : Number.NaN;

function pointOf(entry: unknown): SeriesPoint | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { value, timestamp } = entry as Record<string, unknown>;
  const [points, seconds] = [whole(value), whole(timestamp)];
  if (!(points >= 0 && points <= 100)) return null;
  return Number.isInteger(seconds) && seconds >= 0 && seconds < 9_999_999_999
    ? { ts: seconds * SECOND, value: points }
    : null;
}

/** Reads a fear and greed series, oldest first, one point a moment. Source: alternative.me/crypto/fear-and-greed-index, its API. */
export function parseFearGreed(
  body: string,
): Result<{ readonly points: readonly SeriesPoint[]; readonly skipped: number }, string> {
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    return err('The answer is not JSON.');
  }
  const data = typeof root === 'object' && root !== null ? (root as Record<string, unknown>)['data'] : null;
  if (!Array.isArray(data)) return err('The answer has no list named data.');
  const entries: readonly unknown[] = data;
  const read = entries.slice(0, MOST_POINTS).map(pointOf);
  const byTime = new Map(read.flatMap((point) => (point === null ? [] : [[point.ts, point] as const])));
  if (byTime.size === 0) return err('The answer holds no value from 0 to 100 with its time.');
  const points = [...byTime.values()].sort((a, b) => a.ts - b.ts);
  return ok({ points, skipped: entries.length - points.length });
}
