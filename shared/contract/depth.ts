import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { contractSymbolSchema, decimal, ERRORS, moment, provenance, viewer } from './base.ts';

const column = z.array(z.number());

/** How a book or a tape stands, with what its columns count in. */
const standing = {
  /** `live`: as the feed has it; `stale`: the last one seen, the feed is silent; `unknown`: nothing is known of it. */
  state: z.enum(['live', 'stale', 'unknown']),
  /** Why it is not live, one sentence; empty when it is. */
  reason: z.string(),
  provenance,
};

/** What the columns count in: a price is `ticks × tickUnits / 10^priceDecimals` quote units. */
const units = {
  symbol: contractSymbolSchema,
  coin: z.string(),
  tickUnits: z.int(),
  priceDecimals: z.int(),
  /** Base currency per contract. */
  multiplier: decimal,
};

/** Where an order of mine stands in the queue of its price, in contracts, estimated; null where nothing is known of it. */
export const orderQueueView = z.object({ id: z.string(), ahead: z.int().nullable(), level: z.int().nullable() });
export type OrderQueueView = z.infer<typeof orderQueueView>;

/** When and at which number a book is what it is; the best single prices in ticks, null where a side is empty. */
const bookHead = {
  ...standing,
  /** The venue's number of the last change. */
  sequence: z.number(),
  /** The venue's time of the last change; null when unknown. */
  tsVenue: moment.nullable(),
  /** When this was read here. */
  asOf: moment,
  bestBid: z.int().nullable(),
  bestAsk: z.int().nullable(),
  /** One for each resting limit order of this contract. */
  queues: z.array(orderQueueView),
};

/**
 * Levels of both sides as columns, best first: prices in whole ticks, sizes in contracts. A delta carries the levels that
 * changed, size 0 for one that is gone.
 */
const levels = { bidTicks: column, bidLots: column, askTicks: column, askLots: column };

export const bookMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('snapshot'),
    seq: z.int(),
    ...units,
    ...bookHead,
    /** Prices are put together to multiples of so many ticks. */
    groupTicks: z.int(),
    ...levels,
  }),
  z.object({ kind: z.literal('delta'), seq: z.int(), ...bookHead, ...levels }),
]);
/** One message of a book: the first is a snapshot; `seq` rises by one, and a reader that sees a gap subscribes anew. */
export type BookMessage = z.infer<typeof bookMessage>;

/** Trades as columns, oldest first; `side` is 1 where the taker bought, −1 where it sold. */
const trades = { ticks: column, lots: column, side: column, ts: column };

export const tapeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('snapshot'), seq: z.int(), ...units, ...standing, ...trades }),
  z.object({ kind: z.literal('delta'), seq: z.int(), ...standing, ...trades }),
]);
/** One message of a tape: a snapshot is the latest trades since someone looked, a delta those that came since. */
export type TapeMessage = z.infer<typeof tapeMessage>;

export const depth = {
  book: viewer
    .route({
      method: 'GET',
      path: '/depth/book',
      summary: 'The order book of one contract, at most ten times a second',
    })
    .input(
      z.object({
        symbol: contractSymbolSchema,
        levels: z.coerce.number().int().min(1).max(200).default(60),
        groupTicks: z.coerce.number().int().min(1).max(1_000_000).default(1),
      }),
    )
    .output(eventIterator(bookMessage))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  trades: viewer
    .route({ method: 'GET', path: '/depth/trades', summary: 'The latest trades of one contract, as they happen' })
    .input(z.object({ symbol: contractSymbolSchema }))
    .output(eventIterator(tapeMessage))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
};
