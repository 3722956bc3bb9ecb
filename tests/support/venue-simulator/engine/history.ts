import type { Market } from './market.ts';
import { chanceAt, hashOf } from './random.ts';
import type { EngineCandle } from './types.ts';

const MINUTE = 60_000;
/** Periods of the waves, minutes; none divides another. */
const PERIODS = [7, 47, 233, 1_381, 10_007] as const;

/**
 * A bar before the market opened here: waves that meet the opening price at `openedAt`. A chart needs a past; it is
 * as simulated as the rest of this venue.
 */
export function pastBar(
  market: Market,
  startTicks: number,
  openedAt: number,
  at: number,
  length: number,
): EngineCandle {
  const key = hashOf(market.contract.symbol);
  const wave = (time: number): number =>
    PERIODS.reduce(
      (sum, period, index) =>
        sum +
        0.002 *
          (index + 1) *
          Math.sin((2 * Math.PI * (time - openedAt)) / (period * MINUTE)) *
          (0.5 + chanceAt(key, index)),
      0,
    );
  const price = (time: number): number => Math.max(1, Math.round(startTicks * (1 + wave(time))));
  const open = price(at);
  const close = price(at + length);
  const reach = Math.max(1, Math.round(startTicks / 20_000));
  const minute = Math.floor(at / MINUTE);
  return {
    at,
    open,
    close,
    high: Math.max(open, close) + Math.floor(chanceAt(key, minute, 1) * reach),
    low: Math.max(1, Math.min(open, close) - Math.floor(chanceAt(key, minute, 2) * reach)),
    lots: Math.floor((1 + chanceAt(key, minute, 3) * 2_000) * (length / MINUTE)),
  };
}

/** Joins minutes to bars of `span` ms, as the venue does: bars without a trade are missing. */
export function joinMinutes(minutes: readonly EngineCandle[], span: number): EngineCandle[] {
  const bars = new Map<number, EngineCandle>();
  for (const minute of minutes) {
    const at = Math.floor(minute.at / span) * span;
    const bar = bars.get(at);
    bars.set(
      at,
      bar
        ? {
            at,
            open: bar.open,
            high: Math.max(bar.high, minute.high),
            low: Math.min(bar.low, minute.low),
            close: minute.close,
            lots: bar.lots + minute.lots,
          }
        : { ...minute, at },
    );
  }
  return [...bars.values()];
}
