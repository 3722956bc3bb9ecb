import { say } from '#shared/language/words.ts';

/** One who races for the slot to be given up, or the line a challenger has to reach. */
export interface RaceLine {
  readonly name: string;
  /** `line`: what a challenger must have; `slot`: what it would take; `next`: the slot that would go after it. */
  readonly role: 'slot' | 'next' | 'challenger' | 'line';
  /** Rising, ms since 1970. */
  readonly ts: Float64Array;
  /** Scores, NaN where one is not known. */
  readonly values: Float64Array;
}

/** A race as it is drawn. */
export interface Race {
  readonly lines: readonly RaceLine[];
  readonly now: number;
  /** Who has the lead and since when; null when nobody has. */
  readonly leader: { readonly name: string; readonly since: number; readonly earliest: number | null } | null;
  /** The challenger to look at: the leader, else the one with the best score; null when there is none. */
  readonly best: string | null;
}

/** A line as the contract gives it. */
interface Racer {
  readonly name: string;
  readonly role: 'slot' | 'next-slot' | 'challenger';
  readonly at: readonly number[];
  readonly score: readonly (number | null)[];
  readonly leadSince: number | null;
  readonly earliestAt: number | null;
}

const columnOf = (score: readonly (number | null)[]): Float64Array =>
  Float64Array.from(score, (value) => value ?? Number.NaN);

/** The lines of a race with the line a challenger has to reach, `lead` points above the slot. */
export function raceOf(racers: readonly Racer[], lead: number, now: number): Race {
  const slot = racers.find(({ role }) => role === 'slot');
  const lines: RaceLine[] = racers.map(({ name, role, at, score }) => ({
    name,
    role: role === 'next-slot' ? 'next' : role,
    ts: Float64Array.from(at),
    values: columnOf(score),
  }));
  if (slot !== undefined) {
    const values = columnOf(slot.score).map((value) => value + lead);
    lines.push({ name: say('Hysteresis'), role: 'line', ts: Float64Array.from(slot.at), values });
  }
  const ahead = racers.flatMap(({ name, leadSince, earliestAt }) =>
    leadSince === null ? [] : [{ name, since: leadSince, earliest: earliestAt }],
  );
  const [leader] = ahead.sort((a, b) => a.since - b.since);
  const [first] = lines
    .filter(({ role }) => role === 'challenger')
    .sort((a, b) => (lastOf(b) ?? Number.NEGATIVE_INFINITY) - (lastOf(a) ?? Number.NEGATIVE_INFINITY));
  return { lines, now, leader: leader ?? null, best: leader?.name ?? first?.name ?? null };
}

/** The last known value of a line; null when there is none. */
export function lastOf({ values }: Pick<RaceLine, 'values'>): number | null {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const value = values[index] ?? Number.NaN;
    if (Number.isFinite(value)) return value;
  }
  return null;
}

export interface RaceFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly x: (ts: number) => number;
  readonly y: (score: number) => number;
}

const AXIS = 30;
const LABELS = 118;
const TOP = 18;
const BOTTOM = 24;

/** Lays a race out in a box of CSS pixels; names stand at the right, the time of the earliest swap lies inside. */
export function raceFrame({ lines, now, leader }: Race, width: number, height: number): RaceFrame {
  let [low, high, from] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, now];
  for (const { ts, values } of lines) {
    from = Math.min(from, ts[0] ?? now);
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) [low, high] = [0, 100];
  const air = Math.max(1, (high - low) * 0.08);
  const span = Math.max(1, now - from);
  // What lies further than a third beyond the present would press the past together.
  const to = now + Math.min(span / 3, Math.max(span * 0.03, (leader?.earliest ?? now) - now));
  const [left, top] = [AXIS, TOP];
  const right = Math.max(left + 1, width - LABELS);
  const bottom = Math.max(top + 1, height - BOTTOM);
  const [floor, roof] = [low - air, high + air];
  return {
    ...{ left, right, top, bottom, from, to, low: floor, high: roof },
    x: (ts) => left + ((ts - from) / (to - from)) * (right - left),
    y: (score) => bottom - ((score - floor) / (roof - floor)) * (bottom - top),
  };
}
