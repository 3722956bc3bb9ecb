import type { StreamMessage } from '#shared/contract/base.ts';
import { followStream, type Open } from './follow-stream.ts';
import { browserTimer, type PageTimer } from './reconnect.ts';
import { RowStore, type Keyed } from './row-store.ts';

/** What a follower knows: `live` follows the stream, `stale` holds the last rows while the stream is down. */
export interface FollowedRows<Row> {
  readonly status: 'live' | 'stale';
  readonly rows: readonly Row[];
}

/**
 * Follows a row stream until the signal is aborted: folds snapshots and deltas, subscribes anew at a gap in the sequence
 * and after a loss, and says `stale` while it is down. Resolves when it ended.
 */
export async function followRows<Row extends Keyed>(
  open: Open<StreamMessage<Row>>,
  onRows: (rows: FollowedRows<Row>) => void,
  signal: AbortSignal,
  timer: PageTimer = browserTimer,
): Promise<void> {
  const store = new RowStore<Row>();
  const follower = {
    take: (message: StreamMessage<Row>): 'gap' | 'taken' => {
      if (store.apply(message) === 'gap') return 'gap';
      onRows({ status: 'live', rows: store.list });
      return 'taken';
    },
    lost: (): void => onRows({ status: 'stale', rows: store.list }),
  };
  await followStream(open, follower, signal, timer);
}
