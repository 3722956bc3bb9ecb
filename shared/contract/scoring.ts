import * as z from 'zod';
import { SCORING_AGENTS } from '../domain/agent.ts';
import { STANDING_PARTS } from '../domain/standing.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, viewer } from './base.ts';
import { scoreView } from './score.ts';

/** A figure the agents judge by, as of now: its value and time, or why it is missing. */
export const featureView = z.object({
  name: z.string(),
  unit: z.string(),
  /** Its formula and where that comes from. */
  what: z.string(),
  sources: z.array(z.string()),
  kind: z.enum(['measured', 'estimated']),
  value: z.number().nullable(),
  /** Why there is no value; empty when there is one. */
  missing: z.string(),
  asOf: moment.nullable(),
  ageMs: z.number().nullable(),
  /** Older values count as missing, ms. */
  maxAgeMs: z.number(),
  /** Closed bars it needs; null where it is told and not computed from bars. */
  warmUp: z.object({ bars: z.int(), timeframe: z.enum(TIMEFRAMES) }).nullable(),
});
export type FeatureView = z.infer<typeof featureView>;

/** A score as computed at this call, with everything that is behind it. */
export const calculatedScore = z.object({
  symbol: contractSymbolSchema,
  timeframe: z.enum(TIMEFRAMES),
  /** At the last closed candle: what a signal would be judged by. */
  score: scoreView,
  regime: z.enum(['trend', 'range', 'high-volatility', 'calm', 'unknown']),
  /** SHA-256 of every input. */
  inputHash: z.string(),
});

const percentile = z.object({
  /** Place among its own samples, 0…1. */
  place: z.number(),
  n: z.int(),
});

/** How an agent, or all of them, saw a symbol over the last 30 days. */
export const scoreSeries = z.object({
  of: z.enum(['score', ...SCORING_AGENTS]),
  /** −100…+100 now; null when it has no opinion. */
  now: z.number().nullable(),
  /** Its opinion's confidence, 0…1. */
  confidence: z.number().nullable(),
  /** Why it has no opinion; empty when it has one. */
  reason: z.string(),
  /** Age of the newest datum behind it, ms. */
  ageMs: z.number().nullable(),
  /** Null with fewer than a hundred samples. */
  percentile: percentile.nullable(),
  /** Oldest first; null where the agent had no opinion. */
  history: z.array(z.object({ ts: moment, value: z.number().nullable() })),
});

export const symbolScores = z.object({
  symbol: contractSymbolSchema,
  timeframes: z.array(z.object({ timeframe: z.enum(TIMEFRAMES), series: z.array(scoreSeries) })),
});
export type SymbolScores = z.infer<typeof symbolScores>;

/** The scores as they were known at a moment of the last 30 days, without what is not kept of them. */
export const pastScores = z.object({
  at: moment,
  cells: z.array(
    z.object({
      symbol: contractSymbolSchema,
      timeframe: z.enum(TIMEFRAMES),
      /** By the five minutes of the last 24 hours, by the hour before; null when none was known within the hour before, or one candle of a longer timeframe. */
      score: z.number().nullable(),
      change1h: z.number().nullable(),
      /** Of closed candles, by the hour at most. */
      opinions: z.array(z.object({ agent: z.enum(SCORING_AGENTS), opinion: z.number().nullable() })),
    }),
  ),
});
export type PastScores = z.infer<typeof pastScores>;

/** How the scores of one timeframe lay over the last 24 hours; one entry per step in each list, oldest first. */
export const scoreDay = z.object({
  timeframe: z.enum(TIMEFRAMES),
  from: moment,
  stepMs: z.int(),
  /** Symbols with a score, and those at or beyond +20 and −20. */
  known: z.array(z.int()),
  long: z.array(z.int()),
  short: z.array(z.int()),
});
export type ScoreDay = z.infer<typeof scoreDay>;

/** The scores of all symbols on one timeframe over time; one entry per moment in each list, oldest first. */
export const scoreTimes = z.object({
  timeframe: z.enum(TIMEFRAMES),
  span: z.enum(['day', 'month']),
  from: moment,
  stepMs: z.int(),
  steps: z.int(),
  rows: z.array(
    z.object({
      symbol: contractSymbolSchema,
      /** By the tenth; null where none was known within the hour before, or one candle of a longer timeframe. */
      scores: z.array(z.number().nullable()),
    }),
  ),
});
export type ScoreTimes = z.infer<typeof scoreTimes>;

const part = z.number().nullable();

/** A symbol's standing and its rank, 1 is best; null where a part of it is not known. */
export const standingView = z.object({
  rank: z.int().nullable(),
  symbol: contractSymbolSchema,
  at: moment,
  parts: z.object({ technical: part, fundamental: part, structure: part, risk: part }),
  score: part,
  direction: part,
  confidence: part,
  turnover24h: part,
  spreadBps: part,
  spreadEstimated: z.boolean(),
  asOf: moment,
  inputHash: z.string(),
});
export type StandingView = z.infer<typeof standingView>;

const symbols = z.array(contractSymbolSchema).min(1).max(1000);
const unknownSymbol = { NOT_FOUND: ERRORS.NOT_FOUND };

/** Calls about how symbols are scored and ranked; they belong to the noun `scores`. */
export const scoringCalls = {
  calculate: viewer
    .route({ method: 'POST', path: '/symbol-mgmt/scoring/calculate', summary: 'Score symbols now, with every input' })
    .input(z.object({ symbols: symbols.optional(), timeframe: z.enum(TIMEFRAMES).optional() }))
    .output(z.array(calculatedScore))
    .errors(unknownSymbol),
  rankings: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/scoring/rankings', summary: 'Symbols by their standing, best first' })
    .input(
      z.object({
        /** By the whole standing, or by one of its parts. */
        algorithm_type: z.enum(['standing', ...STANDING_PARTS]).default('standing'),
        limit: z.coerce.number().int().min(1).max(1000).default(50),
      }),
    )
    .output(z.array(standingView)),
  symbolScores: viewer
    .route({
      method: 'GET',
      path: '/symbol-mgmt/scoring/symbol/{symbol}/scores',
      summary: 'Score, opinions, their history and how rare they are, by timeframe',
    })
    .input(z.object({ symbol: contractSymbolSchema, timeframe: z.enum(TIMEFRAMES).optional() }))
    .output(symbolScores)
    .errors(unknownSymbol),
  past: viewer
    .route({
      method: 'GET',
      path: '/symbol-mgmt/scoring/past',
      summary:
        'The scores of all symbols as they were known at a moment: by five minutes of a day, before that by the hour',
    })
    .input(
      z.object({
        at: z.coerce.number().int(),
        /** Of one symbol alone. */
        symbol: contractSymbolSchema.optional(),
      }),
    )
    .output(pastScores)
    .errors(unknownSymbol),
  times: viewer
    .route({
      method: 'GET',
      path: '/symbol-mgmt/scoring/times',
      summary: 'The scores of all symbols over the last day by five minutes, or the last 30 days by the hour',
    })
    .input(z.object({ timeframe: z.enum(TIMEFRAMES).optional(), span: z.enum(['day', 'month']).default('day') }))
    .output(scoreTimes)
    .errors(unknownSymbol),
  day: viewer
    .route({
      method: 'GET',
      path: '/symbol-mgmt/scoring/day',
      summary: 'How many symbols leaned long and short over the last 24 hours',
    })
    .input(z.object({ timeframe: z.enum(TIMEFRAMES).optional() }))
    .output(scoreDay)
    .errors(unknownSymbol),
  features: viewer
    .route({
      method: 'GET',
      path: '/symbol-mgmt/scoring/symbol/{symbol}/features',
      summary: 'Every figure the agents judge a symbol by, with its source and age',
    })
    .input(z.object({ symbol: contractSymbolSchema }))
    .output(z.array(featureView))
    .errors(unknownSymbol),
};
