import * as z from 'zod';
import { contractSymbolSchema, decimal, ERRORS, moment, provenance, rowStream, trader, viewer } from './base.ts';
import { orderOutcome, orderTicket } from './order.ts';

/** How an order is worked: in equal parts over a time, or as a limit order that shows a part of itself. */
export const workMethod = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('twap'),
    /** In equal steps of this time. */
    minutes: z.int().min(1).max(1_440),
    slices: z.int().min(1).max(1_000),
  }),
  z.object({ kind: z.literal('iceberg'), visibleLots: z.int().min(1).max(1_000_000_000) }),
]);

/** An order that is worked in parts, with its progress. Sizes in contracts; prices in quote units, exact. */
export const workedOrderView = z.object({
  key: z.string(),
  symbol: contractSymbolSchema,
  coin: z.string(),
  side: z.enum(['buy', 'sell']),
  method: workMethod,
  lots: z.int(),
  filledLots: z.int(),
  /** Average price of its fills, rounded, for display; null without any. */
  average: z.number().nullable(),
  price: decimal.nullable(),
  priceDecimals: z.int(),
  /** `paused`: found unfinished after a restart; nothing is made until a person continues. */
  state: z.enum(['working', 'waiting', 'paused', 'stopping', 'done', 'stopped', 'failed']),
  /** Why it waits, is paused or over; empty while it works. */
  reason: z.string(),
  /** Parts made so far, and the one that is out. */
  parts: z.int(),
  orderId: z.string().nullable(),
  by: z.string(),
  startAt: moment,
  /** When what is not filled is given up; null: never. */
  endAt: moment.nullable(),
  provenance,
});
export type WorkedOrderView = z.infer<typeof workedOrderView>;

const REFUSALS = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, REFUSED: ERRORS.REFUSED };
const ALL_REFUSALS = { ...REFUSALS, NOT_FOUND: ERRORS.NOT_FOUND };
const id = z.string().min(1).max(100);

/** The calls of the group `orders` about orders worked in parts, and about stops that trail. */
export const workedOrders = {
  watchWorked: viewer
    .route({ method: 'GET', path: '/orders/worked/watch', summary: 'Orders worked in parts, with their progress' })
    .output(rowStream(workedOrderView)),
  work: trader
    .route({ method: 'POST', path: '/orders/worked', summary: 'Work an entry by hand in parts: TWAP or iceberg' })
    .input(z.object({ ticket: orderTicket, method: workMethod }))
    .output(orderOutcome.extend({ id: z.string() }))
    .errors(ALL_REFUSALS),
  resumeWorked: trader
    .route({
      method: 'POST',
      path: '/orders/worked/resume',
      summary: 'Go on with one found unfinished after a restart',
    })
    .input(z.object({ id }))
    .output(orderOutcome)
    .errors(REFUSALS),
  cancelWorked: trader
    .route({
      method: 'POST',
      path: '/orders/worked/cancel',
      summary: 'Make no further part, cancel the one that is out',
    })
    .input(z.object({ id }))
    .output(orderOutcome)
    .errors(REFUSALS),
  trailStop: trader
    .route({
      method: 'POST',
      path: '/orders/trail-stop',
      summary: 'Let the stop of a position follow the mark price at a distance, or stay (null)',
    })
    .input(z.object({ symbol: contractSymbolSchema, distance: decimal.nullable() }))
    .output(orderOutcome)
    .errors(ALL_REFUSALS),
};
