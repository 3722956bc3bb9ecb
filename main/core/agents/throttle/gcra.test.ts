import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gcra } from './gcra.ts';

interface Shape {
  readonly limit: number;
  readonly period: number;
  readonly burst: number;
}

const shape = fc.record({
  limit: fc.integer({ min: 1, max: 120 }),
  period: fc.constantFrom(1_000, 60_000, 3_600_000),
  burst: fc.integer({ min: 1, max: 120 }),
});

/** Spans between calls, from none to far beyond the period. */
const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 90_000 })), {
  minLength: 1,
  maxLength: 400,
});

const tryTake = (gcra: Gcra, now: number): boolean => {
  if (gcra.wait(now) > 0) return false;
  gcra.take(now);
  return true;
};

/**
 * The oracle: the full log of admissions. A call may pass when no window that ends with it would hold more than `burst`
 * plus what the rate gives back over the window's length. Keeps every time; knows nothing of a theoretical arrival.
 */
class SlidingLog {
  readonly #interval: number;
  readonly #burst: number;
  readonly #log: number[] = [];

  constructor({ limit, period, burst }: Shape) {
    this.#interval = Math.ceil(period / limit);
    this.#burst = burst;
  }

  take(now: number): boolean {
    for (const [i, from] of this.#log.entries()) {
      const inWindow = this.#log.length - i + 1;
      if (inWindow > this.#burst + (now - from) / this.#interval) return false;
    }
    this.#log.push(now);
    return true;
  }
}

/** What a counter that starts anew at each period's edge would do. */
class FixedWindow {
  readonly #shape: Shape;
  #window = -1;
  #count = 0;

  constructor(given: Shape) {
    this.#shape = given;
  }

  take(now: number): boolean {
    const window = Math.floor(now / this.#shape.period);
    if (window !== this.#window) this.#count = 0;
    this.#window = window;
    this.#count += 1;
    return this.#count <= this.#shape.limit;
  }
}

const runs = (given: Shape, spans: readonly number[]): readonly boolean[] => {
  const gcra = new Gcra(given.limit, given.period, given.burst);
  let now = 0;
  return spans.map((span) => tryTake(gcra, (now += span)));
};

describe('against a sliding log of every admission', () => {
  it('decides the same on 10,000 patterns', () => {
    fc.assert(
      fc.property(shape, gaps, (given, spans) => {
        const log = new SlidingLog(given);
        let now = 0;
        expect(runs(given, spans)).toEqual(spans.map((span) => log.take((now += span))));
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('the oracle sees the double burst of a fixed window at its edge', () => {
    const given = { limit: 10, period: 1_000, burst: 10 };
    const fixed = new FixedWindow(given);
    const log = new SlidingLog(given);
    const times = [...Array.from({ length: 10 }, () => 999), ...Array.from({ length: 10 }, () => 1_000)];
    const allowed = times.filter((at) => fixed.take(at)).length;
    expect(allowed).toBe(20);
    expect(times.filter((at) => log.take(at)).length).toBe(10);
  });
});

it('reaches the allowed rate under constant demand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 20 }), (limit, burst) => {
      const gcra = new Gcra(limit, 3_600_000, burst);
      const hours = 20;
      let taken = 0;
      for (let now = 0; now < hours * 3_600_000; now += 100) if (tryTake(gcra, now)) taken += 1;
      expect(taken).toBeGreaterThanOrEqual(hours * limit * 0.99 - 1);
      expect(taken).toBeLessThanOrEqual(hours * limit + burst);
    }),
    { numRuns: 30 },
  );
});

it('goes on after a restart as if there had been none', () => {
  fc.assert(
    fc.property(shape, gaps, fc.nat(), (given, spans, cut) => {
      let gcra = new Gcra(given.limit, given.period, given.burst);
      let now = 0;
      const made = spans.map((span, i) => {
        if (i === cut % spans.length) {
          const kept = gcra.theoreticalArrival;
          gcra = new Gcra(given.limit, given.period, given.burst);
          gcra.restore(kept);
        }
        return tryTake(gcra, (now += span));
      });
      expect(made).toEqual(runs(given, spans));
    }),
  );
});

it('lets no more through when the clock is set back', () => {
  fc.assert(
    fc.property(
      shape,
      gaps,
      fc.array(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 20 }),
      (given, spans, jumps) => {
        const gcra = new Gcra(given.limit, given.period, given.burst);
        let now = 10 ** 9;
        let latest = now;
        let taken = 0;
        const start = now;
        for (const [i, span] of spans.entries()) {
          now += span;
          if (i % 20 === 19) now -= jumps[(i - 19) / 20] ?? 0;
          latest = Math.max(latest, now);
          if (tryTake(gcra, now)) taken += 1;
        }
        const interval = Math.ceil(given.period / given.limit);
        expect(taken).toBeLessThanOrEqual(given.burst + (latest - start) / interval);
      },
    ),
  );
});

it('says how long to wait: not allowed a millisecond earlier, allowed then', () => {
  fc.assert(
    fc.property(shape, (given) => {
      const gcra = new Gcra(given.limit, given.period, given.burst);
      for (let i = 0; i < given.burst; i++) expect(tryTake(gcra, 0)).toBe(true);
      const wait = gcra.wait(0);
      expect(wait).toBeGreaterThan(0);
      expect(gcra.wait(wait - 1)).toBe(1);
      expect(gcra.wait(wait)).toBe(0);
      expect(gcra.used(0)).toBe(given.burst);
    }),
  );
});
