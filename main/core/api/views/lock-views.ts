import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import type { Lease, LockEvent, Waiter } from '../../agents/locking/lock-state.ts';

/** Two readings of one moment, to tell monotonic times as wall times. */
export interface Moment {
  readonly now: number;
  readonly monotonic: number;
}

const wall = (at: number, { now, monotonic }: Moment): number => Math.max(0, Math.round(now + at - monotonic));

export function heldView(lease: Lease, moment: Moment): LockView {
  const { resource, holder, mode, token, since, until, leaseMs, count } = lease;
  return {
    kind: 'held',
    key: `${resource} ${String(token)}`,
    resource,
    holder,
    mode,
    since: wall(since, moment),
    token,
    until: wall(until, moment),
    remainingMs: Math.max(0, until - moment.monotonic),
    leaseMs,
    count,
  };
}

/** A row for each resource that is waited for; `waiters` is the whole queue, in its order. */
export function waitingViews(waiters: readonly Waiter[], moment: Moment): LockView[] {
  const places = new Map<string, number>();
  return waiters.flatMap(({ id, holder, resources, mode, priority, since, deadline }) =>
    resources.map((resource): LockView => {
      const place = (places.get(resource) ?? 0) + 1;
      places.set(resource, place);
      return {
        kind: 'waiting',
        key: `${resource} waiting ${String(id)}`,
        resource,
        holder,
        mode,
        since: wall(since, moment),
        priority,
        place,
        waitedMs: moment.monotonic - since,
        givesUpAt: wall(deadline, moment),
      };
    }),
  );
}

/** @param number of the event in this process; it is the row's key. */
export function lockEventView(event: LockEvent, number: number, moment: Moment): LockEventView {
  const { kind, resource, holder, mode, token, at, since, reason } = event;
  return { key: String(number), ts: wall(at, moment), kind, resource, holder, mode, token, ms: at - since, reason };
}
