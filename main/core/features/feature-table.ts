import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';

/** Where a value can come from; `venue` is the account's own state. */
export type FeatureSource =
  | 'candles'
  | 'daily candles'
  | 'book'
  | 'trades'
  | 'ticker'
  | 'liquidations'
  | 'venue'
  | 'universe';

/** How a feature is made and how long it counts. */
export interface FeatureSpec {
  readonly name: string;
  readonly unit: string;
  readonly sources: readonly FeatureSource[];
  /** Closed bars before a first value; null where it is told and not computed from bars. */
  readonly warmUp: { readonly bars: number; readonly timeframe: Timeframe } | null;
  /** An older value is stale and counts as missing, ms. */
  readonly maxAgeMs: number;
  readonly kind: 'measured' | 'estimated';
  /** What it is, with its formula and source. */
  readonly what: string;
}

/** Hours of the windows. A window is complete with {@link WINDOW_SHARE} of its bars. */
export const WINDOW = { day: 24, week: 168, growth: 192, fortnight: 336, high: 504 } as const;
/** A coin that nobody traded for an hour has no candle of it: this share of a window must be there. */
export const WINDOW_SHARE = 0.95;

/** Days of the regression behind the cycle percentile: at least, at most. */
export const CYCLE_DAYS = { least: 365, most: 1460 } as const;

const hours = (bars: number) => ({ bars, timeframe: '1h' }) as const;

type Named<N extends string> = FeatureSpec & { readonly name: N };
type Candles<N extends string> = Omit<Named<N>, 'sources' | 'maxAgeMs' | 'kind'> &
  Partial<Pick<FeatureSpec, 'sources' | 'kind'>>;
const fromCandles = <const N extends string>(spec: Candles<N>): Named<N> => ({
  sources: ['candles'],
  kind: 'measured',
  ...spec,
  maxAgeMs: 2 * HOUR,
});

const told = <const N extends string>(
  name: N,
  unit: string,
  source: FeatureSource,
  maxAgeMs: number,
  what: string,
  warmUp: FeatureSpec['warmUp'] = null,
): Named<N> => ({ name, unit, sources: [source], warmUp, maxAgeMs, kind: 'measured', what });

/** Every feature of a symbol, in the order of its row. Those of a timeframe are the columns of `TechnicalReading`. */
export const FEATURES = [
  fromCandles({ name: 'return24h', unit: 'ln', warmUp: hours(25), what: 'ln(close ÷ close 24 h before)' }),
  fromCandles({
    name: 'volatility',
    unit: '1/√year',
    warmUp: hours(WINDOW.week + 1),
    what: 'standard deviation of 168 hourly log returns × √8760',
  }),
  fromCandles({
    name: 'volatilityPercentile',
    unit: '0…1',
    warmUp: hours(WINDOW.high + 1),
    what: 'place of the last 24 h of hourly volatility among all such days of 21 d, interpolated',
  }),
  fromCandles({
    name: 'volumeGrowth',
    unit: 'ratio',
    warmUp: hours(WINDOW.growth),
    what: 'turnover of 24 h ÷ mean daily turnover of the 7 d before',
  }),
  fromCandles({
    name: 'turnover24h',
    unit: 'quote',
    warmUp: hours(WINDOW.day),
    what: 'Σ volume × close of 24 hourly candles',
  }),
  fromCandles({
    name: 'efficiency',
    unit: '−1…+1',
    warmUp: hours(49),
    what: "Kaufman's efficiency ratio of 48 hourly closes, with the sign of the move: (c − c₄₈) ÷ Σ|Δc|",
  }),
  fromCandles({
    name: 'impact',
    unit: 'bps per million',
    warmUp: hours(WINDOW.week + 1),
    kind: 'estimated',
    what: 'Amihud (2002): mean of |hourly return| ÷ turnover over 168 h, × 10⁴ × 10⁶',
  }),
  fromCandles({
    name: 'spreadEstimate',
    unit: 'bps',
    warmUp: hours(WINDOW.week + 1),
    kind: 'estimated',
    what: 'Abdi & Ranaldo (2017): √max(0, 4·mean((c−η)(c−η₊₁))), η mid of ln high and ln low, 168 h',
  }),
  fromCandles({
    name: 'asymmetry',
    unit: '−1…+1',
    warmUp: hours(WINDOW.week + 1),
    what: '(Σr₊² − Σr₋²) ÷ Σr² of 168 hourly log returns (realised semivariances, Barndorff-Nielsen et al. 2010)',
  }),
  fromCandles({
    name: 'drawdown',
    unit: '0…1',
    warmUp: hours(WINDOW.high),
    what: '1 − close ÷ highest close of 21 d',
  }),
  fromCandles({
    name: 'rangePlace',
    unit: '−1…+1',
    warmUp: hours(WINDOW.high),
    what: 'place of the close between lowest and highest close of 21 d',
  }),
  fromCandles({
    name: 'correlation',
    unit: '−1…+1',
    sources: ['candles', 'universe'],
    warmUp: hours(WINDOW.fortnight + 2),
    what: "Pearson's correlation of 336 hourly log returns with the mean of all other symbols, up to the hour before",
  }),
  told('spreadBook', 'bps', 'ticker', MINUTE, '(ask − bid) ÷ mid × 10⁴ of the best prices'),
  told('depth10', 'quote', 'book', MINUTE, 'worth of the orders within 10 bps of the mid, both sides'),
  told('depth25', 'quote', 'book', MINUTE, 'the same within 25 bps'),
  told('depth50', 'quote', 'book', MINUTE, 'the same within 50 bps'),
  told('depthImbalance', '−1…+1', 'book', MINUTE, '(bids − asks) ÷ (bids + asks) within 25 bps'),
  told('flowImbalance', '−1…+1', 'trades', 15 * MINUTE, '(bought − sold) ÷ both, by the taker, last 60 min'),
  told(
    'vpinPercentile',
    '0…1',
    'trades',
    DAY,
    'VPIN (Easley et al. 2012): mean |bought − sold| ÷ volume of 50 buckets of a fiftieth of a day, among its last 500',
  ),
  told('openInterestChange', 'ratio', 'ticker', 5 * MINUTE, 'open interest ÷ that of 24 h before − 1', hours(24)),
  told('funding', 'per interval', 'ticker', 9 * HOUR, 'funding rate as last told; + means longs pay'),
  told('fundingDeviation', 'per interval', 'ticker', 9 * HOUR, 'standard deviation of the rate by the hour, 168 h', {
    bars: 24,
    timeframe: '1h',
  }),
  told('liquidationImbalance', '−1…+1', 'liquidations', DAY, '(shorts − longs) ÷ both, liquidated in 24 h'),
  told(
    'liquidationDistance',
    'signed share',
    'venue',
    MINUTE,
    'way from mark to liquidation of a held position ÷ mark',
  ),
  {
    name: 'cyclePercentile',
    unit: '0…1',
    sources: ['daily candles'],
    warmUp: { bars: CYCLE_DAYS.least, timeframe: '1d' },
    maxAgeMs: 2 * DAY,
    kind: 'estimated',
    what: 'place of today among the residuals of ln close on ln day number, least squares over at most 1,460 d',
  },
] as const satisfies readonly FeatureSpec[];

export type FeatureName = (typeof FEATURES)[number]['name'];

/** Place of each feature in a row. */
export const FEATURE_INDEX = Object.fromEntries(FEATURES.map(({ name }, i) => [name, i])) as Readonly<
  Record<FeatureName, number>
>;

/** Why a value is missing. */
export type MissingReason =
  | 'warming-up'
  | 'gaps'
  | 'no-source'
  | 'stale'
  | 'not-held'
  | 'no-market'
  | 'short-history'
  | 'flat'
  | 'unknown';

/** The reasons by their number in a row; 0 means that the value is there. */
export const MISSING: readonly (MissingReason | null)[] = [
  null,
  'warming-up',
  'gaps',
  'no-source',
  'stale',
  'not-held',
  'no-market',
  'short-history',
  'flat',
  'unknown',
];

/** What each reason says. */
export const MISSING_WORDS: Readonly<Record<MissingReason, string>> = {
  'warming-up': 'more closed candles are needed',
  gaps: 'too many candles are missing',
  'no-source': 'no source of it is connected',
  stale: 'the last value is too old',
  'not-held': 'no position is held',
  'no-market': 'there is no other symbol to compare with',
  'short-history': 'insufficient history',
  flat: 'the price has not moved',
  unknown: 'it could not be worked out',
};
