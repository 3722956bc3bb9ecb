import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import type { LockMode } from './lock-modes.ts';

/** A granted lease. It ends at `until` (monotonic ms) unless renewed; times are monotonic. */
export interface Lease {
  readonly resource: ResourceKey;
  readonly holder: string;
  readonly mode: LockMode;
  readonly token: FencingToken;
  readonly since: number;
  readonly until: number;
  readonly leaseMs: number;
  /** How many times the holder acquired it: as many releases free it. */
  readonly count: number;
}

/** How urgent a request is. See {@link HEAD_START}. */
export type LockPriority = 'normal' | 'high' | 'critical';

/**
 * How many requests that came before it a request may go ahead of. The number is fixed, so a request is overtaken by no
 * more than that many later ones and waits for a bounded time, whatever the others ask for.
 */
export const HEAD_START: Readonly<Record<LockPriority, number>> = { normal: 0, high: 8, critical: 64 };

/** A request that waits. It is granted all its resources at once, so that nobody holds one while waiting for another. */
export interface Waiter {
  readonly id: number;
  readonly holder: string;
  /** In the order of the keys. */
  readonly resources: readonly ResourceKey[];
  readonly mode: LockMode;
  readonly priority: LockPriority;
  readonly leaseMs: number;
  /** Place in every queue, lowest first: number of arrival less the head start. */
  readonly rank: number;
  readonly since: number;
  /** When it gives up, monotonic ms. */
  readonly deadline: number;
}

/** All that a lock manager knows. */
export interface LockState {
  /** By resource, in the order of the grants; several only where their modes allow it. */
  readonly leases: Map<ResourceKey, readonly Lease[]>;
  /** By rank. */
  readonly waiters: Waiter[];
  lastToken: number;
  arrivals: number;
}

/** Nothing is held. @param lastToken no token up to this one is ever granted again. */
export const emptyLockState = (lastToken: number): LockState => ({
  leases: new Map(),
  waiters: [],
  lastToken,
  arrivals: 0,
});

/** Something that happened to a lock. `at` and `since` (of the lease or the wait) are monotonic ms. */
export interface LockEvent {
  readonly kind: 'acquired' | 'waiting' | 'gave-up' | 'released' | 'expired' | 'broken';
  readonly resource: ResourceKey;
  readonly holder: string;
  readonly mode: LockMode;
  /** Null while it waits. */
  readonly token: FencingToken | null;
  readonly at: number;
  readonly since: number;
  /** Of `broken` and `gave-up`: why. */
  readonly reason: string;
}
