import { amountNumber, type FundingSettlement, markNumber, type VenueEngine } from '../engine/index.ts';
import { ok, refuse } from './answers.ts';
import type { Handler, Route, VenueContext } from './context.ts';
import { positionRecord } from './position-view.ts';

const recordOf = ({ engine, settings }: VenueContext, symbol: string): unknown => {
  const contract = engine.contract(symbol);
  if (contract === undefined) return null;
  const record = positionRecord(contract, engine.position(symbol), engine.quote(symbol), engine.now);
  return { ...record, autoDeposit: settings.autoDeposit.has(symbol) };
};

const overview: Handler = ({ engine }, { query }) => {
  const account = engine.account();
  return ok({
    accountEquity: amountNumber(account.equity),
    unrealisedPNL: amountNumber(account.unrealised),
    marginBalance: amountNumber(account.wallet),
    positionMargin: amountNumber(account.positionMargin),
    orderMargin: amountNumber(account.orderMargin),
    frozenFunds: 0,
    availableBalance: amountNumber(account.available),
    currency: query.get('currency') ?? 'USDT',
    riskRatio: 0,
    maxWithdrawAmount: amountNumber(account.available),
  });
};

const positions: Handler = (context) => {
  const held = context.engine.positions().filter((position) => position.lots !== 0);
  return ok(held.map((position) => recordOf(context, position.symbol)));
};

const onePosition: Handler = (context, { query }) => {
  const symbol = query.get('symbol') ?? '';
  if (context.engine.contract(symbol) === undefined) return refuse('100003', 'Contract parameter invalid');
  return ok(recordOf(context, symbol));
};

const settlementView = (engine: VenueEngine, settlement: FundingSettlement): unknown => {
  const contract = engine.contract(settlement.symbol);
  return {
    id: settlement.id,
    symbol: settlement.symbol,
    timePoint: settlement.at,
    fundingRate: settlement.ratePpm / 1e6,
    markPrice: contract === undefined ? 0 : markNumber(contract, settlement.markUnits),
    positionQty: settlement.lots,
    positionCost: amountNumber(settlement.positionValue),
    funding: amountNumber(settlement.amount),
    settleCurrency: 'USDT',
    context: '{"marginMode": "ISOLATED", "positionSide": "BOTH"}',
    marginMode: 'ISOLATED',
  };
};

/** Newest first, unless `reverse=false`. */
const fundingHistory: Handler = ({ engine }, { query }) => {
  const from = Number(query.get('startAt') ?? 0);
  const to = Number(query.get('endAt') ?? engine.now);
  const wanted = Number(query.get('maxCount') ?? 10);
  const offset = query.get('offset');
  const rows = engine
    .settlements()
    .filter(({ symbol, at }) => symbol === query.get('symbol') && at >= from && at <= to)
    .toReversed()
    .filter(({ id }) => offset === null || id < Number(offset));
  return ok({
    dataList: rows.slice(0, wanted).map((row) => settlementView(engine, row)),
    hasMore: rows.length > wanted,
  });
};

interface LedgerRow {
  readonly time: number;
  readonly type: string;
  readonly amount: number;
  readonly remark: string;
  readonly offset: number;
}

/**
 * Newest first, going on behind `offset`. Realised results are summed up per settlement, fees and funding included, as
 * the venue does; whoever counts them besides the fills counts twice.
 */
const transactionHistory: Handler = ({ engine }, { query }) => {
  const from = Number(query.get('startAt') ?? 0);
  const to = Number(query.get('endAt') ?? engine.now);
  const wanted = Number(query.get('maxCount') ?? 50);
  const offset = query.get('offset');
  const moved = engine.transfers().map(({ id, at, amount }): LedgerRow => {
    const type = amount < 0n ? 'TransferOut' : 'TransferIn';
    const remark = amount < 0n ? 'Transferred to Main Account' : 'Transferred from High-Frequency Trading Account';
    return { time: at, type, amount: Math.abs(amountNumber(amount)), remark, offset: 2 * id };
  });
  const realised = engine.settlements().map(({ id, at, amount, symbol }): LedgerRow => ({
    time: at,
    type: 'RealisedPNL',
    amount: amountNumber(amount),
    remark: symbol,
    offset: 2 * (id % 1_000_000_000) + 1,
  }));
  const rows = [...moved, ...realised]
    .filter(({ time, type }) => time >= from && time <= to && (query.get('type') ?? type) === type)
    .sort((a, b) => b.offset - a.offset)
    .filter((row) => offset === null || row.offset < Number(offset));
  const equity = amountNumber(engine.account().equity);
  const view = (row: LedgerRow) => ({ ...row, fee: 0, accountEquity: equity, status: 'Completed', currency: 'USDT' });
  return ok({ dataList: rows.slice(0, wanted).map(view), hasMore: rows.length > wanted });
};

const apiKey: Handler = ({ credentials, engine }) =>
  ok({
    remark: 'simulator',
    apiKey: credentials.key,
    apiVersion: 3,
    permission: credentials.permissions,
    ipWhitelist: credentials.ipWhitelist,
    createdAt: engine.startedAt - 86_400_000,
    uid: 165_111_215,
    isMaster: true,
  });

const named = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const setMarginMode: Handler = (_, { body }) => {
  const { symbol, marginMode } = named(body);
  return marginMode === 'ISOLATED'
    ? ok({ symbol, marginMode })
    : refuse('400100', 'This account trades isolated margin only', 400);
};

/** A setting only: this account trades isolated margin. */
const crossLeverage: Handler = ({ settings }, { query }) => {
  const symbol = query.get('symbol') ?? '';
  return ok({ symbol, leverage: settings.crossLeverage.get(symbol) ?? '3' });
};

const setCrossLeverage: Handler = ({ settings }, { body }) => {
  const { symbol, leverage } = named(body);
  settings.crossLeverage.set(String(symbol), String(leverage));
  return ok(true);
};

const setAutoDeposit: Handler = ({ settings }, { body }) => {
  const { symbol, status } = named(body);
  if (status === true) settings.autoDeposit.add(String(symbol));
  else settings.autoDeposit.delete(String(symbol));
  return ok(true);
};

const marginMode: Handler = (_, { query }) => ok({ symbol: query.get('symbol'), marginMode: 'ISOLATED' });

const maxOpenSize: Handler = ({ engine }, { query }) => {
  const symbol = query.get('symbol') ?? '';
  const contract = engine.contract(symbol);
  if (contract === undefined) return refuse('100003', 'Contract parameter invalid');
  const each = BigInt(engine.quote(symbol).lastTicks) * contract.tickValue;
  const lots = Number((engine.account().available * BigInt(query.get('leverage') ?? '1')) / each);
  return ok({ symbol, maxBuyOpenSize: lots, maxSellOpenSize: lots });
};

const addMargin: Handler = (context, { body }) => {
  const { engine } = context;
  const { symbol, margin } = named(body);
  if (typeof symbol !== 'string' || engine.contract(symbol) === undefined)
    return refuse('100003', 'Contract parameter invalid');
  engine.addMargin(symbol, BigInt(Math.round(Number(margin) * 1e8)));
  return ok(recordOf(context, symbol));
};

const route = (method: Route['method'], at: string, weight: number, handle: Handler): Route => ({
  method,
  at,
  weight,
  handle,
  access: 'private',
});

export const ACCOUNT_ROUTES: readonly Route[] = [
  route('GET', '/api/v1/account-overview', 5, overview),
  route('GET', '/api/v1/transaction-history', 2, transactionHistory),
  route('GET', '/api/v1/positions', 2, positions),
  route('GET', '/api/v1/position', 2, onePosition),
  route('GET', '/api/v1/funding-history', 5, fundingHistory),
  route('GET', '/api/v1/user/api-key', 3, apiKey),
  route('GET', '/api/v1/trade-fees', 3, (_, { query }) =>
    ok({ symbol: query.get('symbol'), takerFeeRate: '0.0006', makerFeeRate: '0.0002' }),
  ),
  route('GET', '/api/v2/position/getMarginMode', 2, marginMode),
  route('POST', '/api/v2/position/changeMarginMode', 2, setMarginMode),
  route('GET', '/api/v2/position/getPositionMode', 2, () => ok({ positionMode: 0 })),
  route('GET', '/api/v2/getMaxOpenSize', 4, maxOpenSize),
  route('GET', '/api/v2/getCrossUserLeverage', 2, crossLeverage),
  route('POST', '/api/v2/changeCrossUserLeverage', 2, setCrossLeverage),
  route('POST', '/api/v1/position/margin/deposit-margin', 4, addMargin),
  route('POST', '/api/v1/position/margin/auto-deposit-status', 4, setAutoDeposit),
];
