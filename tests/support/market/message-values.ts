import { DepthColumns } from '#core/market/depth-columns.ts';
import { parseStep } from '#core/market/decimal-step.ts';
import { CANDLE_FORMATS, CandleReader, type CandleFormat } from '#main/adapters/venues/parse/candles.ts';
import { DEPTH_FORMATS, DepthReader } from '#main/adapters/venues/parse/depth.ts';
import { UnreadableMessage } from '#main/adapters/venues/exact-json.ts';
import { WordTable } from '#main/adapters/venues/parse/field-names.ts';
import { TICKER_FORMATS, TickerColumns, TickerReader, type TickerColumn } from '#main/adapters/venues/parse/tickers.ts';
import { TRADE_FORMATS, TradeReader } from '#main/adapters/venues/parse/trades.ts';
import { SAMPLE_SYMBOL, type SampleKind } from './sample-messages.ts';

/** Reads a message of one kind and lists its values in the order the oracle does; throws what the reader throws. */
export type ReadValues = (bytes: Uint8Array) => number[];

const SYMBOLS = new WordTable([SAMPLE_SYMBOL]);

export function candleValues(format: CandleFormat): ReadValues {
  const reader = new CandleReader(format);
  return (bytes) => {
    const { ts, open, high, low, close, volume } = reader.read(bytes);
    return [...ts].flatMap((at, row) => [at, ...[open, high, low, close, volume].map((column) => column[row] ?? 0)]);
  };
}

function depthValues(format: keyof typeof DEPTH_FORMATS): ReadValues {
  const contract = { venueSymbol: SAMPLE_SYMBOL, tick: parseStep('0.1'), lot: parseStep('1') };
  const reader = new DepthReader(DEPTH_FORMATS[format], contract);
  const columns = new DepthColumns(2);
  return (bytes) => {
    reader.read(bytes, columns);
    const { first, final, previous, tsVenue, count, side, ticks, lots } = columns;
    const rows = Array.from({ length: count }, (_, row) => [side[row] ?? 0, ticks[row] ?? 0, lots[row] ?? 0]);
    return [first, final, previous, tsVenue, ...rows.flat()];
  };
}

function tickerValues(
  format: keyof typeof TICKER_FORMATS,
  names: readonly TickerColumn[],
  stamped: boolean,
): ReadValues {
  const reader = new TickerReader(TICKER_FORMATS[format], SYMBOLS);
  const columns = new TickerColumns(64);
  return (bytes) => {
    reader.read(bytes, columns);
    return Array.from({ length: columns.count }, (_, row) => [
      columns.symbol[row] ?? 0,
      ...(stamped ? [columns.ts[row] ?? 0] : []),
      ...names.map((name) => columns.values[name][row] ?? 0),
    ]).flat();
  };
}

function tradeValues(format: keyof typeof TRADE_FORMATS): ReadValues {
  const reader = new TradeReader(TRADE_FORMATS[format], SYMBOLS);
  return (bytes) => {
    reader.read(bytes);
    return [reader.symbol, reader.ts, reader.price, reader.size, reader.side];
  };
}

/** The readers under test, by kind of message. */
export const READERS: Readonly<Record<SampleKind, ReadValues>> = {
  'candles kucoin-futures': candleValues(CANDLE_FORMATS['kucoin-futures']),
  'candles binance': candleValues(CANDLE_FORMATS.binance),
  'candles okx': candleValues(CANDLE_FORMATS.okx),
  'depth kucoin-snapshot': depthValues('kucoin-snapshot'),
  'depth kucoin-change': depthValues('kucoin-change'),
  'depth binance-update': depthValues('binance-update'),
  'ticker kucoin-ticker': tickerValues('kucoin-ticker', ['bid', 'bidSize', 'ask', 'askSize'], true),
  'ticker kucoin-contracts': tickerValues(
    'kucoin-contracts',
    ['last', 'high', 'low', 'volume', 'turnover', 'mark', 'index', 'openInterest', 'fundingRate'],
    false,
  ),
  'ticker binance-book': tickerValues('binance-book', ['bid', 'bidSize', 'ask', 'askSize'], true),
  'trades kucoin-execution': tradeValues('kucoin-execution'),
  'trades binance-aggregate': tradeValues('binance-aggregate'),
};

/** The values, or null when the reader refuses the message. Anything but a refusal is thrown on. */
export function valuesOrRefusal(read: ReadValues, bytes: Uint8Array): number[] | null {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof UnreadableMessage) return null;
    throw error;
  }
}
