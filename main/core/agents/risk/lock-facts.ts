import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import type { LockManager } from '../locking/lock-manager.ts';
import type { LockFacts } from './context.ts';

/** What is left of the lock under which an order would leave. @param now monotonic, by the clock of the locks. */
export function lockFacts(
  locks: Pick<LockManager, 'leases' | 'isCurrent'>,
  resource: ResourceKey,
  token: FencingToken,
  now: number,
): LockFacts {
  const lease = locks.leases().find((one) => one.resource === resource && one.token === token);
  return { current: lease !== undefined && locks.isCurrent(resource, token), remainingMs: (lease?.until ?? now) - now };
}
