import type { AccountCheck } from './account-check.ts';
import type { OrderCheck } from './order-check.ts';
import type { DoubtCheck } from './doubt-check.ts';
import type { PositionCheck } from './position-check.ts';
import type { ServiceStatus } from '../../ports/venue.ts';
import type { ReconcileWorld } from './world.ts';

/** What a full comparison found out besides the differences. */
export type FullResult =
  | {
      readonly ok: true;
      readonly orders: number;
      readonly fills: number;
      readonly positions: number;
      /** Our time at which the list of fills was asked for: all fills before are known. */
      readonly fillsUntil: number;
      readonly service: { readonly status: ServiceStatus; readonly reason: string };
    }
  | { readonly ok: false; readonly reason: string };

/** The parts a full comparison is made of. */
export interface Checks {
  readonly orders: OrderCheck;
  readonly doubts: DoubtCheck;
  readonly positions: PositionCheck;
  readonly account: AccountCheck;
}

/** Rule R9: clock, service, fills, orders, orders in doubt, positions, in the order of truth (R7). The first failure ends it. */
export async function fullCheck(world: ReconcileWorld, checks: Checks, fillsSince: number): Promise<FullResult> {
  const { asker, settings } = world;
  const offset = await asker.ask((ask) => ask.clockOffset());
  if (!offset.known) return { ok: false, reason: `clock: ${offset.reason}` };
  if (Math.abs(offset.value) >= settings.maxClockOffsetMs) {
    return { ok: false, reason: `the clock differs from the venue's by ${String(Math.round(offset.value))} ms` };
  }
  const service = await asker.ask((ask) => ask.service());
  if (!service.known) return { ok: false, reason: `service: ${service.reason}` };
  const fills = await world.fills.since(fillsSince);
  if (!fills.ok) return fills;
  checks.doubts.follow();
  const orders = await checks.orders.compareAll();
  if (!orders.ok) return orders;
  checks.doubts.follow();
  await checks.doubts.round(true);
  const positions = await checks.positions.run();
  if (!positions.ok) return positions;
  return {
    ok: true,
    orders: orders.compared,
    fills: fills.compared,
    positions: positions.compared,
    fillsUntil: fills.askedAt ?? fillsSince,
    service: service.value,
  };
}
