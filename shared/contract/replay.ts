import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { OUTCOME_KINDS, STAGES } from '../domain/signal.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, decimal, ERRORS, moment, trader, viewer } from './base.ts';
import { SERIES_OF } from './market.ts';
import { denialCode } from './signal.ts';

/** What to replay: stored candles of these symbols between two moments, through the whole path with paper fills. */
export const replayRequest = z.object({
  symbols: z.array(contractSymbolSchema).min(1).max(40),
  timeframe: z.enum(TIMEFRAMES).default('15m'),
  /** Which stored candles; those of the market where it is absent. The two are never mixed. */
  candles: z.enum(SERIES_OF).optional(),
  from: moment,
  to: moment,
  /** Paid-in capital in USDT. */
  capital: decimal.default('10000'),
  /** Entries stop when equity is this far below its peak; the hard cap by default, so that the whole span is seen. */
  drawdownLimit: z.number().min(0.01).max(0.25).default(0.25),
  seed: z.int().min(0).default(1),
});
export type ReplayRequest = z.infer<typeof replayRequest>;

/** What a replay found. Amounts exact decimals in USDT. */
export const replayReport = z.object({
  id: z.string(),
  request: replayRequest,
  startedAt: moment,
  tookMs: z.number(),
  candles: z.int(),
  candlesPerSecond: z.number(),
  records: z.int(),
  rootHash: z.string(),
  dataHash: z.string(),
  /** Sum over all ledger lines; anything but 0 is a defect. */
  ledgerSum: decimal,
  signals: z.object({
    received: z.int(),
    executed: z.int(),
    dispositions: z.array(
      z.object({ stage: z.enum(STAGES), code: denialCode.nullable(), label: z.string(), count: z.int() }),
    ),
  }),
  outcomes: z.array(
    z.object({
      kind: z.enum(OUTCOME_KINDS),
      executed: z.int(),
      refused: z.int(),
      meanR: z.number().nullable(),
      meanRRefused: z.number().nullable(),
    }),
  ),
  orders: z.object({ sent: z.int(), filled: z.int(), canceled: z.int(), rejected: z.int() }),
  fills: z.object({ count: z.int(), value: decimal, fees: decimal, funding: decimal }),
  result: z.object({
    capital: decimal,
    equity: decimal,
    realised: decimal,
    returnShare: z.number(),
    maxDrawdown: z.number(),
    peak: decimal,
    trades: z.int(),
    won: z.int(),
    profitFactor: z.number().nullable(),
  }),
  perSymbol: z.array(
    z.object({
      symbol: contractSymbolSchema,
      coin: z.string(),
      trades: z.int(),
      won: z.int(),
      result: decimal,
      fees: decimal,
      assumed: z.array(z.string()),
    }),
  ),
  curve: z.object({ ts: z.array(z.number()), equity: z.array(z.number()), drawdown: z.array(z.number()) }),
});
export type ReplayReport = z.infer<typeof replayReport>;

export const replayMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    done: z.int(),
    total: z.int(),
    at: moment,
    equity: z.number(),
    signals: z.int(),
  }),
  z.object({ kind: z.literal('report'), report: replayReport }),
  z.object({ kind: z.literal('canceled') }),
  z.object({ kind: z.literal('failed'), problem: z.string() }),
]);
export type ReplayMessage = z.infer<typeof replayMessage>;

export const replaySummary = z.object({
  id: z.string(),
  startedAt: moment,
  state: z.enum(['running', 'done', 'canceled', 'failed']),
  request: replayRequest,
  returnShare: z.number().nullable(),
  rootHash: z.string().nullable(),
});
export type ReplaySummary = z.infer<typeof replaySummary>;

export const replay = {
  start: trader
    .route({ method: 'POST', path: '/replays', summary: 'Start a replay of stored candles' })
    .input(replayRequest)
    .output(z.object({ id: z.string() }))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND, BUSY: ERRORS.BUSY, READ_ONLY: ERRORS.READ_ONLY }),
  watch: viewer
    .route({ method: 'GET', path: '/replays/{id}/watch', summary: 'Progress of a replay, then its report' })
    .input(z.object({ id: z.string() }))
    .output(eventIterator(replayMessage))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  cancel: trader
    .route({ method: 'POST', path: '/replays/{id}/cancel', summary: 'Stop a running replay' })
    .input(z.object({ id: z.string() }))
    .output(z.object({ canceled: z.boolean() }))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  list: viewer
    .route({ method: 'GET', path: '/replays', summary: 'Replays of this data folder, newest first' })
    .output(z.array(replaySummary)),
  report: viewer
    .route({ method: 'GET', path: '/replays/{id}', summary: 'The report of a finished replay' })
    .input(z.object({ id: z.string() }))
    .output(replayReport)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
