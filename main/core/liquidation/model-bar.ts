/**
 * What the model is told of one span of time of one contract at one venue. Sizes in base units (linear) or USD (inverse).
 * NaN: not known. One object may be filled again and again.
 */
export interface ModelBar {
  /** Begin of the span, ms. */
  ts: number;
  /** Length, ms. */
  ms: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  /** Lowest and highest mark; the trades' where the mark is not known. */
  markLow: number;
  markHigh: number;
  /** At the end of the span. */
  openInterest: number;
  /** Fraction per interval. */
  funding: number;
  /** What takers bought and sold. */
  bought: number;
  sold: number;
  /** Accounts (or positions) long ÷ short. */
  longShortRatio: number;
  /** Realised liquidations of either side. */
  liquidatedLong: number;
  liquidatedShort: number;
}

export const BAR_FIELDS = [
  'ts',
  'ms',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'markLow',
  'markHigh',
  'openInterest',
  'funding',
  'bought',
  'sold',
  'longShortRatio',
  'liquidatedLong',
  'liquidatedShort',
] as const satisfies readonly (keyof ModelBar)[];

export function emptyBar(): ModelBar {
  const bar = {} as Record<keyof ModelBar, number>;
  for (const field of BAR_FIELDS) bar[field] = Number.NaN;
  return bar;
}

/** A bar of which only the candle is known. */
export function candleBar(
  bar: ModelBar,
  ms: number,
  candle: Readonly<Pick<ModelBar, 'ts' | 'open' | 'high' | 'low' | 'close' | 'volume'>>,
): ModelBar {
  for (const field of BAR_FIELDS) bar[field] = Number.NaN;
  Object.assign(bar, candle);
  bar.ms = ms;
  bar.markLow = candle.low;
  bar.markHigh = candle.high;
  return bar;
}

/** True when the prices of a bar can be worked with. */
export const isUsable = ({ open, high, low, close, markLow, markHigh }: ModelBar): boolean =>
  low > 0 &&
  high >= low &&
  high < Infinity &&
  open >= low &&
  open <= high &&
  close >= low &&
  close <= high &&
  markLow > 0 &&
  markHigh >= markLow &&
  markHigh < Infinity;
