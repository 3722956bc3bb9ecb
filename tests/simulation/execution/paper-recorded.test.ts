import { describe, expect, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { minus, multiply, parseRational, rational, toApproximate } from '#shared/domain/rational.ts';
import { hasRecordedData, recordedText } from '../market/recorded-data.ts';
import { account, BTC, paperOrder, paperWorld } from './paper-world.ts';
import { instrument, ticker } from './support.ts';

function rows(path: string): readonly (readonly string[])[] {
  return recordedText(path)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

const COINS = ['AVAX', 'BCH', 'BNB', 'BTC', 'ENA', 'ETC', 'ETH', 'LINK', 'SOL', 'XLM'];

/** Eight decimals, so that every recorded price is a whole number of ticks; one base unit a contract. */
const FINE: Instrument = { ...instrument(BTC, 1n), multiplier: '1', priceScale: 8, maxOrderLots: 1_000_000 };

describe.skipIf(!hasRecordedData)('recorded funding', () => {
  it('settles every recorded rate on the recorded mark exactly, to the unit against us', async () => {
    let settled = 0;
    for (const coin of COINS) {
      const marks = new Map(
        rows(`mark-price/binance-usdm-8h/${coin}USDT-mark-8h.csv`).map(([at = '', open = '']) => [at, open]),
      );
      for (const side of ['buy', 'sell'] as const) settled += await settle(coin, side, marks);
    }
    expect(settled).toBeGreaterThan(1_000);
  });
});

async function settle(coin: string, side: 'buy' | 'sell', marks: ReadonlyMap<string, string>): Promise<number> {
  const lots = 37;
  const { venue, tick } = paperWorld({ account: account('1000000000', { leverage: 1 }), instrument: FINE });
  tick(1, 1, { mark: 1 });
  await venue.submit(paperOrder({ side, lots }));
  tick(1, 1, { mark: 1, bidLots: lots, askLots: lots });
  let settled = 0;
  for (const [at = '', rate = ''] of rows(`funding/binance-usdm/${coin}USDT-funding.csv`)) {
    const mark = marks.get(at);
    if (mark === undefined) continue;
    const before = BigInt(venue.wallet ?? 0n);
    venue.onFunding(BTC, Number(rate), Number(mark), Number(at) as never);
    const paid = rational(before - BigInt(venue.wallet ?? 0n));
    const value = multiply(parseRational(mark), rational(BigInt(side === 'buy' ? lots : -lots) * 100_000_000n));
    const off = toApproximate(minus(paid, multiply(value, parseRational(rate))));
    expect(off).toBeGreaterThanOrEqual(0);
    expect(off).toBeLessThan(1);
    settled += 1;
  }
  return settled;
}

/** A contract of a thousandth of a coin, ticks of 0.01. */
const BINANCE: Instrument = { ...instrument(BTC, 1_000n), multiplier: '0.001', priceScale: 2 };
interface Tick {
  readonly at: number;
  readonly play: () => void;
}

describe.skipIf(!hasRecordedData)('recorded quotes and trades', () => {
  it('fill resting orders only by trades at or through their price, after the queue, never more than was traded', async () => {
    const { venue, events, clock } = paperWorld({ instrument: BINANCE });
    const trades = rows('trades/nautilus-binance-btcusdt-trades-2021-01-08.csv.gz').map(
      ([at, , price, size, maker]) => ({
        at: Number(at),
        price: Number(price),
        lots: Math.floor(Number(size) * 1_000),
        takerSide: maker === 'True' ? ('sell' as const) : ('buy' as const),
      }),
    );
    let given = 0;
    let through = 0;
    let crossed = 0;
    const playTrade = (trade: (typeof trades)[number]) => () => {
      events.length = 0;
      venue.onTrade(BTC, trade.price, trade.lots, trade.takerSide, trade.at as never);
      let lots = 0;
      for (const event of events) {
        if (event.kind !== 'fill') continue;
        expect(event.liquidity).toBe('maker');
        expect(event.side).not.toBe(trade.takerSide);
        const beyond = event.priceTicks - Math.round(trade.price * 100);
        expect(event.side === 'buy' ? beyond : -beyond).toBeGreaterThanOrEqual(0);
        if (beyond !== 0) through += 1;
        lots += event.lots;
      }
      expect(lots).toBeLessThanOrEqual(trade.lots);
      given += lots;
    };
    const playQuote = (cells: readonly string[]) => () => {
      const [at, , askSize, ask, bidSize, bid] = cells;
      const quote = { bidLots: Number(bidSize) * 1_000, askLots: Number(askSize) * 1_000, tsVenue: Number(at) };
      events.length = 0;
      venue.onTicker(ticker(BTC, Number(bid), Number(ask), quote));
      crossed += events.filter(({ kind }) => kind === 'fill').length;
      for (const [side, price] of [
        ['buy', bid],
        ['sell', ask],
      ] as const) {
        void venue.submit(
          paperOrder({ side, kind: 'limit', priceTicks: Math.round(Number(price) * 100), lots: 5, postOnly: true }),
        );
      }
    };
    const quotes = rows('trades/nautilus-binance-btcusdt-quotes-2021-01-08.csv.gz');
    const ticks: Tick[] = [
      ...trades.map((trade) => ({ at: trade.at, play: playTrade(trade) })),
      ...quotes.map((cells) => ({ at: Number(cells[0]), play: playQuote(cells) })),
    ].sort((a, b) => a.at - b.at);
    for (const { at, play } of ticks) {
      clock.set(Math.max(clock.now(), at));
      play();
    }
    expect(given).toBeGreaterThan(500);
    expect(through).toBeGreaterThan(20);
    expect(crossed).toBeGreaterThan(0);
    expect(venue.openOrders).toBeGreaterThan(0);
  });
});
