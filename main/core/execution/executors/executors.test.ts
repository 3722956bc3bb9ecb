import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { EXECUTION_PHASES, MOST_REFUSALS } from './execution-machine.ts';
import { iceberg, type IcebergTerms } from './iceberg.ts';
import { ParentExecution } from './parent-execution.ts';
import type { ChildEnd, ChildFact, ChildOrder, ExecutionReport, Schedule } from './parent-order.ts';
import { twap, type TwapTerms } from './twap.ts';

const BASE = {
  parentId: 'p1',
  symbol: contractSymbol('XBTUSDTM'),
  side: 'buy' as const,
  lots: 100,
  reduceOnly: false,
  startAt: 1_000,
  lotSize: 1,
  largestChild: 1_000,
};
const TWAP: TwapTerms = { ...BASE, endAt: 5_000, slices: 4, limitTicks: null };
const ICEBERG: IcebergTerms = {
  ...BASE,
  endAt: null,
  priceTicks: 500,
  visibleLots: 30,
  postOnly: true,
  retryMs: 1_000,
};

/** A venue that does what it is told to, and keeps what a journal would. */
class ChildWorld {
  readonly placed: ChildOrder[] = [];
  readonly canceled: number[] = [];
  readonly reports: ExecutionReport[] = [];
  readonly facts = new Map<number, ChildFact>();
  execution: ParentExecution;
  readonly #schedule: Schedule;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.execution = this.#start();
  }

  #start(): ParentExecution {
    const execution = new ParentExecution(
      this.#schedule,
      {
        place: (child) => {
          this.placed.push(child);
          const { index, lots, placedAt } = child;
          this.facts.set(index, { index, lots, placedAt, filledLots: 0, tickLots: 0n, state: 'sent' });
        },
        cancel: (_, index) => {
          this.canceled.push(index);
        },
      },
      [...this.facts.values()],
    );
    execution.onFinished.on((report) => this.reports.push(report));
    return execution;
  }

  /** The process ends; another goes on with what was journaled. */
  restart(): void {
    this.execution = this.#start();
  }

  fact(index: number): ChildFact {
    const found = this.facts.get(index);
    if (found === undefined) throw new Error(`No part ${String(index)}`);
    return found;
  }

  opened(index: number): void {
    this.#note(index, { state: 'open' });
    this.execution.onOpened(index);
  }

  unknown(index: number): void {
    this.#note(index, { state: 'unknown' });
    this.execution.onUnknown(index);
  }

  fill(index: number, lots: number, priceTicks = 500): void {
    const { filledLots, tickLots, lots: all, state } = this.fact(index);
    const full = filledLots + lots >= all;
    this.#note(index, {
      filledLots: filledLots + lots,
      tickLots: tickLots + BigInt(lots * priceTicks),
      state: full ? 'filled' : state,
    });
    this.execution.onFill(index, lots, priceTicks);
    if (full) this.execution.onEnded(index, 'filled');
  }

  end(index: number, end: ChildEnd): void {
    this.#note(index, { state: end });
    this.execution.onEnded(index, end);
  }

  #note(index: number, change: Partial<ChildFact>): void {
    this.facts.set(index, { ...this.fact(index), ...change });
  }

  get live(): readonly ChildFact[] {
    return [...this.facts.values()].filter(({ state }) => state === 'sent' || state === 'open' || state === 'unknown');
  }

  get filledLots(): number {
    return [...this.facts.values()].reduce((sum, { filledLots }) => sum + filledLots, 0);
  }
}

describe('TWAP', () => {
  it('asks for equal parts at equal times and reports the end', () => {
    const world = new ChildWorld(twap({ ...TWAP, lots: 10, slices: 4 }));
    for (const now of [999, 1_000, 1_500, 2_000, 3_000, 4_000]) {
      world.execution.onTime(now);
      const [child] = world.live;
      if (child !== undefined) world.fill(child.index, child.lots, 500 + child.index);
    }
    expect(world.placed.map(({ lots, placedAt }) => [lots, placedAt])).toEqual([
      [2, 1_000],
      [3, 2_000],
      [2, 3_000],
      [3, 4_000],
    ]);
    // 2 × 500 + 3 × 501 + 2 × 502 + 3 × 503
    expect(world.reports).toEqual([
      {
        parentId: 'p1',
        outcome: 'done',
        reason: 'filled',
        lots: 10,
        filledLots: 10,
        tickLots: 5_016n,
        children: 4,
        finishedAt: 4_000,
      },
    ]);
  });

  it('gives up a part that rests for the next, which makes up for it', () => {
    const world = new ChildWorld(twap({ ...TWAP, limitTicks: 490 }));
    world.execution.onTime(1_000);
    world.opened(0);
    world.fill(0, 5, 490);
    world.execution.onTime(2_000);
    world.execution.onTime(2_100);
    expect(world.canceled).toEqual([0]);
    world.end(0, 'canceled');
    expect(world.placed.map(({ lots, priceTicks }) => [lots, priceTicks])).toEqual([
      [25, 490],
      [45, 490],
    ]);
  });

  it('ends when its time is over, with what it has', () => {
    const world = new ChildWorld(twap({ ...TWAP, limitTicks: 490 }));
    world.execution.onTime(4_500);
    expect(world.placed).toMatchObject([{ lots: 100 }]);
    world.opened(0);
    world.fill(0, 7);
    world.execution.onTime(5_000);
    expect(world.canceled).toEqual([0]);
    expect(world.reports).toEqual([]);
    world.end(0, 'canceled');
    expect(world.reports).toMatchObject([{ outcome: 'stopped', reason: 'the time is over', filledLots: 7 }]);
    world.execution.onTime(6_000);
    expect(world.placed).toHaveLength(1);
  });

  it('keeps to lot size and largest order', () => {
    const world = new ChildWorld(twap({ ...TWAP, lots: 100, slices: 3, lotSize: 10, largestChild: 30 }));
    world.execution.onTime(1_000);
    world.fill(0, 30);
    world.execution.onTime(4_000);
    expect(world.placed.map(({ lots }) => lots)).toEqual([30, 30]);
  });
});

describe('iceberg', () => {
  it('shows one part at a time', () => {
    const world = new ChildWorld(iceberg(ICEBERG));
    world.execution.onTime(1_000);
    for (const lots of [30, 30, 30, 10]) {
      const [child] = world.live;
      expect(child?.lots).toBe(lots);
      world.opened(child?.index ?? -1);
      world.fill(child?.index ?? -1, lots);
    }
    expect(world.reports).toMatchObject([{ outcome: 'done', filledLots: 100, children: 4 }]);
    expect(world.placed.every(({ priceTicks, postOnly }) => priceTicks === 500 && postOnly)).toBe(true);
  });

  it('waits after a refusal, and gives up after three in a row', () => {
    const world = new ChildWorld(iceberg(ICEBERG));
    for (let i = 0; i < MOST_REFUSALS; i++) {
      world.execution.onTime(1_000 + i * 1_000);
      world.execution.onTime(1_500 + i * 1_000);
      expect(world.placed).toHaveLength(i + 1);
      world.end(i, 'rejected');
    }
    expect(world.reports).toMatchObject([{ outcome: 'failed', filledLots: 0 }]);
  });
});

describe('halt', () => {
  it('without a part out ends at once', () => {
    const world = new ChildWorld(iceberg(ICEBERG));
    world.execution.halt('kill switch');
    expect(world.reports).toMatchObject([{ outcome: 'stopped', reason: 'kill switch', children: 0 }]);
    world.execution.onTime(2_000);
    expect(world.placed).toEqual([]);
  });

  it('cancels the part that is out, and asks again when it turns out to live', () => {
    const world = new ChildWorld(iceberg(ICEBERG));
    world.execution.onTime(1_000);
    world.unknown(0);
    world.execution.onTime(9_000);
    expect(world.placed).toHaveLength(1);
    world.execution.halt('kill switch');
    world.opened(0);
    expect(world.canceled).toEqual([0, 0]);
    world.end(0, 'canceled');
    expect(world.reports).toMatchObject([{ outcome: 'stopped' }]);
  });

  it('that comes as the last part fills is a done order', () => {
    const world = new ChildWorld(iceberg({ ...ICEBERG, lots: 30 }));
    world.execution.onTime(1_000);
    world.execution.halt('kill switch');
    world.fill(0, 30);
    expect(world.reports).toMatchObject([{ outcome: 'done', reason: 'filled', filledLots: 30 }]);
  });
});

describe('a late fill', () => {
  it('is counted, and a part that is too large then is canceled', () => {
    const late = new ChildWorld(iceberg({ ...ICEBERG, lots: 40, visibleLots: 40, retryMs: 0 }));
    late.execution.onTime(1_000);
    late.opened(0);
    late.end(0, 'canceled');
    late.execution.onTime(1_001);
    late.opened(1);
    late.execution.onFill(0, 10, 500);
    expect(late.canceled).toEqual([1]);
    late.end(1, 'canceled');
    expect(late.placed.map(({ lots }) => lots)).toEqual([40, 40, 30]);
  });
});

it('decides every cell: phases that are over stay, and only `stopping` and `waiting` lead to the end', () => {
  for (const [phase, row] of Object.entries(EXECUTION_PHASES)) {
    for (const next of Object.values(row)) {
      if (['done', 'stopped', 'failed'].includes(phase)) expect(next).toBe(phase);
      else if (next === 'stopped') expect(['waiting', 'stopping']).toContain(phase);
    }
  }
});

it.each([
  ['no lots', { lots: 0 }],
  ['broken lots', { lots: 1.5 }],
  ['lots off the lot size', { lotSize: 3 }],
  ['an end before the start', { endAt: 1_000 }],
  ['too many slices', { slices: 101 }],
  ['no slice', { slices: 0 }],
])('a TWAP with %s is refused', (_, change) => {
  expect(() => twap({ ...TWAP, ...change })).toThrow(RangeError);
});

it.each([
  ['nothing visible', { visibleLots: 0 }],
  ['a visible size off the lot size', { lotSize: 10, visibleLots: 15 }],
  ['no price', { priceTicks: 0 }],
  ['a negative pause', { retryMs: -1 }],
])('an iceberg with %s is refused', (_, change) => {
  expect(() => iceberg({ ...ICEBERG, ...change })).toThrow(RangeError);
});

const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 900 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fill' as const), part: fc.integer({ min: 1, max: 100 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'open' as const,
        'unknown' as const,
        'end' as const,
        'refuse' as const,
        'restart' as const,
        'repeat' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('halt' as const, 'time' as const), ms: fc.constant(1) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const schedules = fc
  .record({
    lotSize: fc.constantFrom(1, 5),
    count: fc.integer({ min: 4, max: 40 }),
    child: fc.integer({ min: 1, max: 40 }),
    slices: fc.integer({ min: 1, max: 4 }),
    limitTicks: fc.constantFrom(null, 480),
    visible: fc.integer({ min: 1, max: 15 }),
    iceberg: fc.boolean(),
    ends: fc.boolean(),
  })
  .map(({ lotSize, count, child, slices, limitTicks, visible, ends, ...kind }) => {
    const parent = { ...BASE, lotSize, lots: count * lotSize, largestChild: child * lotSize };
    return kind.iceberg
      ? iceberg({ ...ICEBERG, ...parent, endAt: ends ? 20_000 : null, visibleLots: visible * lotSize })
      : twap({ ...parent, endAt: 9_000, slices, limitTicks });
  });

function perform(world: ChildWorld, one: Action, clock: { now: number }): void {
  const [child] = world.live;
  if (one.do === 'time') {
    clock.now += one.ms;
    world.execution.onTime(clock.now);
  } else if (one.do === 'halt') world.execution.halt('halt');
  else if (one.do === 'restart') world.restart();
  else if (one.do === 'repeat' && child?.index !== 0) {
    // News about a part that is long over.
    world.execution.onEnded(0, 'canceled');
    world.execution.onUnknown(0);
  } else if (child !== undefined) performOn(world, child, one);
}

function performOn(world: ChildWorld, child: ChildFact, one: Action): void {
  const rest = child.lots - child.filledLots;
  if (one.do === 'open') world.opened(child.index);
  if (one.do === 'unknown') world.unknown(child.index);
  if (one.do === 'fill') world.fill(child.index, Math.max(1, Math.floor((rest * one.part) / 100)));
  if (one.do === 'end') world.end(child.index, 'canceled');
  if (one.do === 'refuse' && child.filledLots === 0 && child.state !== 'open') world.end(child.index, 'rejected');
}

describe('whatever happens', () => {
  const RUNS = 1_000;
  const paths = fc.array(action, { maxLength: 60 });

  function check(world: ChildWorld, schedule: Schedule): void {
    const { lots, lotSize, largestChild } = schedule.parent;
    expect(world.live.length).toBeLessThanOrEqual(1);
    const [child] = world.live;
    const out = child === undefined ? 0 : child.lots - child.filledLots;
    expect(world.filledLots + out).toBeLessThanOrEqual(lots);
    const last = world.placed.at(-1);
    if (last !== undefined) {
      expect(last.lots % lotSize).toBe(0);
      expect(last.lots).toBeLessThanOrEqual(largestChild);
    }
  }

  it('the parts never exceed the parent, one is out at a time, none shares an index, and the report is true', () => {
    fc.assert(
      fc.property(schedules, paths, (schedule, path) => {
        const world = new ChildWorld(schedule);
        const clock = { now: 900 };
        for (const one of path) {
          perform(world, one, clock);
          check(world, schedule);
        }
        expect(new Set(world.placed.map(({ index }) => index)).size).toBe(world.placed.length);
        for (const report of world.reports) expect(report.filledLots).toBeLessThanOrEqual(world.filledLots);
      }),
      { numRuns: RUNS },
    );
  });

  it('comes to an end with a venue that answers, and says so once', () => {
    fc.assert(
      fc.property(schedules, paths, (schedule, path) => {
        const world = new ChildWorld(schedule);
        const clock = { now: 900 };
        for (const one of path) perform(world, one, clock);
        for (let i = 0; i < 200 && !world.execution.over; i++) {
          clock.now += 1_000;
          world.execution.onTime(clock.now);
          const [child] = world.live;
          if (child !== undefined) world.fill(child.index, child.lots - child.filledLots);
        }
        expect(world.execution.over).toBe(true);
        const last = world.reports.at(-1);
        expect(last?.filledLots).toBe(world.filledLots);
        expect(last?.tickLots).toBe([...world.facts.values()].reduce((sum, { tickLots }) => sum + tickLots, 0n));
        expect(last?.outcome === 'done').toBe(world.filledLots === schedule.parent.lots);
      }),
      { numRuns: RUNS },
    );
  });

  it('would be seen to exceed the parent by a schedule that forgets what is filled, were its size trusted', () => {
    const greedy = { ...twap(TWAP), due: () => ({ lots: 1_000_000, priceTicks: null, postOnly: false }) };
    const world = new ChildWorld(greedy);
    const clock = { now: 900 };
    for (let i = 0; i < 20; i++) {
      perform(world, { do: 'time', ms: 100 }, clock);
      perform(world, { do: 'fill', part: 60 }, clock);
      check(world, greedy);
    }
    expect(world.filledLots).toBeGreaterThan(90);
    // The check itself: a part more than the parent allows is noticed.
    world.facts.set(99, { index: 99, lots: 50, placedAt: 1, filledLots: 50, tickLots: 0n, state: 'filled' });
    expect(() => {
      check(world, greedy);
    }).toThrow();
  });
});
