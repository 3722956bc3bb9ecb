import { describeError, type Failure } from './describe-error.ts';

/** What of a TanStack query tells how it stands. */
interface Asked {
  readonly data: unknown;
  readonly dataUpdatedAt: number;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** A question asked now and then, as the source of a panel: an answer that cannot be renewed is stale, not gone. */
export interface QuerySource {
  readonly status: 'loading' | 'live' | 'stale' | 'failed';
  readonly receivedAt: number | null;
  readonly error: Failure | null;
  readonly retry: () => void;
}

export function querySource(query: Asked): QuerySource {
  const { data, dataUpdatedAt, error, refetch } = query;
  const answered = data !== undefined;
  const failed = error !== null;
  const status = failed ? (answered ? 'stale' : 'failed') : answered ? 'live' : 'loading';
  return {
    status,
    receivedAt: answered ? dataUpdatedAt : null,
    error: failed ? describeError(error) : null,
    retry: () => void refetch(),
  };
}
