import { contractSymbol, resource, type ResourceKey } from '#shared/domain/ids.ts';
import type { JournalEvent } from './event.ts';

/** The lock a record was made under. */
export interface TokenClaim {
  readonly resource: ResourceKey;
  readonly token: number;
}

/**
 * What a record claims of a lock: that it was granted, or that an entry was made under it. Null for every other record;
 * what takes risk away (stops, exits, cancels) needs no lock, because it must work when the lock is someone else's.
 */
export function tokenClaim({ type, data }: Pick<JournalEvent, 'type' | 'data'>): TokenClaim | null {
  const { token } = data;
  switch (type) {
    case 'signal.locked':
    case 'lock.acquired':
      return { resource: data['resource'] as ResourceKey, token: token as number };
    case 'order.intent':
      if (data['role'] !== 'entry') return null;
      return { resource: resource.symbol(contractSymbol(data['symbol'] as string)), token: token as number };
    default:
      return null;
  }
}
