import * as z from 'zod';
import { DENIAL_CODES, type DenialCode } from '../domain/denial.ts';
import { DISPOSITIONS } from '../domain/disposition.ts';
import { SIGNAL_STATES, STAGES } from '../domain/signal.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { candleColumns } from './market.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, viewer } from './base.ts';
import { counterfactualView, scoreView } from './score.ts';
import { journalRecord } from './journal.ts';

export const denialCode = z.enum(DENIAL_CODES as [DenialCode, ...DenialCode[]]);

/** A signal with its way so far. */
export const signalView = z.object({
  key: z.string(),
  at: moment,
  symbol: contractSymbolSchema,
  coin: z.string(),
  source: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  direction: z.union([z.literal(1), z.literal(-1)]),
  state: z.enum(SIGNAL_STATES),
  /** The last stage it reached. */
  stage: z.enum(STAGES),
  verdict: z.enum(['executed', 'refused', 'in-work']),
  code: denialCode.nullable(),
  /** One sentence for a person, with the number that decided. */
  sentence: z.string(),
  score: z.number().nullable(),
  orderId: z.string().nullable(),
  outcome: z.enum(['target', 'stop', 'time-out']).nullable(),
  /** Result in multiples of the risk, after costs; simulated when the signal was refused. */
  r: z.number().nullable(),
});
export type SignalView = z.infer<typeof signalView>;

/** Counts of one stage: received = stopped + inWork + passed. */
export const funnelStage = z.object({
  key: z.enum(STAGES),
  received: z.int(),
  stopped: z.int(),
  inWork: z.int(),
  passed: z.int(),
  reasons: z.array(z.object({ code: denialCode, count: z.int() })),
});

/** The funnel of a window, and how what was executed ended. */
export const funnelView = z.object({
  key: z.literal('funnel'),
  from: moment,
  to: moment,
  stages: z.array(funnelStage),
  outcomes: z.object({
    target: z.int(),
    stop: z.int(),
    timeOut: z.int(),
    /** Wilson 95 % interval of the hit rate; null under 20 cases: not enough evidence. */
    hitRate: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
    meanR: z.number().nullable(),
  }),
});
export type FunnelView = z.infer<typeof funnelView>;

/** One stage of a signal's way as it was. */
export const wayStage = z.object({
  stage: z.enum(STAGES),
  status: z.enum(['passed', 'stopped', 'in-work', 'not-reached']),
  sentence: z.string(),
  /** Time spent, µs; null when not measured (simulated time has none) or not reached. */
  us: z.number().nullable(),
});

/** Everything about one decision. */
export const signalExplanation = z.object({
  signal: signalView,
  question: z.string(),
  prices: z.object({ entry: z.number(), stop: z.number(), target: z.number(), decimals: z.int() }),
  way: z.array(wayStage),
  score: scoreView.nullable(),
  threshold: z.number(),
  numbers: z.record(z.string(), z.union([z.number(), z.string()])),
  counterfactuals: z.array(counterfactualView),
  /** Candles of the signal's timeframe before and after it. */
  candles: candleColumns,
  words: z.string(),
  journal: z.array(journalRecord),
  /** True when recomputing the score from the recorded evidence gave the recorded score. */
  recomputed: z.boolean().nullable(),
});
export type SignalExplanation = z.infer<typeof signalExplanation>;

/** A signal of the console: its way so far, and the exact reason with its numbers when it was refused or waits. */
export const consoleSignal = z.object({
  signal: signalView,
  disposition: z.enum(DISPOSITIONS),
  way: z.array(wayStage),
  /** The figures behind the refusal or the wait; empty otherwise. */
  numbers: z.record(z.string(), z.union([z.number(), z.string()])),
  /** When its wait is over at the latest. */
  waitsUntil: moment.nullable(),
});
export type ConsoleSignal = z.infer<typeof consoleSignal>;

/** Why a symbol does not trade, in one sentence. */
export const whyNotView = z.object({
  symbol: contractSymbolSchema,
  asOf: moment,
  /** What stands in the way; `traded` when nothing did. */
  kind: z.enum([
    'not-listed',
    'held',
    'halted',
    'paused',
    'frozen',
    'locked',
    'no-price',
    'waiting',
    'refused',
    'in-work',
    'traded',
    'warming-up',
    'no-signal',
  ]),
  sentence: z.string(),
  /** When that came to be, where it is known. */
  at: moment.nullable(),
  code: denialCode.nullable(),
  signalId: z.string().nullable(),
});
export type WhyNotView = z.infer<typeof whyNotView>;

export const signals = {
  console: viewer
    .route({
      method: 'GET',
      path: '/signals/console',
      summary: 'Every signal with its way so far, newest first; rejected ones with the exact reason',
    })
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        before: z.string().optional(),
        disposition: z.enum(DISPOSITIONS).optional(),
        symbol: contractSymbolSchema.optional(),
        source: z.string().max(32).optional(),
        /** In the symbol, coin, source, code, sentence or id, whatever the case. */
        text: z.string().max(100).optional(),
      }),
    )
    .output(
      z.object({
        rows: z.array(consoleSignal),
        /** Where the next page begins; null at the end, or after as many signals as one call looks through. */
        next: z.string().nullable(),
      }),
    ),
  unreadable: viewer
    .route({ method: 'GET', path: '/signals/unreadable', summary: 'What came in and could not be read, newest first' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(z.object({ key: z.string(), at: moment, code: denialCode, sentence: z.string() }))),
  whyNot: viewer
    .route({ method: 'GET', path: '/signals/why-not/{symbol}', summary: 'Why a symbol did not trade, in one sentence' })
    .input(z.object({ symbol: contractSymbolSchema }))
    .output(whyNotView)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  whyNotAll: viewer
    .route({ method: 'GET', path: '/signals/why-not', summary: 'Why each symbol of the list did not trade' })
    .output(z.array(whyNotView)),
  list: viewer
    .route({ method: 'GET', path: '/signals', summary: 'Signals, newest first' })
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(500).default(100),
        before: z.string().optional(),
      }),
    )
    .output(z.array(signalView)),
  watch: viewer
    .route({ method: 'GET', path: '/signals/watch', summary: 'The latest 60 signals, as they move' })
    .output(rowStream(signalView)),
  funnel: viewer
    .route({
      method: 'GET',
      path: '/signals/funnel/watch',
      summary: 'Counts by stage over the last 24 h, as they change',
    })
    .output(rowStream(funnelView)),
  explain: viewer
    .route({ method: 'GET', path: '/signals/{signalId}/explanation', summary: 'Why a signal ended as it did' })
    .input(z.object({ signalId: z.string() }))
    .output(signalExplanation)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
