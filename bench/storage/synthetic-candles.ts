import type { CandleColumns } from '#shared/domain/candle.ts';

const MINUTE = 60_000;

/** One-minute candles of a drifting price with fractional values, the same on each call. */
export function syntheticCandles(count: number): CandleColumns {
  const columns = {
    ts: new Float64Array(count),
    open: new Float64Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
    close: new Float64Array(count),
    volume: new Float64Array(count),
  };
  let state = 1;
  const draw = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let price = 40_000;
  for (let i = 0; i < count; i++) {
    const next = price * (1 + (draw() - 0.5) / 500);
    columns.ts[i] = 1_600_000_000_000 - (1_600_000_000_000 % MINUTE) + i * MINUTE;
    columns.open[i] = price;
    columns.close[i] = next;
    columns.high[i] = Math.max(price, next) * (1 + draw() / 1_000);
    columns.low[i] = Math.min(price, next) * (1 - draw() / 1_000);
    columns.volume[i] = draw() * 100;
    price = next;
  }
  return columns;
}
