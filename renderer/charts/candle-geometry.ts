/** Candles as columns of equal length, oldest first, as the contract carries them. */
export interface CandleSeries {
  readonly ts: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
}

/** What a signal asked for. */
export interface SignalLevels {
  readonly entry: number;
  readonly stop: number;
  readonly target: number;
}

/** Where candles lie, in CSS pixels. */
export interface CandleFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Width of one candle with its gap. */
  readonly step: number;
  readonly x: (index: number) => number;
  readonly y: (price: number) => number;
}

const TOP = 10;

/** Lays candles and levels out in a box; `axisWidth` stays free for the words of the levels. */
export function candleFrame(
  candles: CandleSeries,
  levels: SignalLevels,
  box: { readonly width: number; readonly height: number; readonly axisWidth: number; readonly timeRow: number },
): CandleFrame {
  const low = Math.min(levels.entry, levels.stop, levels.target, ...candles.low);
  const high = Math.max(levels.entry, levels.stop, levels.target, ...candles.high);
  const left = 2;
  const right = Math.max(left + 1, box.width - box.axisWidth);
  const bottom = Math.max(TOP + 1, box.height - box.timeRow - 6);
  const step = (right - left) / Math.max(1, candles.ts.length);
  const span = high - low || Math.max(1e-12, Math.abs(high) * 1e-3);
  return {
    left,
    right,
    top: TOP,
    bottom,
    step,
    x: (index) => left + (index + 0.5) * step,
    y: (price) => bottom - ((price - low) / span) * (bottom - TOP),
  };
}

/** Index of the last candle that opened at or before a moment; −1 when none did. */
export function candleAt(ts: readonly number[], at: number): number {
  let found = -1;
  for (let index = 0; index < ts.length && (ts[index] ?? Infinity) <= at; index += 1) found = index;
  return found;
}

/** Moves the heights of words apart so that none covers another, in their order from the top. */
export function spreadLabels(ys: readonly number[], apart: number, top: number, bottom: number): readonly number[] {
  const order = ys.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  let last = top - apart;
  for (const label of order) {
    label.y = Math.max(label.y, last + apart);
    last = label.y;
  }
  let limit = bottom;
  for (const label of [...order].reverse()) {
    label.y = Math.min(label.y, limit);
    limit = label.y - apart;
  }
  const placed = ys.map(() => 0);
  order.forEach(({ y, index }) => (placed[index] = y));
  return placed;
}
