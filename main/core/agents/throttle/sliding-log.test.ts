import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlidingLog } from './sliding-log.ts';

/** Patterns compared with the oracle; a soak sets more. */
const PATTERNS = Number(process.env['ZMART_THROTTLE_PATTERNS'] ?? '10000');

interface Shape {
  readonly limit: number;
  readonly period: number;
}

const shape = fc.record({
  limit: fc.integer({ min: 1, max: 40 }),
  period: fc.constantFrom(1_000, 60_000, 3_600_000),
});

/** Spans between calls as shares of the period: none, a little, exactly the period and its edges, far beyond. */
const span = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 50 }).map((ms) => ({ ms })),
  fc.double({ min: 0, max: 0.2, noNaN: true }).map((share) => ({ share, ms: 0 })),
  fc.constantFrom(-1, 0, 1).map((ms) => ({ share: 1, ms })),
  fc.constant({ share: 3, ms: 7 }),
);
const spans = fc.array(span, { minLength: 1, maxLength: 120 });

type Span = number | { readonly share?: number; readonly ms: number };
const lengthOf = (one: Span, period: number): number =>
  typeof one === 'number' ? one : Math.round((one.share ?? 0) * period) + one.ms;

interface Limiter {
  take(now: number): boolean;
}

const limiterOf = (log: SlidingLog, limit: number): Limiter => ({
  take(now) {
    if (log.wait(now, limit) > 0) return false;
    log.take(now);
    return true;
  },
});

/** The oracle: every admission ever made, and the question itself: would any window hold too many? */
class FullLog implements Limiter {
  readonly #shape: Shape;
  readonly #admitted: number[] = [];

  constructor(given: Shape) {
    this.#shape = given;
  }

  take(now: number): boolean {
    const { limit, period } = this.#shape;
    if (this.#admitted.filter((at) => at > now - period).length >= limit) return false;
    this.#admitted.push(now);
    return true;
  }
}

/** Planted: a counter that starts anew at each period's edge. */
class FixedWindow implements Limiter {
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

/** Planted: a bucket of as many places as the limit, refilled evenly. */
class FullBucket implements Limiter {
  readonly #interval: number;
  readonly #tolerance: number;
  #arrival = Number.NEGATIVE_INFINITY;

  constructor({ limit, period }: Shape) {
    this.#interval = Math.ceil(period / limit);
    this.#tolerance = this.#interval * (limit - 1);
  }

  take(now: number): boolean {
    if (this.#arrival - this.#tolerance > now) return false;
    this.#arrival = Math.max(this.#arrival, now) + this.#interval;
    return true;
  }
}

const decisions = (limiter: Limiter, times: readonly number[]): readonly boolean[] =>
  times.map((at) => limiter.take(at));

function timesOf(list: readonly Span[], period: number): readonly number[] {
  let now = 1_700_000_000_000;
  return list.map((one) => (now += lengthOf(one, period)));
}

/** The most admissions that any half-open window of the period holds. */
function fullestWindow(times: readonly number[], made: readonly boolean[], period: number): number {
  const admitted = times.filter((_, i) => made[i] === true);
  let most = 0;
  for (let from = 0, to = 0; to < admitted.length; to++) {
    while ((admitted[from] ?? 0) <= (admitted[to] ?? 0) - period) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe('against the full log of every admission', () => {
  it(`decides the same on ${String(PATTERNS)} patterns, and no window holds more than the limit`, () => {
    fc.assert(
      fc.property(shape, spans, (given, list) => {
        const times = timesOf(list, given.period);
        const made = decisions(limiterOf(new SlidingLog(40, given.period), given.limit), times);
        expect(made).toEqual(decisions(new FullLog(given), times));
        expect(fullestWindow(times, made, given.period)).toBeLessThanOrEqual(given.limit);
      }),
      { numRuns: PATTERNS },
    );
  }, 600_000);

  const given = { limit: 10, period: 1_000 };
  const atTheEdge = [...Array.from({ length: 10 }, () => 999), ...Array.from({ length: 10 }, () => 1_000)];
  const throughout = Array.from({ length: 400 }, (_, i) => i * 5);

  it.each([
    ['a fixed window', new FixedWindow(given), atTheEdge, 20],
    ['a bucket as large as the limit', new FullBucket(given), throughout, 19],
  ])('finds %s out', (_, planted, times, most) => {
    const made = decisions(planted, times);
    expect(fullestWindow(times, made, given.period)).toBe(most);
    expect(made).not.toEqual(decisions(new FullLog(given), times));
    const kept = decisions(limiterOf(new SlidingLog(10, given.period), given.limit), times);
    expect(fullestWindow(times, kept, given.period)).toBe(10);
  });
});

it('reaches 99 % of the allowed rate under constant demand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 100, max: 5_000 }), (limit, everyMs) => {
      const limiter = limiterOf(new SlidingLog(120, 3_600_000), limit);
      const hours = 10;
      let taken = 0;
      for (let now = 0; now < hours * 3_600_000; now += everyMs) if (limiter.take(now)) taken += 1;
      expect(taken).toBeLessThanOrEqual(hours * limit);
      // The first place of each hour is late by one call at most.
      expect(taken).toBeGreaterThanOrEqual(Math.floor(hours * limit * 0.99));
    }),
    {
      numRuns: 20,
      examples: [
        [1, 100],
        [120, 100],
      ],
    },
  );
});

it('goes on after a restart as if there had been none', () => {
  fc.assert(
    fc.property(shape, spans, fc.nat(), (given, list, cut) => {
      const times = timesOf(list, given.period);
      const steady = decisions(limiterOf(new SlidingLog(40, given.period), given.limit), times);
      let log = new SlidingLog(40, given.period);
      const made = times.map((at, i) => {
        if (i === cut % times.length) {
          const earlier = times.slice(0, i).filter((_, k) => steady[k] === true);
          log = new SlidingLog(40, given.period);
          for (const admitted of earlier) log.take(admitted);
        }
        return limiterOf(log, given.limit).take(at);
      });
      expect(made).toEqual(steady);
    }),
  );
});

it('keeps every limit while the limit changes', () => {
  fc.assert(
    fc.property(spans, fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }), (list, limits) => {
      const period = 60_000;
      const times = timesOf(list, period);
      const log = new SlidingLog(40, period);
      const admitted: number[] = [];
      for (const [i, at] of times.entries()) {
        const limit = limits[i % limits.length] ?? 0;
        const inWindow = admitted.filter((one) => one > at - period).length;
        const passed = limiterOf(log, limit).take(at);
        expect(passed).toBe(inWindow < limit);
        if (passed) admitted.push(at);
        expect(log.used(at)).toBe(admitted.filter((one) => one > at - period).length);
      }
    }),
  );
});

it('says how long to wait: not allowed a millisecond earlier, allowed then', () => {
  fc.assert(
    fc.property(shape, fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 40, maxLength: 40 }), (given, gaps) => {
      const log = new SlidingLog(40, given.period);
      let now = 0;
      for (const gap of gaps.slice(0, given.limit)) log.take((now += gap));
      const wait = log.wait(now, given.limit);
      if (wait === 0) return;
      expect(log.wait(now + wait - 1, given.limit)).toBe(1);
      expect(log.wait(now + wait, given.limit)).toBe(0);
    }),
  );
});

it('takes a time before the latest for the latest', () => {
  const log = new SlidingLog(2, 1_000);
  log.take(5_000);
  log.take(4_000);
  expect(log.wait(100, 2)).toBe(1_000);
  expect(log.wait(5_999, 2)).toBe(1);
  expect(log.wait(6_000, 2)).toBe(0);
});

it('refuses to keep what it has no room for', () => {
  expect(() => new SlidingLog(0, 1_000)).toThrow(/positive whole number/);
  expect(() => new SlidingLog(3, 1_000).wait(0, 4)).toThrow(/limit of 4/);
  expect(new SlidingLog(3, 1_000).wait(0, 0)).toBe(Number.POSITIVE_INFINITY);
});
