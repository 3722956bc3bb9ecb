import { Seeded } from '#tests/support/orders/seeded.ts';

const START = 1_700_000_000_000;
const MINUTE = 60_000;

/** Answers of venues as bytes, with the digits and lengths that theirs have. */
export interface Answers {
  readonly binanceCandles: Buffer;
  readonly kucoinCandles: Buffer;
  readonly binanceBook: Buffer;
  readonly kucoinBook: Buffer;
  readonly binanceTickers: Buffer;
  readonly kucoinTickers: Buffer;
  readonly symbols: readonly string[];
}

/** As text, with what is marked `bare` not in quotes. */
const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

export function makeAnswers(seed: number): Answers {
  const random = new Seeded(seed);
  const text = (most: number, decimals: number): string => (random.next() * most + 10 ** -decimals).toFixed(decimals);
  let price = 37_000;
  const prices = (): number[] => {
    price *= 1 + (random.next() - 0.5) * 0.002;
    return [price, price * 1.001, price * 0.999, price * 1.0002];
  };
  const symbols = Array.from({ length: 1_000 }, (_, n) => `C${String(n).padStart(3, '0')}USDT`);
  const side = (start: number, step: number): string[][] =>
    Array.from({ length: 500 }, (_, n) => [(start + n * step).toFixed(2), text(50, 3)]);
  return {
    binanceCandles: bytes(
      Array.from({ length: 1_000 }, (_, n) => {
        const ts = START + n * MINUTE;
        const volumes = [ts + MINUTE - 1, text(2e7, 8), random.between(1, 9_999), text(300, 3), text(9e6, 8), '0'];
        return [ts, ...prices().map((value) => value.toFixed(2)), text(500, 3), ...volumes];
      }),
    ),
    kucoinCandles: bytes({
      code: '200000',
      data: Array.from({ length: 500 }, (_, n) => [
        START + n * MINUTE,
        ...prices().map((value) => Number(value.toFixed(1))),
        random.between(1, 90_000),
      ]),
    }),
    binanceBook: bytes({
      lastUpdateId: 5_123_107_852_948,
      E: START,
      T: START,
      bids: side(37_000, -0.1),
      asks: side(37_000.1, 0.1),
    }),
    kucoinBook: bytes({
      code: '200000',
      data: {
        sequence: 1_697_895_963_339,
        symbol: 'XBTUSDTM',
        bids: side(37_000, -0.1).map(([at]) => [Number(at), random.between(1, 9_000)]),
        asks: side(37_000.1, 0.1).map(([at]) => [Number(at), random.between(1, 9_000)]),
        ts: 1_729_168_101_216,
      },
    }),
    binanceTickers: bytes(symbols.map((symbol) => dayTicker(symbol, text, random))),
    kucoinTickers: bytes({
      code: '200000',
      data: symbols.map((symbol) => ({
        sequence: random.between(1, 9e12),
        symbol,
        side: 'buy',
        size: random.between(1, 500),
        tradeId: '1697901180000',
        price: text(9_000, 2),
        bestBidPrice: text(9_000, 2),
        bestBidSize: random.between(1, 9_000),
        bestAskPrice: text(9_000, 2),
        bestAskSize: random.between(1, 9_000),
        ts: 1_729_163_001_780,
      })),
    }),
    symbols,
  };
}

function dayTicker(symbol: string, text: (most: number, decimals: number) => string, random: Seeded) {
  return {
    symbol,
    priceChange: `-${text(20, 4)}`,
    priceChangePercent: text(9, 3),
    weightedAvgPrice: text(900, 7),
    lastPrice: text(900, 4),
    lastQty: text(90, 1),
    openPrice: text(900, 4),
    highPrice: text(900, 4),
    lowPrice: text(900, 4),
    volume: text(9e7, 1),
    quoteVolume: text(9e8, 4),
    openTime: START,
    closeTime: START + 86_400_000,
    firstId: random.between(1, 9e7),
    lastId: random.between(9e7, 9e8),
    count: random.between(1, 9e5),
  };
}
