import * as z from 'zod';
import { contractSymbolSchema, decimal, moment, provenance, rowStream, viewer } from './base.ts';

/** A held position. Amounts exact decimals in USDT; prices in quote units for display. */
export const positionView = z.object({
  key: contractSymbolSchema,
  coin: z.string(),
  side: z.enum(['long', 'short']),
  lots: z.int(),
  /** Base quantity as text: `0.110`. */
  quantity: z.string(),
  value: decimal,
  entry: z.number(),
  mark: z.number().nullable(),
  priceDecimals: z.int(),
  open: decimal.nullable(),
  /** Open result in multiples of the risk to the first stop. */
  r: z.number().nullable(),
  stop: z.number().nullable(),
  target: z.number().nullable(),
  /** Isolated, at the entry; by the leverage limit where the venue does not tell. */
  margin: decimal,
  /** Contracts covered by a live stop at the venue. */
  stopLots: z.int(),
  liquidation: z.number().nullable(),
  /** Distance from mark to liquidation as a fraction. */
  liquidationDistance: z.number().nullable(),
  openedAt: moment,
  signalId: z.string().nullable(),
  provenance,
});
export type PositionView = z.infer<typeof positionView>;

/** A limit with its present use. `share` is used ÷ limit; null when the input is not known. */
export const limitView = z.object({
  key: z.string(),
  label: z.string(),
  used: z.number().nullable(),
  limit: z.number(),
  unit: z.enum(['%', 'USDT', '']),
  share: z.number().nullable(),
  /** True when the limit is a floor that must not be undercut. */
  floor: z.boolean(),
});
export type LimitView = z.infer<typeof limitView>;

/** Answers of the dashboard's first two panels. */
export const overviewView = z.object({
  key: z.literal('overview'),
  known: z.boolean(),
  reason: z.string(),
  equity: decimal.nullable(),
  peak: decimal.nullable(),
  drawdown: z.number().nullable(),
  today: z
    .object({ total: decimal, closed: decimal, open: decimal, fees: decimal, funding: decimal, share: z.number() })
    .nullable(),
  week: z.object({ total: decimal, share: z.number() }).nullable(),
  all: z.object({ total: decimal, share: z.number(), since: moment }).nullable(),
  trades: z.object({
    closed: z.int(),
    won: z.int(),
    hitRate: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
    profitFactor: z.number().nullable(),
  }),
  exposure: z
    .object({
      long: decimal,
      short: decimal,
      gross: z.number(),
      net: z.number(),
      bySymbol: z.array(
        z.object({ symbol: contractSymbolSchema, coin: z.string(), value: decimal, side: z.enum(['long', 'short']) }),
      ),
    })
    .nullable(),
  limits: z.array(limitView),
  /** The verdict in words: `Inside every limit`, `Halted: day loss −3.1 %`. */
  verdict: z.object({ level: z.enum(['ok', 'watch', 'stop', 'unknown']), sentence: z.string(), detail: z.string() }),
  openOrders: z.int(),
  provenance,
  asOf: moment,
});
export type OverviewView = z.infer<typeof overviewView>;

/** Equity over time; amounts as plain numbers for the chart. */
export const equityCurve = z.object({
  ts: z.array(z.number()),
  equity: z.array(z.number()),
  peak: z.array(z.number()),
  /** Closed trades: when, result after costs, symbol. */
  trades: z.array(
    z.object({ ts: moment, symbol: contractSymbolSchema, result: z.number(), signalId: z.string().nullable() }),
  ),
  provenance,
});
export type EquityCurve = z.infer<typeof equityCurve>;

export const portfolio = {
  overview: viewer
    .route({
      method: 'GET',
      path: '/portfolio/overview/watch',
      summary: 'Results, exposure and limits, as they change',
    })
    .output(rowStream(overviewView)),
  positions: viewer
    .route({ method: 'GET', path: '/portfolio/positions/watch', summary: 'Positions, as they change' })
    .output(rowStream(positionView)),
  equity: viewer
    .route({ method: 'GET', path: '/portfolio/equity', summary: 'Equity curve, at most 2,000 points' })
    .input(z.object({ span: z.enum(['1d', '1w', '1m', 'all']).default('all') }))
    .output(equityCurve),
};
