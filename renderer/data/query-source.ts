import { describeError, type Failure } from './describe-error.ts';

/** The part of a query that a panel needs to know how its content stands. */
interface Asked {
  readonly data: unknown;
  readonly isError: boolean;
  readonly error: unknown;
  readonly dataUpdatedAt: number;
  refetch(): unknown;
}

/** A query as the source of a panel: what was read last stays, greyed, when it cannot be read again. */
export function querySource(query: Asked): {
  readonly status: 'loading' | 'live' | 'stale' | 'failed';
  readonly receivedAt: number | null;
  readonly error: Failure | null;
  readonly retry: () => void;
} {
  const empty = query.data === undefined;
  const whole = empty ? ('loading' as const) : ('live' as const);
  const broken = empty ? ('failed' as const) : ('stale' as const);
  return {
    status: query.isError ? broken : whole,
    receivedAt: empty ? null : query.dataUpdatedAt,
    error: query.isError ? describeError(query.error) : null,
    retry: () => void query.refetch(),
  };
}
