import { HOUR } from './time.ts';

/** What can become of a signal that no cap has a place for. */
export const OVERFLOW_POLICIES = ['refuse', 'alert', 'queue', 'drop-lowest'] as const;
/**
 * `refuse` ends its way; `alert` does so and tells a person; `queue` lets it wait, the oldest first; `drop-lowest` lets it
 * wait, the highest score first, and drops the lowest when there is no room.
 */
export type OverflowPolicy = (typeof OVERFLOW_POLICIES)[number];

/** Nobody sets more than this: signals per hour, ms, signals that wait. */
export const HARD_CAPS = {
  perSymbolHour: 60,
  perSourceHour: 300,
  totalHour: 500,
  symbolSpacingMs: HOUR as number,
  places: 200,
  maxWaitMs: HOUR as number,
} as const;
