import * as z from 'zod';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, decimal, ERRORS, moment, provenance, rowStream, viewer } from './base.ts';

/** A contract's specification as shown; `assumed` names the fields no record gives. */
export const instrumentView = z.object({
  symbol: contractSymbolSchema,
  coin: z.string(),
  tick: decimal,
  priceDecimals: z.int(),
  multiplier: decimal,
  lotSize: z.int(),
  maxOrderLots: z.int(),
  makerFeePpm: z.int(),
  takerFeePpm: z.int(),
  maxLeverage: z.number(),
  maintenanceRatePpm: z.int(),
  tiers: z.int(),
  fundingIntervalMs: z.int(),
  asOf: z.string().nullable(),
  assumed: z.array(z.string()),
});
export type InstrumentView = z.infer<typeof instrumentView>;

/** The latest prices of a contract, in quote units for display. */
export const tickerView = z.object({
  key: contractSymbolSchema,
  coin: z.string(),
  priceDecimals: z.int(),
  bid: z.number(),
  ask: z.number(),
  last: z.number(),
  mark: z.number(),
  index: z.number(),
  /** Fraction over 24 h; null until a day of data is there. */
  change24h: z.number().nullable(),
  fundingRate: z.number().nullable(),
  nextFundingAt: moment.nullable(),
  /** Open interest in USDT. */
  openInterest: z.number().nullable(),
  asOf: moment,
  provenance,
  /** Closes of the last 24 h in 48 steps, oldest first. */
  spark: z.array(z.number()),
});
export type TickerView = z.infer<typeof tickerView>;

/** Candles as columns of equal length, oldest first. */
export const candleColumns = z.object({
  ts: z.array(z.number()),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
});

/** Where candles of a series stand: with the running market, or apart, as imported in the window. */
export const SERIES_OF = ['market', 'imported'] as const;
export type SeriesOf = (typeof SERIES_OF)[number];

/** A stored series. */
export const seriesView = z.object({
  symbol: contractSymbolSchema,
  coin: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  from: moment,
  to: moment,
  count: z.int(),
  gaps: z.int(),
  origin: z.string(),
  /** Which candles: those that the running market keeps, or those a person brought in, which stand apart. */
  of: z.enum(SERIES_OF),
});
export type SeriesView = z.infer<typeof seriesView>;

export const market = {
  instruments: viewer
    .route({ method: 'GET', path: '/market/instruments', summary: 'Contract specifications' })
    .output(z.array(instrumentView)),
  candles: viewer
    .route({
      method: 'GET',
      path: '/market/candles',
      summary: 'Closed candles of one contract, newest `limit` before `before`',
    })
    .input(
      z.object({
        symbol: contractSymbolSchema,
        timeframe: z.enum(TIMEFRAMES),
        limit: z.coerce.number().int().min(1).max(5_000).default(500),
        before: z.coerce.number().int().optional(),
      }),
    )
    .output(candleColumns)
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  watch: viewer
    .route({ method: 'GET', path: '/market/watch', summary: 'Tickers, as they change' })
    .output(rowStream(tickerView)),
  series: viewer
    .route({ method: 'GET', path: '/market/series', summary: 'Stored candle series' })
    .output(z.array(seriesView)),
};
