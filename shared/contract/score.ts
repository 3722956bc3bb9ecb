import * as z from 'zod';
import { SCORING_AGENTS } from '../domain/agent.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, viewer } from './base.ts';

/** One measured input of an opinion; see the domain type `Evidence`. */
export const evidenceView = z.object({
  name: z.string(),
  measured: z.string(),
  input: z.number(),
  weight: z.number(),
  asOf: moment,
});

export const opinionView = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    agent: z.enum(SCORING_AGENTS),
    opinion: z.number(),
    confidence: z.number(),
    evidence: z.array(evidenceView),
    veto: z.boolean(),
    asOf: moment,
  }),
  z.object({
    status: z.enum(['no-data', 'warming-up', 'stale']),
    agent: z.enum(SCORING_AGENTS),
    reason: z.string(),
    missing: z.int().nullable(),
  }),
]);

export const contributionView = z.object({
  opinion: opinionView,
  baseWeight: z.number(),
  weight: z.number(),
  points: z.number(),
});

/** The composite of all agents; contributions' points sum to `score` to 1e-9. */
export const scoreView = z.object({
  score: z.number(),
  direction: z.number(),
  strength: z.number(),
  confidence: z.number(),
  completeness: z.number(),
  veto: z.boolean(),
  contributions: z.array(contributionView),
  asOf: moment,
});
export type ScoreView = z.infer<typeof scoreView>;

/** One cell of the heatmap: a symbol on a timeframe. `key` is `SYMBOL:timeframe`. */
export const cellView = z.object({
  key: z.string(),
  symbol: contractSymbolSchema,
  timeframe: z.enum(TIMEFRAMES),
  status: z.enum(['ok', 'warming-up', 'no-data', 'stale']),
  /** Null where no agent has data: drawn empty, never as 0. */
  score: z.number().nullable(),
  confidence: z.number().nullable(),
  completeness: z.number(),
  veto: z.boolean(),
  /** Score change over the last hour; null when there was none then. */
  change1h: z.number().nullable(),
  /** Closed candles missing before a first value. */
  missing: z.int().nullable(),
  asOf: moment.nullable(),
  /** Each agent's opinion here; null where it abstains. */
  opinions: z.array(
    z.object({ agent: z.enum(SCORING_AGENTS), opinion: z.number().nullable(), confidence: z.number().nullable() }),
  ),
});
export type CellView = z.infer<typeof cellView>;

/** The smallest single change that would have led to the other decision, found by running the same function again. */
export const counterfactualView = z.object({
  /** What changes: `technical/momentum`, `exposure` … */
  input: z.string(),
  from: z.number(),
  to: z.number(),
  unit: z.string(),
  /** What the re-run gave, `score 50.0, admitted`. */
  rerun: z.string(),
  sentence: z.string(),
});
export type CounterfactualView = z.infer<typeof counterfactualView>;

/** Why one cell is the colour it is. */
export const cellExplanation = z.object({
  cell: cellView,
  score: scoreView.nullable(),
  threshold: z.number(),
  counterfactuals: z.array(counterfactualView),
  /** Score of the last 24 h, oldest first. */
  history: z.array(z.object({ ts: moment, score: z.number() })),
  sentence: z.string(),
});
export type CellExplanation = z.infer<typeof cellExplanation>;

export const scores = {
  matrix: viewer
    .route({ method: 'GET', path: '/scores', summary: 'Scores of all symbols on all timeframes' })
    .output(z.array(cellView)),
  watch: viewer
    .route({
      method: 'GET',
      path: '/scores/watch',
      summary: 'The score matrix, cell by cell as it changes; of one symbol when it is named',
    })
    .input(z.object({ symbol: contractSymbolSchema.optional() }).optional())
    .output(rowStream(cellView)),
  explain: viewer
    .route({ method: 'GET', path: '/scores/explain', summary: 'What makes one score, and what would change it' })
    .input(z.object({ symbol: contractSymbolSchema, timeframe: z.enum(TIMEFRAMES) }))
    .output(cellExplanation)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
