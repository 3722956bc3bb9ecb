import { vi } from 'vitest';

/** Waits until the check passes; long enough for a busy machine, and no longer than it takes. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 20_000, interval: 5 });
