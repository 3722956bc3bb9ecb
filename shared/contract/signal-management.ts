import * as z from 'zod';
import { SCORING_AGENTS } from '../domain/agent.ts';
import { OUTSIDE_KINDS, SIGNAL_SOURCE_KINDS } from '../domain/signal-source.ts';
import { SIGNAL_STATES } from '../domain/signal.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, trader, viewer } from './base.ts';
import { signalView } from './signal.ts';

const at = (path: string): `/${string}` => `/symbol-mgmt/signals${path}`;

const sourceName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}$/,
    'A name is 1 to 32 lower-case letters, digits and hyphens, and begins with a letter.',
  );
const share = z.number().min(0).max(1);
const direction = z.union([z.literal(1), z.literal(-1)]);
const price = z.number().positive();
const weight = z.number().min(0.05, 'A weight is 0.05 to 1.').max(1, 'A weight is 0.05 to 1.');

/** A signal as a source outside tells it; prices in quote units. */
const newSignal = z.object({
  source: sourceName,
  symbol: contractSymbolSchema,
  timeframe: z.enum(TIMEFRAMES),
  direction,
  strength: share,
  confidence: share,
  price,
  stop: price,
  target: price,
  /** When it came about; now unless told. */
  tsSource: moment.optional(),
  /** One candle of its timeframe later unless told. */
  expiresAt: moment.optional(),
  reason: z.string().max(200).optional(),
});

/** Counts and quality of the signals of a window. */
export const signalStatistics = z.object({
  from: moment,
  to: moment,
  received: z.int(),
  byState: z.array(z.object({ state: z.enum(SIGNAL_STATES), count: z.int() })),
  bySource: z.array(z.object({ source: z.string(), count: z.int(), approved: z.int(), executed: z.int() })),
  /** Scored 70 or more towards their side. */
  highQuality: z.int(),
  /** Approved by the agents, also in part. */
  approved: z.int(),
  executed: z.int(),
  failed: z.int(),
  /** Of the resolved ones, also those that were not executed: share that won after costs; null under 100 cases. */
  winRate: z.object({ value: share, low: share, high: share, n: z.int() }).nullable(),
  /** Mean result after costs in multiples of the risk; null under 100 cases. */
  meanR: z.number().nullable(),
  /** True when the window holds more signals than one call looks at: the newest were counted. */
  capped: z.boolean(),
});

/** A source of signals and what came of it. */
export const signalSourceView = z.object({
  key: z.string(),
  kind: z.enum(SIGNAL_SOURCE_KINDS),
  enabled: z.boolean(),
  weight: share,
  /** How often its signals won after costs; null under 100 cases. */
  reliability: z.object({ n: z.int(), rate: share, lower: share, upper: share }).nullable(),
  /** Signals of the last 24 h. */
  received: z.int(),
  executed: z.int(),
  refused: z.int(),
  lastAt: moment.nullable(),
  /** Where a webhook is called; null for other kinds. */
  path: z.string().nullable(),
});
export type SignalSourceView = z.infer<typeof signalSourceView>;

const curveBin = z.object({
  from: share,
  to: share,
  n: z.int(),
  forecast: share.nullable(),
  rate: share.nullable(),
});

/** How good somebody's record is; what under 100 cases tell is null: not enough evidence. */
export const trackFigures = z.object({
  n: z.int(),
  hits: z.int(),
  reliability: z.object({ n: z.int(), rate: share, lower: share, upper: share }).nullable(),
  /** Mean result after costs in multiples of the risk, of the cases that could be followed. */
  meanR: z.number().nullable(),
  followed: z.int(),
  /** The hit rate at which following it brings nothing after costs; of sources and the score, whose every hit is a win. */
  breakEven: share.nullable(),
  /** Cases with a forecast: Brier score, calibration error and curve are of these. */
  forecasts: z.int(),
  brier: z.number().nullable(),
  calibrationError: z.number().nullable(),
  miscalibrated: z.boolean().nullable(),
  curve: z.array(curveBin),
});

/** One line of the track record; a direction or timeframe of null stands for all. */
export const trackRow = z.object({
  key: z.string(),
  /** `score`, `agents`, `agent:technical`, `source:trend` … */
  who: z.string(),
  direction: direction.nullable(),
  timeframe: z.enum(TIMEFRAMES).nullable(),
  figures: trackFigures,
});
export type TrackRow = z.infer<typeof trackRow>;

/** The chance that a signal of a score towards its side wins after costs, by the isotonic fit of earlier outcomes. */
const winChances = z.object({
  timeframe: z.enum(TIMEFRAMES),
  n: z.int(),
  at: z.array(z.object({ score: z.number(), chance: share })),
});
export type WinChances = z.infer<typeof winChances>;

/** How the agents voted on one signal. */
export const evaluationView = z.object({
  key: z.string(),
  outcome: z.enum(['APPROVED', 'CONDITIONAL', 'REJECTED']),
  at: moment,
  /** Σ weight × (1, ½, 0) ÷ Σ weight. */
  consensus: share,
  /** Share of base weight that voted. */
  quorum: share,
  /** The score that decided: towards the signal's side, with everybody against it taken as sure. */
  cautious: z.number().nullable(),
  /** Share of the full size. */
  size: share,
  votes: z.array(
    z.object({
      agent: z.enum(SCORING_AGENTS),
      vote: z.enum(['approve', 'conditional', 'reject']),
      /** Towards the signal's side, −100…+100. */
      side: z.number(),
      confidence: share,
      base: share,
      reliability: share,
      /** base × reliability × quality × freshness. */
      weight: share,
      /** Of all weight that voted. */
      share,
    }),
  ),
  abstained: z.array(z.object({ agent: z.enum(SCORING_AGENTS), reason: z.string() })),
  /** True when the recorded votes give the recorded consensus again. */
  recomputed: z.boolean(),
});
export type EvaluationView = z.infer<typeof evaluationView>;

const REFUSALS = { REFUSED: ERRORS.REFUSED, READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const CHANGES = { NOT_FOUND: ERRORS.NOT_FOUND, READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const signalManagement = {
  submit: trader
    .route({ method: 'POST', path: at(''), summary: 'Tell a signal of a REST source; answers when it is decided' })
    .input(newSignal)
    .output(signalView)
    .errors(REFUSALS),
  pending: viewer
    .route({ method: 'GET', path: at('/pending'), summary: 'Signals under way, oldest first' })
    .output(z.array(signalView)),
  processed: viewer
    .route({ method: 'GET', path: at('/processed'), summary: 'Signals decided in the last hours, newest first' })
    .input(
      z.object({
        hours: z.coerce.number().min(0.1).max(720).default(24),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.array(signalView)),
  statistics: viewer
    .route({ method: 'GET', path: at('/statistics'), summary: 'Counts, quality and results of the last days' })
    .input(z.object({ days: z.coerce.number().min(0.1).max(90).default(7) }))
    .output(signalStatistics),
  reprocessFailed: trader
    .route({
      method: 'POST',
      path: at('/reprocess-failed'),
      summary: 'Try signals again that failed by a fault of the program: ten at once, three tries each, unexpired only',
    })
    .output(z.object({ tried: z.array(signalView), not: z.array(z.object({ key: z.string(), reason: z.string() })) }))
    .errors(REFUSALS),
  cleanup: trader
    .route({
      method: 'POST',
      path: at('/cleanup'),
      summary: 'End signals that wait beyond their end, and forget what duplicates need no more; no record is deleted',
    })
    .output(z.object({ expired: z.int(), forgotten: z.int(), sentence: z.string() }))
    .errors(REFUSALS),
  sources: viewer
    .route({ method: 'GET', path: at('/sources'), summary: 'Sources of signals: the own rules and those added' })
    .output(z.array(signalSourceView)),
  addSource: trader
    .route({ method: 'POST', path: at('/sources'), summary: 'Add a source of signals outside the program' })
    .input(
      z.object({
        name: sourceName,
        kind: z.enum(OUTSIDE_KINDS),
        weight: weight.default(1),
        /** Of a webhook: what its messages are signed with. It goes in and never comes out. */
        secret: z
          .string()
          .min(32, 'A secret has 32 characters at least.')
          .max(200)
          .regex(/^[!-~]+$/, 'A secret is printable ASCII without spaces.')
          .meta({ writeOnly: true, format: 'password' })
          .optional(),
      }),
    )
    .output(signalSourceView)
    .errors({
      ALREADY_EXISTS: ERRORS.ALREADY_EXISTS,
      SECRETS_UNAVAILABLE: ERRORS.SECRETS_UNAVAILABLE,
      READ_ONLY: ERRORS.READ_ONLY,
      NOT_AVAILABLE: ERRORS.NOT_AVAILABLE,
    }),
  changeSource: trader
    .route({ method: 'POST', path: at('/sources/{name}'), summary: 'Turn an added source on or off, or weigh it anew' })
    .input(z.object({ name: sourceName, enabled: z.boolean().optional(), weight: weight.optional() }))
    .output(signalSourceView)
    .errors(CHANGES),
  removeSource: trader
    .route({ method: 'POST', path: at('/sources/{name}/remove'), summary: 'Remove an added source and its secret' })
    .input(z.object({ name: sourceName }))
    .output(z.object({ removed: z.literal(true) }))
    .errors(CHANGES),
  importCsv: trader
    .route({
      method: 'POST',
      path: at('/import'),
      summary: 'Take every signal of a CSV text for a source of that kind, or none and the bad lines',
    })
    .input(z.object({ source: sourceName, text: z.string().min(1).max(500_000) }))
    .output(z.object({ taken: z.array(signalView), bad: z.array(z.object({ line: z.int(), reason: z.string() })) }))
    .errors(REFUSALS),
  trackRecord: viewer
    .route({
      method: 'GET',
      path: at('/track-record'),
      summary:
        'How sources, agents and the score did, with curve and calibration; by side and timeframe for one of them',
    })
    .input(
      z.object({
        who: z.string().max(60).optional(),
        /** Of everybody on one side or timeframe only; 1 is long, -1 short. */
        direction: z.enum(['1', '-1']).optional(),
        timeframe: z.enum(TIMEFRAMES).optional(),
      }),
    )
    .output(z.object({ asOf: moment, awaited: z.int(), rows: z.array(trackRow), chances: z.array(winChances) })),
  evaluation: viewer
    .route({ method: 'GET', path: at('/{signalId}/evaluation'), summary: 'How the agents voted on a signal' })
    .input(z.object({ signalId: z.string().max(64) }))
    .output(evaluationView)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
