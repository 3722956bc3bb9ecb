import { ok, type Answer, refuse } from './answers.ts';

const DAY = 86_400_000;
/** Paged history: one request covers at most a week. */
const MAX_SPAN = 7 * DAY;

export const RECENT = { spanMs: DAY, rows: 1_000 } as const;

/** One page of rows, newest first, in KuCoin's envelope. */
export function page(query: URLSearchParams, rows: readonly unknown[]): Answer {
  const pageSize = Number(query.get('pageSize') ?? '50');
  const currentPage = Number(query.get('currentPage') ?? '1');
  if (!(pageSize >= 1 && pageSize <= 1_000)) return refuse('400100', 'pageSize should not greater than 1000', 400);
  const from = (currentPage - 1) * pageSize;
  return ok({
    currentPage,
    pageSize,
    totalNum: rows.length,
    totalPage: Math.ceil(rows.length / pageSize),
    items: rows.slice(from, from + pageSize),
  });
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `startAt` and `endAt`; a missing end is a week away from the other, both missing is the last week. */
export function spanOf(query: URLSearchParams, now: number): Span | Answer {
  const start = query.get('startAt');
  const end = query.get('endAt');
  const to = end !== null ? Number(end) : start !== null ? Math.min(now, Number(start) + MAX_SPAN) : now;
  const from = start !== null ? Number(start) : to - MAX_SPAN;
  if (!Number.isFinite(from) || !Number.isFinite(to)) return refuse('400100', 'Parameter Error', 400);
  if (to - from > MAX_SPAN) return refuse('400100', 'The time range cannot exceed 7 days', 400);
  return { from, to };
}

export const isSpan = (span: Span | Answer): span is Span => 'from' in span;

export const isWithin = (span: Span, at: number): boolean => at >= span.from && at <= span.to;
