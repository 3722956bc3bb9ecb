/** How strongly a resource is held. */
export type LockMode = 'READ' | 'WRITE' | 'EXCLUSIVE';

export const LOCK_MODES: readonly LockMode[] = ['READ', 'WRITE', 'EXCLUSIVE'];

/**
 * Which modes may be held beside each other by different holders, as SQLite's SHARED, RESERVED and EXCLUSIVE. A reader
 * beside a writer sees the state before or after a change and never half of it, because a change is made in one turn.
 */
export const COMPATIBLE: Readonly<Record<LockMode, Readonly<Record<LockMode, boolean>>>> = {
  READ: { READ: true, WRITE: true, EXCLUSIVE: false },
  WRITE: { READ: true, WRITE: false, EXCLUSIVE: false },
  EXCLUSIVE: { READ: false, WRITE: false, EXCLUSIVE: false },
};

/** Whether who holds `held` needs nothing more to do what `wanted` allows. */
export const covers = (held: LockMode, wanted: LockMode): boolean =>
  LOCK_MODES.indexOf(held) >= LOCK_MODES.indexOf(wanted);
