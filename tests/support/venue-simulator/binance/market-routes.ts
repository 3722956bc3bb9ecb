import { type Contract, markNumber, type Quote } from '../engine/index.ts';
import { barsOf } from '../wire/bars.ts';
import { dayOf } from '../wire/day.ts';
import { type Answer, ok, refusalOf } from './answers.ts';
import type { BinanceContext, Handler, Route } from './context.ts';
import { contractOf, nameOf, priceOf, sizeDecimals, sizeText } from './names.ts';
import { markOf } from './views.ts';

const MINUTE = 60_000;

export const INTERVALS: Readonly<Record<string, number>> = {
  '1m': 1,
  '3m': 3,
  '5m': 5,
  '15m': 15,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '4h': 240,
  '6h': 360,
  '8h': 480,
  '12h': 720,
  '1d': 1_440,
  '1w': 10_080,
};

const ofContract =
  (handle: (context: BinanceContext, contract: Contract, query: URLSearchParams) => Answer): Handler =>
  (context, query) => {
    const contract = contractOf(context.engine, query.get('symbol'));
    return contract === undefined ? refusalOf('unknown-symbol') : handle(context, contract, query);
  };

/** One contract when a symbol is named, all of them otherwise. */
const ofAll =
  (view: (context: BinanceContext, contract: Contract) => unknown): Handler =>
  (context, query) => {
    if (!query.has('symbol')) return ok(context.engine.contracts.map((contract) => view(context, contract)));
    const contract = contractOf(context.engine, query.get('symbol'));
    return contract === undefined ? refusalOf('unknown-symbol') : ok(view(context, contract));
  };

const symbolView = (contract: Contract): Record<string, unknown> => {
  const tick = priceOf(contract, 1);
  const step = sizeText(contract, 1);
  const max = sizeText(contract, contract.maxOrderLots);
  return {
    symbol: nameOf(contract),
    pair: nameOf(contract),
    contractType: 'PERPETUAL',
    deliveryDate: 4_133_404_800_000,
    onboardDate: contract.firstOpenAt,
    status: 'TRADING',
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: contract.coin,
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    pricePrecision: contract.priceDecimals,
    quantityPrecision: sizeDecimals(contract),
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: ['PoW'],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '1000000', tickSize: tick },
      { filterType: 'LOT_SIZE', stepSize: step, minQty: step, maxQty: max },
      { filterType: 'MARKET_LOT_SIZE', stepSize: step, minQty: step, maxQty: max },
      { filterType: 'MAX_NUM_ORDERS', limit: 200 },
      { filterType: 'MAX_NUM_ALGO_ORDERS', limit: 10 },
      { filterType: 'MIN_NOTIONAL', notional: '5' },
      { filterType: 'PERCENT_PRICE', multiplierUp: '1.0500', multiplierDown: '0.9500', multiplierDecimal: '4' },
    ],
    orderTypes: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET'],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  };
};

const exchangeInfo: Handler = ({ engine }) =>
  ok({
    timezone: 'UTC',
    serverTime: engine.now,
    futuresType: 'U_MARGINED',
    rateLimits: [
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2_400 },
      { rateLimitType: 'ORDERS', interval: 'MINUTE', intervalNum: 1, limit: 1_200 },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 300 },
    ],
    exchangeFilters: [],
    assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }],
    symbols: engine.contracts.map(symbolView),
  });

const depth = ofContract(({ books, engine }, contract, query) => {
  const limit = Number(query.get('limit') ?? '500');
  const book = books.snapshot(contract.symbol);
  const rows = (side: readonly (readonly [number, number])[]): string[][] =>
    side.slice(0, limit).map(([ticks, lots]) => [priceOf(contract, ticks), sizeText(contract, lots)]);
  return ok({
    lastUpdateId: book.sequence,
    E: engine.now,
    T: engine.now,
    bids: rows(book.depth.bids),
    asks: rows(book.depth.asks),
  });
});

const klines = ofContract(({ engine }, contract, query) => {
  const span = (INTERVALS[query.get('interval') ?? '1m'] ?? 1) * MINUTE;
  const limit = Math.min(1_500, Number(query.get('limit') ?? '500'));
  const to = Math.min(Number(query.get('endTime') ?? engine.now), engine.now);
  const from = Number(query.get('startTime') ?? to - (limit - 1) * span);
  return ok(
    barsOf(engine, contract, span, Math.ceil(from / span) * span, to)
      .slice(0, limit)
      .map((bar) => {
        const volume = sizeText(contract, bar.lots);
        const quote = String(Number(volume) * Number(priceOf(contract, bar.close)));
        const prices = [bar.open, bar.high, bar.low, bar.close].map((ticks) => priceOf(contract, ticks));
        return [bar.at, ...prices, volume, bar.at + span - 1, quote, 1, volume, quote, '0'];
      }),
  );
});

const dayTicker = ({ engine }: BinanceContext, contract: Contract): unknown => {
  const quote = engine.quote(contract.symbol);
  const day = dayOf(engine, contract);
  const volume = Number(sizeText(contract, day.lots));
  return {
    symbol: nameOf(contract),
    priceChange: ((quote.lastTicks - day.first) / 10 ** contract.priceDecimals).toFixed(contract.priceDecimals),
    priceChangePercent: (((quote.lastTicks - day.first) / day.first) * 100).toFixed(3),
    weightedAvgPrice: (volume === 0 ? 0 : day.turnover / volume).toFixed(contract.priceDecimals),
    lastPrice: priceOf(contract, quote.lastTicks),
    lastQty: sizeText(contract, quote.lastLots),
    openPrice: priceOf(contract, day.first),
    highPrice: priceOf(contract, day.high),
    lowPrice: priceOf(contract, day.low),
    volume: sizeText(contract, day.lots),
    quoteVolume: day.turnover.toFixed(2),
    openTime: engine.now - 86_400_000,
    closeTime: engine.now,
    firstId: 0,
    lastId: Number(quote.lastTradeId),
    count: 0,
  };
};

const bookTicker = ({ engine, books }: BinanceContext, contract: Contract): unknown => {
  const quote = engine.quote(contract.symbol);
  return {
    symbol: nameOf(contract),
    bidPrice: priceOf(contract, quote.bidTicks),
    bidQty: sizeText(contract, quote.bidLots),
    askPrice: priceOf(contract, quote.askTicks),
    askQty: sizeText(contract, quote.askLots),
    time: engine.now,
    lastUpdateId: books.snapshot(contract.symbol).sequence,
  };
};

const premium = ({ engine }: BinanceContext, contract: Contract): unknown => {
  const quote: Quote = engine.quote(contract.symbol);
  return {
    symbol: nameOf(contract),
    markPrice: markOf(contract, quote),
    indexPrice: markNumber(contract, quote.indexUnits).toFixed(8),
    estimatedSettlePrice: markOf(contract, quote),
    lastFundingRate: (quote.fundingPpm / 1e6).toFixed(8),
    interestRate: '0.00010000',
    nextFundingTime: quote.nextFundingAt,
    time: engine.now,
  };
};

const openInterest = ofContract(({ engine }, contract) =>
  ok({
    symbol: nameOf(contract),
    openInterest: sizeText(contract, engine.quote(contract.symbol).openInterestLots),
    time: engine.now,
  }),
);

const trades = ofContract(({ tape }, contract) =>
  ok(
    tape.of(contract.symbol).map((trade) => ({
      a: Number(trade.tradeId),
      p: priceOf(contract, trade.priceTicks),
      q: sizeText(contract, trade.lots),
      f: Number(trade.tradeId),
      l: Number(trade.tradeId),
      T: trade.at,
      m: trade.takerSide === 'sell',
    })),
  ),
);

const route = (at: string, weight: number, handle: Handler): Route => ({
  method: 'GET',
  at,
  weight,
  handle,
  access: 'public',
});

export const MARKET_ROUTES: readonly Route[] = [
  route('/fapi/v1/ping', 1, () => ok({})),
  route('/fapi/v1/time', 1, ({ engine }) => ok({ serverTime: engine.now })),
  route('/sapi/v1/system/status', 1, ({ engine }) =>
    ok(engine.service.state === 'open' ? { status: 0, msg: 'normal' } : { status: 1, msg: 'system maintenance' }),
  ),
  route('/fapi/v1/exchangeInfo', 1, exchangeInfo),
  route('/fapi/v1/depth', 10, depth),
  route('/fapi/v1/klines', 5, klines),
  route('/fapi/v1/ticker/24hr', 1, ofAll(dayTicker)),
  route('/fapi/v1/ticker/bookTicker', 2, ofAll(bookTicker)),
  route('/fapi/v1/premiumIndex', 1, ofAll(premium)),
  route('/fapi/v1/openInterest', 1, openInterest),
  route('/fapi/v1/aggTrades', 20, trades),
];
