import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { HOUR } from '#shared/domain/time.ts';
import { mapWorld } from '#tests/support/liquidation/map-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { liquidationHandlers } from './liquidation-handlers.ts';

const VIEWER = { role: 'viewer', signal: undefined } as const;

function open() {
  const world = mapWorld({ coins: ['BTC'], history: 24 * HOUR });
  world.run(HOUR);
  const parts = { liquidations: world.board, instruments: world.instruments } as unknown as ApiParts;
  const symbol = String(world.symbols[0]);
  return { ...world, symbol, calls: liquidationHandlers(parts) };
}

/** The answer as the contract lets it through. */
const checked = <N extends keyof typeof contract.liquidations>(call: N, answer: unknown): unknown => {
  const schema = contract.liquidations[call]['~orpc'].outputSchema as { parse(value: unknown): unknown } | undefined;
  return schema?.parse(answer);
};

const floats = (text: string): Float32Array => {
  const bytes = Buffer.from(text, 'base64');
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};

describe('the calls of the liquidation maps', () => {
  const world = open();
  const { calls, symbol, clock } = world;

  it('tell map, heatmap and levels of a symbol, every one an estimate', async () => {
    const map = await calls.map({ symbol, leverage: 'all', reach: 100 }, VIEWER);
    checked('map', map);
    expect(map).toMatchObject({ label: 'estimated', leverages: [5, 10, 25, 50, 100], skill: { mayWeigh: false } });
    expect(map.prices).toHaveLength(201);
    const asked = { symbol, leverage: 'all' as const, columns: 960, levels: 100 };
    const heatmap = await calls.heatmap({ ...asked, from: clock.now() - 6 * HOUR, to: clock.now() }, VIEWER);
    checked('heatmap', heatmap);
    const worth = floats(heatmap.worth);
    expect(worth).toHaveLength(heatmap.columns * heatmap.levels);
    expect(Math.max(...worth)).toBeCloseTo(heatmap.greatest, -2);
    // Columns asked for later fit by the number of their lowest level.
    const { origin } = heatmap;
    const last = await calls.heatmap({ ...asked, origin, from: clock.now() - HOUR, to: clock.now() }, VIEWER);
    const [of, own] = [heatmap.columns - last.columns, heatmap.levels];
    expect(last).toMatchObject({ origin, lowest: heatmap.lowest, levels: 100 });
    expect(floats(last.worth)).toEqual(worth.slice(of * own));
    const levels = await calls.levels({ symbol, leverage: 'all' }, VIEWER);
    checked('levels', levels);
    expect(levels.clusters.length).toBeGreaterThan(0);
    expect(levels.clusters.every(({ distance }) => Math.abs(distance) >= 0.02)).toBe(true);
  });

  it('tell rows, the tape and what was measured', async () => {
    const rows = await calls.list(undefined, VIEWER);
    checked('list', rows);
    expect(rows).toMatchObject([{ symbol, coin: 'BTC', provenance: 'simulated', mayWeigh: false }]);
    expect(rows).toMatchObject([{ venues: [{ venue: 'simulated', stale: false }], rsi: null, rsiDayAgo: null }]);
    expect(rows[0]?.openInterest).toBeGreaterThan(0);
    expect(rows[0]?.coverage).toMatchObject({ stale: false, low: true });
    const stop = new AbortController();
    const stream = calls.watch(undefined, { ...VIEWER, signal: stop.signal });
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', rows: [{ key: symbol }] });
    stop.abort();
    const tape = await calls.tape({ limit: 50 }, VIEWER);
    checked('tape', tape);
    expect(tape.every((one, i) => i === 0 || one.ts <= (tape[i - 1]?.ts ?? 0))).toBe(true);
    const skill = await calls.skill(undefined, VIEWER);
    checked('skill', skill);
    expect(skill).toMatchObject([{ coin: 'BTC', mayWeigh: false, leastCases: 100 }]);
    const [, , , days] = skill[0]?.horizons ?? [];
    expect(days).toMatchObject({ levels: 1084, hitRate: expect.any(Number) as number, cases: 180 });
    expect(skill[0]?.horizons[0]).toMatchObject({ cases: 10, brierSkill: null });
    const flow = await calls.orderFlow({ symbol, limit: 10 }, VIEWER);
    checked('orderFlow', flow);
    expect(flow).toMatchObject({ symbol, bars: [], missing: expect.stringContaining('Fifty buckets') as string });
  });

  it('play a cascade into the known book', async () => {
    const { price } = await calls.map({ symbol, leverage: 'all', reach: 100 }, VIEWER);
    const cascade = await calls.cascade({ symbol, price: price * 0.9 }, VIEWER);
    checked('cascade', cascade);
    expect(cascade).toMatchObject({ side: 'long', bookExhausted: true });
    expect(cascade.liquidated).toBeGreaterThan(0);
  });

  it('calculate a liquidation price by the table of the contract', async () => {
    const asked = { symbol, side: 'long' as const, entry: '50000', size: '0.1', leverage: '10', addedMargin: '0' };
    const found = await calls.calculate(asked, VIEWER);
    checked('calculate', found);
    expect(Number(found.price) / 50_000 - 1).toBeCloseTo(-0.0958, 3);
    const safe = await calls.calculate({ ...asked, addedMargin: '4600' }, VIEWER);
    expect(safe.kind).toBe('never');
    await expect(async () => calls.calculate({ ...asked, leverage: '0' }, VIEWER)).rejects.toThrow(/above zero/);
  });

  it('know no symbol that is not there', async () => {
    await expect(async () => calls.levels({ symbol: 'NOSUCHUSDTM', leverage: 'all' }, VIEWER)).rejects.toThrow(
      /no liquidation map/,
    );
  });
});
