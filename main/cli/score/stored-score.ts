import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { HOUR } from '#shared/domain/time.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { ScoreBoard } from '#core/agents/scoring/score-board.ts';
import type { CandleStore } from '#core/ports/store.ts';

/** What is to be scored. */
export interface ScoreQuery {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  /** Candles that closed later are not looked at; ms since 1970. */
  readonly at: number;
}

/** A score from stored candles, or a sentence that says what is missing for one. */
export interface StoredScore {
  /** Candles the score was computed from: their timeframe and count. */
  readonly base: Timeframe | null;
  readonly candles: number;
  /** When the newest judged candle closed. */
  readonly asOf: number | null;
  readonly score: Score | null;
  readonly missing: string | null;
}

const nothing = (missing: string): StoredScore => ({ base: null, candles: 0, asOf: null, score: null, missing });

/**
 * The stored timeframe to compute from: one that reaches the moment, then one the hourly features can be built from, then the
 * longest that divides the wanted one.
 */
function baseOf(store: CandleStore, { symbol, timeframe, at }: ScoreQuery): Timeframe | null {
  const wanted = timeframeMs(timeframe);
  const needed = bucketStart(at, timeframe);
  const fitting = store
    .series()
    .filter((info) => info.symbol === symbol && wanted % timeframeMs(info.timeframe) === 0)
    .map((info) => ({ base: info.timeframe, length: timeframeMs(info.timeframe), to: info.to }))
    .map(({ base, length, to }) => ({ base, length, reaches: to + length >= needed }))
    .sort(
      (a, b) =>
        Number(b.reaches) - Number(a.reaches) ||
        Number(b.length <= HOUR) - Number(a.length <= HOUR) ||
        b.length - a.length,
    );
  return fitting[0]?.base ?? null;
}

/** Scores a symbol at a moment exactly as a replay over its candles alone would have. */
export function storedScore(store: CandleStore, query: ScoreQuery): StoredScore {
  const { symbol, timeframe, at } = query;
  const base = baseOf(store, query);
  if (base === null) return nothing(`No candles of ${symbol} are stored from which ${timeframe} could be built.`);
  const baseMs = timeframeMs(base);
  // A candle counts once it has closed: open time + length ≤ at.
  const columns = store.read(symbol, base, 0, at - baseMs + 1);
  const count = columns.ts.length;
  if (count === 0) return nothing(`No ${base} candle of ${symbol} had closed by then.`);
  const board = new ScoreBoard([symbol], base, [timeframe], false);
  for (let row = 0; row < count; row += 1) board.onCandle(symbol, candleAt(columns, row), () => undefined);
  const reading = board.closed(symbol, timeframe);
  const known = { base, candles: count, asOf: reading.asOf > 0 ? reading.asOf : null };
  if (reading.missing > 0) {
    const missing = `${String(reading.missing)} more closed ${timeframe} candles are needed before a first score.`;
    return { ...known, score: null, missing };
  }
  const lastClose = bucketStart(at, timeframe);
  if (reading.asOf < lastClose) {
    const closed = new Date(lastClose).toISOString();
    const missing = `The ${timeframe} candle that closed ${closed} is not stored; the last one before it is too old to judge by.`;
    return { ...known, score: null, missing };
  }
  return { ...known, score: board.closedScore(symbol, timeframe), missing: null };
}

function candleAt(columns: ReturnType<CandleStore['read']>, row: number): Candle {
  return {
    ts: columns.ts[row] ?? 0,
    open: columns.open[row] ?? 0,
    high: columns.high[row] ?? 0,
    low: columns.low[row] ?? 0,
    close: columns.close[row] ?? 0,
    volume: columns.volume[row] ?? 0,
  };
}
