import * as z from 'zod';
import { contractSymbolSchema, decimal, moment, provenance } from './base.ts';

const points = z.number();
const share = z.number();

/** Scores over time of those who race for the slot to be given up. */
export const raceView = z.object({
  slot: contractSymbolSchema.nullable(),
  lead: points,
  holdMs: z.number(),
  lines: z.array(
    z.object({
      symbol: contractSymbolSchema,
      role: z.enum(['slot', 'next-slot', 'challenger']),
      at: z.array(moment),
      score: z.array(points.nullable()),
      leadSince: moment.nullable(),
      earliestAt: moment.nullable(),
    }),
  ),
  now: moment,
});
export type RaceView = z.infer<typeof raceView>;

const correlations = z.object({
  returns: z.string(),
  values: z.array(z.array(z.number().nullable())),
  n: z.array(z.array(z.int())),
});

/** Correlations of slots and bench in the order of `symbols`; null under the least number of returns. */
export const correlationView = z.object({
  symbols: z.array(contractSymbolSchema),
  /** How many of them are slots; the rest is the bench. */
  slots: z.int(),
  hours: correlations,
  quarters: correlations,
  cap: z.number(),
  least: z.int(),
  /** Mean over the pairs of slots; null when one is not known. */
  mean: z.number().nullable(),
  /** Pairs at or above the cap. */
  atCap: z.array(z.object({ a: contractSymbolSchema, b: contractSymbolSchema, value: z.number() })),
  /** Mean with the next challenger in place of its slot; null when there is none. */
  after: z
    .object({ newcomer: contractSymbolSchema, leaver: contractSymbolSchema, mean: z.number().nullable() })
    .nullable(),
  asOf: moment,
});
export type CorrelationView = z.infer<typeof correlationView>;

/** Weights by sector against the cap; `after`: once the next swap is made. */
export const sectorView = z.object({
  sectors: z.array(
    z.object({ sector: z.string(), weight: z.number(), after: z.number(), symbols: z.array(contractSymbolSchema) }),
  ),
  cap: z.number(),
  /** Herfindahl index of the weights, the number of equal names it is like, and the weight of the largest three. */
  herfindahl: z.number().nullable(),
  equalNames: z.number().nullable(),
  topThree: z.number(),
});
export type SectorView = z.infer<typeof sectorView>;

const tail = z.object({ share: share.nullable(), amount: decimal.nullable() });

/** Fall from the peak, and losses of one day. Tails are positive figures of the loss; null under the least returns. */
export const slotsRisk = z.object({
  ts: z.array(moment),
  drawdown: z.array(share),
  deepest: z.object({ share, at: moment }).nullable(),
  /** Results of overlapping 24 h windows of the present positions, each a fraction of the equity. */
  days: z.array(share),
  n: z.int(),
  least: z.int(),
  var95: tail,
  cvar95: tail,
  var99: tail,
  cvar99: tail,
  provenance,
});
export type SlotsRisk = z.infer<typeof slotsRisk>;

/** Results of a span by slot and in all. */
export const attributionView = z.object({
  days: z.int(),
  from: moment,
  rows: z.array(
    z.object({
      symbol: contractSymbolSchema,
      in: z.boolean(),
      price: decimal,
      funding: decimal,
      fees: decimal,
      slippage: decimal,
      net: decimal,
    }),
  ),
  total: z.object({ price: decimal, funding: decimal, fees: decimal, slippage: decimal, net: decimal }),
});
export type AttributionView = z.infer<typeof attributionView>;

/** What was proposed or set as weights, in percent. */
export const weightsView = z.object({
  method: z.string(),
  weights: z.array(z.object({ symbol: contractSymbolSchema, before: z.number().nullable(), after: z.number() })),
  applied: z.boolean(),
  turnover: share,
  volatility: z.number().nullable(),
  note: z.string(),
});
export type WeightsView = z.infer<typeof weightsView>;

/** What a change by hand would do; nothing is changed. Weights in percent. */
export const changePreview = z.object({
  weights: z.array(
    z.object({ symbol: contractSymbolSchema, before: z.number().nullable(), after: z.number().nullable() }),
  ),
  sectors: z.array(z.object({ sector: z.string(), before: z.number(), after: z.number() })),
  sectorCap: z.number(),
  /** Mean correlation over the pairs of slots; null when one of them is not known. */
  meanPair: z.object({ before: z.number().nullable(), after: z.number().nullable() }),
  /** The pair the newcomer would be most like; null without a newcomer, or where none is known. */
  closestPair: z.object({ other: contractSymbolSchema, value: z.number() }).nullable(),
  correlationCap: z.number(),
  /** Closing the leaver and opening the newcomer, basis points of the slot; null when not known or nothing is swapped. */
  costBps: z.number().nullable(),
  gainBps: z.number().nullable(),
  /** What is held of the leaver and drains first; null when nothing is. */
  drain: z
    .object({
      side: z.enum(['long', 'short', 'flat']),
      value: decimal.nullable(),
      openOrders: z.int(),
      /** After this long the rest is closed at the market, ms. */
      forMs: z.number(),
    })
    .nullable(),
  asOf: moment,
});
export type ChangePreview = z.infer<typeof changePreview>;

export const WEIGHTINGS = ['score-tilted', 'inverse-volatility', 'min-variance', 'erc', 'hrp', 'max-sharpe'] as const;

/** A contract of the universe, in or out. */
export const symbolView = z.object({
  symbol: contractSymbolSchema,
  coin: z.string(),
  sector: z.string(),
  state: z.enum(['discovered', 'eligible', 'active', 'replacement-candidate', 'draining', 'removed', 'replaced']),
  rank: z.int().nullable(),
  score: points.nullable(),
  eligible: z.boolean(),
  missing: z.string().nullable(),
  banned: z.boolean(),
  listedAt: moment.nullable(),
  endsAt: moment.nullable(),
  turnover24h: z.number().nullable(),
  spreadBps: z.number().nullable(),
  contract: z.object({
    multiplier: z.string(),
    lotSize: z.int(),
    maxLeverage: z.number(),
    makerFeePpm: z.int(),
    takerFeePpm: z.int(),
    asOf: z.string().nullable(),
    assumed: z.array(z.string()),
  }),
});
export type SymbolView = z.infer<typeof symbolView>;

/** Counts of slots, changes and swaps. */
export const slotStatistics = z.object({
  slots: z.int(),
  taken: z.int(),
  pinned: z.int(),
  draining: z.int(),
  candidates: z.int(),
  bench: z.int(),
  eligible: z.int(),
  banned: z.int(),
  meanScore: points.nullable(),
  meanStayMs: z.number().nullable(),
  swaps: z.object({ week: z.int(), month: z.int(), all: z.int(), weekLimit: z.int(), monthLimit: z.int() }),
  changes: z.record(z.string(), z.int()),
  /** Sum over the swaps whose time is over and whose effect could be measured, and how many those are. */
  effect: z.object({ total: decimal, measured: z.int(), notMeasurable: z.int(), pending: z.int() }),
  orphans: z.int(),
});
export type SlotStatistics = z.infer<typeof slotStatistics>;
