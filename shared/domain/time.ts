import type { Brand } from '../kernel/brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** A span in milliseconds, an integer, possibly negative. */
export type DurationMs = Brand<number, 'DurationMs'>;

/**
 * Reads an integer count of milliseconds as a moment.
 * @throws RangeError when it is not an integer or lies outside 1970…2286 (a value in seconds or nanoseconds does).
 */
export function epochMs(value: number): EpochMs {
  if (!Number.isInteger(value) || value < 0 || value > 9_999_999_999_999) {
    throw new RangeError(`Not a time in milliseconds since 1970: ${String(value)}`);
  }
  return value as EpochMs;
}

/** Reads an integer count of milliseconds as a span. @throws RangeError when it is not a safe integer. */
export function durationMs(value: number): DurationMs {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a span in milliseconds: ${String(value)}`);
  return value as DurationMs;
}

export const SECOND = 1_000 as DurationMs;
export const MINUTE = 60_000 as DurationMs;
export const HOUR = 3_600_000 as DurationMs;
export const DAY = 86_400_000 as DurationMs;
