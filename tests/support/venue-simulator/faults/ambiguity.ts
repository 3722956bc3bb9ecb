import type { HttpFault, Processing, Reply, RequestMatch } from './http-faults.ts';

export interface AmbiguousFailure {
  readonly name: string;
  /** True when the venue does in the end what was asked. */
  readonly done: boolean;
  readonly process: Processing;
  readonly reply: Reply;
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>';

const status = (code: number, body: unknown, headers?: Record<string, string>): Reply => ({
  kind: 'status',
  status: code,
  body,
  ...(headers === undefined ? {} : { headers }),
});

const html = (code: number): Reply => ({ kind: 'status', status: code, text: HTML, contentType: 'text/html' });

const timedOut = { code: '408000', msg: 'Network timeout, please try again later' };

const row = (name: string, process: Processing, reply: Reply): AmbiguousFailure => ({
  name,
  process,
  reply,
  done: process !== 'never',
});

/** Failures of a write after which a client cannot know whether it was done (test T02 of the order specification). */
export const AMBIGUOUS_FAILURES: readonly AmbiguousFailure[] = [
  row('reset before a byte, not done', 'never', { kind: 'reset' }),
  row('reset before a byte, done', 'before', { kind: 'reset' }),
  row('reset inside the answer', 'before', { kind: 'reset', afterBytes: 40 }),
  row('closed without an answer, not done', 'never', { kind: 'close' }),
  row('closed without an answer, done', 'before', { kind: 'close' }),
  row('never answered, not done', 'never', { kind: 'never' }),
  row('never answered, done', 'before', { kind: 'never' }),
  row('answered after 3 s', 'before', { kind: 'normal', delayMs: 3_000 }),
  row('400 timed out, accepted 1 s later', { afterMs: 1_000 }, status(400, timedOut)),
  row('400 timed out, accepted 8 s later', { afterMs: 8_000 }, status(400, timedOut)),
  row('no answer, accepted 40 s later', { afterMs: 40_000 }, { kind: 'never' }),
  row('200 without an id', 'before', { kind: 'without', fields: ['orderId', 'cancelledOrderIds', 'clientOid', 'id'] }),
  row('cut JSON', 'before', { kind: 'truncated', bytes: 30 }),
  row('connection ends inside the body', 'before', { kind: 'cut', bytes: 30 }),
  row('HTML 502, done', 'before', html(502)),
  row('HTML 200, done', 'before', html(200)),
  row(
    '429, not done',
    'never',
    status(429, { code: '429000', msg: 'Too many requests' }, { 'gw-ratelimit-reset': '1000' }),
  ),
  row('403, not done', 'never', html(403)),
  row('418, not done', 'never', status(418, { code: '418', msg: 'banned' })),
  row('500, not done', 'never', status(500, { code: '500000', msg: 'Internal Server Error' })),
  row('500, done', 'before', status(500, { code: '500000', msg: 'Internal Server Error' })),
  row('503, done', 'before', html(503)),
  row('answered twice', 'before', { kind: 'doubled' }),
  row('dripping answer', 'before', { kind: 'drip', bytesPerSecond: 20 }),
];

/** The failure as a fault on the next request that fits. */
export const faultOf = (failure: AmbiguousFailure, on: RequestMatch): HttpFault => ({
  on,
  process: failure.process,
  reply: failure.reply,
});
