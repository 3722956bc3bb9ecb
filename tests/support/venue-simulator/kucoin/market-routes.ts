import { type Contract, markNumber, priceNumber, priceText } from '../engine/index.ts';
import { barsOf } from '../wire/bars.ts';
import { type Answer, ok, refuse } from './answers.ts';
import type { Handler, Route, VenueContext } from './context.ts';
import { contractView, tickerView } from './contract-view.ts';
import { dayOf } from '../wire/day.ts';
import { nanos } from '../wire/json.ts';

const MINUTE = 60_000;
/** KuCoin gives at most 500 bars per request. */
const MAX_BARS = 500;

const notFound = (): Answer => refuse('100003', 'Contract parameter invalid');

/** A handler for one contract, named in the path or the query. */
const ofContract =
  (handle: (context: VenueContext, contract: Contract, query: URLSearchParams) => Answer): Handler =>
  (context, { query, path }) => {
    const contract = context.engine.contract(path['symbol'] ?? query.get('symbol') ?? '');
    return contract === undefined ? notFound() : handle(context, contract, query);
  };

const ticker = (context: VenueContext, contract: Contract): Record<string, unknown> =>
  tickerView(contract, context.engine.quote(contract.symbol), context.books.snapshot(contract.symbol).sequence);

function bookAnswer(context: VenueContext, contract: Contract, levels: number): Answer {
  const { depth, sequence } = context.books.snapshot(contract.symbol);
  const rows = (side: readonly (readonly [number, number])[]): number[][] =>
    side.slice(0, levels).map(([ticks, lots]) => [priceNumber(contract, ticks), lots]);
  return ok({
    sequence,
    symbol: contract.symbol,
    bids: rows(depth.bids),
    asks: rows(depth.asks),
    ts: nanos(context.engine.now),
  });
}

const klines = ofContract(({ engine }, contract, query) => {
  const granularity = Number(query.get('granularity') ?? '1');
  if (!(granularity >= 1)) return refuse('400100', 'granularity is invalid', 400);
  const span = granularity * MINUTE;
  const to = Math.min(Number(query.get('to') ?? engine.now), engine.now);
  const asked = Number(query.get('from') ?? to - (MAX_BARS - 1) * span);
  const from = Math.ceil(asked / span) * span;
  const last = Math.min(to, from + (MAX_BARS - 1) * span);
  return ok(
    barsOf(engine, contract, span, from, last).map((bar) => [
      bar.at,
      ...[bar.open, bar.high, bar.low, bar.close].map((ticks) => priceNumber(contract, ticks)),
      bar.lots,
    ]),
  );
});

const trades = ofContract(({ tape, books }, contract) =>
  ok(
    tape.of(contract.symbol).map((trade) => ({
      sequence: books.snapshot(contract.symbol).sequence,
      contractId: 1,
      tradeId: trade.tradeId,
      makerOrderId: trade.makerOrderId,
      takerOrderId: trade.takerOrderId,
      ts: nanos(trade.at),
      size: trade.lots,
      price: priceText(contract, trade.priceTicks),
      side: trade.takerSide,
    })),
  ),
);

const markPrice = ofContract(({ engine }, contract) => {
  const quote = engine.quote(contract.symbol);
  return ok({
    symbol: contract.symbol,
    granularity: 1_000,
    timePoint: Math.floor(engine.now / 1_000) * 1_000,
    value: markNumber(contract, quote.markUnits),
    indexPrice: markNumber(contract, quote.indexUnits),
  });
});

const fundingRate = ofContract(({ engine }, contract) => {
  const quote = engine.quote(contract.symbol);
  return ok({
    symbol: `.${contract.symbol}FPI8H`,
    granularity: contract.fundingIntervalMs,
    timePoint: quote.nextFundingAt - contract.fundingIntervalMs,
    value: quote.fundingPpm / 1e6,
    predictedValue: quote.fundingPpm / 1e6,
    fundingRateCap: 0.003,
    fundingRateFloor: -0.003,
    period: 0,
    fundingTime: quote.nextFundingAt,
  });
});

const fundingRates = ofContract(({ engine }, contract, query) => {
  const step = contract.fundingIntervalMs;
  const to = Math.min(Number(query.get('to') ?? engine.now), engine.now);
  const from = Math.max(Number(query.get('from') ?? 0), to - 100 * step);
  const rows = [];
  for (let at = Math.floor(to / step) * step; at >= from; at -= step) {
    rows.push({ symbol: contract.symbol, fundingRate: engine.quote(contract.symbol).fundingPpm / 1e6, timepoint: at });
  }
  return ok(rows);
});

const riskLimits = ofContract((_, contract) =>
  ok(
    contract.tiers.map((tier) => ({
      symbol: contract.symbol,
      level: tier.level,
      maxRiskLimit: tier.maxNotional,
      minRiskLimit: tier.minNotional,
      maxLeverage: tier.maxLeverage,
      initialMargin: tier.initialPpm / 1e6,
      maintainMargin: tier.maintenancePpm / 1e6,
    })),
  ),
);

const STATES = { open: 'open', 'cancel-only': 'cancelonly', closed: 'close' } as const;

const bullet =
  (kind: 'public' | 'private'): Handler =>
  ({ tokens, wsUrl }) =>
    ok({
      token: tokens.issue(kind),
      instanceServers: [
        { endpoint: wsUrl(), encrypt: true, protocol: 'websocket', pingInterval: 18_000, pingTimeout: 10_000 },
      ],
    });

const route = (
  method: Route['method'],
  at: string,
  weight: number,
  handle: Handler,
  access: Route['access'] = 'public',
): Route => ({
  method,
  at,
  weight,
  handle,
  access,
});

export const MARKET_ROUTES: readonly Route[] = [
  route('GET', '/api/v1/contracts/active', 3, ({ engine }) =>
    ok(engine.contracts.map((contract) => contractView(engine, contract))),
  ),
  route('GET', '/api/v1/contracts/risk-limit/:symbol', 5, riskLimits),
  route(
    'GET',
    '/api/v1/contracts/:symbol',
    3,
    ofContract(({ engine }, contract) => ok(contractView(engine, contract))),
  ),
  route(
    'GET',
    '/api/v1/ticker',
    2,
    ofContract((context, contract) => ok(ticker(context, contract))),
  ),
  route('GET', '/api/v1/allTickers', 5, (context) =>
    ok(context.engine.contracts.map((contract) => ticker(context, contract))),
  ),
  route(
    'GET',
    '/api/v1/level2/snapshot',
    3,
    ofContract((context, contract) => bookAnswer(context, contract, 1_000)),
  ),
  route(
    'GET',
    '/api/v1/level2/depth20',
    5,
    ofContract((context, contract) => bookAnswer(context, contract, 20)),
  ),
  route(
    'GET',
    '/api/v1/level2/depth100',
    10,
    ofContract((context, contract) => bookAnswer(context, contract, 100)),
  ),
  route('GET', '/api/v1/trade/history', 5, trades),
  route('GET', '/api/v1/kline/query', 3, klines),
  route('GET', '/api/v1/mark-price/:symbol/current', 3, markPrice),
  route('GET', '/api/v1/funding-rate/:symbol/current', 2, fundingRate),
  route('GET', '/api/v1/contract/funding-rates', 5, fundingRates),
  route('GET', '/api/v1/trade-statistics', 3, ({ engine }) =>
    ok({ turnoverOf24h: engine.contracts.reduce((sum, contract) => sum + dayOf(engine, contract).turnover, 0) }),
  ),
  route('GET', '/api/v1/timestamp', 2, ({ engine }) => ok(engine.now)),
  route('GET', '/api/v1/status', 4, ({ engine }) =>
    ok({ msg: engine.service.message, status: STATES[engine.service.state] }),
  ),
  route('POST', '/api/v1/bullet-public', 10, bullet('public')),
  route('POST', '/api/v1/bullet-private', 10, bullet('private'), 'private'),
];
