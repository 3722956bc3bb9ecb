import { describe, expect, it } from 'vitest';
import type { LiquidationMarkets } from '#core/liquidation/liquidation-markets.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { mapWorld } from '#tests/support/liquidation/map-world.ts';

const bytesOf = (markets: LiquidationMarkets, symbol: ContractSymbol): string =>
  Buffer.from(markets.of(symbol)?.book.cohorts.bytes() ?? []).toString('latin1');

describe('the maps over the simulated market', () => {
  it('are the same, byte for byte, after a start from what was stored', () => {
    const world = mapWorld({ coins: ['BTC', 'ETH'], history: 12 * HOUR });
    world.run(3 * HOUR);
    const rebuilt = world.markets();
    for (const symbol of world.symbols) {
      const streamed = world.live.of(symbol)?.book;
      expect(streamed?.anchored).toBe(true);
      rebuilt.build(symbol, world.clock.now());
      const again = rebuilt.of(symbol)?.book;
      expect(again?.lastAt).toBe(streamed?.lastAt);
      expect(bytesOf(rebuilt, symbol)).toBe(bytesOf(world.live, symbol));
    }
    // The test of the test: without the last stored minute the state is another one.
    const short = world.markets();
    const [first] = world.symbols;
    if (first === undefined) throw new Error('There is no symbol');
    short.build(first, world.clock.now() - MINUTE);
    expect(bytesOf(short, first)).not.toEqual(bytesOf(world.live, first));
  });

  it('show nothing the mark has reached, hold no more than open interest, and tell their coverage', () => {
    const world = mapWorld({ coins: ['SOL'], history: 24 * HOUR });
    world.run(2 * HOUR);
    const [symbol] = world.symbols;
    const place = world.live.of(symbol as ContractSymbol);
    const map = place?.map('all', 150);
    if (place === null || map === null || map === undefined) throw new Error('There is no map');
    const at = map.prices.findIndex((price) => price > map.price);
    expect(map.longTotal.subarray(at + 1).every((worth) => worth === 0)).toBe(true);
    expect(map.shortTotal.subarray(0, at - 1).every((worth) => worth === 0)).toBe(true);
    const held = place.book.openInterest * map.price;
    expect(map.longBelow[0]).toBeLessThan(held * 1.05);
    expect(Math.max(...map.strength)).toBe(100);
    expect(place.coverage()).toMatchObject({ formOnly: false, openInterestAt: world.clock.now() });
  });

  it('keep what they were as columns, each by leverage', () => {
    const world = mapWorld({ coins: ['SOL'], history: 24 * HOUR });
    world.run(HOUR / 4);
    const [symbol] = world.symbols;
    const heatmap = world.live.of(symbol as ContractSymbol)?.heatmap;
    const now = world.clock.now();
    const span = { from: now - 6 * HOUR, to: now, mostColumns: 2_000, mostLevels: 500 };
    const part = heatmap?.part('all', span);
    expect(part?.columns).toBe(25);
    expect(part?.z.every((z) => z >= -3 && z <= 3)).toBe(true);
    expect(part?.z.some((z) => z !== 0)).toBe(true);
    const high = heatmap?.part('high', span);
    expect(high?.greatest).toBeLessThan(part?.greatest ?? 0);
  });
});
