import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '#shared/domain/time.ts';
import { toDisposable } from '#shared/kernel/disposable.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { RateBudget, type RatePurpose } from './rate-budget.ts';
import type { RatePool } from './rate-window.ts';

/** Hours of the long run; the soak sets 24. */
const HOURS = Number(process.env['ZMART_RATE_HOURS'] ?? '0.5');
const KUCOIN: RatePool = { name: 'futures', capacity: 2_000, windowMs: 30_000 };

/** Virtual time without promises: a day of requests runs in seconds. */
class Timeline implements Clock, Scheduler {
  at = 0;
  readonly #tasks: { due: number; task: () => void; live: boolean }[] = [];

  now(): EpochMs {
    return (1_700_000_000_000 + this.at) as EpochMs;
  }
  monotonic(): number {
    return this.at;
  }
  after(delayMs: number, task: () => void) {
    const entry = { due: this.at + delayMs, task, live: true };
    const index = this.#tasks.findIndex((other) => other.due > entry.due);
    this.#tasks.splice(index < 0 ? this.#tasks.length : index, 0, entry);
    return toDisposable(() => {
      entry.live = false;
    });
  }
  every(): never {
    throw new Error('not needed');
  }
  afterTurn(): void {
    throw new Error('not needed');
  }
  advance(to: number): void {
    for (let next = this.#tasks[0]; next !== undefined && next.due <= to; next = this.#tasks[0]) {
      this.#tasks.shift();
      this.at = Math.max(this.at, next.due);
      if (next.live) next.task();
    }
    this.at = to;
  }
}

/** The venue's side: a sliding window over arrival times, which bans whoever exceeds it. Written apart from ours. */
class StrictVenue {
  bans = 0;
  readonly #arrivals: { at: number; weight: number }[] = [];
  #sum = 0;
  readonly #pool: RatePool;

  constructor(pool: RatePool) {
    this.#pool = pool;
  }

  arrive(at: number, weight: number): void {
    this.#arrivals.push({ at, weight });
    this.#sum += weight;
    while ((this.#arrivals[0]?.at ?? at) <= at - this.#pool.windowMs) this.#sum -= this.#arrivals.shift()?.weight ?? 0;
    if (this.#sum > this.#pool.capacity) this.bans += 1;
  }
}

/** A small generator, so that a failing run can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Limiter {
  request(weight: number, purpose: RatePurpose, granted: () => void): void;
}

/** The planted bug: a counter that starts again with each window of the clock. */
function fixedWindow(pool: RatePool, time: Timeline): Limiter {
  let window = -1;
  let used = 0;
  return {
    request(weight, _purpose, granted) {
      const current = Math.floor(time.at / pool.windowMs);
      if (current !== window) [window, used] = [current, 0];
      if (used + weight > pool.capacity) return;
      used += weight;
      granted();
    },
  };
}

function slidingBudget(pool: RatePool, time: Timeline): Limiter {
  const budget = new RateBudget([pool], time, time);
  return {
    request(weight, purpose, granted) {
      const wait = purpose === 'cancel' ? 60_000 : 500;
      budget.request([{ pool: pool.name, weight }], purpose, wait, (ok) => {
        if (ok) granted();
      });
    },
  };
}

/** Three times the allowed load for some hours: single orders, batches, questions, and cancels in bursts. */
function overload(make: (pool: RatePool, time: Timeline) => Limiter, hours: number, seed: number) {
  const time = new Timeline();
  const limiter = make(KUCOIN, time);
  const venue = new StrictVenue(KUCOIN);
  const random = mulberry(seed);
  const waits: number[] = [];
  const arrivals: { at: number; weight: number }[] = [];
  const send = (weight: number, purpose: RatePurpose): void => {
    const asked = time.at;
    limiter.request(weight, purpose, () => {
      if (purpose === 'cancel') waits.push(time.at - asked);
      arrivals.push({ at: time.at + 20 + random() * 200, weight });
    });
  };
  const perStep = (3 * KUCOIN.capacity) / KUCOIN.windowMs;
  let owed = 0;
  for (const end = hours * 3_600_000; time.at < end;) {
    time.advance(time.at + 100);
    owed += perStep * 100;
    for (; owed > 0; owed -= 20) {
      const draw = random();
      if (draw < 0.4) for (let i = 0; i < 10; i += 1) send(2, 'order');
      else if (draw < 0.9) send(20, 'order');
      else for (let i = 0; i < 4; i += 1) send(5, 'question');
    }
    // Bursts of up to 100 cancels, ten a second on average.
    if (random() < 0.02) for (let i = 0; i < random() * 100; i += 1) send(1, 'cancel');
  }
  for (const { at, weight } of arrivals.sort((a, b) => a.at - b.at)) venue.arrive(at, weight);
  const weight = arrivals.reduce((sum, each) => sum + each.weight, 0);
  waits.sort((a, b) => a - b);
  return {
    bans: venue.bans,
    cancels: waits.length,
    cancelWaitP99: waits[Math.floor(waits.length * 0.99)] ?? Number.NaN,
    share: weight / ((hours * 3_600_000 * KUCOIN.capacity) / KUCOIN.windowMs),
  };
}

describe('under three times the allowed load', () => {
  it(`is never banned in ${String(HOURS)} h and cancels wait 1 s at most (p99)`, () => {
    const result = overload(slidingBudget, HOURS, 7);
    expect(result.bans).toBe(0);
    expect(result.cancels).toBeGreaterThan(100);
    expect(result.cancelWaitP99).toBeLessThanOrEqual(1_000);
    expect(result.share).toBeGreaterThan(0.6);
  });

  it('the venue of this test bans a limiter with fixed windows', () => {
    expect(overload(fixedWindow, 0.05, 7).bans).toBeGreaterThan(0);
  });
});

describe('any pattern of requests', () => {
  const ask = fc.record({
    gap: fc.integer({ min: 0, max: 400 }),
    weight: fc.integer({ min: 1, max: 20 }),
    purpose: fc.constantFrom<RatePurpose>('cancel', 'order', 'question'),
  });

  it('stays within the capacity of each window, and others within 70 % of it', () => {
    fc.assert(
      fc.property(fc.array(ask, { minLength: 1, maxLength: 200 }), (asks) => {
        const time = new Timeline();
        const pool = { name: 'p', capacity: 100, windowMs: 1_000 };
        const budget = new RateBudget([pool], time, time);
        const sent: { at: number; weight: number; purpose: RatePurpose }[] = [];
        for (const { gap, weight, purpose } of asks) {
          time.advance(time.at + gap);
          budget.request([{ pool: 'p', weight }], purpose, 60_000, (granted) => {
            if (granted) sent.push({ at: time.at, weight, purpose });
          });
        }
        time.advance(time.at + 120_000);
        expect(sent.length).toBe(asks.length);
        for (const { at } of sent) {
          const inside = sent.filter((each) => each.at > at - pool.windowMs && each.at <= at);
          const sum = (list: typeof sent): number => list.reduce((total, each) => total + each.weight, 0);
          expect(sum(inside)).toBeLessThanOrEqual(100);
          expect(sum(inside.filter(({ purpose }) => purpose !== 'cancel'))).toBeLessThanOrEqual(70);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('after a refusal for too many requests', () => {
  it('nothing leaves until the time is over, then cancels first, none lost', () => {
    const time = new Timeline();
    const budget = new RateBudget([KUCOIN], time, time);
    const sent: string[] = [];
    const ask = (name: string, purpose: RatePurpose): void => {
      budget.request([{ pool: 'futures', weight: 1 }], purpose, 20_000, (granted) => {
        sent.push(`${name}:${String(granted)}@${String(time.at)}`);
      });
    };
    budget.penalise('futures', 5_000);
    ask('question', 'question');
    ask('order', 'order');
    ask('cancel 1', 'cancel');
    ask('cancel 2', 'cancel');
    time.advance(4_999);
    expect(sent).toEqual([]);
    time.advance(5_000);
    expect(sent).toEqual(['cancel 1:true@5000', 'cancel 2:true@5000', 'order:true@5000', 'question:true@5000']);
  });

  it('waits twice as long after each refusal in a row, and starts over after an accepted request', () => {
    const time = new Timeline();
    const budget = new RateBudget([KUCOIN], time, time);
    const waitOf = (): number => {
      const asked = time.at;
      let got = -1;
      budget.request([{ pool: 'futures', weight: 1 }], 'order', 120_000, () => (got = time.at));
      time.advance(time.at + 120_000);
      return got - asked;
    };
    for (const wait of [1_000, 2_000, 4_000]) {
      budget.penalise('futures', null);
      expect(waitOf()).toBe(wait);
    }
    budget.settle('futures');
    budget.penalise('futures', null);
    expect(waitOf()).toBe(1_000);
  });
});

it('says no, and takes nothing, when the wait would be longer than wished', () => {
  const time = new Timeline();
  const pool = { name: 'p', capacity: 10, windowMs: 1_000, cancelShare: 0 };
  const budget = new RateBudget([pool], time, time);
  const decided: boolean[] = [];
  budget.request([{ pool: 'p', weight: 9 }], 'order', 0, (granted) => decided.push(granted));
  budget.request([{ pool: 'p', weight: 9 }], 'order', 300, (granted) => decided.push(granted));
  time.advance(2_000);
  expect(decided).toEqual([true, false]);
  expect(budget.used('p')).toBe(0);
});

it('a full pool does not hold up the requests of another', () => {
  const time = new Timeline();
  const pools = ['a', 'b'].map((name) => ({ name, capacity: 10, windowMs: 1_000, cancelShare: 0 }));
  const budget = new RateBudget(pools, time, time);
  const sent: string[] = [];
  for (const name of ['a', 'a', 'b'])
    budget.request([{ pool: name, weight: 9 }], 'order', 5_000, () => sent.push(`${name}@${String(time.at)}`));
  expect(sent).toEqual(['a@0', 'b@0']);
});

it('refuses what can never be sent', () => {
  const time = new Timeline();
  const budget = new RateBudget([KUCOIN], time, time);
  const ask = (pool: string, weight: number) => () => budget.request([{ pool, weight }], 'order', 0, () => undefined);
  expect(ask('spot', 1)).toThrow('There is no rate pool "spot"');
  expect(ask('futures', 1_331)).toThrow('never fits');
  expect(ask('futures', Number.NaN)).toThrow('never fits');
});
