import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { SlidingLog } from './sliding-log.ts';
import { SteadyTime } from './steady-time.ts';

const START = Date.UTC(2025, 2, 11);

/** A computer whose wall clock can be set, which can sleep, and whose monotonic clock then stands. */
class Computer implements Clock {
  real = 0;
  wall = START;
  ticks = 0.25;

  now(): EpochMs {
    return Math.floor(this.wall) as EpochMs;
  }
  monotonic(): number {
    return this.ticks;
  }
  run(ms: number): void {
    this.real += ms;
    this.wall += ms;
    this.ticks += ms;
  }
  sleep(ms: number): void {
    this.real += ms;
    this.wall += ms;
  }
  setWall(by: number): void {
    this.wall += by;
  }
}

type Event =
  | { readonly kind: 'run' | 'sleep' | 'set'; readonly ms: number }
  | { readonly kind: 'restart'; readonly ms: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('run' as const), ms: fc.integer({ min: 0, max: 900_000 }) }) },
  fc.record({ kind: fc.constant('sleep' as const), ms: fc.integer({ min: 1, max: 8 * HOUR }) }),
  fc.record({
    kind: fc.constant('set' as const),
    ms: fc.constantFrom(-24 * HOUR, -1 * HOUR, -30_000, -1_000, 1_000, 30_000, HOUR, 24 * HOUR),
  }),
  fc.record({ kind: fc.constant('restart' as const), ms: fc.integer({ min: 0, max: 60_000 }) }),
);

const LIMIT = 6;

/** Real times at which a limiter by the given time admits when it is asked at every event. */
function admissions(events: readonly Event[], timeOf: (computer: Computer) => () => number): readonly number[] {
  const computer = new Computer();
  let now = timeOf(computer);
  let log = new SlidingLog(LIMIT, HOUR);
  const admitted: { real: number; at: number; wall: number }[] = [];
  for (const { kind, ms } of events) {
    if (kind === 'run') computer.run(ms);
    else if (kind === 'sleep') computer.sleep(ms);
    else if (kind === 'set') computer.setWall(ms);
    else {
      computer.sleep(ms);
      computer.ticks = 0;
      now = timeOf(computer);
      log = new SlidingLog(LIMIT, HOUR);
      for (const { at } of admitted) log.take(at);
      const last = admitted.at(-1);
      if (last !== undefined) resumed?.resumeFrom(last.at, last.wall);
    }
    for (let i = 0; i < 2; i++) {
      const at = now();
      if (log.wait(at, LIMIT) > 0) continue;
      log.take(at);
      admitted.push({ real: computer.real, at, wall: computer.now() });
    }
  }
  return admitted.map(({ real }) => real);
}

let resumed: SteadyTime | null = null;
const steadily = (computer: Computer): (() => number) => {
  const time = new SteadyTime(computer, () => false);
  resumed = time;
  return () => time.now();
};
const byWall = (computer: Computer): (() => number) => {
  resumed = null;
  return () => computer.now();
};

const most = (times: readonly number[]): number =>
  Math.max(0, ...times.map((to) => times.filter((at) => at > to - HOUR && at <= to).length));

describe('in real time', () => {
  /** The one jump that cannot be seen: the wall clock set between the last record and a restart. */
  const seen = (events: readonly Event[]): boolean =>
    !events.some(
      ({ kind, ms }, i) => kind === 'restart' && events.slice(0, i).some((e) => e.kind === 'set' && ms >= 0),
    );

  it('no hour holds more than the cap, whatever the wall clock does and however long the computer sleeps', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        fc.pre(seen(events));
        expect(most(admissions(events, steadily))).toBeLessThanOrEqual(LIMIT);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds over restarts after the wall clock was set, when something was recorded since', () => {
    const events: Event[] = [
      { kind: 'run', ms: 1_000 },
      { kind: 'set', ms: 24 * HOUR },
      ...Array.from({ length: 6 }, () => ({ kind: 'run' as const, ms: 1_000 })),
      { kind: 'restart', ms: 5_000 },
      { kind: 'run', ms: 1_000 },
    ];
    const real = admissions(events, steadily);
    expect(real).toHaveLength(LIMIT);
  });

  it('the wall alone lets more through when it is set forward', () => {
    const events: Event[] = [
      ...Array.from({ length: 4 }, () => ({ kind: 'run' as const, ms: 1_000 })),
      { kind: 'set', ms: HOUR },
      ...Array.from({ length: 4 }, () => ({ kind: 'run' as const, ms: 1_000 })),
    ];
    expect(most(admissions(events, byWall))).toBeGreaterThan(LIMIT);
    expect(most(admissions(events, steadily))).toBe(LIMIT);
  });
});

it('a wall clock set back does not hold the caps', () => {
  const computer = new Computer();
  const time = new SteadyTime(computer, () => false);
  const from = time.now();
  computer.setWall(-24 * HOUR);
  computer.run(HOUR);
  expect(time.now()).toBe(from + HOUR);
});

it('follows the wall through history, and goes on from it in the present', () => {
  const computer = new Computer();
  let inPast = true;
  const time = new SteadyTime(computer, () => inPast);
  computer.wall = START + 48 * HOUR;
  expect(time.now()).toBe(START + 48 * HOUR);
  computer.wall -= HOUR;
  expect(time.now()).toBe(START + 48 * HOUR);
  inPast = false;
  computer.run(500);
  expect(time.now()).toBe(START + 48 * HOUR);
  computer.run(500);
  expect(time.now()).toBe(START + 48 * HOUR + 500);
});
