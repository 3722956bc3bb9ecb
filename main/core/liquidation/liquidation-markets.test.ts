import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { FlowStore } from '../ports/store.ts';
import { mapWorld, MemoryFlows } from '#tests/support/liquidation/map-world.ts';
import { LiquidationMarkets } from './liquidation-markets.ts';
import { MARKET_DEFAULTS, type MarketSettings } from './market-settings.ts';

/** Flows of a store that may be closed: whoever still comes then is noted. */
class ClosableFlows implements FlowStore {
  readonly #flows = new MemoryFlows();
  closed = false;
  late = 0;
  write(minutes: Parameters<FlowStore['write']>[0]): void {
    if (this.closed) this.late += 1;
    this.#flows.write(minutes);
  }
  read(...asked: Parameters<FlowStore['read']>): ReturnType<FlowStore['read']> {
    if (this.closed) this.late += 1;
    return this.#flows.read(...asked);
  }
}

function markets(coins: readonly string[], history = 6 * HOUR) {
  const world = mapWorld({ coins, history });
  const flows = new ClosableFlows();
  const parts = {
    ...{ instruments: world.instruments, symbols: world.symbols, venue: 'simulated', baseTimeframe: '1m' as const },
    ...{ candles: world.candles, flows, clock: world.clock, scheduler: world.clock },
  };
  return { ...world, flows, made: new LiquidationMarkets(parts) };
}

describe('the maps of a feed that ends', () => {
  it('are neither read nor written once disposed of, also while they are being built', () => {
    const { made, flows, clock, market, symbols } = markets(['BTC', 'ETH', 'SOL']);
    const life = made.start();
    clock.moveTo(clock.now() + 505);
    life.dispose();
    flows.closed = true;
    made.onEvent({ kind: 'ticker', ticker: market.ticker(0, clock.now()) });
    clock.moveTo(clock.now() + 5 * MINUTE);
    made.onEvent({ kind: 'ticker', ticker: market.ticker(0, clock.now()) });
    made.rebuild();
    expect(flows.late).toBe(0);
    expect(symbols.map((symbol) => made.of(symbol)?.built)).toEqual([true, false, false]);
  });
});

describe('a map that is being built', () => {
  it('holds the minute that ends meanwhile, and the liquidations that the feed told of', () => {
    const { clock, market, made, symbols, flows } = markets(['BTC'], 5 * DAY);
    const [symbol] = symbols;
    if (symbol === undefined) throw new Error('No symbol');
    const minute = Math.floor(clock.now() / MINUTE) * MINUTE + MINUTE;
    // The first turn of building falls just before the end of the minute, the second after it.
    clock.moveTo(minute - 505);
    const life = made.start();
    const ts = clock.now();
    const told = { symbol, price: 20_000, lots: 7, positionSide: 'long', tsVenue: ts, tsReceived: ts } as const;
    made.onEvent({ kind: 'liquidation', ...told });
    const seen = new Set<string>();
    while (clock.now() < minute + 100) {
      clock.moveTo(clock.now() + 5);
      made.onEvent({ kind: 'ticker', ticker: market.ticker(0, clock.now()) });
      seen.add(`${made.of(symbol)?.built ? 'built' : 'empty'} ${clock.now() < minute ? 'before' : 'after'}`);
    }
    life.dispose();
    expect([...seen]).toEqual(['empty before', 'empty after', 'built after']);
    expect(flows.read(symbol, minute - MINUTE, minute)).toHaveLength(1);
    expect(made.of(symbol)?.book.lastAt).toBe(minute);
    expect(made.of(symbol)?.tape.realised()).toMatchObject([{ price: 20_000, side: 'long' }]);
  });
});

describe('other settings', () => {
  it('build every map anew from what is stored, as if they had held from the start', () => {
    let settings: MarketSettings = MARKET_DEFAULTS;
    const world = mapWorld({ coins: ['BTC', 'ETH'], history: 6 * HOUR, settings: () => settings });
    world.run(HOUR / 2);
    const [symbol] = world.symbols;
    if (symbol === undefined) throw new Error('No symbol');
    const before = world.live.of(symbol);
    const { model } = MARKET_DEFAULTS;
    const tiers = model.tiers.map((tier) => ({ ...tier, halfLifeMs: tier.halfLifeMs / 8 }));
    settings = { ...MARKET_DEFAULTS, model: { ...model, tiers, binWidth: Math.log1p(0.001) } };
    world.live.rebuild();
    world.clock.moveTo(world.clock.now() + 100);
    const after = world.live.of(symbol);
    expect(after).not.toBe(before);
    expect(after?.book.settings.binWidth).toBeCloseTo(0.000_999_5, 6);
    const fresh = world.markets();
    fresh.start().dispose();
    fresh.build(symbol, Math.floor(world.clock.now() / MINUTE) * MINUTE);
    expect(after?.book.cohorts.raw).toEqual(fresh.of(symbol)?.book.cohorts.raw);
    expect(after?.book.cohorts.factor).toEqual(fresh.of(symbol)?.book.cohorts.factor);
    expect(after?.price).toBe(before?.price);
  });
});
