import {
  type Contract,
  type Depth,
  type EngineCandle,
  markNumber,
  priceNumber,
  priceText,
  type PublicTrade,
  type Quote,
} from '../engine/index.ts';
import type { BookChange } from '../wire/book-publisher.ts';
import { tickerView } from './contract-view.ts';
import { nanos } from '../wire/json.ts';

export interface Message {
  readonly topic: string;
  readonly subject: string;
  readonly sn?: number;
  readonly id?: string;
  readonly data: Record<string, unknown>;
}

/** KuCoin's names of candle lengths, with minutes. */
export const CANDLE_TYPES: Readonly<Record<string, number>> = {
  '1min': 1,
  '3min': 3,
  '5min': 5,
  '15min': 15,
  '30min': 30,
  '1hour': 60,
  '2hour': 120,
  '4hour': 240,
  '8hour': 480,
  '12hour': 720,
  '1day': 1_440,
  '1week': 10_080,
};

export const tickerV2 = (contract: Contract, quote: Quote, sequence: number): Message => ({
  topic: `/contractMarket/tickerV2:${contract.symbol}`,
  subject: 'tickerV2',
  sn: sequence,
  data: {
    symbol: contract.symbol,
    sequence,
    bestBidSize: quote.bidLots,
    bestBidPrice: priceText(contract, quote.bidTicks),
    bestAskPrice: priceText(contract, quote.askTicks),
    bestAskSize: quote.askLots,
    ts: nanos(quote.at),
  },
});

export const tickerV1 = (contract: Contract, quote: Quote, sequence: number): Message => ({
  topic: `/contractMarket/ticker:${contract.symbol}`,
  subject: 'ticker',
  sn: sequence,
  data: tickerView(contract, quote, sequence),
});

export const bookChange = (contract: Contract, change: BookChange, now: number): Message => ({
  topic: `/contractMarket/level2:${contract.symbol}`,
  subject: 'level2',
  sn: change.sequence,
  data: {
    sequence: change.sequence,
    change: `${priceText(contract, change.ticks)},${change.side},${String(change.lots)}`,
    timestamp: now,
  },
});

export function bookLevels(
  contract: Contract,
  levels: 5 | 50,
  book: { depth: Depth; sequence: number },
  now: number,
): Message {
  const rows = (side: Depth['bids']): unknown[] =>
    side.slice(0, levels).map(([ticks, lots]) => [priceText(contract, ticks), lots]);
  return {
    topic: `/contractMarket/level2Depth${String(levels)}:${contract.symbol}`,
    subject: 'level2',
    sn: book.sequence,
    data: {
      bids: rows(book.depth.bids),
      sequence: book.sequence,
      timestamp: now,
      ts: now,
      asks: rows(book.depth.asks),
    },
  };
}

export const execution = (contract: Contract, trade: PublicTrade, sequence: number): Message => ({
  topic: `/contractMarket/execution:${contract.symbol}`,
  subject: 'match',
  sn: sequence,
  data: {
    symbol: contract.symbol,
    sequence,
    side: trade.takerSide,
    size: trade.lots,
    price: priceText(contract, trade.priceTicks),
    takerOrderId: trade.takerOrderId,
    makerOrderId: trade.makerOrderId,
    tradeId: trade.tradeId,
    ts: nanos(trade.at),
  },
});

/** Time in seconds, then open, close, high, low, and the volume twice, the first as a decimal. */
export const candle = (contract: Contract, type: string, bar: EngineCandle, now: number): Message => ({
  topic: `/contractMarket/limitCandle:${contract.symbol}_${type}`,
  subject: 'candle.stick',
  data: {
    symbol: contract.symbol,
    candles: [
      String(bar.at / 1_000),
      ...[bar.open, bar.close, bar.high, bar.low].map((ticks) => priceText(contract, ticks)),
      bar.lots.toFixed(1),
      String(bar.lots),
    ],
    time: now,
  },
});

export const markIndex = (contract: Contract, quote: Quote, now: number): Message => ({
  topic: `/contract/instrument:${contract.symbol}`,
  subject: 'mark.index.price',
  data: {
    markPrice: markNumber(contract, quote.markUnits),
    indexPrice: markNumber(contract, quote.indexUnits),
    granularity: 1_000,
    timestamp: Math.floor(now / 1_000) * 1_000,
  },
});

export const funding = (contract: Contract, quote: Quote, now: number): Message => ({
  topic: `/contract/instrument:${contract.symbol}`,
  subject: 'funding.rate',
  data: { granularity: 60_000, fundingRate: quote.fundingPpm / 1e6, timestamp: Math.floor(now / 60_000) * 60_000 },
});

export function snapshot(
  contract: Contract,
  quote: Quote,
  day: { low: number; high: number; first: number; lots: number; turnover: number },
): Message {
  const change = quote.lastTicks - day.first;
  return {
    topic: `/contractMarket/snapshot:${contract.symbol}`,
    subject: 'snapshot.24h',
    data: {
      highPrice: priceNumber(contract, day.high),
      lastPrice: priceNumber(contract, quote.lastTicks),
      lowPrice: priceNumber(contract, day.low),
      price24HoursBefore: priceNumber(contract, day.first),
      priceChg: Number((change / 10 ** contract.priceDecimals).toFixed(contract.priceDecimals)),
      priceChgPct: Number((change / Math.max(1, day.first)).toFixed(4)),
      symbol: contract.symbol,
      ts: nanos(quote.at),
      turnover: day.turnover,
      volume: day.lots,
    },
  };
}
