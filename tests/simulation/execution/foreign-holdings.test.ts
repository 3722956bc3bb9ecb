import { describe, expect, it } from 'vitest';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { foreign, holding, reconciled } from '#tests/support/reconcile/world.ts';
import { BTC, ETH } from './support.ts';

describe('what the venue holds that is not ours', () => {
  it('counts until it is adopted or gone, orders that only reduce excepted', async () => {
    const world = reconciled();
    world.venue.hold(-7, '90', ETH);
    world.venue.open = [
      foreign({ filledLots: 2 as Lots }),
      foreign({ venueOrderId: 'hand-2', reduceOnly: true, side: 'sell' }),
      foreign({ venueOrderId: 'hand-3', side: 'sell', priceTicks: null, triggerTicks: 800 as Ticks }),
    ];
    await world.begin();
    expect(world.reconciler.foreignHoldings()).toEqual([
      { symbol: ETH, lots: -7, priceTicks: 900, leverage: 3 },
      { symbol: BTC, lots: 3, priceTicks: 900, leverage: null },
      { symbol: BTC, lots: -5, priceTicks: 800, leverage: null },
    ]);
    const ids = world.reconciler.status().differences.map(({ id }) => id);
    // What is left alone still counts; what is adopted is ours.
    const position = ids.find((id) => id.startsWith('foreign-position')) ?? '';
    await world.reconciler.resolve(position, 'ignore', 'trader');
    await world.reconciler.resolve('foreign-order:hand-1', 'adopt', 'trader');
    expect(world.reconciler.foreignHoldings().map(({ lots }) => lots)).toEqual([-7, -5]);
    world.venue.hold(0, '90', ETH);
    world.venue.open = [];
    await world.pass(40_000);
    expect(world.reconciler.foreignHoldings()).toEqual([]);
  });

  it('counts what is beyond ours, and not what is less of the same', async () => {
    const world = await holding();
    for (const [lots, beyond] of [
      [13, 3],
      [6, null],
      [-4, -14],
      [10, null],
    ] as const) {
      world.venue.hold(lots);
      await world.pass(40_000);
      expect(world.reconciler.foreignHoldings().map((held) => held.lots)).toEqual(beyond === null ? [] : [beyond]);
    }
  });
});
