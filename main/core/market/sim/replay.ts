import type { CandleColumns } from '#shared/domain/candle.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { FeedEvent, Ticker } from '../../ports/market-feed.ts';
import { firstRowFrom } from '../candle-series.ts';

/** One instrument's candles to be replayed. */
export interface ReplayTrack {
  readonly instrument: Instrument;
  readonly columns: CandleColumns;
}

/**
 * The quote a closed candle allows one to infer: last, mark and index at the close, one tick of spread around it, and as
 * much resting size as a second of the candle's volume. Funding and open interest are not in a candle, hence null.
 */
function tickerOfClose(instrument: Instrument, close: number, volume: number, lengthMs: number, at: number): Ticker {
  const power = 10 ** instrument.priceScale;
  const ticks = Math.round((close * power) / instrument.tickUnits);
  const price = (count: number): number => (count * instrument.tickUnits) / power;
  const lots = Math.max(1, Math.round((volume / Number(instrument.multiplier)) * (1_000 / lengthMs)));
  return {
    symbol: instrument.symbol,
    bid: price(Math.max(1, ticks - 1)),
    ask: price(Math.max(2, ticks)),
    last: close,
    mark: close,
    index: close,
    bidLots: lots,
    askLots: lots,
    fundingRate: null,
    nextFundingAt: null,
    openInterestLots: null,
    tsVenue: at,
    tsReceived: at,
  };
}

/**
 * Tells recorded candles as a feed would have: by time, then in the order of the tracks, each candle when it closed and
 * right after it one ticker derived from it. Where no track has a candle the feed is reported down, then open again.
 */
export function replayCandles(
  tracks: readonly ReplayTrack[],
  timeframe: Timeframe,
  from: number,
  to: number,
  onEvent: (event: FeedEvent) => void,
): void {
  const lengthMs = timeframeMs(timeframe);
  const rows = tracks.map(({ columns }) => firstRowFrom(columns.ts, columns.ts.length, from));
  const timeOf = (place: number): number => tracks[place]?.columns.ts[rows[place] ?? 0] ?? Number.POSITIVE_INFINITY;
  let expected: number | null = null;
  for (;;) {
    const ts = tracks.reduce((earliest, _, place) => Math.min(earliest, timeOf(place)), Number.POSITIVE_INFINITY);
    if (ts >= to) return;
    if (expected !== null && ts > expected) {
      onEvent({ kind: 'status', status: 'down', reason: 'No candles are recorded here.', tsVenue: expected });
      onEvent({ kind: 'status', status: 'open', reason: 'Recorded candles go on.', tsVenue: ts });
    }
    expected = ts + lengthMs;
    for (const [place, { instrument, columns }] of tracks.entries()) {
      if (timeOf(place) !== ts) continue;
      const row = rows[place] ?? 0;
      rows[place] = row + 1;
      replayRow(instrument, columns, row, timeframe, onEvent);
    }
  }
}

function replayRow(
  instrument: Instrument,
  { ts, open, high, low, close, volume }: CandleColumns,
  row: number,
  timeframe: Timeframe,
  onEvent: (event: FeedEvent) => void,
): void {
  const candle = {
    ts: ts[row] ?? 0,
    open: open[row] ?? 0,
    high: high[row] ?? 0,
    low: low[row] ?? 0,
    close: close[row] ?? 0,
    volume: volume[row] ?? 0,
  };
  onEvent({ kind: 'candle', symbol: instrument.symbol, timeframe, candle });
  const lengthMs = timeframeMs(timeframe);
  const ticker = tickerOfClose(instrument, candle.close, candle.volume, lengthMs, candle.ts + lengthMs);
  onEvent({ kind: 'ticker', ticker });
}
