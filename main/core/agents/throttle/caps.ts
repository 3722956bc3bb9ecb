import { HARD_CAPS, type OverflowPolicy } from '#shared/domain/signal-caps.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';

/** Other caps for some hours of the day; null leaves one as it is. */
export interface ScheduledCaps {
  /** First hour, UTC, 0…23. */
  readonly fromHour: number;
  /** First hour after it, 1…24; not above `fromHour` means over midnight. */
  readonly untilHour: number;
  readonly perSymbolHour: number | null;
  readonly perSourceHour: number | null;
  readonly totalHour: number | null;
}

/** Caps on signals: how many may pass in any hour, and what becomes of the others. */
export interface ThrottleLimits {
  readonly perSymbolHour: number;
  readonly perSourceHour: number;
  readonly totalHour: number;
  /** Least time between two admitted signals of one symbol, ms. */
  readonly symbolSpacingMs: number;
  /** Where several hold, the last does. */
  readonly schedule: readonly ScheduledCaps[];
  readonly overflow: OverflowPolicy;
  /** Signals that may wait at once. */
  readonly places: number;
  /** The longest wait, ms; a signal never waits beyond its own end. */
  readonly maxWaitMs: number;
}

export const THROTTLE_DEFAULTS: ThrottleLimits = {
  perSymbolHour: 6,
  perSourceHour: 60,
  totalHour: 100,
  symbolSpacingMs: 60_000,
  schedule: [],
  overflow: 'refuse',
  places: 20,
  maxWaitMs: 10 * MINUTE,
};

/** The caps of one hour. */
export type HourCaps = Pick<ThrottleLimits, 'perSymbolHour' | 'perSourceHour' | 'totalHour'>;

const HOUR_CAPS = ['perSymbolHour', 'perSourceHour', 'totalHour'] as const;
const HOURS = 24;

const covers = ({ fromHour, untilHour }: ScheduledCaps, hour: number): boolean =>
  fromHour < untilHour ? hour >= fromHour && hour < untilHour : hour >= fromHour || hour < untilHour;

/** The caps that hold at a moment of wall time. */
export function capsAt(limits: ThrottleLimits, wall: number): HourCaps {
  if (limits.schedule.length === 0) return limits;
  const hour = Math.floor(wall / HOUR) % HOURS;
  let { perSymbolHour, perSourceHour, totalHour } = limits;
  for (const entry of limits.schedule) {
    if (!covers(entry, hour)) continue;
    perSymbolHour = entry.perSymbolHour ?? perSymbolHour;
    perSourceHour = entry.perSourceHour ?? perSourceHour;
    totalHour = entry.totalHour ?? totalHour;
  }
  return { perSymbolHour, perSourceHour, totalHour };
}

/** Milliseconds until an hour in which a cap is not 0; infinite when there is none. */
export function untilOpen(limits: ThrottleLimits, cap: keyof HourCaps, wall: number): number {
  for (let ahead = 0; ahead <= HOURS; ahead++) {
    const at = ahead === 0 ? wall : wall - (wall % HOUR) + ahead * HOUR;
    if (capsAt(limits, at)[cap] > 0) return at - wall;
  }
  return Number.POSITIVE_INFINITY;
}

/** What is wrong with caps as one clause; null when nothing is. */
export function capsProblem(limits: ThrottleLimits): string | null {
  for (const name of HOUR_CAPS) {
    const problem = rangeProblem(name, limits[name], 1, HARD_CAPS[name]);
    if (problem !== null) return problem;
  }
  return (
    rangeProblem('symbolSpacingMs', limits.symbolSpacingMs, 0, HARD_CAPS.symbolSpacingMs) ??
    rangeProblem('places', limits.places, 1, HARD_CAPS.places) ??
    rangeProblem('maxWaitMs', limits.maxWaitMs, 1_000, HARD_CAPS.maxWaitMs) ??
    limits.schedule.map(scheduleProblem).find((problem) => problem !== null) ??
    null
  );
}

function scheduleProblem(entry: ScheduledCaps): string | null {
  for (const name of HOUR_CAPS) {
    const value = entry[name];
    const problem = value === null ? null : rangeProblem(`scheduled ${name}`, value, 0, HARD_CAPS[name]);
    if (problem !== null) return problem;
  }
  return rangeProblem('fromHour', entry.fromHour, 0, HOURS - 1) ?? rangeProblem('untilHour', entry.untilHour, 1, HOURS);
}

function rangeProblem(name: string, value: number, least: number, most: number): string | null {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return null;
  return `${name} must be a whole number from ${String(least)} to ${String(most)}, not ${String(value)}`;
}
