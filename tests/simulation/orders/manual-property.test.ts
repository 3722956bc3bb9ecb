import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import {
  COIN,
  CONTRACTS,
  manualWorld,
  MARKET,
  SYMBOLS,
  ticketOf,
  type ManualWorld,
} from '#tests/support/orders/manual-world.ts';

const PAIR = SYMBOLS.slice(0, 2);

/** One thing that a person or the market does. */
type Move =
  | {
      readonly kind: 'place';
      readonly symbol: number;
      readonly side: 'buy' | 'sell';
      readonly at: number;
      readonly lots: number;
    }
  | { readonly kind: 'add' | 'work'; readonly symbol: number; readonly lots: number }
  | { readonly kind: 'trail'; readonly symbol: number; readonly ticks: number }
  | { readonly kind: 'amend'; readonly lots: number }
  | { readonly kind: 'close'; readonly symbol: number; readonly percent: number }
  | { readonly kind: 'stop'; readonly symbol: number; readonly ticks: number }
  | { readonly kind: 'price'; readonly symbol: number; readonly ticks: number }
  | { readonly kind: 'trade'; readonly symbol: number; readonly lots: number }
  | { readonly kind: 'cancel' | 'halt' | 'resume' | 'flatten' | 'restart' };

const symbol = fc.integer({ min: 0, max: 1 });
const ticks = fc.integer({ min: 930, max: 1_070 });
const lots = fc.integer({ min: 1, max: 2_000 });
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      symbol,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      at: fc.integer({ min: -15, max: 5 }),
      lots,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('add' as const, 'work' as const), symbol, lots }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('trail' as const), symbol, ticks: fc.integer({ min: 1, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('amend' as const), lots }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('close' as const), symbol, percent: fc.integer({ min: 1, max: 100 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const), symbol, ticks }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('price' as const), symbol, ticks }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('trade' as const), symbol, lots: fc.integer({ min: 1, max: 600 }) }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('cancel' as const, 'halt' as const, 'resume' as const, 'flatten' as const, 'restart' as const)
      .map((kind) => ({ kind })),
  },
);

/** Breaks a world on purpose. */
type Plant = (world: ManualWorld) => void;

/** Carries one run; a restart replaces the world. */
interface Run {
  world: ManualWorld;
  readonly plant: Plant;
  readonly prices: number[];
}

async function place(run: Run, { symbol: n, side, at, lots: size }: Extract<Move, { kind: 'place' }>): Promise<void> {
  const price = run.prices[n] ?? 1_000;
  const sign = side === 'buy' ? 1 : -1;
  const limit = price + at * sign;
  const terms = at === 0 ? MARKET : { priceTicks: limit as Ticks };
  await run.world.place({
    symbol: PAIR[n] ?? COIN,
    side,
    lots: size,
    ...terms,
    stopTicks: (limit - 30 * sign) as Ticks,
    targetTicks: (limit + 60 * sign) as Ticks,
  });
}

/** More of what is held; without a position, of nothing. */
async function add({ world }: Run, of: ContractSymbol, size: number): Promise<void> {
  const side = world.held(of) < 0 ? 'sell' : 'buy';
  await world.place({ ...MARKET, symbol: of, side, lots: size, stopTicks: null, targetTicks: null });
}

async function work({ world, prices }: Run, n: number, size: number): Promise<void> {
  const price = prices[n] ?? 1_000;
  const part = {
    priceTicks: (price - 5) as Ticks,
    stopTicks: (price - 35) as Ticks,
    targetTicks: (price + 60) as Ticks,
  };
  const ticket = ticketOf({ symbol: PAIR[n] ?? COIN, lots: size, ...part });
  world.manual.worked.start(ticket, { kind: 'iceberg', visibleLots: Math.ceil(size / 4) }, 'trader');
  await world.tick();
}

async function restart(run: Run): Promise<void> {
  const { store, clock, journal } = run.world;
  journal.commit();
  run.world = manualWorld({ store, startAt: clock.now(), seed: clock.now() % 1_000_003 });
  run.plant(run.world);
  await run.world.start();
  run.world.manual.worked.restore();
  for (const { terms } of run.world.manual.worked.statuses()) run.world.manual.worked.resume(terms.id, 'trader');
}

async function play(run: Run, one: Move): Promise<void> {
  const { world, prices } = run;
  const { positions } = world.manual;
  switch (one.kind) {
    case 'place':
      return place(run, one);
    case 'add':
      return add(run, PAIR[one.symbol] ?? COIN, one.lots);
    case 'work':
      return work(run, one.symbol, one.lots);
    case 'trail':
      return void (await positions.trailStop(PAIR[one.symbol] ?? COIN, one.ticks as Ticks, 'trader'));
    case 'amend':
      for (const { id } of world.live('entry')) await world.manual.amend(id, { lots: one.lots as Lots }, 'trader');
      return;
    case 'close':
      return void (await positions.close(PAIR[one.symbol] ?? COIN, one.percent, 'trader'));
    case 'stop':
      return void (await positions.moveStop(PAIR[one.symbol] ?? COIN, one.ticks as Ticks, 'trader'));
    case 'price':
      prices[one.symbol] = one.ticks;
      return world.tick({ [PAIR[one.symbol] ?? COIN]: one.ticks / 10 });
    case 'trade':
      return world.trade(PAIR[one.symbol] ?? COIN, ((prices[one.symbol] ?? 1_000) - 20) / 10, one.lots, 'sell');
    case 'cancel':
      return void world.manual.cancelAll(null, 'trader');
    case 'halt':
      return world.core.setTradingState('HALTED', 'the test', 'trader');
    case 'resume':
      return world.core.setTradingState('ACTIVE', 'the test', 'trader');
    case 'flatten':
      return void (await positions.flatten('trader'));
    case 'restart':
      return restart(run);
  }
}

/** What must hold after every move; null when it does. */
function broken({ core, venue, journal }: ManualWorld): string | null {
  for (const { symbol: of, lots: held } of journal.state.positions()) {
    if (held === 0) continue;
    const open = journal.state.openOrders().filter((row) => row.symbol === of);
    if (!core.desk.isProtected(of) && open.every(({ role }) => role !== 'exit')) return `${of} is held without a stop`;
    for (const row of open) {
      if (row.role === 'exit' && row.lots - row.filledLots > Math.abs(held))
        return `${row.id} closes more than is held`;
    }
  }
  const bad = venue.sent.find((order, n) => !order.reduceOnly && venue.sentIn[n] !== 'ACTIVE');
  if (bad !== undefined) return `${bad.clientOrderId} opens while halted`;
  return null;
}

async function run(moves: readonly Move[], plant: Plant = () => undefined): Promise<string | null> {
  const limits = { ...manualWorld().core.parts.config.limits, duplicateWindowMs: 0 };
  const one: Run = { world: manualWorld({ config: { limits } }), plant, prices: [1_000, 1_000] };
  plant(one.world);
  await one.world.start();
  for (const [n, each] of moves.entries()) {
    await play(one, each);
    await one.world.settle();
    const wrong = broken(one.world);
    if (wrong !== null) return `after ${String(n)} ${each.kind}: ${wrong}`;
  }
  await one.world.manual.positions.flatten('trader');
  for (let n = 0; n < 3; n++) await one.world.tick();
  const left = one.world.journal.state.openOrders().length + one.world.venue.openOrders;
  const held = [...CONTRACTS.keys()].filter((each) => one.world.held(each) !== 0);
  return left === 0 && held.length === 0 ? null : `flatten left ${String(left)} orders, ${held.join()}`;
}

const RUNS = Number(process.env['ZMART_MANUAL_RUNS'] ?? 150);

describe('whatever a person does with orders', () => {
  it('every position has its stop, no exit exceeds it, nothing opens while halted, and flatten leaves nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 25 }), async (moves) => {
        expect(await run(moves)).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  const PLANTED: readonly (readonly [string, string, Plant])[] = [
    [
      'a gate and a sender that do not know of the halt',
      'opens while halted',
      ({ core }) => {
        core.state.entriesStoppedBy = () => null;
        Object.defineProperty(core, 'tradingState', { get: () => ({ state: 'ACTIVE', cause: '', since: 0 }) });
      },
    ],
    [
      'a flatten that forgets entries on their way',
      'flatten left',
      ({ core, manual, held }) => {
        manual.positions.flatten = async (by) => {
          for (const each of CONTRACTS.keys()) if (held(each) !== 0) await core.desk.exit(each, by);
          return { kind: 'done', sentence: '', orderIds: [] };
        };
      },
    ],
    [
      'a venue that answers every stop but places none',
      'is held without a stop',
      ({ venue, core }) => {
        const submit = venue.submit.bind(venue);
        venue.submit = (order) =>
          order.kind === 'stop-market' && order.reduceOnly
            ? Promise.resolve({ kind: 'rejected', code: 'X', reason: 'planted' })
            : submit(order);
        core.desk.exit = () => Promise.resolve({ kind: 'flat' });
      },
    ],
  ];

  it.each(PLANTED)('is seen to fail with %s', async (_, said, plant) => {
    const found: string[] = [];
    const property = fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 25 }), async (moves) => {
      const wrong = await run(moves, plant);
      if (wrong !== null) found.push(wrong);
      return wrong === null || !wrong.includes(said);
    });
    const result = await fc.check(property, { numRuns: 300, endOnFailure: true });
    expect(result.failed, found.join('; ')).toBe(true);
  });
});
