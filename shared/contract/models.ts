import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, trader, viewer } from './base.ts';

/** What to train a model on: stored candles of these symbols between two moments. */
export const modelTraining = z.object({
  symbols: z.array(contractSymbolSchema).min(1).max(200),
  timeframe: z.enum(TIMEFRAMES).default('1h'),
  from: moment,
  to: moment,
  /**
   * `auto`: in each fold the kind with the lesser loss on cases held back. `onnx`: nothing is trained, a model of one's own
   * is measured on the span; it must have been trained before it.
   */
  kind: z.enum(['auto', 'logistic', 'trees', 'onnx']).default('auto'),
  /** The file of a model of one's own, on the machine the core runs on; null for all other kinds. */
  file: z.string().trim().min(1).max(1_000).nullable().default(null),
  /** Distance of target and stop from the entry, in ATR(14). */
  barrier: z.number().min(0.5).max(10).default(2),
  /** Candles after which the outcome is a time-out at the close. */
  horizon: z.int().min(2).max(500).default(24),
  /** A decision at every so manieth candle. */
  stride: z.int().min(1).max(100).default(4),
  /** Tests of the walk-forward. */
  folds: z.int().min(2).max(20).default(5),
  /** Cases out of sample below which the model gets no weight. */
  minCases: z.int().min(100).max(100_000).default(500),
  seed: z.int().min(0).default(1),
});
export type ModelTraining = z.infer<typeof modelTraining>;

const modelKind = z.enum(['logistic', 'trees', 'onnx']);
const measures = z.object({ logLoss: z.number(), brier: z.number(), accuracy: z.number() });
const interval = z.object({ mean: z.number(), lower: z.number(), upper: z.number(), blocks: z.int() });

/** What a model is and what it was worth on cases it had not seen. Log losses in nats per case. */
export const modelCard = z.object({
  id: z.string(),
  hash: z.string(),
  createdAt: moment,
  codeVersion: z.string(),
  request: modelTraining,
  kind: modelKind,
  /** Decisions trained on, first and last, and how many were left out and why. */
  trainedFrom: moment,
  trainedTo: moment,
  cases: z.int(),
  left: z.object({ missing: z.int(), open: z.int(), even: z.int() }),
  dataHash: z.string(),
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string()])),
  /** `importance`: mean size of the feature's Shapley value, log odds; the largest first. Null for a model of one's own. */
  features: z.array(
    z.object({ name: z.string(), mean: z.number(), deviation: z.number(), importance: z.number().nullable() }),
  ),
  outOfSample: z.object({
    cases: z.int(),
    from: moment,
    to: moment,
    model: measures,
    baseRate: measures,
    auc: z.number().nullable(),
    /** Mean distance of said from happened over the bins of the curve; what chance adds is in it. */
    calibrationError: z.number(),
    /** The same less what chance adds, with its 95 % interval by block bootstrap; null with too few blocks of time. */
    calibration: interval.nullable(),
    curve: z.array(z.object({ n: z.int(), said: z.number(), happened: z.number() })),
    /** Less log loss than the base rate, with its 95 % interval by block bootstrap; null with too few blocks of time. */
    gain: interval.nullable(),
    /** Mean result after fees of the side the model named, in multiples of the distance to the stop. */
    followedR: z.number(),
    folds: z.array(
      z.object({
        from: z.number(),
        to: z.number(),
        trained: z.int(),
        tested: z.int(),
        kind: modelKind,
        logLoss: z.number(),
        baseLogLoss: z.number(),
      }),
    ),
  }),
  verdict: z.object({ mayWeigh: z.boolean(), reason: z.string() }),
});
export type ModelCardView = z.infer<typeof modelCard>;

/** A model in the list. `unusable`: its file is gone or is not what was recorded; `reason` says which. */
export const modelRow = z.object({
  key: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  kind: modelKind,
  trainedAt: moment,
  symbols: z.int(),
  outOfSampleCases: z.int(),
  /** Mean gain over the base rate and the lower end of its interval, nats per case. */
  gain: z.number().nullable(),
  gainLower: z.number().nullable(),
  mayWeigh: z.boolean(),
  state: z.enum(['trained', 'adopted', 'retired', 'unusable']),
  reason: z.string(),
});
export type ModelRow = z.infer<typeof modelRow>;

export const modelMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.int(), total: z.int(), what: z.string() }),
  z.object({ kind: z.literal('trained'), id: z.string() }),
  z.object({ kind: z.literal('canceled') }),
  z.object({ kind: z.literal('failed'), problem: z.string() }),
]);
export type ModelMessage = z.infer<typeof modelMessage>;

const reason = z.string().trim().min(1).max(200);
const id = z.object({ id: z.string().min(1).max(64) });
const WRITES = { NOT_FOUND: ERRORS.NOT_FOUND, READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const models = {
  list: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/models', summary: 'Trained models, newest first' })
    .output(z.array(modelRow)),
  watchList: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/models/live', summary: 'Trained models as they change' })
    .output(rowStream(modelRow)),
  card: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/models/{id}', summary: 'What a model is and what it is worth' })
    .input(id)
    .output(modelCard)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
  train: trader
    .route({ method: 'POST', path: '/symbol-mgmt/models/train', summary: 'Train a model beside the core' })
    .input(modelTraining)
    .output(z.object({ run: z.string() }))
    .errors({ ...WRITES, BUSY: ERRORS.BUSY }),
  running: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/models/running', summary: 'The training under way, if there is one' })
    .output(z.object({ run: z.string().nullable() })),
  progress: viewer
    .route({ method: 'GET', path: '/symbol-mgmt/models/runs/{run}', summary: 'Progress of a training, then its end' })
    .input(z.object({ run: z.string() }))
    .output(eventIterator(modelMessage))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  cancel: trader
    .route({ method: 'POST', path: '/symbol-mgmt/models/runs/{run}/cancel', summary: 'Stop a training' })
    .input(z.object({ run: z.string() }))
    .output(z.object({ canceled: z.boolean() })),
  adopt: trader
    .route({
      method: 'POST',
      path: '/symbol-mgmt/models/{id}/adopt',
      summary: 'Let a model that beats the base rate speak on its timeframe',
    })
    .input(id.extend({ reason }))
    .output(modelRow)
    .errors(WRITES),
  retire: trader
    .route({ method: 'POST', path: '/symbol-mgmt/models/{id}/retire', summary: 'Take a model out of use' })
    .input(id.extend({ reason }))
    .output(modelRow)
    .errors(WRITES),
};
