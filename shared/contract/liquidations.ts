import * as z from 'zod';
import { contractSymbolSchema, decimal, ERRORS, moment, rowStream, viewer } from './base.ts';

const symbol = contractSymbolSchema;
/** Which leverages count: all, from 25 on, from 50 on. */
export const leverageClass = z.enum(['all', 'medium', 'high']);
const side = z.enum(['long', 'short']);

/** Age and reach of what the model was told. */
const coverage = z.object({
  from: moment,
  to: moment,
  /** Share of that time in which open interest was known, 0…1. */
  openInterest: z.number(),
  openInterestAt: moment.nullable(),
  /** True when no open interest was told yet: only the form of the map means anything. */
  formOnly: z.boolean(),
  realisedAt: moment.nullable(),
  /** True when nothing was told lately: the map is of `to`, not of now. */
  stale: z.boolean(),
  /** True when open interest was known for too little of that time: alert rules wait until it is more. */
  low: z.boolean(),
});

/** Said of every level. Nothing here is measured: positions of others are not published. */
const estimated = z.literal('estimated');

const ratio = z.object({
  /** Worth, quote units. */
  long: z.number(),
  short: z.number(),
  /** 0…1; null when there is nothing. */
  longShare: z.number().nullable(),
  /** −2…+2: how crowded, + when shorts dominate. */
  arrows: z.int().min(-2).max(2),
});

const cluster = z.object({
  /** −2, −1 below the price, +1, +2 above. */
  rank: z.int(),
  side,
  price: z.number(),
  from: z.number(),
  to: z.number(),
  /** (price − now) ÷ now. */
  distance: z.number(),
  /** Quote units. */
  worth: z.number(),
  /** Share of its side, 0…1. */
  share: z.number(),
  prominence: z.number(),
  /** Mean time at which its positions were opened. */
  born: moment,
  /** What it is made of. */
  byLeverage: z.array(z.object({ leverage: z.number(), worth: z.number() })),
});
export type ClusterView = z.infer<typeof cluster>;

/** 95 %. */
const interval = z.object({ mean: z.number(), lower: z.number(), upper: z.number() });

/** What was measured within a horizon, out of sample. A figure is null where the cases are too few to tell it. */
const horizonSkill = z.object({
  horizonMs: z.int(),
  /** Levels looked at: the two nearest clusters of either side, every four hours. */
  levels: z.int(),
  /** Share of them that the price reached, with its interval; of random levels of the same side and distances. */
  hitRate: z.number().nullable(),
  hitInterval: z.tuple([z.number(), z.number()]).nullable(),
  randomHitRate: z.number().nullable(),
  /** Hit rate less the random one. */
  gain: interval.nullable(),
  /** Moments at which one of the two nearest clusters was reached, and 1 − Brier ÷ that of a random walk. */
  cases: z.int(),
  brierSkill: z.number().nullable(),
  /** Squared error of the random walk less the map's, × 100. */
  brierGain: interval.nullable(),
});
export type HorizonSkillView = z.infer<typeof horizonSkill>;

/** What is known of how good the map of a coin is; null when it was never measured. */
const skill = z
  .object({
    mayWeigh: z.boolean(),
    sentence: z.string(),
    source: z.string(),
    cases: z.int(),
    /** 1 − Brier ÷ that of a random walk. */
    skill: z.number(),
    /** Interval of the gain × 100, 95 %. */
    gain: z.tuple([z.number(), z.number()]),
    sizeGain: z.tuple([z.number(), z.number(), z.number()]),
    /** Shortest first. */
    horizons: z.array(horizonSkill),
    /** Fewer cases than this tell nothing: "not measured, n = …". */
    leastCases: z.int(),
  })
  .nullable();

/** A venue whose positions are in the map. */
const venueInput = z.object({
  venue: z.string(),
  /** When it last told anything; null before. */
  asOf: moment.nullable(),
  openInterestAt: moment.nullable(),
  /** Share of the time told of in which its open interest was known, 0…1. */
  coverage: z.number(),
  stale: z.boolean(),
});

/** A symbol's row: its ratios and nearest clusters. `key` is the symbol. */
export const liquidationRow = z.object({
  key: z.string(),
  symbol,
  coin: z.string(),
  venue: z.string(),
  venues: z.array(venueInput),
  price: z.number(),
  /** Quote units; null while not known. */
  openInterest: z.number().nullable(),
  asOf: moment,
  provenance: z.enum(['estimated', 'simulated']),
  all: ratio,
  optical: ratio,
  below: cluster.nullable(),
  above: cluster.nullable(),
  /** How often buyers or sellers dominate, against its own past, 0…1; null while not known. */
  vpinPercentile: z.number().nullable(),
  /** 0…100 on the four-hour candles; null while not known. */
  rsi: z.number().nullable(),
  /** The same 24 h before; null while not known. */
  rsiDayAgo: z.number().nullable(),
  mayWeigh: z.boolean(),
  coverage,
});
export type LiquidationRow = z.infer<typeof liquidationRow>;

/** By price bin, lowest first; all arrays are of one length. Worth in quote units. */
export const liquidationMapView = z.object({
  symbol,
  venue: z.string(),
  label: estimated,
  asOf: moment,
  price: z.number(),
  prices: z.array(z.number()),
  leverages: z.array(z.number()),
  /** One array a leverage. */
  long: z.array(z.array(z.number())),
  short: z.array(z.array(z.number())),
  longBelow: z.array(z.number()),
  shortAbove: z.array(z.number()),
  /** 0…100. */
  strength: z.array(z.number()),
  coverage,
  skill,
});
export type LiquidationMapView = z.infer<typeof liquidationMapView>;

/** Little-endian Float32 in base64: `[column × levels + level]`, lowest price first. */
export const liquidationHeatmapView = z.object({
  symbol,
  label: estimated,
  from: moment,
  columnMs: z.int(),
  columns: z.int(),
  levels: z.int(),
  /** Lower edge of level 0, and ln of the ratio of a level's ends. */
  lowest: z.number(),
  width: z.number(),
  /** Number of level 0, the same for all answers: level n begins at e^(n × width). Answers are laid together by it. */
  origin: z.int(),
  /** Columns that are known; the others are empty. */
  known: z.array(z.boolean()),
  greatest: z.number(),
  worth: z.string(),
  /** −3…+3. */
  z: z.string(),
  coverage,
});
export type LiquidationHeatmapView = z.infer<typeof liquidationHeatmapView>;

const levelsView = z.object({
  symbol,
  label: estimated,
  asOf: moment,
  price: z.number(),
  clusters: z.array(cluster),
  /** Distance is 0 when the price is in it. */
  voids: z.array(z.object({ from: z.number(), to: z.number(), distance: z.number() })),
  zones: z.array(
    z.object({
      kind: z.enum(['support', 'resistance']),
      from: z.number(),
      to: z.number(),
      intensity: z.number(),
      worth: z.number(),
    }),
  ),
  coverage,
});
export type LiquidationLevelsView = z.infer<typeof levelsView>;

const cascadeView = z.object({
  symbol,
  label: estimated,
  side,
  trigger: z.number(),
  liquidated: z.number(),
  rounds: z.int(),
  absorbed: z.number(),
  endPrice: z.number(),
  overshoot: z.number(),
  /** True when the known book was not enough: it goes at least that far. */
  bookExhausted: z.boolean(),
  /** Levels of the book that were known, and their time. */
  bookLevels: z.int(),
  bookAt: moment.nullable(),
  /** From the trigger outwards, arrays of one length: liquidated once each price traded, and taken by the book, cumulated. */
  path: z.object({ prices: z.array(z.number()), liquidated: z.array(z.number()), absorbed: z.array(z.number()) }),
});
export type CascadeView = z.infer<typeof cascadeView>;

const tapeEntry = z.object({
  symbol,
  ts: moment,
  side,
  price: z.number(),
  worth: z.number(),
  kind: z.enum(['realised', 'estimated']),
  /** `imported: <file>`; absent of what the feed told and the model estimated. */
  origin: z.string().optional(),
  /**
   * Of a realised one: whether the map had a level of at least a tenth of its greatest within one bin of the price, as it was
   * before; null of estimated ones and where that is not known.
   */
  hit: z.boolean().nullable(),
});
export type LiquidationTapeEntry = z.infer<typeof tapeEntry>;

/** Order flow of a symbol by buckets of volume, oldest first; a bucket is a fiftieth of a mean day. */
const orderFlowView = z.object({
  symbol,
  /** End of each bucket; VPIN 0…1; its place among its own past at that time, 0…1, null before a hundred values. */
  bars: z.array(z.object({ ts: moment, vpin: z.number(), percentile: z.number().nullable() })),
  /** Base units in a bucket; null while the mean day is not known. */
  bucket: z.number().nullable(),
  /** Why there is nothing, or no percentile yet; null when there is. */
  missing: z.string().nullable(),
});
export type OrderFlowView = z.infer<typeof orderFlowView>;

const calculatorResult = z.object({
  kind: z.enum(['at', 'never', 'at-once', 'beyond-table']),
  /** Exact to the tick, towards the entry. */
  price: decimal.nullable(),
  bankruptcyPrice: decimal.nullable(),
  /** Share of the entry. */
  distance: z.number().nullable(),
  /** Step of the maintenance table, from 1. */
  tier: z.int().nullable(),
  maintenanceRate: z.number().nullable(),
});

const positiveDecimal = z.string().regex(/^\d{1,18}(\.\d{1,18})?$/, 'Give a decimal number above zero.');
const bySymbol = z.object({ symbol });
const UNKNOWN = { NOT_FOUND: ERRORS.NOT_FOUND, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const liquidations = {
  list: viewer
    .route({ method: 'GET', path: '/liquidations', summary: 'Ratios and nearest clusters of every symbol, estimated' })
    .output(z.array(liquidationRow)),
  watch: viewer
    .route({ method: 'GET', path: '/liquidations/watch', summary: 'Ratios and nearest clusters, as they change' })
    .output(rowStream(liquidationRow)),
  map: viewer
    .route({ method: 'GET', path: '/liquidations/map', summary: 'The estimated liquidation map of a symbol' })
    .input(
      bySymbol.extend({
        leverage: leverageClass.default('all'),
        /** Bins to either side of the price. */
        reach: z.coerce.number().int().min(10).max(500).default(150),
      }),
    )
    .output(liquidationMapView)
    .errors(UNKNOWN),
  heatmap: viewer
    .route({ method: 'GET', path: '/liquidations/heatmap', summary: 'What the map was over time, as columns' })
    .input(
      bySymbol.extend({
        leverage: leverageClass.default('all'),
        from: z.coerce.number().int().min(0),
        to: z.coerce.number().int().min(0),
        columns: z.coerce.number().int().min(1).max(2_000).default(960),
        levels: z.coerce.number().int().min(10).max(500).default(256),
        /** Number of the lowest level wanted: columns asked for later fit the earlier ones. Around the price when absent. */
        origin: z.coerce.number().int().min(-100_000).max(100_000).optional(),
      }),
    )
    .output(liquidationHeatmapView)
    .errors(UNKNOWN),
  levels: viewer
    .route({ method: 'GET', path: '/liquidations/levels', summary: 'Clusters, voids and zones of a symbol, estimated' })
    .input(bySymbol.extend({ leverage: leverageClass.default('all') }))
    .output(levelsView)
    .errors(UNKNOWN),
  cascade: viewer
    .route({
      method: 'GET',
      path: '/liquidations/cascade',
      summary: 'What would be liquidated if a price traded, and what the book would take',
    })
    .input(bySymbol.extend({ price: z.coerce.number().positive() }))
    .output(cascadeView)
    .errors(UNKNOWN),
  calculate: viewer
    .route({
      method: 'GET',
      path: '/liquidations/calculate',
      summary: 'Where an isolated position is liquidated, exact',
    })
    .input(
      bySymbol.extend({
        side,
        entry: positiveDecimal,
        /** Base units. */
        size: positiveDecimal,
        leverage: positiveDecimal,
        addedMargin: positiveDecimal.default('0'),
      }),
    )
    .output(calculatorResult)
    .errors(UNKNOWN),
  tape: viewer
    .route({
      method: 'GET',
      path: '/liquidations/tape',
      summary: 'Liquidations told by the feed and estimated ones, newest first',
    })
    .input(z.object({ symbol: symbol.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }))
    .output(z.array(tapeEntry)),
  orderFlow: viewer
    .route({
      method: 'GET',
      path: '/liquidations/order-flow',
      summary: 'VPIN of a symbol over time, with its percentile of its own past',
    })
    .input(bySymbol.extend({ limit: z.coerce.number().int().min(1).max(500).default(500) }))
    .output(orderFlowView)
    .errors(UNKNOWN),
  skill: viewer
    .route({ method: 'GET', path: '/liquidations/skill', summary: 'How good the map was measured to be, by coin' })
    .output(z.array(skill.unwrap().extend({ coin: z.string() }))),
};
