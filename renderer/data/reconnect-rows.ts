import type { StreamMessage } from '#shared/contract/base.ts';
import { browserTimer, type PageTimer } from './reconnect.ts';
import { RowStore, type Keyed } from './row-store.ts';

/** What a follower knows: `live` follows the stream, `stale` holds the last rows while the stream is down. */
export interface FollowedRows<Row> {
  readonly status: 'live' | 'stale';
  readonly rows: readonly Row[];
}

/** Opens one subscription; aborting the signal ends it. */
export type OpenRows<Row> = (signal: AbortSignal) => Promise<AsyncIterable<StreamMessage<Row>>>;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** Reads one subscription; true when a message was missing, so that a new one is wanted at once. */
async function readRows<Row extends Keyed>(
  open: OpenRows<Row>,
  store: RowStore<Row>,
  signal: AbortSignal,
  onMessage: () => void,
): Promise<boolean> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const message of await open(own.signal)) {
      if (signal.aborted) return false;
      if (store.apply(message) === 'gap') return true;
      onMessage();
    }
    return false;
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort();
  }
}

function sleep(ms: number, timer: PageTimer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timer.after(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

/**
 * Follows a row stream until the signal is aborted: folds snapshots and deltas, subscribes anew at a gap in the sequence
 * and after a loss, and says `stale` while it is down. Resolves when it ended.
 */
export async function followRows<Row extends Keyed>(
  open: OpenRows<Row>,
  onRows: (rows: FollowedRows<Row>) => void,
  signal: AbortSignal,
  timer: PageTimer = browserTimer,
): Promise<void> {
  const store = new RowStore<Row>();
  let wait = FIRST_WAIT_MS;
  const live = (): void => {
    wait = FIRST_WAIT_MS;
    onRows({ status: 'live', rows: store.list });
  };
  while (!signal.aborted) {
    // Whatever ended the subscription, the rows are stale and a new one is tried.
    const gap = await readRows(open, store, signal, live).catch(() => false);
    if (signal.aborted) return;
    onRows({ status: 'stale', rows: store.list });
    if (gap) continue;
    await sleep(wait, timer, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}
