import * as z from 'zod';
import { HELD_STATES, SLOT_ACTIONS, SLOT_CONDITION_NAMES } from '../domain/slot.ts';
import { contractSymbolSchema, decimal, ERRORS, moment, provenance, rowStream, trader, viewer } from './base.ts';
import {
  attributionView,
  changePreview,
  correlationView,
  raceView,
  sectorView,
  slotsRisk,
  slotStatistics,
  symbolView,
  weightsView,
  WEIGHTINGS,
} from './portfolio-figures.ts';

const points = z.number();
const share = z.number();
const numbers = z.record(z.string(), z.union([z.number(), z.string()]));

/** A score with its four parts, 0…100 each; null where it is not known, and then no mean of the rest. */
export const standingParts = z.object({
  technical: points.nullable(),
  fundamental: points.nullable(),
  structure: points.nullable(),
  risk: points.nullable(),
});

/** Scores of the last seven days at the reviews since the program started. */
export const scoreTrend = z.object({
  at: z.array(moment),
  score: z.array(points.nullable()),
  /** Since the first of them; null with fewer than two known scores. */
  change: points.nullable(),
});

const scored = {
  key: contractSymbolSchema,
  coin: z.string(),
  sector: z.string(),
  score: points.nullable(),
  /** When the newest datum behind the score was true. */
  scoreAsOf: moment.nullable(),
  /** Too old to act on: a slot with it is not swapped. */
  stale: z.boolean(),
  parts: standingParts,
  trend: scoreTrend,
};

/** A result split by what made it, exact decimals in USDT. Fees and slippage are what they cost, as negative figures. */
export const slotResult = z.object({
  price: decimal,
  funding: decimal,
  fees: decimal,
  slippage: decimal,
  /** price + funding + fees + slippage. */
  net: decimal,
  /** Of the capital that its weight stood for; null without a weight. */
  share: share.nullable(),
  /** Fills that had no price to be compared with. */
  unmeasured: z.int(),
});

/** A slot of the portfolio. */
export const slotView = z.object({
  ...scored,
  rank: z.int(),
  state: z.enum(HELD_STATES),
  /** 1 leaves first; null when it is no candidate. */
  outOrder: z.int().nullable(),
  pinned: z.string().nullable(),
  /** Milliseconds of its minimum stay that are left; 0 when it may leave. */
  stayLeftMs: z.number(),
  since: moment,
  scoreThen: points.nullable(),
  /** Percent of the whole, to a tenth; null before weights were set. */
  weight: z.number().nullable(),
  atCap: z.boolean(),
  position: z.object({
    side: z.enum(['long', 'short', 'flat']),
    /** Worth at the mark, unsigned; null without a mark. */
    value: decimal.nullable(),
    /** Of the capital that the weight stands for. */
    used: share.nullable(),
    openOrders: z.int(),
  }),
  drain: z
    .object({ since: moment, until: moment, reason: z.string(), replacement: contractSymbolSchema.nullable() })
    .nullable(),
  /** Since it came in; null where a price is missing. */
  result: slotResult.nullable(),
  provenance,
});
export type SlotView = z.infer<typeof slotView>;

/** One who is not in. */
export const benchView = z.object({
  ...scored,
  /** Place after the slots by score; null where it cannot come in at all. */
  place: z.int().nullable(),
  state: z.enum(['discovered', 'eligible', 'removed', 'replaced']),
  banned: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
  leftAt: moment.nullable(),
  /** Points ahead of the slot it would take, and what is missing to the lead that is needed; null when not known. */
  lead: points.nullable(),
  toClose: points.nullable(),
  leadSince: moment.nullable(),
  heldMs: z.number().nullable(),
  gainBps: z.number().nullable(),
  costBps: z.number().nullable(),
  /** The one main reason why it is not in; null when it comes in at the next review. */
  missing: z.object({ condition: z.enum(SLOT_CONDITION_NAMES), sentence: z.string(), numbers }).nullable(),
  turnover24h: z.number().nullable(),
  spreadBps: z.number().nullable(),
  provenance,
});
export type BenchView = z.infer<typeof benchView>;

/** The line above the tables. */
export const slotsStatus = z.object({
  key: z.literal('slots'),
  /** False where no portfolio is kept: then every configured symbol may be traded. */
  managed: z.boolean(),
  slots: z.int(),
  taken: z.int(),
  reviewedAt: moment.nullable(),
  nextReviewAt: moment.nullable(),
  algorithm: z.string(),
  /** Slot that leads are measured over, its score and the score a challenger must have. */
  line: z
    .object({
      slot: contractSymbolSchema,
      score: points.nullable(),
      lead: points,
      needed: points.nullable(),
      holdMs: z.number(),
    })
    .nullable(),
  /** The swap that comes next if nothing changes; null when none is in sight. */
  next: z
    .object({ newcomer: contractSymbolSchema, leaver: contractSymbolSchema, at: moment, draining: z.boolean() })
    .nullable(),
  totals: z.object({
    weight: z.number(),
    gross: share.nullable(),
    net: share.nullable(),
    result: slotResult.nullable(),
  }),
  cap: z.number(),
  floor: z.number(),
  gainRate: z.object({ kind: z.enum(['stated', 'measured']), bpsPerPoint: z.number(), n: z.int() }),
  provenance,
  asOf: moment,
});
export type SlotsStatus = z.infer<typeof slotsStatus>;

/** One change of the portfolio with its context and what it was worth later. */
export const slotChangeView = z.object({
  seq: z.int(),
  ts: moment,
  symbol: z.string(),
  action: z.enum(SLOT_ACTIONS),
  reason: z.string(),
  code: z.string().nullable(),
  actor: z.string(),
  override: z.boolean(),
  score: points.nullable(),
  confidence: z.number().nullable(),
  replaced: contractSymbolSchema.nullable(),
  difference: points.nullable(),
  gainBps: z.number().nullable(),
  costBps: z.number().nullable(),
  heldMs: z.number().nullable(),
  algorithm: z.string().nullable(),
  effect: z.object({
    /** `none`: nothing to measure; `pending`: its time runs; `final`: its time is over. */
    state: z.enum(['none', 'pending', 'final']),
    /** Net of the newcomer − what the leaver would have made − cost; null when it is not measurable. */
    amount: decimal.nullable(),
    sentence: z.string(),
  }),
});
export type SlotChangeView = z.infer<typeof slotChangeView>;

const metric = z.object({ name: z.string(), value: z.number().nullable(), reason: z.string().nullable() });

const REFUSALS = {
  NOT_FOUND: ERRORS.NOT_FOUND,
  NOT_AVAILABLE: ERRORS.NOT_AVAILABLE,
  READ_ONLY: ERRORS.READ_ONLY,
};
const CHANGES = { ...REFUSALS, REFUSED: ERRORS.REFUSED, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED };
const reason = z.string().trim().min(3).max(200);
/** The symbol's name, where what is done touches a position. */
const confirmation = z.string().max(40).default('');
const about = z.object({ symbol: contractSymbolSchema, reason });
/** Done at once, or the symbol drains first. */
const changed = z.object({ state: z.enum(['done', 'draining']), seq: z.int() });

const at = (path: string): `/${string}` => `/symbol-mgmt${path}`;

export const slots = {
  status: viewer
    .route({ method: 'GET', path: '/slots/status/watch', summary: 'The portfolio in one line, as it changes' })
    .output(rowStream(slotsStatus)),
  watch: viewer
    .route({ method: 'GET', path: '/slots/watch', summary: 'The slots with score, weight and result, as they change' })
    .output(rowStream(slotView)),
  bench: viewer
    .route({
      method: 'GET',
      path: '/slots/bench/watch',
      summary: 'Those who are not in and what each lacks, as it changes',
    })
    .output(rowStream(benchView)),
  composition: viewer
    .route({ method: 'GET', path: at('/portfolio'), summary: 'The portfolio: status, slots and bench' })
    .output(z.object({ status: slotsStatus, slots: z.array(slotView), bench: z.array(benchView) })),
  statistics: viewer
    .route({ method: 'GET', path: at('/portfolio/statistics'), summary: 'Counts of slots, changes and swaps' })
    .output(slotStatistics)
    .errors(REFUSALS),
  metrics: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/metrics'),
      summary: 'Figures of the daily equity: returns, ratios, tails',
    })
    .output(z.object({ returns: z.int(), metrics: z.array(metric), provenance }))
    .errors(REFUSALS),
  attribution: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/performance-attribution'),
      summary: 'What each symbol brought in a span, by price, funding, fees and slippage',
    })
    .input(z.object({ days: z.coerce.number().int().min(1).max(3_650).default(30) }))
    .output(attributionView)
    .errors(REFUSALS),
  candidates: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/replacement-candidates'),
      summary: 'Slots in the order they would leave, and who would follow',
    })
    .output(z.object({ leaving: z.array(slotView), following: z.array(benchView) }))
    .errors(REFUSALS),
  history: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/history'),
      summary: 'Changes with reason, context and later effect, newest first',
    })
    .input(
      z.object({
        limit: z.coerce.number().int().min(1).max(500).default(50),
        before: z.coerce.number().int().min(1).optional(),
        kind: z.enum(['all', 'swaps', 'by-hand', 'weights']).default('all'),
      }),
    )
    .output(z.array(slotChangeView))
    .errors(REFUSALS),
  race: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/race'),
      summary: 'Scores of the slot to be given up and of those who want it',
    })
    .output(raceView)
    .errors(REFUSALS),
  correlation: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/correlation'),
      summary: 'Correlations of slots and bench, of 11 days and of the last day',
    })
    .output(correlationView)
    .errors(REFUSALS),
  sectors: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/sectors'),
      summary: 'Weights by sector, and how concentrated they are',
    })
    .output(sectorView)
    .errors(REFUSALS),
  risk: viewer
    .route({ method: 'GET', path: at('/portfolio/risk'), summary: 'Drawdown, value at risk and what lies beyond it' })
    .output(slotsRisk)
    .errors(REFUSALS),
  symbols: viewer
    .route({ method: 'GET', path: at('/symbols'), summary: 'Every contract of the universe' })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(50) }))
    .output(z.array(symbolView))
    .errors(REFUSALS),
  symbol: viewer
    .route({ method: 'GET', path: at('/symbols/{symbol}'), summary: 'One contract of the universe' })
    .input(z.object({ symbol: z.string().max(40) }))
    .output(symbolView)
    .errors(REFUSALS),
  add: trader
    .route({ method: 'POST', path: at('/portfolio/add-symbol'), summary: 'Take a symbol in by hand' })
    .input(about)
    .output(changed)
    .errors(CHANGES),
  remove: trader
    .route({
      method: 'POST',
      path: at('/portfolio/remove-symbol'),
      summary: 'Let a symbol go; what is held drains first, and its name must be typed',
    })
    .input(about.extend({ confirmation }))
    .output(changed)
    .errors(CHANGES),
  replace: trader
    .route({
      method: 'POST',
      path: at('/portfolio/replace-symbol'),
      summary: 'Give the slot of a symbol to another, in one record',
    })
    .input(about.extend({ newcomer: contractSymbolSchema, confirmation }))
    .output(changed)
    .errors(CHANGES),
  keep: trader
    .route({ method: 'POST', path: at('/portfolio/keep-symbol'), summary: 'Take a draining symbol back' })
    .input(about)
    .output(changed)
    .errors(CHANGES),
  pin: trader
    .route({ method: 'POST', path: at('/portfolio/pin-symbol'), summary: 'Never give the slot of a symbol up by rule' })
    .input(about)
    .output(changed)
    .errors(CHANGES),
  unpin: trader
    .route({ method: 'POST', path: at('/portfolio/unpin-symbol'), summary: 'Let rules decide on a pinned slot again' })
    .input(about)
    .output(changed)
    .errors(CHANGES),
  ban: trader
    .route({
      method: 'POST',
      path: at('/portfolio/ban-symbol'),
      summary: 'Never take a symbol in; one that is in leaves',
    })
    .input(about.extend({ confirmation }))
    .output(changed)
    .errors(CHANGES),
  unban: trader
    .route({ method: 'POST', path: at('/portfolio/unban-symbol'), summary: 'Let a banned symbol come in again' })
    .input(about)
    .output(changed)
    .errors(CHANGES),
  review: trader
    .route({ method: 'POST', path: at('/portfolio/review'), summary: 'Review the portfolio now, by its rules' })
    .output(z.object({ changes: z.int() }))
    .errors(CHANGES),
  rebalance: trader
    .route({
      method: 'POST',
      path: at('/portfolio/rebalance'),
      summary: 'Set the weights of the rule now, or those given',
    })
    .input(
      z.object({
        reason,
        /** Percent by symbol, to a tenth, summing to 100; the weights of the rule when absent. */
        weights: z.record(contractSymbolSchema, z.number().min(0).max(100)).optional(),
        method: z.string().max(40).default('score-tilted'),
      }),
    )
    .output(weightsView)
    .errors(CHANGES),
  preview: viewer
    .route({
      method: 'GET',
      path: at('/portfolio/preview'),
      summary: 'Weights, sectors, correlation, cost and draining of a change by hand; nothing is changed',
    })
    .input(
      z.object({
        action: z.enum(['add', 'remove', 'replace', 'ban']),
        symbol: contractSymbolSchema,
        newcomer: contractSymbolSchema.optional(),
      }),
    )
    .output(changePreview)
    .errors(REFUSALS),
  optimizeWeights: viewer
    .route({
      method: 'POST',
      path: at('/portfolio/optimize-weights'),
      summary: 'What weights a method would set; nothing is changed',
    })
    .input(z.object({ method: z.enum(WEIGHTINGS).default('score-tilted') }))
    .output(weightsView)
    .errors(CHANGES),
};
