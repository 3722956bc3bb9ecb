import type { Json } from '#shared/kernel/canonical-json.ts';

type Data<T extends { readonly [K in keyof T]: Json }> = T;

/** The data of records about leases. */
export interface LockEventData {
  /** A lease that allows changes was granted beside the way of a signal, whose own record is `signal.locked`. */
  'lock.acquired': Data<{ resource: string; mode: string; holder: string; token: number; leaseUntil: number }>;
  'lock.released': Data<{ resource: string; token: number; reason: string }>;
  /** A lease ran out, or was ended for its holder. */
  'lock.expired': Data<{ resource: string; holder: string; token: number }>;
  'lock.broken': Data<{ resource: string; holder: string; token: number; reason: string }>;
  'lock.waiting': Data<{ resource: string; holder: string; mode: string }>;
  'lock.gave-up': Data<{ resource: string; holder: string; waitedMs: number; reason: string }>;
}

export const LOCK_EVENT_TYPES = [
  'lock.acquired',
  'lock.released',
  'lock.expired',
  'lock.broken',
  'lock.waiting',
  'lock.gave-up',
] as const satisfies readonly (keyof LockEventData)[];
