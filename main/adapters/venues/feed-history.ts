import type { Candle, CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { allocateColumns } from '#core/market/candle-series.ts';
import { UnreadableMessage } from './exact-json.ts';
import type { VenueQuirks } from './quirks.ts';
import type { RestClient } from './rest-client.ts';
import type { ContractBook } from './venue-contract.ts';
import type { VenueClock } from './venue-clock.ts';

export interface HistoryParts {
  readonly quirks: VenueQuirks;
  readonly rest: RestClient;
  readonly book: ContractBook;
  readonly venueClock: VenueClock;
}

export interface HistoryQuestion {
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly from: number;
  readonly to: number;
}

/**
 * Closed candles of a span, page by page, oldest first. What the venue leaves out stays out.
 * @throws Error when a page cannot be had, UnreadableMessage when one is nonsense: half a history is not given.
 */
export async function readHistory(parts: HistoryParts, question: HistoryQuestion): Promise<CandleColumns> {
  const { quirks, rest, book, venueClock } = parts;
  const { symbol, timeframe } = question;
  const { history } = quirks.feed;
  const contract = book.ours(symbol);
  if (contract === undefined) throw new RangeError(`${quirks.name} was not given a contract ${symbol}`);
  const step = timeframeMs(timeframe);
  const first = Math.ceil(question.from / step) * step;
  // The candle that runs now is not closed.
  const end = Math.min(question.to, bucketStart(venueClock.now(), timeframe));
  const candles = new Map<number, Candle>();
  for (let from = first; from < end; from += history.limit * step) {
    const to = Math.min(from + history.limit * step, end);
    const call = history.call(contract, timeframe, from, to - 1);
    const result = await rest.call(call, 'question', false);
    if (result.kind !== 'answered') throw new Error(`The candles of ${symbol} could not be read: ${result.reason}`);
    if (!result.verdict.ok)
      throw new Error(`The candles of ${symbol} could not be read: ${result.verdict.code} ${result.verdict.message}`);
    for (const candle of history.read(result.verdict.data, contract)) {
      check(candle, symbol);
      if (candle.ts >= from && candle.ts < to && candle.ts % step === 0) candles.set(candle.ts, candle);
    }
  }
  return columnsOf([...candles.values()].toSorted((a, b) => a.ts - b.ts));
}

/** A candle must hold together, or the page is not what it says it is. */
function check({ ts, open, high, low, close, volume }: Candle, symbol: string): void {
  const whole = [ts, open, high, low, close, volume].every(Number.isFinite);
  if (whole && low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close) && volume >= 0) return;
  throw new UnreadableMessage(`A candle of ${symbol} at ${String(ts)} makes no sense`);
}

function columnsOf(candles: readonly Candle[]): CandleColumns {
  const columns = allocateColumns(candles.length);
  candles.forEach((candle, index) => {
    columns.ts[index] = candle.ts;
    columns.open[index] = candle.open;
    columns.high[index] = candle.high;
    columns.low[index] = candle.low;
    columns.close[index] = candle.close;
    columns.volume[index] = candle.volume;
  });
  return columns;
}
