import * as z from 'zod';
import { contractSymbolSchema, decimal, ERRORS, moment, provenance, rowStream, trader, viewer } from './base.ts';

const side = z.enum(['buy', 'sell']);
const lots = z.int().min(1).max(1_000_000_000);
/** An exact price in quote units, on the contract's tick. */
const price = decimal;

/** Where an order comes from: a signal, a person, or the venue's page (adopted). */
export const orderOrigin = z.enum(['signal', 'hand', 'venue']);

/** An order as the list shows it. Sizes in contracts; prices in quote units, exact. */
export const orderView = z.object({
  key: z.string(),
  symbol: contractSymbolSchema,
  coin: z.string(),
  role: z.enum(['entry', 'stop', 'target', 'exit']),
  side,
  kind: z.enum(['market', 'limit', 'stop-market', 'stop-limit', 'take-profit-market', 'trailing-stop']),
  state: z.string(),
  /** False at its end, where only a late fill can still change it. */
  open: z.boolean(),
  /** What the venue holds of it is not proven. */
  inDoubt: z.boolean(),
  lots: z.int(),
  filledLots: z.int(),
  /** The size asked for by a change without its answer; the larger of the two counts as risk. */
  changingTo: z.int().nullable(),
  price: price.nullable(),
  trigger: price.nullable(),
  /** Average price of its fills, rounded, for display; null without any. */
  average: z.number().nullable(),
  priceDecimals: z.int(),
  timeInForce: z.enum(['gtc', 'ioc', 'fok']),
  postOnly: z.boolean(),
  reduceOnly: z.boolean(),
  leverage: z.number().nullable(),
  reason: z.string().nullable(),
  mark: z.enum(['EXTERNAL', 'ADOPTED']).nullable(),
  origin: orderOrigin,
  /** The trade it belongs to: a signal's id, or that of a trade by hand. */
  signalId: z.string(),
  createdAt: moment,
  updatedAt: moment,
  provenance,
});
export type OrderView = z.infer<typeof orderView>;

/**
 * An entry as a person asks for it. `stop` and `target` are needed; without them it is refused with a reason, unless it adds
 * to a position and takes those.
 */
export const orderTicket = z.object({
  symbol: contractSymbolSchema,
  side,
  kind: z.enum(['market', 'limit', 'stop-market', 'stop-limit']),
  lots,
  price: price.nullable().default(null),
  trigger: price.nullable().default(null),
  timeInForce: z.enum(['gtc', 'ioc', 'fok']).default('gtc'),
  postOnly: z.boolean().default(false),
  /** Isolated; the limit of the risk gate when null. */
  leverage: z.int().min(1).max(1_000).nullable().default(null),
  stop: price.nullable().default(null),
  target: price.nullable().default(null),
  /** The stop follows the best mark price at this distance; it stays where it is when null. */
  trail: price.nullable().default(null),
  /** Closed after this time; held without limit when null. */
  holdHours: z.int().min(1).max(8_760).nullable().default(null),
});
export type OrderTicket = z.infer<typeof orderTicket>;

const numbers = z.record(z.string(), z.union([z.number(), z.string()]));

/** A refusal: where, why, in words, and the figures that decided. */
export const refusalView = z.object({ stage: z.string(), code: z.string(), sentence: z.string(), numbers });
export type RefusalView = z.infer<typeof refusalView>;

/** An order before it is made. Amounts in USDT, exact; what cannot be known is null. */
export const orderPreview = z.object({
  /** Exactly what would be sent. */
  order: z.object({
    symbol: contractSymbolSchema,
    side,
    kind: orderTicket.shape.kind,
    lots: z.int(),
    price: price.nullable(),
    trigger: price.nullable(),
    timeInForce: orderView.shape.timeInForce,
    postOnly: z.boolean(),
    reduceOnly: z.boolean(),
    leverage: z.number(),
  }),
  stop: price.nullable(),
  target: price.nullable(),
  /** The price the figures are reckoned with: the limit, else the trigger, else the mark. */
  reference: price.nullable(),
  /** When it was worked out, and when the mark of it was told; null when none is known. */
  at: moment,
  markAt: moment.nullable(),
  value: decimal.nullable(),
  margin: decimal.nullable(),
  entryFee: decimal.nullable(),
  exitFee: decimal.nullable(),
  /** With both fees; slippage comes on top. */
  lossAtStop: decimal.nullable(),
  gainAtTarget: decimal.nullable(),
  /** Null also where no price liquidates it. */
  liquidation: price.nullable(),
  /** Of all that would be held, where the entry adds to a position; else as `liquidation`. */
  liquidationAfter: price.nullable(),
  /** What it takes from the book at once; null when the book is not known, or it takes nothing. */
  fill: z
    .object({
      /** Fewer than those of the order: the rest rests, or fills at prices that the book does not show. */
      lots: z.int(),
      /** Average price in quote units, rounded, for display. */
      average: z.number(),
      /** Paid beyond the middle of the book. */
      slippage: decimal.nullable(),
      /** The same in hundredths of a percent. */
      slippageBp: z.number().nullable(),
      /** Age of the book, ms; null where the venue tells no time. */
      ageMs: z.number().nullable(),
    })
    .nullable(),
  /** Equity less the margin in use, before the entry and after its margin and fee. */
  free: decimal.nullable(),
  freeAfter: decimal.nullable(),
  /** Signed value held and on its way on the contract, before the entry and after it. */
  exposure: decimal.nullable(),
  exposureAfter: decimal.nullable(),
  /** Every check in the order in which it is asked; `refusal` is null when it passed. */
  checks: z.array(
    z.object({
      name: z.string(),
      refusal: refusalView.nullable(),
      /** How much of its limit would be used; `floor`: the limit must not be undercut. Null where it has no figure. */
      use: z
        .object({ used: z.number(), limit: z.number(), unit: z.enum(['%', 'USDT', 's', '×', '']), floor: z.boolean() })
        .nullable(),
    }),
  ),
  wouldPass: z.boolean(),
  /** The largest size that passes every check: one lot size more does not. Null when none does. */
  largestLots: z.int().nullable(),
  /** What denies every size, however small; null where some size passes. */
  blocker: refusalView.nullable(),
});
export type OrderPreview = z.infer<typeof orderPreview>;

/** What became of a request. `in-doubt`: the venue gave no clear answer and is asked until it is proven. */
export const orderOutcome = z.object({
  outcome: z.enum(['done', 'in-doubt']),
  sentence: z.string(),
  orderIds: z.array(z.string()),
});

const REFUSALS = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, REFUSED: ERRORS.REFUSED };
const TICKET_REFUSALS = { NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, NOT_FOUND: ERRORS.NOT_FOUND };
const ALL_REFUSALS = { ...REFUSALS, NOT_FOUND: ERRORS.NOT_FOUND };
const orderId = z.string().min(1).max(100);

export const orders = {
  watch: viewer
    .route({ method: 'GET', path: '/orders/watch', summary: 'Open orders and the latest of the rest, as they change' })
    .output(rowStream(orderView)),
  preview: trader
    .route({
      method: 'POST',
      path: '/orders/preview',
      summary: 'What an order would cost and what every check says of it; sends nothing',
    })
    .input(orderTicket)
    .output(orderPreview)
    .errors(TICKET_REFUSALS),
  place: trader
    .route({ method: 'POST', path: '/orders', summary: 'Make an entry by hand, with its stop and target' })
    .input(orderTicket)
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
  amend: trader
    .route({ method: 'POST', path: '/orders/amend', summary: 'Change price, trigger or size of a resting entry' })
    .input(
      z
        .object({ id: orderId, price: price.optional(), trigger: price.optional(), lots: lots.optional() })
        .refine((change) => change.price ?? change.trigger ?? change.lots, { error: 'name a price, trigger or lots' }),
    )
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
  cancel: trader
    .route({ method: 'POST', path: '/orders/cancel', summary: 'Cancel a resting entry' })
    .input(z.object({ id: orderId }))
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
  cancelAll: trader
    .route({ method: 'POST', path: '/orders/cancel-all', summary: 'Cancel every entry, on one symbol or on all' })
    .input(z.object({ symbol: contractSymbolSchema.nullable() }))
    .output(orderOutcome)
    .errors(REFUSALS),
  close: trader
    .route({
      method: 'POST',
      path: '/orders/close',
      summary: 'Close a position or a part of it, reduce-only at market',
    })
    .input(z.object({ symbol: contractSymbolSchema, percent: z.int().min(1).max(100).default(100) }))
    .output(orderOutcome)
    .errors(REFUSALS),
  moveStop: trader
    .route({ method: 'POST', path: '/orders/move-stop', summary: 'Move the stop of a position or entry' })
    .input(z.object({ symbol: contractSymbolSchema, price }))
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
  moveTarget: trader
    .route({ method: 'POST', path: '/orders/move-target', summary: 'Move the target of a position or entry' })
    .input(z.object({ symbol: contractSymbolSchema, price }))
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
  flatten: trader
    .route({
      method: 'POST',
      path: '/orders/flatten',
      summary: 'Cancel every entry and close every position, in every trading state',
    })
    .output(orderOutcome)
    .errors(REFUSALS),
};
