import { describe, expect, it } from 'vitest';
import { fillView as fillSchema, fundingView as fundingSchema } from '#shared/contract/fills.ts';
import { record } from '#core/execution/order-records.ts';
import { COIN, manualWorld, MARKET, SYMBOLS } from '#tests/support/orders/manual-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { bookedHandlers } from './booked-handlers.ts';

const [, OTHER = COIN] = SYMBOLS;
type Handlers = ReturnType<typeof bookedHandlers>;
type Context = Parameters<Handlers['fills']>[1];
const CONTEXT = { role: 'viewer' } as unknown as Context;

/** Three fills on two contracts, and funding on one. */
async function open() {
  const world = manualWorld();
  await world.start();
  // The virtual clock ends no turn by itself: records are not waited for.
  world.journal.regroup({ kind: 'count', events: 1_000 });
  const handlers = bookedHandlers({ core: world.core } as unknown as ApiParts);
  for (const symbol of [COIN, OTHER]) {
    await world.place({ ...MARKET, symbol, lots: 500 });
    await world.tick();
  }
  await world.manual.positions.close(COIN, 50, 'trader');
  await world.tick();
  record(world.journal, 'funding.settled', OTHER, {
    rate: 0.0001,
    lots: 500,
    markTicks: 1_000,
    amount: '-0.005',
    lines: [],
  });
  world.journal.commit();
  const fills = (input: Partial<Parameters<Handlers['fills']>[0]> = {}) =>
    handlers.fills({ symbol: null, limit: 100, ...input }, CONTEXT);
  const funding = (symbol: string | null) => handlers.funding({ symbol, limit: 100 }, CONTEXT);
  return { fills, funding };
}

describe('what was booked', () => {
  it('is told newest first, as the contract says, with what it closed', async () => {
    const { fills } = await open();
    const { rows, next } = await fills();
    expect(next).toBeNull();
    expect(rows.map(({ symbol, side, role, lots }) => [symbol, side, role, lots])).toEqual([
      [COIN, 'sell', 'exit', 250],
      [OTHER, 'buy', 'entry', 500],
      [COIN, 'buy', 'entry', 500],
    ]);
    for (const row of rows) expect(fillSchema.safeParse(row).error).toBeUndefined();
    expect(rows.at(-1)).toMatchObject({ realised: '0', origin: 'hand', provenance: 'simulated', liquidity: 'taker' });
    expect(Number(rows[0]?.fee)).toBeGreaterThan(0);
  });

  it('is told for one contract, and page by page without a gap', async () => {
    const { fills } = await open();
    expect((await fills({ symbol: COIN })).rows.map(({ side }) => side)).toEqual(['sell', 'buy']);
    const first = await fills({ limit: 2 });
    expect(first.rows).toHaveLength(2);
    const second = await fills({ limit: 2, before: first.next ?? 0 });
    expect([...first.rows, ...second.rows]).toEqual((await fills()).rows);
    expect(second.next).toBeNull();
  });

  it('has the funding with its sign', async () => {
    const { funding } = await open();
    const { rows } = await funding(OTHER);
    expect(rows).toMatchObject([{ symbol: OTHER, rate: 0.0001, lots: 500, mark: '100.0', amount: '-0.005' }]);
    expect(fundingSchema.safeParse(rows[0]).error).toBeUndefined();
    expect((await funding(COIN)).rows).toEqual([]);
  });
});
