import { expect, it } from 'vitest';
import { BTC, pathWorld } from '../../support/path/path-world.ts';
import { flush } from '../../support/reconcile/world.ts';

it('a core on a real venue compares with it at its start, and lets entries pass after the pause', async () => {
  const world = pathWorld({ simulatedVenue: false });
  const { reconciler } = world.core;
  if (reconciler === null) throw new Error('there is nobody to compare');
  world.start();
  expect(reconciler.mayEnter(BTC)).toMatchObject({ ok: false, code: 'NOT_RECONCILED' });
  await flush();
  expect(reconciler.status()).toMatchObject({ phase: 'agreed', differences: [] });
  for (let second = 0; second < 11; second++) {
    world.clock.moveTo(world.clock.now() + 1_000);
    await flush();
  }
  expect(reconciler.mayEnter(BTC)).toEqual({ ok: true });
  reconciler.dispose();
});

it('a core on a simulated venue has nothing to compare', () => {
  expect(pathWorld().core.reconciler).toBeNull();
});
