import type { Candle } from '#shared/domain/candle.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';

/** A seeded random walk of candles: never flat, always low ≤ open, close ≤ high. */
export function walk(seed: number, count: number, startTs: number, lengthMs: number): readonly Candle[] {
  const random = new Sfc32(seed);
  const candles: Candle[] = [];
  let price = 100;
  for (let i = 0; i < count; i++) {
    const open = price;
    const close = Math.max(1, open * (1 + (random.next() - 0.5) * 0.02));
    const high = Math.max(open, close) * (1 + random.next() * 0.004);
    const low = Math.min(open, close) * (1 - random.next() * 0.004);
    candles.push({ ts: startTs + i * lengthMs, open, high, low, close, volume: 1 + random.next() * 100 });
    price = close;
  }
  return candles;
}
