import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { resample } from '../../market/resample.ts';
import { SimulatedFeed } from '../../market/sim/simulated-feed.ts';
import { SimulatedMarket } from '../../market/sim/simulated-market.ts';
import { VirtualClock } from '../virtual-clock.ts';

/** 2026-01-01 00:00 UTC: every sample ends there, so that the same request gives the same records on any day. */
export const SAMPLE_TO = 1_767_225_600_000;

/** The candles of a sample. */
export const SAMPLE_TIMEFRAME = '15m' satisfies Timeframe;

/** Made at once; minutes of more would be in memory together. */
const STEP = 7 * DAY;

/** Candles of a part of the span, and how much of it is made, 0…1. */
export interface SamplePart {
  readonly share: number;
  readonly candles: ReadonlyMap<ContractSymbol, CandleColumns>;
}

/** When a sample of so many days begins. */
export const sampleFrom = (days: number): number => SAMPLE_TO - days * DAY;

/** Makes the past of the simulated market part by part, oldest first. The same seed and length give the same candles. */
export function* sampleMarket(
  instruments: readonly Instrument[],
  { days, seed }: { readonly days: number; readonly seed: number },
): Generator<SamplePart, void, void> {
  const from = sampleFrom(days);
  const clock = new VirtualClock(SAMPLE_TO);
  const market = new SimulatedMarket({ seed, instruments, startAt: from });
  const feed = new SimulatedFeed({ market, clock, scheduler: clock, speed: 1 });
  for (let at = from; at < SAMPLE_TO;) {
    const to = Math.min(SAMPLE_TO, at + STEP);
    const made = feed.catchUp(to, STEP);
    const candles = new Map(
      [...made.candles].map(([symbol, minutes]) => [symbol, resample(minutes, '1m', SAMPLE_TIMEFRAME).columns]),
    );
    yield { share: (to - from) / (SAMPLE_TO - from), candles };
    feed.dropBefore(to - HOUR);
    at = to;
  }
}
