import type { TickerView } from '#shared/contract/market.ts';
import { sampleWalk } from './sample-random.ts';

const COINS = [
  ['XBTUSDTM', 'BTC', 1, 116806, 0.0047, 0.000094, 3.9e9],
  ['ETHUSDTM', 'ETH', 2, 3972, 0.0372, 0.000101, 2.1e9],
  ['SOLUSDTM', 'SOL', 2, 177.82, 0.0428, 0.000088, 9.2e8],
  ['LINKUSDTM', 'LINK', 3, 19.821, 0.1203, 0.00012, 2.2e8],
  ['UNIUSDTM', 'UNI', 3, 10.701, 0.0312, 0.00009, 9.6e7],
  ['SUIUSDTM', 'SUI', 4, 3.8392, -0.0121, -0.00003, 3.1e8],
  ['XRPUSDTM', 'XRP', 4, 3.2914, 0.0218, 0.0001, 8.8e8],
  ['ADAUSDTM', 'ADA', 4, 0.7931, 0.0184, 0.0001, 2.4e8],
  ['AVAXUSDTM', 'AVAX', 3, 23.418, -0.0037, 0.00006, 1.5e8],
  ['DOGEUSDTM', 'DOGE', 5, 0.22541, 0.0096, 0.0001, 4.4e8],
] as const;

/** Ten contracts with a day behind them. */
export function sampleTickers(now: number): TickerView[] {
  return COINS.map(([key, coin, priceDecimals, last, change24h, fundingRate, openInterest], index) => ({
    key,
    coin,
    priceDecimals,
    bid: last * 0.9999,
    ask: last * 1.0001,
    last,
    mark: last,
    index: last * 0.9998,
    change24h,
    fundingRate,
    nextFundingAt: now + 6_873_000,
    openInterest,
    asOf: now - 300,
    provenance: 'simulated',
    spark: sampleWalk(index + 3, 48, last / (1 + change24h), last, last * 0.006),
  }));
}
