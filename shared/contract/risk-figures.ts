import * as z from 'zod';
import { STAGES, TRADING_STATES } from '../domain/signal.ts';
import { contractSymbolSchema, decimal, moment, provenance, rowStream, viewer } from './base.ts';
import { denialCode } from './signal.ts';

/** The losses that can take the trading state back. */
export const LOSS_MEASURES = ['day-loss', 'week-loss', 'drawdown'] as const;

/** An equity at which a loss reaches a level. Amounts are exact decimals in USDT. */
export const riskTrigger = z.object({
  measure: z.enum(LOSS_MEASURES),
  /** `yellow` warns, `orange` lets only reductions leave, `red` halts. */
  level: z.enum(['yellow', 'orange', 'red']),
  /** The loss, parts per million of the reference. */
  lossPpm: z.int(),
  /** What the loss is measured from: equity at the start of day or week, or at its peak. */
  reference: decimal,
  /** The equity at which it is reached. */
  at: decimal,
  /** Equity now less `at`; null while the equity is not known. */
  room: decimal.nullable(),
});
export type RiskTrigger = z.infer<typeof riskTrigger>;

/** How far the account is from each level, and what the kill switch would find now. */
export const riskFiguresView = z.object({
  key: z.literal('figures'),
  /** Null while it is not known; `reason` says why. */
  equity: decimal.nullable(),
  reason: z.string(),
  /** Highest equity first; empty before the first look at an equity, and where nobody could re-arm. */
  triggers: z.array(riskTrigger),
  kill: z.object({
    /** Open entries it cancels. */
    entries: z.int(),
    /** Other open orders, which stay: stops, targets, exits. */
    kept: z.int(),
    /** Positions a flatten closes, their value at the mark, and the taker fees of that; null where a price is missing. */
    positions: z.int(),
    value: decimal.nullable(),
    fees: decimal.nullable(),
  }),
  /** The last use of kill switch or flatten. */
  last: z
    .object({ action: z.enum(['halt', 'flatten']), by: z.string(), at: moment, cancels: z.int(), exits: z.int() })
    .nullable(),
  /** Sources of signals, and the agent whose pause stops each; null for one no agent stands behind. */
  sources: z.array(z.object({ name: z.string(), agent: z.string().nullable() })),
  provenance,
  asOf: moment,
});
export type RiskFiguresView = z.infer<typeof riskFiguresView>;

/**
 * Equity with the levels it was measured against, as columns of equal length, oldest first; amounts as plain numbers for
 * the chart. A level is the highest equity at which any measure reaches it.
 */
export const equityLevels = z.object({
  ts: z.array(z.number()),
  equity: z.array(z.number()),
  peak: z.array(z.number()),
  yellow: z.array(z.number()),
  orange: z.array(z.number()),
  red: z.array(z.number()),
  /** Capital paid in (+) or taken out (−): the line is broken there. */
  transfers: z.array(z.object({ at: moment, amount: z.number() })),
  /** Changes of the trading state, oldest first. */
  states: z.array(z.object({ at: moment, state: z.enum(TRADING_STATES), cause: z.string(), by: z.string() })),
  provenance,
});
export type EquityLevels = z.infer<typeof equityLevels>;

/** The denials of one code. */
export const denialGroup = z.object({
  code: denialCode,
  stage: z.enum(STAGES),
  count: z.int(),
  /** Counts by hour, 24, oldest first; the last is the running hour back from `to`. */
  hours: z.array(z.int()),
  latest: z.object({
    signalId: z.string(),
    symbol: contractSymbolSchema,
    direction: z.union([z.literal(1), z.literal(-1)]),
    sentence: z.string(),
    at: moment,
  }),
});

/** What was refused in the last 24 h. The counts of all groups add up to `denied`. */
export const denialsView = z.object({
  from: moment,
  to: moment,
  signals: z.int(),
  executed: z.int(),
  denied: z.int(),
  groups: z.array(denialGroup),
});
export type DenialsView = z.infer<typeof denialsView>;

export const riskFigures = {
  figures: viewer
    .route({
      method: 'GET',
      path: '/risk/figures/watch',
      summary: 'The equity of each level with the room to it, and what the kill switch would find, once a second',
    })
    .output(rowStream(riskFiguresView)),
  levels: viewer
    .route({
      method: 'GET',
      path: '/risk/levels',
      summary: 'Equity and the levels of loss over the last days, at most 2,000 points',
    })
    .input(z.object({ days: z.coerce.number().int().min(1).max(365).default(12) }))
    .output(equityLevels),
  denials: viewer
    .route({ method: 'GET', path: '/risk/denials', summary: 'Denials of the last 24 h by code, with counts by hour' })
    .output(denialsView),
};
