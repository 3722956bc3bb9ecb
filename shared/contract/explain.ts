import * as z from 'zod';
import { SCORING_AGENTS } from '../domain/agent.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, provenance, viewer } from './base.ts';
import { counterfactualView } from './score.ts';
import { denialCode, signalView } from './signal.ts';

const agent = z.enum(SCORING_AGENTS);
const share = z.number().min(0).max(1);
const direction = z.union([z.literal(1), z.literal(-1)]);

/** An agent's vote on the signal, and how often it was right so far. */
export const explainedVote = z.object({
  agent,
  /** `none`: it had no data; the reason says why. */
  vote: z.enum(['approve', 'conditional', 'reject', 'none']),
  /** Opinion towards the signal's side, −100…+100, and its confidence; null without data. */
  side: z.number().nullable(),
  confidence: share.nullable(),
  /** Share of all weight that voted. */
  share,
  /** Why it says nothing or has no weight; empty otherwise. */
  reason: z.string(),
  /** What its vote was multiplied by for its record, as known then; null without a vote. */
  countedAs: share.nullable(),
  /** Resolved cases of the same side and timeframe as of now. */
  n: z.int(),
  /** Measured share of hits with its Wilson 95 % interval; null under 100 cases: too few. */
  hits: z.object({ rate: share, lower: share, upper: share }).nullable(),
});

/** An input as it was read: where it came from, how old it was and how old it may be. */
export const explainedEvidence = z.object({
  /** `technical/trend`. */
  key: z.string(),
  agent,
  name: z.string(),
  measured: z.string(),
  /** −100…+100. */
  input: z.number(),
  source: z.string(),
  kind: provenance,
  ageMs: z.number(),
  /** Beyond it the input counts as missing or weighs nothing, ms; null where none is known. */
  limitMs: z.number().nullable(),
});

const curvePoint = z.object({
  value: z.number(),
  /** The score that decides, towards the signal's side. */
  score: z.number(),
  passes: z.boolean(),
});

/** What the agents' decision hangs on: each point is a run of the functions that decided. */
export const sensitivityView = z.object({
  /** The input drawn: the one whose smallest change turns the decision, or else the one that weighs most. */
  agent,
  name: z.string(),
  now: curvePoint,
  threshold: z.number(),
  /** Where it flips; null when no value within ±100 does. */
  flipsAt: z.number().nullable(),
  /** By rising value. */
  curve: z.array(curvePoint),
  weights: z.array(
    z.object({
      agent,
      /** Score with its weight 20 % lower and higher. */
      lower: z.number(),
      higher: z.number(),
      /** The smallest change of its weight that turns the decision, −1…+1 of the weight; null when none within twofold does. */
      flipsAt: z.number().nullable(),
    }),
  ),
});
export type SensitivityView = z.infer<typeof sensitivityView>;

/** An earlier decision that looked alike. */
export const similarCase = z.object({
  key: z.string(),
  at: moment,
  coin: z.string(),
  /** Root mean square of the standardised differences of the inputs. */
  distance: z.number(),
  verdict: z.enum(['executed', 'refused']),
  code: denialCode.nullable(),
  outcome: z.enum(['target', 'stop', 'time-out']),
  /** After costs, in multiples of the risk; simulated where it was not executed. */
  r: z.number(),
  simulated: z.boolean(),
});

export const similarCases = z.object({
  cases: z.array(similarCase),
  /** Records of the same source, timeframe and side that had ended before this decision, and their age at most. */
  pool: z.int(),
  days: z.number(),
  /** True when there were more records than one call looks at. */
  capped: z.boolean(),
  /** Mean result; null under 5 cases: too few. */
  meanR: z.number().nullable(),
  /** Share that won, with its Wilson 95 % interval; null under 5 cases. */
  wins: z.object({ rate: share, lower: share, upper: share }).nullable(),
});
export type SimilarCases = z.infer<typeof similarCases>;

/** What stands behind an explanation: figures that take more than the records of one decision. */
export const explanationDetails = z.object({
  /** Null when the agents were not asked. */
  votes: z
    .object({
      rows: z.array(explainedVote),
      consensus: share,
      /** Consensus that was needed. */
      needed: share,
      shares: z.object({ approve: share, conditional: share, reject: share }),
      /** Hit rate of all agents together on that side and timeframe; null under 100 cases. */
      baseRate: share.nullable(),
      baseCases: z.int(),
    })
    .nullable(),
  evidence: z.array(explainedEvidence),
  /** What turns a refusal that no score input turns, each proven by a run. */
  flips: z.array(counterfactualView),
  /** Why there is none, where there is none; empty otherwise. */
  noFlip: z.string(),
  sensitivity: sensitivityView.nullable(),
  similar: similarCases.nullable(),
  /** Whether every record's hash was found again from its content; the first that was not. */
  chain: z.object({ holds: z.boolean(), brokenAt: z.int().nullable() }),
});
export type ExplanationDetails = z.infer<typeof explanationDetails>;

/** What the decision would have been with one input changed. */
export const changedInputView = z.object({
  ...curvePoint.shape,
  /** 0…1; null when it was not voted on. */
  consensus: share.nullable(),
  /** The sum of the points with the change, signed. */
  composite: z.number(),
  sentence: z.string(),
});
export type ChangedInputView = z.infer<typeof changedInputView>;

/** How far a rule was from its pattern at a closed bar. */
export const nearestRule = z.object({
  source: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  direction,
  /** When the bar closed. */
  barAt: moment,
  conditions: z.array(z.object({ what: z.string(), measured: z.string(), needed: z.string(), met: z.boolean() })),
});

/** Why something did or did not happen on a symbol at a moment. */
export const askedWhy = z.object({
  symbol: contractSymbolSchema,
  coin: z.string(),
  at: moment,
  /** The decision nearest to the moment, within the longest signal timeframe; null when there was none. */
  decision: signalView.nullable(),
  /** The one main reason. */
  sentence: z.string(),
  kind: z.enum([
    'decision',
    'not-listed',
    'not-running',
    'halted',
    'paused',
    'held',
    'inputs-gone',
    'warming-up',
    'switched-off',
    'no-signal',
    'future',
  ]),
  /** The rule that lacked least; null where the candles are not kept or nothing was looked at. */
  nearest: nearestRule.nullable(),
  /** Days of candles kept of the symbol; null when there are none. */
  keptDays: z.number().nullable(),
});
export type AskedWhy = z.infer<typeof askedWhy>;

/** Calls about why a decision came out as it did. */
export const explain = {
  details: viewer
    .route({
      method: 'GET',
      path: '/explain/{signalId}/details',
      summary:
        'Votes with their records, evidence with its age, what flips a decision, what it hangs on, similar cases',
    })
    .input(z.object({ signalId: z.string().max(64) }))
    .output(explanationDetails)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  whatIf: viewer
    .route({
      method: 'GET',
      path: '/explain/{signalId}/what-if',
      summary: 'What the agents would have decided with one input changed; nothing is done',
    })
    .input(
      z.object({
        signalId: z.string().max(64),
        agent,
        name: z.string().max(64),
        value: z.coerce.number().min(-100).max(100),
      }),
    )
    .output(changedInputView)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  ask: viewer
    .route({
      method: 'GET',
      path: '/explain/ask',
      summary: 'Why something did or did not happen on a symbol at a moment, also where no signal came',
    })
    .input(
      z.object({
        symbol: contractSymbolSchema,
        direction: z.coerce.number().pipe(direction).optional(),
        at: z.coerce.number().int().min(0),
      }),
    )
    .output(askedWhy)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
