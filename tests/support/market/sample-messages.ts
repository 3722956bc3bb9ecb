import type { Seeded } from '../orders/seeded.ts';

/** A symbol and its contract as the sample messages use them: ticks of 0.1, lots of 1. */
export const SAMPLE_SYMBOL = 'XBTUSDTM';

const START = 1_731_665_526_461;

const decimal = (random: Seeded, most: number, decimals: number): string =>
  (random.next() * most + 10 ** -decimals).toFixed(decimals);
const price = (random: Seeded): string => decimal(random, 100_000, 1);
const whole = (random: Seeded): number => random.between(1, 5_000);
const list = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));
/** Text with its numbers bare: `bare('12.50')` stays `12.50` in the message. */
const bare = (text: string): string => text;

/** Well-formed messages by kind, as the venues' documentation shows them. */
export const SAMPLE_MESSAGES = {
  'candles kucoin-futures': (random) => {
    const rows = list(random.between(0, 6), (n) => {
      const values = list(4, () => bare(price(random))).join(',');
      const turnover = random.chance(0.5) ? `,${price(random)}` : '';
      return `[${String(START + n * 60_000)},${values},${String(whole(random))}${turnover}]`;
    });
    return `{"code":"200000","data":[${rows.join(',')}]}`;
  },
  'candles binance': (random) => {
    const rows = list(random.between(0, 5), (n) => {
      const values = list(5, () => `"${decimal(random, 60_000, 2)}"`).join(',');
      const open = START + n * 60_000;
      return `[${String(open)},${values},${String(open + 59_999)},"${decimal(random, 9e6, 8)}",${String(whole(random))},"1.5","2.25","0"]`;
    });
    return `[${rows.join(',')}]`;
  },
  'candles okx': (random) => {
    const rows = list(random.between(0, 5), (n) => {
      const values = list(7, () => `"${decimal(random, 60_000, 3)}"`).join(',');
      return `["${String(START - n * 60_000)}",${values},"1"]`;
    });
    return `{"code":"0","msg":"","data":[${rows.join(',')}]}`;
  },
  'depth kucoin-snapshot': (random) => {
    const side = (): string =>
      list(random.between(0, 8), () => `[${price(random)},${String(whole(random))}]`).join(',');
    return `{"code":"200000","data":{"sequence":${String(whole(random))},"symbol":"${SAMPLE_SYMBOL}","bids":[${side()}],"asks":[${side()}],"ts":${String(START)}000123}}`;
  },
  'depth kucoin-change': (random) => {
    const sequence = String(1_709_400_450_000 + whole(random));
    const change = `${price(random)},${random.pick(['buy', 'sell'])},${String(whole(random) - 1)}`;
    return `{"topic":"/contractMarket/level2:${SAMPLE_SYMBOL}","type":"message","subject":"level2","sn":${sequence},"data":{"sequence":${sequence},"change":"${change}","timestamp":${String(START)}}}`;
  },
  'depth binance-update': (random) => {
    const side = (): string =>
      list(random.between(0, 6), () => `["${price(random)}","${String(whole(random) - 1)}"]`).join(',');
    const first = whole(random) + 5_123_107_832_006;
    return `{"stream":"xbtusdtm@depth@0ms","data":{"e":"depthUpdate","E":${String(START)},"T":${String(START - 1)},"s":"${SAMPLE_SYMBOL}","U":${String(first)},"u":${String(first + whole(random))},"pu":${String(first - 7)},"b":[${side()}],"a":[${side()}]}}`;
  },
  'ticker kucoin-ticker': (random) =>
    `{"topic":"/contractMarket/tickerV2:${SAMPLE_SYMBOL}","type":"message","subject":"tickerV2","sn":1709284589209,"data":{"symbol":"${SAMPLE_SYMBOL}","sequence":1709284589209,"bestBidSize":${String(whole(random))},"bestBidPrice":"${price(random)}","bestAskPrice":"${price(random)}","bestAskSize":${String(whole(random))},"ts":${String(START)}000000}}`,
  'ticker kucoin-contracts': (random) => {
    const rows = list(random.between(0, 4), (n) => {
      const open = random.chance(0.2) ? 'null' : price(random);
      return `{"symbol":"${n === 0 ? SAMPLE_SYMBOL : `OTHER${String(n)}M`}","multiplier":0.001,"lastTradePrice":${open},"markPrice":${price(random)},"indexPrice":${price(random)},"openInterest":"${String(whole(random))}","fundingFeeRate":1.0E-4,"volumeOf24h":${decimal(random, 9_999, 3)},"turnoverOf24h":${decimal(random, 6e8, 7)},"lowPrice":${open},"highPrice":${open}}`;
    });
    return `{"code":"200000","data":[${rows.join(',')}]}`;
  },
  'ticker binance-book': (random) =>
    `{"e":"bookTicker","u":5123107839020,"s":"${SAMPLE_SYMBOL}","b":"${price(random)}","B":"${decimal(random, 9, 3)}","a":"${price(random)}","A":"${decimal(random, 9, 3)}","T":${String(START)},"E":${String(START)}}`,
  'trades kucoin-execution': (random) =>
    `{"topic":"/contractMarket/execution:${SAMPLE_SYMBOL}","type":"message","subject":"match","sn":1697901180000,"data":{"symbol":"${SAMPLE_SYMBOL}","sequence":1697901180000,"side":"${random.pick(['buy', 'sell'])}","size":${String(whole(random))},"price":"${price(random)}","takerOrderId":"1","makerOrderId":"2","tradeId":"3","ts":${String(START)}000456}}`,
  'trades binance-aggregate': (random) =>
    `{"e":"aggTrade","E":${String(START)},"s":"${SAMPLE_SYMBOL}","a":5933014,"p":"${price(random)}","q":"${decimal(random, 9, 3)}","f":100,"l":105,"T":${String(START)},"m":${String(random.chance(0.5))}}`,
} as const satisfies Readonly<Record<string, (random: Seeded) => string>>;

export type SampleKind = keyof typeof SAMPLE_MESSAGES;
