import type { MemoryJournalStore } from '../storage/memory-journal-store.ts';
import type { ModelVenue } from './model-venue.ts';

/** Planted: an order that was not answered clearly is sent again. */
export function retryingVenue(venue: ModelVenue): ModelVenue {
  const submit = venue.submit.bind(venue);
  venue.submit = async (order) => {
    const first = await submit(order);
    return first.kind === 'unknown' ? submit(order) : first;
  };
  return venue;
}

/** Planted: an order that was not answered clearly is taken for refused. */
export function hastyVenue(venue: ModelVenue): ModelVenue {
  const submit = venue.submit.bind(venue);
  venue.submit = async (order) => {
    const first = await submit(order);
    return first.kind === 'unknown' ? { kind: 'rejected', code: 'TIMEOUT', reason: first.reason } : first;
  };
  return venue;
}

/** Planted: what became of the parts of a worked order is not read back after a restart. */
export const forgettingParts = (store: MemoryJournalStore): MemoryJournalStore =>
  new Proxy(store, {
    get(target, key) {
      if (key === 'bySubject') {
        return (subject: string) => target.bySubject(subject).filter(({ type }) => type !== 'parent.part');
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
