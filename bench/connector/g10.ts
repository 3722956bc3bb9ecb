import { DepthColumns } from '#core/market/depth-columns.ts';
import { parseStep } from '#core/market/decimal-step.ts';
import { CANDLE_FORMATS, CandleReader, type CandleFormat } from '#main/adapters/venues/parse/candles.ts';
import { DEPTH_FORMATS, DepthReader } from '#main/adapters/venues/parse/depth.ts';
import { WordTable } from '#main/adapters/venues/parse/field-names.ts';
import { TICKER_FORMATS, TickerColumns, TickerReader, type TickerColumn } from '#main/adapters/venues/parse/tickers.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';
import { makeAnswers, type Answers } from './answers.ts';
import { ccxtReaders, type CcxtReaders } from './ccxt-file.ts';

/**
 * One kind of answer, read by us and by ccxt; both begin with the bytes that came, as a feed does. The goals for candles and
 * books were measured so. That for tickers was measured after `JSON.parse` on both sides; it is asked of the whole way here,
 * because the program has no way that begins with parsed tickers.
 */
interface Contest {
  readonly name: string;
  readonly goal: number;
  /** Answers that ccxt reads per round, about 20 ms of work. */
  readonly repeats: number;
  ours(): void;
  theirs(): void;
  /** "equal", or the first value that differs. */
  check(): string;
}

const DIGITS = new Map<TickerColumn, string>([
  ['last', 'last'],
  ['high', 'high'],
  ['low', 'low'],
  ['bid', 'bid'],
  ['ask', 'ask'],
]);

const parsed = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));
const dataOf = (bytes: Buffer): unknown => (parsed(bytes) as { data: unknown }).data;

/** "equal" when both columns hold the same doubles, bit by bit. */
function sameValues(what: string, ours: ArrayLike<number>, theirs: readonly unknown[]): string {
  if (ours.length !== theirs.length) return `${what}: ${String(ours.length)} values, not ${String(theirs.length)}`;
  for (let row = 0; row < ours.length; row += 1) {
    if (!Object.is(ours[row], theirs[row]))
      return `${what} ${String(row)}: ${String(ours[row])}, not ${String(theirs[row])}`;
  }
  return 'equal';
}

const firstDifference = (checks: readonly string[]): string => checks.find((check) => check !== 'equal') ?? 'equal';

function candleContest(
  name: string,
  bytes: Buffer,
  format: CandleFormat,
  peer: CcxtReaders,
  rows: (bytes: Buffer) => unknown,
): Contest {
  const reader = new CandleReader(format);
  return {
    name,
    goal: 6,
    repeats: 20,
    ours: () => void reader.read(bytes),
    theirs: () => void peer.parseOHLCVs(rows(bytes)),
    check() {
      const { ts, open, high, low, close, volume } = reader.read(bytes);
      const theirs = peer.parseOHLCVs(rows(bytes));
      const columns = [ts, open, high, low, close, volume];
      return firstDifference(
        columns.map((column, index) =>
          sameValues(
            `candle column ${String(index)}`,
            column,
            theirs.map((row) => row[index]),
          ),
        ),
      );
    },
  };
}

interface BookParts {
  readonly bytes: Buffer;
  readonly format: keyof typeof DEPTH_FORMATS;
  readonly venueSymbol: string;
  readonly tick: string;
  readonly lot: string;
  readonly peer: CcxtReaders;
  readonly rows: (bytes: Buffer) => unknown;
  readonly goal: number;
}

function bookContest(name: string, { bytes, format, venueSymbol, tick, lot, peer, rows, goal }: BookParts): Contest {
  const steps = { tick: parseStep(tick), lot: parseStep(lot) };
  const reader = new DepthReader(DEPTH_FORMATS[format], { venueSymbol, ...steps });
  const columns = new DepthColumns(1_024);
  return {
    name,
    goal,
    repeats: 60,
    ours: () => reader.read(bytes, columns),
    theirs: () => void peer.parseOrderBook(rows(bytes), 'BTC/USDT'),
    check() {
      reader.read(bytes, columns);
      const { bids, asks } = peer.parseOrderBook(rows(bytes), 'BTC/USDT');
      const theirs = [...bids, ...asks];
      const { count, ticks, lots } = columns;
      // Whole ticks divided by a power of ten give the double nearest to the decimal: the very one ccxt has.
      const price = Float64Array.from(ticks.subarray(0, count), (at) => at / 10 ** steps.tick.scale);
      const size = Float64Array.from(lots.subarray(0, count), (at) => at / 10 ** steps.lot.scale);
      return firstDifference([
        sameValues(
          'book price',
          price,
          theirs.map(([at]) => at),
        ),
        sameValues(
          'book size',
          size,
          theirs.map(([, at]) => at),
        ),
      ]);
    },
  };
}

interface TickerParts {
  readonly bytes: Buffer;
  readonly format: keyof typeof TICKER_FORMATS;
  readonly columns: readonly TickerColumn[];
  readonly symbols: readonly string[];
  readonly peer: CcxtReaders;
  readonly rows: (bytes: Buffer) => unknown;
}

function tickerContest(name: string, { bytes, format, columns: names, symbols, peer, rows }: TickerParts): Contest {
  const reader = new TickerReader(TICKER_FORMATS[format], new WordTable(symbols));
  const columns = new TickerColumns(symbols.length);
  return {
    name,
    goal: 50,
    repeats: 3,
    ours: () => reader.read(bytes, columns),
    theirs: () => void peer.parseTickers(rows(bytes)),
    check() {
      reader.read(bytes, columns);
      const theirs = Object.values(peer.parseTickers(rows(bytes)));
      return firstDifference(
        names.map((column) =>
          sameValues(
            `ticker ${column}`,
            columns.values[column].subarray(0, columns.count),
            theirs.map((one) => one[DIGITS.get(column) ?? '']),
          ),
        ),
      );
    },
  };
}

function contests(answers: Answers, binance: CcxtReaders, kucoin: CcxtReaders): readonly Contest[] {
  const { symbols } = answers;
  const fine = { tick: '0.01', lot: '0.001' };
  return [
    candleContest('candles, Binance', answers.binanceCandles, CANDLE_FORMATS.binance, binance, parsed),
    candleContest('candles, KuCoin', answers.kucoinCandles, CANDLE_FORMATS['kucoin-futures'], kucoin, dataOf),
    bookContest('book, Binance', {
      bytes: answers.binanceBook,
      format: 'binance-snapshot',
      venueSymbol: 'BTCUSDT',
      goal: 7,
      ...fine,
      peer: binance,
      rows: parsed,
    }),
    bookContest('book, KuCoin', {
      bytes: answers.kucoinBook,
      format: 'kucoin-snapshot',
      venueSymbol: 'XBTUSDTM',
      goal: 7,
      tick: '0.1',
      lot: '1',
      peer: kucoin,
      rows: dataOf,
    }),
    tickerContest('tickers, Binance', {
      bytes: answers.binanceTickers,
      format: 'binance-day',
      columns: ['last', 'high', 'low'],
      symbols,
      peer: binance,
      rows: parsed,
    }),
    tickerContest('tickers, KuCoin', {
      bytes: answers.kucoinTickers,
      format: 'kucoin-all',
      columns: ['last', 'bid', 'ask'],
      symbols,
      peer: kucoin,
      rows: dataOf,
    }),
  ];
}

/** G10: bytes of a venue into columns, against `JSON.parse` and ccxt's readers, with the same doubles. */
export async function run(): Promise<BenchResult[]> {
  const [binance, kucoin] = [await ccxtReaders('binance'), await ccxtReaders('kucoinfutures')];
  const results: BenchResult[] = [];
  for (const contest of contests(makeAnswers(1), binance, kucoin)) {
    const check = contest.check();
    const many = (units: number, read: () => void) => ({
      units,
      run() {
        for (let i = 0; i < units; i += 1) read();
      },
    });
    const ccxt = `ccxt, ${contest.name}`;
    // As many more for us as we should be faster: both sides then work about equally long, and what else the machine does
    // hits them alike.
    const measured = await measure(
      [
        { name: contest.name, ...many(contest.repeats * contest.goal, () => contest.ours()) },
        { name: ccxt, ...many(contest.repeats, () => contest.theirs()) },
      ],
      11,
      4,
    );
    printTimes(measured, 'answer');
    results.push(compare(measured, { area: 'g10', subject: contest.name, peer: ccxt, goal: contest.goal, check }));
  }
  return results;
}
