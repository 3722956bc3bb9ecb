import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DepthColumns } from '#core/market/depth-columns.ts';
import { parseStep } from '#core/market/decimal-step.ts';
import { ccxtReaders } from '#bench/connector/ccxt-file.ts';
import { makeAnswers } from '#bench/connector/answers.ts';
import { CANDLE_FORMATS, CandleReader } from './candles.ts';
import { DEPTH_FORMATS, DepthReader } from './depth.ts';

const reader = new CandleReader(CANDLE_FORMATS['kucoin-futures']);
const readOne = (text: string): number | undefined =>
  reader.read(Buffer.from(`{"data":[[1700000000000,${text},1,1,1,1]]}`)).open[0];

/** Numbers as venues write them, short, long, with and without exponent. */
const digits = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.tuple(fc.maxSafeNat(), fc.nat(20)).map(([units, scale]) => (units / 10 ** scale).toFixed(Math.min(scale, 20))),
  fc.stringMatching(/^(0|[1-9]\d{0,24})(\.\d{1,24})?$/),
);

describe('The readers', () => {
  it('make the double that Number() makes, for any digits', () => {
    fc.assert(
      fc.property(digits, (text) => {
        expect(Object.is(readOne(text), Number(text))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('read rows with blanks as they read rows without', () => {
    const rows = Array.from({ length: 300 }, (_, n) => [1_700_000_000_000 + n * 60_000, n + 0.5, 2, 3, 4.25, n]);
    const plain = reader.read(Buffer.from(JSON.stringify({ data: rows })));
    const spaced = reader.read(Buffer.from(JSON.stringify({ data: rows }, null, 1)));
    expect(spaced).toEqual(plain);
    expect(plain.open.length).toBe(300);
  });

  it.each([
    ['a comma at the end', '[[1700000000000,1,1,1,1,1],]'],
    ['a comma at the start', '[,[1700000000000,1,1,1,1,1]]'],
    ['no comma', '[[1700000000000,1,1,1,1,1][1700000060000,1,1,1,1,1]]'],
    ['a short row', '[[1700000000000,1,1,1,1]]'],
    ['a long row', '[[1700000000000,1,1,1,1,1,1,1]]'],
    ['a time with decimals', '[[1700000000000.5,1,1,1,1,1]]'],
    ['times that stand still', '[[1700000000000,1,1,1,1,1],[1700000000000,1,1,1,1,1]]'],
    ['a leading zero', '[[1700000000000,01,1,1,1,1]]'],
    ['a text', '[[1700000000000,"1",1,1,1,1]]'],
  ])('refuse candles with %s', (_, rows) => {
    expect(() => reader.read(Buffer.from(`{"data":${rows}}`))).toThrow(/At byte \d+/);
  });

  it('agree with ccxt on candles and books, bit by bit', async () => {
    const answers = makeAnswers(5);
    const [binance, kucoin] = [await ccxtReaders('binance'), await ccxtReaders('kucoinfutures')];
    const candles = new CandleReader(CANDLE_FORMATS.binance).read(answers.binanceCandles);
    const theirs = binance.parseOHLCVs(JSON.parse(answers.binanceCandles.toString()));
    expect(
      [...candles.ts].map((ts, row) => [
        ts,
        candles.open[row],
        candles.high[row],
        candles.low[row],
        candles.close[row],
        candles.volume[row],
      ]),
    ).toEqual(theirs);
    const contract = { venueSymbol: 'XBTUSDTM', tick: parseStep('0.1'), lot: parseStep('1') };
    const columns = new DepthColumns();
    new DepthReader(DEPTH_FORMATS['kucoin-snapshot'], contract).read(answers.kucoinBook, columns);
    const { data } = JSON.parse(answers.kucoinBook.toString()) as { data: unknown };
    const book = kucoin.parseOrderBook(data, 'BTC/USDT:USDT');
    expect(
      Array.from({ length: columns.count }, (_, row) => [(columns.ticks[row] ?? 0) / 10, columns.lots[row]]),
    ).toEqual([...book.bids, ...book.asks]);
  });
});
