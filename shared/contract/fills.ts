import * as z from 'zod';
import { contractSymbolSchema, decimal, moment, provenance, viewer } from './base.ts';
import { orderOrigin, orderView } from './order.ts';

/** A fill as it was booked. Amounts exact, in USDT; the price in quote units. */
export const fillView = z.object({
  /** Its record in the journal; the next page begins before it. */
  seq: z.int(),
  at: moment,
  symbol: contractSymbolSchema,
  coin: z.string(),
  side: z.enum(['buy', 'sell']),
  role: orderView.shape.role.nullable(),
  lots: z.int(),
  price: decimal,
  /** Unsigned: price × size. */
  value: decimal,
  /** Paid when above 0. */
  fee: decimal,
  feeEstimated: z.boolean(),
  /** Result of what it closed, before fees; 0 for what it opened. */
  realised: decimal,
  liquidity: z.enum(['maker', 'taker']),
  orderId: z.string(),
  origin: orderOrigin.nullable(),
  /** The trade it belongs to; null when its order is not known here. */
  signalId: z.string().nullable(),
  provenance,
});
export type FillView = z.infer<typeof fillView>;

/** A funding settlement as it was booked. */
export const fundingView = z.object({
  seq: z.int(),
  at: moment,
  symbol: contractSymbolSchema,
  coin: z.string(),
  /** Fraction of the position's value; null where the venue does not tell it. */
  rate: z.number().nullable(),
  /** Signed contracts held; null where the venue does not tell it. */
  lots: z.int().nullable(),
  mark: decimal.nullable(),
  /** What cash gained: below 0 was paid. */
  amount: decimal,
  provenance,
});
export type FundingView = z.infer<typeof fundingView>;

/** Newest first; `before` is the `seq` of the last row had. */
const page = z.object({
  symbol: contractSymbolSchema.nullable().default(null),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The calls of the group `portfolio` about what was booked. */
export const bookedCalls = {
  fills: viewer
    .route({ method: 'GET', path: '/portfolio/fills', summary: 'Fills as they were booked, newest first' })
    .input(page)
    .output(z.object({ rows: z.array(fillView), next: z.int().nullable() })),
  funding: viewer
    .route({ method: 'GET', path: '/portfolio/funding', summary: 'Funding as it was settled, newest first' })
    .input(page)
    .output(z.object({ rows: z.array(fundingView), next: z.int().nullable() })),
};
