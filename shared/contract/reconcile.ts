import * as z from 'zod';
import { contractSymbolSchema, decimal, ERRORS, moment, rowStream, trader, viewer } from './base.ts';

/** How what we hold and what the venue holds can differ. */
export const differenceKind = z.enum([
  'foreign-order',
  'foreign-position',
  'position-mismatch',
  'position-gone',
  'order-unproven',
  'order-gone',
  'order-returned',
  'order-differs',
  'stop-missing',
  'equity-differs',
]);
export type DifferenceKind = z.infer<typeof differenceKind>;

/** What a person may decide: book the venue's state as ours, leave both as they are, close the position, cancel the order. */
export const differenceChoice = z.enum(['adopt', 'ignore', 'close', 'cancel']);
export type DifferenceChoice = z.infer<typeof differenceChoice>;

/** One side of a difference. Sizes in contracts, signed for positions; amounts in quote units, exact. */
export const differenceSide = z.object({
  lots: z.int(),
  /** The same size in the base coin; null where the contract's specification is not known. */
  quantity: decimal.nullable(),
  filledLots: z.int().nullable(),
  price: decimal.nullable(),
  state: z.string(),
});
export type DifferenceSideView = z.infer<typeof differenceSide>;

/** Something that is not the same here and at the venue. `key` names it, the same in every comparison. */
export const differenceView = z.object({
  key: z.string(),
  kind: differenceKind,
  symbol: contractSymbolSchema,
  coin: z.string(),
  clientOrderId: z.string().nullable(),
  venueOrderId: z.string().nullable(),
  ours: differenceSide.nullable(),
  theirs: differenceSide.nullable(),
  sentence: z.string(),
  choices: z.array(differenceChoice),
  since: moment,
  state: z.enum(['open', 'working', 'adopted', 'ignored', 'gone']),
});
export type DifferenceView = z.infer<typeof differenceView>;

/** A symbol without new entries, and the sentences that say why. */
export const frozenSymbol = z.object({
  symbol: contractSymbolSchema,
  coin: z.string(),
  since: moment,
  reasons: z.array(z.string()),
});
export type FrozenSymbolView = z.infer<typeof frozenSymbol>;

/** Where the comparison with the venue stands, or why there is nothing to compare. */
export const reconcileView = z.discriminatedUnion('applies', [
  z.object({ key: z.literal('status'), applies: z.literal(false), venue: z.string(), reason: z.string() }),
  z.object({
    key: z.literal('status'),
    applies: z.literal(true),
    venue: z.string(),
    phase: z.enum(['never', 'running', 'observing', 'agreed', 'failed']),
    reason: z.string(),
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
    /** Milliseconds the last full comparison took. */
    tookMs: z.number().nullable(),
    ordersCompared: z.int(),
    fillsCompared: z.int(),
    positionsCompared: z.int(),
    /** Differences that wait for a decision, those that end by the venue's answer, and those left as they are. */
    open: z.int(),
    working: z.int(),
    ignored: z.int(),
    /** When both sides began to agree without a break; null while they do not. */
    agreedSince: moment.nullable(),
    frozen: z.array(frozenSymbol),
  }),
]);
export type ReconcileView = z.infer<typeof reconcileView>;

/** How a position that is adopted is left: prices in quote units. Needed when the venue holds no stop for it. */
export const adoptionPlan = z.object({
  stop: decimal,
  target: decimal,
  /** Hours after which it is closed as timed out. */
  holdHours: z.int().min(1).max(720),
});
export type AdoptionPlan = z.infer<typeof adoptionPlan>;

const REFUSALS = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, BUSY: ERRORS.BUSY };

export const reconcile = {
  watch: viewer
    .route({ method: 'GET', path: '/reconcile/watch', summary: 'Where the comparison with the venue stands' })
    .output(rowStream(reconcileView)),
  differences: viewer
    .route({ method: 'GET', path: '/reconcile/differences', summary: 'What is not the same here and at the venue' })
    .output(rowStream(differenceView)),
  resolve: trader
    .route({ method: 'POST', path: '/reconcile/resolve', summary: 'Decide about one difference' })
    .input(z.object({ id: z.string().min(1).max(200), choice: differenceChoice, plan: adoptionPlan.optional() }))
    .output(z.object({ id: z.string(), choice: differenceChoice }))
    .errors({ ...REFUSALS, NOT_FOUND: ERRORS.NOT_FOUND, STOP_NEEDED: ERRORS.STOP_NEEDED }),
  runNow: trader
    .route({ method: 'POST', path: '/reconcile/run', summary: 'Compare everything with the venue now; sends no order' })
    .output(z.object({ started: z.literal(true) }))
    .errors(REFUSALS),
};
