import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatMoney } from '#shared/domain/money.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { binanceUsdm } from '#main/adapters/venues/binance-usdm.ts';
import { bybit } from '#main/adapters/venues/bybit.ts';
import { FrequentMessages } from '#main/adapters/venues/frequent-messages.ts';
import { isObject, objectOf, parseExact, type ExactObject } from '#main/adapters/venues/exact-json.ts';
import { kucoinFutures } from '#main/adapters/venues/kucoin-futures.ts';
import { okx } from '#main/adapters/venues/okx.ts';
import type { Listing, StreamSign, VenueQuirks } from '#main/adapters/venues/quirks.ts';
import { CandleReader } from '#main/adapters/venues/parse/candles.ts';
import { ContractBook, type VenueContract } from '#main/adapters/venues/venue-contract.ts';
import { CONTRACTS, BTC } from '#tests/support/orders/sample-contracts.ts';

const ROOT = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'exchange-messages');
const base = CONTRACTS.get(BTC) as Instrument;

/** A contract of the recorded venue; steps as its records have them. */
const contract = (venueSymbol: string, symbol: string, sizeStep: string, priceScale = 1): VenueContract => ({
  venueSymbol,
  sizeStep,
  instrument: { ...base, symbol: symbol as Instrument['symbol'], priceScale },
});

const books: Record<string, ContractBook> = {
  kucoin: new ContractBook([contract('XBTUSDTM', 'XBTUSDTM', '1'), contract('PEOPLEUSDTM', 'PEOPLEUSDTM', '1', 5)]),
  binance: new ContractBook([contract('BTCUSDT', 'BTCUSDT', '0.001', 2), contract('BNBUSDT', 'BNBUSDT', '0.01', 2)]),
  bybit: new ContractBook([contract('BTCUSDT', 'BTCUSDT', '0.001', 2), contract('ETHUSDT', 'ETHUSDT', '0.01', 2)]),
  okx: new ContractBook([contract('BTC-USDT-SWAP', 'BTCUSDTSWAP', '0.01')]),
};

const text = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');
const fixture = (path: string): string => text(`nautilus-fixtures/${path}`);

/** As venues send it; the samples were laid out for reading. */
const compact = (message: string): string => JSON.stringify(JSON.parse(message));

interface Sample {
  readonly responseText?: string;
  readonly messageText?: string;
}

/** A sample of KuCoin's SDK. */
function sample(file: string, operation: string): string {
  const { operations } = JSON.parse(text(`kucoin-sdk/${file}.json`)) as { operations: Record<string, Sample> };
  return operations[operation]?.responseText ?? operations[operation]?.messageText ?? '';
}

function dataOf(quirks: VenueQuirks, body: string) {
  const verdict = quirks.verdict(200, parseExact(body));
  if (!verdict.ok) throw new Error(`${verdict.code}: ${verdict.message}`);
  return verdict.data;
}

/** What a listing reads from one page. */
function rowsOf<T>(quirks: VenueQuirks, venue: string, listing: Listing<T>, body: string): T[] {
  const book = books[venue] as ContractBook;
  const call = listing.calls(book, { since: 1_700_000_000_000 as never, until: 1_700_000_001_000 as never })[0];
  if (call === undefined) throw new Error('no call');
  return listing.rows(dataOf(quirks, body), call).flatMap((row) => {
    const known = book.theirs(listing.symbolOf(row));
    const item = known === undefined ? null : listing.read(row, known);
    return item === null ? [] : [item];
  });
}

const signs = (quirks: VenueQuirks, venue: string, message: string): readonly StreamSign[] =>
  quirks.stream.read(parseExact(message), books[venue] as ContractBook);

const kindsOf = (list: readonly StreamSign[]): string[] =>
  list.map((sign) => (sign.kind === 'event' ? sign.event.kind : sign.kind));

describe.runIf(existsSync(ROOT))('KuCoin Futures, from its SDK', () => {
  const read = <T>(listing: Listing<T>, body: string) => rowsOf(kucoinFutures, 'kucoin', listing, body);
  const { questions, contracts } = kucoinFutures;

  it('an order, open orders and fills', () => {
    const one = objectOf(dataOf(kucoinFutures, sample('futures-order', 'GetOrderByOrderId')), 'order');
    const xbt = (books['kucoin'] as ContractBook).theirs('XBTUSDTM') as VenueContract;
    expect(questions.readOrder(one, xbt, questions.service.call)).toMatchObject({
      clientOrderId: '5c52e11203aa677f33e493fb',
      venueOrderId: '236655147005071361',
      priceTicks: 1,
      state: 'open',
      tsVenue: 1_729_236_185_949,
    });
    expect(read(questions.openOrders, sample('futures-order', 'GetOrderList'))).toMatchObject([
      { lots: 10, priceTicks: 5_000 },
    ]);
    const page = `{"code":"200000","data":{"currentPage":1,"totalPage":1,"items":${/"data":\s*(\[[\s\S]*\])/.exec(sample('futures-order', 'GetRecentTradeHistory'))?.[1] ?? ''}}}`;
    expect(
      read(questions.fills, page).map(({ tradeId, fee, priceTicks }) => [tradeId, formatMoney(fee), priceTicks]),
    ).toEqual([
      ['1784277229880', '0.04045854', 674_309],
      ['1784277132002', '0.040467', 674_450],
    ]);
  });

  it('an account, a position with a signed quantity, the rights of a key', () => {
    const account = questions.account.read(dataOf(kucoinFutures, sample('account-account', 'GetFuturesAccount')));
    expect([formatMoney(account.equity), formatMoney(account.available)]).toEqual(['394.4392808', '290.32679909']);
    const position = sample('futures-positions', 'GetPositionDetails')
      .replace('"data": {', '"data": [{')
      .replace(/\}\s*\}\s*$/, '}]}');
    expect(read(questions.positions, position)).toMatchObject([
      { lots: 1, entryPrice: '67430.9', liquidationTicks: 453_144 },
    ]);
    expect(read(questions.positions, position.replace('"currentQty": 1', '"currentQty": -3'))).toMatchObject([
      { lots: -3, liquidationTicks: 453_143 },
    ]);
    const rights = questions.rights.read(dataOf(kucoinFutures, sample('account-account', 'GetApikeyInfo')));
    expect(rights).toMatchObject({ canTrade: 'yes', canMoveFunds: 'yes', ipRestricted: 'yes' });
  });

  it('a contract with its risk limits, and no inverse one', () => {
    const listed = sample('futures-market', 'GetSymbol')
      .replace('"data": {', '"data": [{')
      .replace(/\}\s*$/, ']}');
    const { contracts: found, skipped } = contracts.read([dataOf(kucoinFutures, listed)], '2025-03-11');
    expect(skipped).toEqual([]);
    const limits = dataOf(kucoinFutures, sample('futures-positions', 'GetIsolatedMarginRiskLimit'));
    const { instrument } = contracts.details.join(found[0] as VenueContract, [limits]);
    expect(instrument).toMatchObject({
      coin: 'BTC',
      tickUnits: 1,
      priceScale: 1,
      tickValue: 10_000n,
      makerFeePpm: 200n,
      assumed: [],
    });
    expect(instrument.maintenanceTiers).toHaveLength(12);
    expect(instrument.maintenanceTiers.at(-1)).toMatchObject({ maxLeverage: 1, maintenanceRatePpm: 500_000n });
    const inverse = contracts.read(
      [dataOf(kucoinFutures, listed.replace('"isInverse": false', '"isInverse": true'))],
      '2025-03-11',
    );
    expect(inverse.skipped[0]?.reason).toContain('inverse');
  });

  it('the stream of orders with its nanoseconds', () => {
    const list = signs(kucoinFutures, 'kucoin', sample('futures-futuresprivate', 'Order'));
    expect(list).toMatchObject([
      { kind: 'event', event: { kind: 'opened', venueOrderId: '247899236673269761', tsVenue: 1_731_916_985_789 } },
    ]);
  });

  it('the public streams', () => {
    const book = books['kucoin'] as ContractBook;
    const readPublic = (operation: string) =>
      kucoinFutures.feed.read(JSON.parse(sample('futures-futurespublic', operation)), book);
    const quote = new FrequentMessages(kucoinFutures.feed.frequent, book);
    expect(quote.read(compact(sample('futures-futurespublic', 'TickerV2')))).toMatchObject([
      { patch: { bid: 88_987.4, ask: 88_987.5, bidLots: 713 }, tsVenue: 1_731_665_526_461 },
    ]);
    expect(readPublic('Instrument')).toMatchObject([{ patch: { mark: 90_445.02, index: 90_445.02 } }]);
    expect(readPublic('Klines')).toMatchObject([
      { kind: 'candle', candle: { ts: 1_731_898_200_000, close: 90_638.6, volume: 0.021 } },
    ]);
    const candles = new CandleReader(kucoinFutures.feed.history.format).read(
      Buffer.from(sample('futures-market', 'GetKlines')),
    );
    expect([candles.open[0], candles.high[0], candles.low[0]]).toEqual([60_791.1, 61_035, 58_940]);
  });
});

describe.runIf(existsSync(ROOT))('Binance USDⓈ-M, from recorded messages', () => {
  const read = (path: string) => signs(binanceUsdm, 'binance', fixture(`binance/${path}`));

  it('fills of trades and of auto-deleveraging, with their fees', () => {
    expect(read('ws_user_order_update_trade_partial.json')).toMatchObject([
      {
        event: {
          kind: 'fill',
          clientOrderId: 'TEST',
          tradeId: '12345678',
          lots: 1,
          priceTicks: 710_050,
          liquidity: 'maker',
          fee: 1_000_000n,
        },
      },
    ]);
    expect(kindsOf(read('ws_user_order_update_adl.json'))).toEqual(['fill']);
  });

  it('the end of a waiting order, with its reason', () => {
    expect(read('ws_user_algo_update_canceled.json')).toMatchObject([
      {
        event: {
          kind: 'canceled',
          clientOrderId: 'Q5xaq5EGKgXXa0fD7fs0Ip',
          venueOrderId: '2148719',
          reason: 'Canceled at the venue: Reduce Only reject',
        },
      },
    ]);
    expect(read('ws_user_account_update.json')).toEqual([]);
  });

  it('waiting orders and the account', () => {
    const { openOrders, account } = binanceUsdm.questions;
    expect(rowsOf(binanceUsdm, 'binance', openOrders, fixture('binance/http_open_algo_orders.json'))).toMatchObject([
      { clientOrderId: 'test-algo-order-1', kind: 'stop-market', state: 'waiting', lots: 1, triggerTicks: 4_500_000 },
    ]);
    expect(formatMoney(account.read(dataOf(binanceUsdm, fixture('binance/http_account_info_v2.json'))).equity)).toBe(
      '23.72469206',
    );
  });

  it('a quote and a liquidation of a long position', () => {
    const book = books['binance'] as ContractBook;
    const liquidation = binanceUsdm.feed.read(JSON.parse(fixture('binance/ws_market_liquidation_stream.json')), book);
    expect(liquidation).toMatchObject([{ event: { kind: 'liquidation', positionSide: 'long', lots: 14 } }]);
    const frequent = new FrequentMessages(binanceUsdm.feed.frequent, book);
    const quote = frequent.read(compact(fixture('binance/ws_market_book_ticker_stream.json')));
    expect(quote).toMatchObject([{ patch: { bid: 25.3519, ask: 25.3652 } }]);
  });
});

describe.runIf(existsSync(ROOT))('Bybit, from recorded messages', () => {
  const read = (path: string) => signs(bybit, 'bybit', fixture(`bybit/${path}`));

  it('log-in, subscription, orders and executions', () => {
    expect(kindsOf(read('ws_auth_success.json'))).toEqual(['ready']);
    expect(kindsOf(read('ws_subscription_ack.json'))).toEqual(['acknowledged']);
    expect(read('ws_account_order.json')).toMatchObject([{ event: { kind: 'canceled', clientOrderId: 'client-1' } }]);
    expect(kindsOf(read('ws_account_order_stop_loss.json'))).toEqual(['opened']);
    expect(read('ws_account_execution.json')).toMatchObject([
      {
        event: {
          kind: 'fill',
          lots: 500,
          priceTicks: 9_590_010,
          fee: 2_637_252_750n,
          liquidity: 'taker',
          side: 'sell',
        },
      },
    ]);
  });

  it('positions with the sign of their side, and orders', () => {
    const { positions, openOrders, fills } = bybit.questions;
    const found = rowsOf(bybit, 'bybit', positions, fixture('bybit/http_get_positions.json'));
    expect(found.map(({ symbol, lots }) => [symbol, lots])).toEqual([
      ['BTCUSDT', 500],
      ['ETHUSDT', -500],
    ]);
    const orders = rowsOf(bybit, 'bybit', openOrders, fixture('bybit/http_get_orders_realtime.json'));
    const traded = rowsOf(bybit, 'bybit', fills, fixture('bybit/http_get_executions.json'));
    expect([orders.length, traded.length].every((count) => count > 0)).toBe(true);
    expect(orders.every(({ venueOrderId, lots }) => venueOrderId !== '' && lots > 0)).toBe(true);
    expect(traded.every(({ lots, priceTicks }) => lots > 0 && priceTicks > 0)).toBe(true);
  });

  it('contracts: linear ones, and inverse ones left out with the reason', () => {
    const listed = (name: string) => bybit.contracts.read([dataOf(bybit, fixture(`bybit/${name}.json`))], '2025-01-01');
    expect(listed('http_get_instruments_linear_symbol_type').contracts[0]).toMatchObject({ sizeStep: '0.001' });
    const inverse = listed('http_get_instruments_inverse_symbol_type');
    expect(inverse.contracts).toEqual([]);
    expect(inverse.skipped.length).toBeGreaterThan(0);
  });

  it('a ticker', () => {
    const list = bybit.feed.read(JSON.parse(fixture('bybit/ws_ticker_linear.json')), books['bybit'] as ContractBook);
    expect(list).toMatchObject([
      { patch: { bid: 17_215.5, mark: 17_217.33, fundingRate: -0.000212, bidLots: 84_489 } },
    ]);
  });
});

describe.runIf(existsSync(ROOT))('OKX, from recorded messages', () => {
  it('a filled order on the stream', () => {
    const list = signs(okx, 'okx', fixture('okx/ws_orders.json'));
    expect(list).toMatchObject([
      {
        event: {
          kind: 'fill',
          clientOrderId: '001BTCUSDT20250106001',
          tradeId: '1518905529',
          lots: 3,
          priceTicks: 1_036_989,
          liquidity: 'maker',
        },
      },
    ]);
  });

  it('orders of the history, and waiting ones', () => {
    const { doneOrders } = okx.questions;
    expect(rowsOf(okx, 'okx', doneOrders, fixture('okx/http_get_orders_history.json'))).toMatchObject([
      { state: 'filled', lots: 3, filledLots: 3, clientOrderId: null },
    ]);
    const algos = parseExact(fixture('okx/ws_orders_algo.json'));
    const rows = isObject(algos) ? (algos['data'] as readonly ExactObject[]) : [];
    const swap = (books['okx'] as ContractBook).all[0] as VenueContract;
    const found = rows.slice(0, 3).map((row) => doneOrders.read(row, swap));
    expect(found).toMatchObject([
      { kind: 'stop-market', state: 'waiting', triggerTicks: 950_000, lots: 1 },
      { kind: 'stop-limit', state: 'waiting', priceTicks: 1_060_000 },
      { state: 'open' },
    ]);
  });

  it('a position in long/short mode is refused, a refused order is a refusal', () => {
    const positions = fixture('okx/http_get_positions.json');
    expect(() => rowsOf(okx, 'okx', okx.questions.positions, positions)).toThrow('net mode');
    const net = positions.replace('"long"', '"net"').replace('"pos": "0.5"', '"pos": "-0.5"');
    expect(rowsOf(okx, 'okx', okx.questions.positions, net)).toMatchObject([{ lots: -50, marginMode: 'isolated' }]);
    const refused = okx.verdict(200, parseExact(fixture('okx/http_place_algo_order_rejected.json')));
    expect(refused).toEqual({ ok: false, code: '51000', message: 'Parameter instId error' });
  });

  it('the account, and contracts: inverse ones are left out', () => {
    const account = okx.questions.account.read(dataOf(okx, fixture('okx/http_get_account_balance.json')));
    expect(formatMoney(account.available)).toBe('94.4261299');
    const { contracts, skipped } = okx.contracts.read(
      [dataOf(okx, fixture('okx/http_get_instruments_futures.json'))],
      '2025-01-01',
    );
    expect(contracts).toEqual([]);
    expect(skipped[0]?.reason).toContain('inverse');
  });
});
