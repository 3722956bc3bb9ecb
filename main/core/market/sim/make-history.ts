import type { CandleColumns } from '#shared/domain/candle.ts';
import { DAY, MINUTE } from '#shared/domain/time.ts';
import { CandleSeries } from '../candle-series.ts';
import { FeedSink } from './feed-sink.ts';
import { COARSE_STEP_MS, type SimulatedMarket } from './simulated-market.ts';

/** A stretch of a simulated market's past. */
export interface HistorySpan {
  /** One-minute candles by the place of their instrument, each with a buffer of its own. */
  readonly candles: readonly CandleColumns[];
  /** The market's whole state at the end of the last span; null with those before it. */
  readonly state: string | null;
}

/** What past is to be made, ms since 1970. */
export interface HistoryRequest {
  readonly from: number;
  /** What lies before this moment is made in longer steps of the prices: nobody trades on it. */
  readonly near: number;
  readonly until: number;
}

const SPAN = DAY;
const DISTANT_STEP_MS = 2 * COARSE_STEP_MS;

/**
 * Moves a market through its past, a day at a time. A market that lies before `from` skips to the minute it is in.
 * @throws RangeError when the market is already later than that.
 */
export function* makeHistory(
  market: SimulatedMarket,
  { from, near, until }: HistoryRequest,
): Generator<HistorySpan, void> {
  market.skipTo(Math.floor(from / MINUTE) * MINUTE);
  while (market.now < until) {
    const sink = new FeedSink(market.instruments, () => undefined);
    const start = market.now;
    market.advance(Math.min(SPAN, until - start), sink, start < near ? DISTANT_STEP_MS : COARSE_STEP_MS);
    const candles = market.instruments.map((_, place) => CandleSeries.of(sink.series(place).columns()).columns());
    yield { candles, state: market.now < until ? null : market.state() };
  }
}
