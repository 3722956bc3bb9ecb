import { DAY } from '#shared/domain/time.ts';
import type { ExternalPoint, ExternalSeries, ExternalStore, ExternalValue } from '../ports/external-store.ts';

/** Points of one series in time, with when each came to be known. */
export interface KnownPoint {
  readonly ts: number;
  readonly value: number;
  readonly seen: number;
}

/** Held in memory; questions about earlier moments go to the disk. Longer than any look-back by a month. */
const KEEP_MS = 800 * DAY;
const KEEP_OFTEN_MS = 40 * DAY;
/** Series of so many points are looked back on by a month at most. */
const MANY = 20_000;

interface Held {
  readonly from: number;
  readonly points: KnownPoint[];
}

/** The first index whose point is not before `ts`. */
function lowerBound(points: readonly KnownPoint[], ts: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.ts ?? 0) < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stored series, the recent part of each in memory. Nothing that is written ever changes, so both say the same. */
export class SeriesBook {
  readonly #store: ExternalStore;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();

  constructor(store: ExternalStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Stores points; those of a moment that is there already stay as they are. */
  write(points: readonly ExternalPoint[]): void {
    this.#store.write(points);
    for (const { name, ts, value, seen } of points) {
      const held = this.#held.get(name);
      if (held === undefined) continue;
      if (ts > (held.points.at(-1)?.ts ?? -1)) held.points.push({ ts, value, seen });
      // Told late: read anew when it is asked for, because one that was there already stays.
      else this.#held.delete(name);
    }
  }

  /** Points with `from <= ts <= at` that were known at `at`. */
  window(name: string, from: number, at: number): readonly KnownPoint[] {
    const held = this.#hold(name);
    const points = from < held.from ? this.#read(name, from, at + 1) : held.points;
    const found = points.slice(lowerBound(points, from), lowerBound(points, at + 1));
    return found.every(({ seen }) => seen <= at) ? found : found.filter(({ seen }) => seen <= at);
  }

  /** The newest point of at most an age that was true and known at a moment; null when there is none. */
  last(name: string, at: number, maxAgeMs: number): KnownPoint | null {
    const held = this.#hold(name);
    const from = at - maxAgeMs;
    if (from < held.from) return this.window(name, from, at).at(-1) ?? null;
    for (let i = lowerBound(held.points, at + 1) - 1; i >= 0; i -= 1) {
      const point = held.points[i];
      if (point === undefined || point.ts < from) return null;
      if (point.seen <= at) return point;
    }
    return null;
  }

  /** A series for whoever computes features of it. */
  series(name: string, unit: string, source: string, maxAgeMs: number): ExternalSeries {
    return {
      name,
      unit,
      source,
      at: (ts): ExternalValue => {
        const point = this.last(name, ts, maxAgeMs);
        if (point === null) return { known: false, reason: `${source} told nothing of ${name} in time` };
        return { known: true, value: point.value, asOf: point.ts };
      },
    };
  }

  #hold(name: string): Held {
    let held = this.#held.get(name);
    if (held === undefined) {
      const now = this.#now();
      let from = now - KEEP_MS;
      let points = this.#read(name, from, Number.MAX_SAFE_INTEGER);
      if (points.length > MANY) {
        from = now - KEEP_OFTEN_MS;
        points = points.slice(lowerBound(points, from));
      }
      held = { from, points };
      this.#held.set(name, held);
    }
    return held;
  }

  #read(name: string, from: number, to: number): KnownPoint[] {
    const { ts, value, seen } = this.#store.read(name, Math.max(0, from), to);
    return Array.from(ts, (at, i) => ({ ts: at, value: value[i] ?? Number.NaN, seen: seen[i] ?? Number.NaN }));
  }
}
