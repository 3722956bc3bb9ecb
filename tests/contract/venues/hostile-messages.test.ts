import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { binanceUsdm } from '#main/adapters/venues/binance-usdm.ts';
import { bybit } from '#main/adapters/venues/bybit.ts';
import { parseExact, UnreadableMessage } from '#main/adapters/venues/exact-json.ts';
import { kucoinFutures } from '#main/adapters/venues/kucoin-futures.ts';
import { okx } from '#main/adapters/venues/okx.ts';
import type { StreamSign, VenueQuirks } from '#main/adapters/venues/quirks.ts';
import { ContractBook } from '#main/adapters/venues/venue-contract.ts';
import { BTC, CONTRACTS } from '#tests/support/orders/sample-contracts.ts';

const RUNS = Number(process.env['ZMART_FUZZ_RUNS'] ?? '1500');
const instrument = CONTRACTS.get(BTC) as Instrument;
const bookOf = (venueSymbol: string, sizeStep: string): ContractBook =>
  new ContractBook([{ instrument, venueSymbol, sizeStep }]);

const kucoin = {
  topic: '/contractMarket/tradeOrders',
  type: 'message',
  data: {
    symbol: 'XBTUSDTM',
    side: 'buy',
    orderId: '1',
    type: 'match',
    matchSize: '2',
    matchPrice: '90000.1',
    tradeId: 't',
    liquidity: 'taker',
    ts: '1731916985789000001',
    clientOid: 'a',
  },
};
const binance = {
  e: 'ORDER_TRADE_UPDATE',
  T: '1731916985789',
  o: {
    s: 'BTCUSDT',
    c: 'a',
    S: 'BUY',
    x: 'TRADE',
    i: '1',
    l: '0.002',
    L: '90000.1',
    N: 'USDT',
    n: '0.1',
    t: '7',
    m: false,
  },
};
const bybitFill = {
  topic: 'execution',
  data: [
    {
      category: 'linear',
      symbol: 'BTCUSDT',
      execFee: '0.1',
      execId: 't',
      execPrice: '90000.1',
      execQty: '0.002',
      execType: 'Trade',
      orderId: '1',
      orderLinkId: 'a',
      side: 'Buy',
      execTime: '1731916985789',
      isMaker: false,
    },
  ],
};
const okxFill = {
  arg: { channel: 'orders' },
  data: [
    {
      instId: 'BTC-USDT-SWAP',
      ordId: '1',
      clOrdId: 'a',
      algoClOrdId: '',
      uTime: '1731916985789',
      state: 'partially_filled',
      tradeId: 't',
      fillSz: '0.02',
      fillPx: '90000.1',
      execType: 'T',
      side: 'buy',
      fillFee: '-0.1',
      fillFeeCcy: 'USDT',
    },
  ],
};

const CASES: readonly (readonly [string, VenueQuirks, ContractBook, unknown])[] = [
  ['KuCoin', kucoinFutures, bookOf('XBTUSDTM', '1'), kucoin],
  ['Binance', binanceUsdm, bookOf('BTCUSDT', '0.001'), binance],
  ['Bybit', bybit, bookOf('BTCUSDT', '0.001'), bybitFill],
  ['OKX', okx, bookOf('BTC-USDT-SWAP', '0.01'), okxFill],
];

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e21',
    'NaN',
    'Infinity',
    '0x10',
    '1,5',
    '90000.15',
    '1731916985',
    '__proto__',
    'toString',
    '<b>',
    '9'.repeat(60),
  ),
  fc.constantFrom(null, true, {}, [], { __proto__: null }, [[[]]]),
  fc.string(),
  fc.integer(),
);

/** The places of a value where a leaf stands. */
function leaves(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function withLeaf(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => (String(index) === key ? withLeaf(inner, rest, leaf) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: withLeaf(object[key], rest, leaf) };
}

/** Events hold whole numbers that can be booked, or they are not made. */
function checkSigns(signs: readonly StreamSign[]): void {
  for (const sign of signs) {
    if (sign.kind !== 'event' || sign.event.kind !== 'fill') continue;
    const { lots, priceTicks, fee, tsVenue, tradeId } = sign.event;
    expect([lots, priceTicks, tsVenue].every((value) => Number.isSafeInteger(value) && value > 0)).toBe(true);
    expect(typeof fee).toBe('bigint');
    expect(tradeId).not.toBe('');
  }
}

describe.each(CASES)('%s', (_name, quirks, book, message) => {
  it('the message as it should be is a fill of two lots', () => {
    const signs = quirks.stream.read(parseExact(JSON.stringify(message)), book);
    expect(signs).toMatchObject([{ event: { kind: 'fill', lots: 2, priceTicks: 900_001 } }]);
  });

  it('with any field replaced it is read, ignored or refused, and never booked wrongly', () => {
    const places = leaves(message);
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, (path, leaf) => {
        const text = JSON.stringify(withLeaf(message, path, leaf));
        try {
          checkSigns(quirks.stream.read(parseExact(text), book));
        } catch (error) {
          if (!(error instanceof UnreadableMessage)) throw error;
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('cut anywhere it is refused', () => {
    const text = JSON.stringify(message);
    for (let length = 0; length < text.length; length += 1)
      expect(() => quirks.stream.read(parseExact(text.slice(0, length)), book)).toThrow(UnreadableMessage);
  });
});
