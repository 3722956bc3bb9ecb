import type { Venue } from '#core/ports/venue.ts';
import { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { ReconcilerParts } from '#core/execution/reconcile/reconcile-types.ts';
import { CONTRACTS } from './sample-contracts.ts';
import type { DeskWorld } from './desk-world.ts';

/** A reconciler on a desk's world; not started. */
export function reconcilerOn<V extends Venue>(world: DeskWorld<V>, more: Partial<ReconcilerParts> = {}): Reconciler {
  const { venue, journal, desk, time } = world;
  return new Reconciler({
    venue,
    journal,
    desk,
    clock: time,
    scheduler: time,
    instruments: CONTRACTS,
    onReducing: () => undefined,
    onWake: () => undefined,
    ...more,
  });
}
