import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Journal } from '../../journal/journal.ts';
import type { LockManager } from './lock-manager.ts';
import type { LockEvent } from './lock-state.ts';

/**
 * The token from which a new lock manager goes on: no lower one was ever written. A grant that was never written protected
 * nothing, so its token may come again.
 */
export const firstToken = ({ head, store }: Pick<Journal, 'head' | 'store'>): number =>
  Math.max(head?.seq ?? 0, store.lastToken());

/**
 * Records what goes wrong with locks: leases that ran out or were broken, and waits. Grants and releases are recorded by
 * who asks for them, with what they are for.
 */
export function journalLocks(
  locks: Pick<LockManager, 'onEvent'>,
  journal: Pick<Journal, 'append' | 'notWritable'>,
): Disposable {
  return locks.onEvent.on((event) => {
    // A lock ends in a journal that can only be read as well; there is nothing to protect then.
    if (journal.notWritable === null) put(journal, event);
  });
}

function put(journal: Pick<Journal, 'append'>, event: LockEvent): void {
  const { kind, resource, holder, mode, at, since, reason } = event;
  const token = event.token ?? 0;
  switch (kind) {
    case 'expired':
      journal.append({ type: 'lock.expired', subject: resource, data: { resource, holder, token } });
      return;
    case 'broken':
      journal.append({ type: 'lock.broken', subject: resource, data: { resource, holder, token, reason } });
      return;
    case 'waiting':
      journal.append({ type: 'lock.waiting', subject: resource, data: { resource, holder, mode } });
      return;
    case 'gave-up': {
      const waitedMs = Math.round(at - since);
      journal.append({ type: 'lock.gave-up', subject: resource, data: { resource, holder, waitedMs, reason } });
      return;
    }
    case 'acquired':
    case 'released':
      return;
  }
}
