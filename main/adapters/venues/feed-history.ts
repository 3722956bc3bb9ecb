import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { bucketStart, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { allocateColumns } from '#core/market/candle-series.ts';
import { UnreadableMessage } from './exact-json.ts';
import { CandleReader } from './parse/candles.ts';
import type { VenueQuirks } from './quirks.ts';
import type { RestClient } from './rest-client.ts';
import type { ContractBook } from './venue-contract.ts';
import type { VenueClock } from './venue-clock.ts';

const COLUMNS = ['ts', 'open', 'high', 'low', 'close', 'volume'] as const;

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
  const reader = new CandleReader(history.format);
  const pages: CandleColumns[] = [];
  for (let from = first; from < end; from += history.limit * step) {
    const to = Math.min(from + history.limit * step, end);
    const call = history.call(contract, timeframe, from, to - 1);
    const result = await rest.ask(call, (bytes) => reader.read(bytes));
    if (result.kind !== 'answered') throw new Error(`The candles of ${symbol} could not be read: ${result.reason}`);
    if (!result.verdict.ok)
      throw new Error(`The candles of ${symbol} could not be read: ${result.verdict.code} ${result.verdict.message}`);
    const page = result.verdict.data;
    checkCandles(page, symbol);
    pages.push(within(page, { from, to, step }));
  }
  return joined(pages, history.volumeUnit(contract));
}

/** A candle must hold together, or the page is not what it says it is. */
function checkCandles({ ts, open, high, low, close, volume }: CandleColumns, symbol: string): void {
  for (let row = 0; row < ts.length; row += 1) {
    const [o, h, l, c] = [open[row] ?? 0, high[row] ?? 0, low[row] ?? 0, close[row] ?? 0];
    if (l > 0 && l <= Math.min(o, c) && h >= Math.max(o, c) && (volume[row] ?? -1) >= 0) continue;
    throw new UnreadableMessage(`A candle of ${symbol} at ${String(ts[row])} makes no sense`);
  }
}

/** The rows of a page that begin within the span and where a candle begins; venues also send their neighbours. */
function within(page: CandleColumns, span: { from: number; to: number; step: number }): CandleColumns {
  const rows = [...page.ts.keys()].filter((row) => {
    const ts = page.ts[row] ?? 0;
    return ts >= span.from && ts < span.to && ts % span.step === 0;
  });
  const chosen = allocateColumns(rows.length);
  for (const name of COLUMNS) rows.forEach((from, row) => (chosen[name][row] = page[name][from] ?? 0));
  return chosen;
}

/** Pages one after the other, with the volume in base units. */
function joined(pages: readonly CandleColumns[], volumeUnit: number): CandleColumns {
  const columns = allocateColumns(pages.reduce((sum, { ts }) => sum + ts.length, 0));
  let row = 0;
  for (const page of pages) {
    for (const name of COLUMNS) columns[name].set(page[name], row);
    row += page.ts.length;
  }
  if (volumeUnit !== 1) columns.volume.forEach((volume, at) => (columns.volume[at] = volume * volumeUnit));
  return columns;
}
