import type { Random } from '../../ports/random.ts';

/** First wait, longest wait, and the share by which chance lengthens or shortens each. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
  readonly jitter: number;
}

export const TASK_BACK_OFF: BackOff = { firstMs: 500, longestMs: 60_000, jitter: 0.3 };

/**
 * How long to wait before a retry, ms: doubling from the first wait to the longest, each spread by chance so that what
 * failed together is not tried again together.
 * @param retry 1 for the first retry.
 */
export function retryDelay({ firstMs, longestMs, jitter }: BackOff, retry: number, random: Random): number {
  const plain = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, retry - 1)));
  return plain * (1 - jitter + 2 * jitter * random.next());
}
