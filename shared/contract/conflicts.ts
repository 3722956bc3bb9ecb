import * as z from 'zod';
import { decimal, moment, provenance, viewer } from './base.ts';

/** One cell of the decision matrix: what becomes of an action that comes while another runs. */
export const matrixCell = z.object({
  rule: z.string(),
  incoming: z.string(),
  running: z.string(),
  decision: z.enum(['proceed', 'merge', 'queue', 'preempt', 'refuse', 'precedence']),
  because: z.string(),
});

export const matrixView = z.object({
  incoming: z.array(z.string()),
  running: z.array(z.string()),
  /** Row by row: every pair once. */
  cells: z.array(matrixCell),
  /** What decides where the rule is precedence, and among claims of one moment: the first that differs. */
  precedence: z.array(z.string()),
});
export type MatrixView = z.infer<typeof matrixView>;

/** Two actions that met, and the rule that decided. */
export const conflictView = z.object({
  /** The journal record's number. */
  key: z.string(),
  at: moment,
  /** Symbol or resource. */
  on: z.string(),
  incoming: z.string(),
  running: z.string(),
  rule: z.string(),
  outcome: z.enum(['proceed', 'merge', 'queue', 'preempt', 'refuse']),
  because: z.string(),
  /** Orders and signals that gave way. */
  canceled: z.array(z.string()),
});
export type ConflictView = z.infer<typeof conflictView>;

/** What one agent holds of a symbol and won with it, as if it had an account of its own. Amounts in USDT, exact. */
export const virtualPositionView = z.object({
  key: z.string(),
  /** The source of the signals, `manual`, or `adopted` for what came from outside. */
  agent: z.string(),
  symbol: z.string(),
  /** Contracts, + long, − short. */
  lots: z.int(),
  realised: decimal,
  /** Null while the mark price is not known. */
  unrealised: decimal.nullable(),
  fees: decimal,
  funding: decimal,
  /** Realised and unrealised, less fees, with funding; null with the unrealised. */
  profit: decimal.nullable(),
});

export const attributionView = z.object({
  asOf: moment,
  provenance,
  positions: z.array(virtualPositionView),
  /** The sums of all agents beside the account's own figures; they are equal to the last digit. */
  sums: z.object({ fees: decimal, funding: decimal, profit: decimal.nullable() }),
  account: z.object({ fees: decimal, funding: decimal, profit: decimal.nullable() }),
  equal: z.boolean(),
});
export type AttributionView = z.infer<typeof attributionView>;

export const conflicts = {
  matrix: viewer
    .route({ method: 'GET', path: '/conflicts/matrix', summary: 'The decision matrix, every cell with its rule' })
    .output(matrixView),
  list: viewer
    .route({ method: 'GET', path: '/conflicts', summary: 'Conflicts with both parties and the rule, newest first' })
    .input(
      z.object({
        /** Not older than this; the last day when absent. */
        from: z.coerce.number().int().min(0).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
    )
    .output(z.array(conflictView)),
  attribution: viewer
    .route({ method: 'GET', path: '/conflicts/attribution', summary: 'Position and profit per agent' })
    .output(attributionView),
};
