import { randomBytes } from 'node:crypto';

import { amountText, type Contract, type EnginePosition } from '../engine/index.ts';
import { ok, refusalOf, refuse } from './answers.ts';
import type { BinanceContext, Handler, Route } from './context.ts';
import { contractAt, contractOf, nameOf } from './names.ts';
import { positionView } from './views.ts';

const held = ({ engine }: BinanceContext): { contract: Contract; position: EnginePosition }[] =>
  engine
    .positions()
    .filter((position) => position.lots !== 0)
    .map((position) => ({ position, contract: contractAt(engine, position.symbol) }));

const positionRisk: Handler = (context) =>
  ok(
    held(context).map(({ contract, position }) =>
      positionView(contract, position, context.engine.quote(contract.symbol)),
    ),
  );

const assetOf = ({ engine }: BinanceContext): Record<string, unknown> => {
  const account = engine.account();
  return {
    asset: 'USDT',
    walletBalance: amountText(account.wallet),
    unrealizedProfit: amountText(account.unrealised),
    marginBalance: amountText(account.equity),
    maintMargin: '0',
    initialMargin: amountText(account.positionMargin + account.orderMargin),
    positionInitialMargin: amountText(account.positionMargin),
    openOrderInitialMargin: amountText(account.orderMargin),
    crossWalletBalance: amountText(account.wallet - account.positionMargin),
    crossUnPnl: '0',
    availableBalance: amountText(account.available),
    maxWithdrawAmount: amountText(account.available),
    updateTime: engine.now,
  };
};

const account: Handler = (context) => {
  const totals = context.engine.account();
  return ok({
    totalInitialMargin: amountText(totals.positionMargin + totals.orderMargin),
    totalMaintMargin: '0',
    totalWalletBalance: amountText(totals.wallet),
    totalUnrealizedProfit: amountText(totals.unrealised),
    totalMarginBalance: amountText(totals.equity),
    totalPositionInitialMargin: amountText(totals.positionMargin),
    totalOpenOrderInitialMargin: amountText(totals.orderMargin),
    totalCrossWalletBalance: amountText(totals.wallet - totals.positionMargin),
    totalCrossUnPnl: '0',
    availableBalance: amountText(totals.available),
    maxWithdrawAmount: amountText(totals.available),
    canTrade: true,
    assets: [assetOf(context)],
    positions: held(context).map(({ contract, position }) =>
      positionView(contract, position, context.engine.quote(contract.symbol)),
    ),
  });
};

const balance: Handler = (context) => {
  const { walletBalance, ...rest } = assetOf(context);
  return ok([{ accountAlias: 'SimVenue', balance: walletBalance, ...rest, marginAvailable: true }]);
};

const setLeverage: Handler = (context, query) => {
  const contract = contractOf(context.engine, query.get('symbol'));
  if (contract === undefined) return refusalOf('unknown-symbol');
  const leverage = Number(query.get('leverage'));
  if (!(leverage >= 1 && leverage <= contract.maxLeverage)) return refusalOf('bad-leverage');
  context.leverage.set(contract.symbol, leverage);
  return ok({ leverage, maxNotionalValue: String(contract.tiers.at(-1)?.maxNotional ?? 0), symbol: nameOf(contract) });
};

const brackets: Handler = ({ engine }) =>
  ok(
    engine.contracts.map((contract) => ({
      symbol: nameOf(contract),
      notionalCoef: 1,
      brackets: contract.tiers.map((tier) => ({
        bracket: tier.level,
        initialLeverage: tier.maxLeverage,
        notionalCap: tier.maxNotional,
        notionalFloor: tier.minNotional,
        maintMarginRatio: tier.maintenancePpm / 1e6,
        cum: 0,
      })),
    })),
  );

/** Oldest first: what was paid in and out, funding, and for each fill its result and its fee. */
const income: Handler = ({ engine }, query) => {
  const row = (incomeType: string, amount: bigint, symbol: string, time: number, tranId: number | string) => ({
    symbol: symbol === '' ? '' : nameOf(contractAt(engine, symbol)),
    incomeType,
    income: amountText(amount),
    asset: 'USDT',
    info: incomeType,
    time,
    tranId: Number(tranId),
    tradeId: '',
  });
  const rows = [
    ...engine.transfers().map(({ id, at, amount }) => row('TRANSFER', amount, '', at, id)),
    ...engine.settlements().map(({ id, at, amount, symbol }) => row('FUNDING_FEE', amount, symbol, at, id)),
    ...engine
      .trades()
      .flatMap(({ tradeId, at, symbol, fee, realised }) => [
        row('COMMISSION', -fee, symbol, at, tradeId),
        ...(realised === 0n ? [] : [row('REALIZED_PNL', realised, symbol, at, tradeId)]),
      ]),
  ];
  const from = Number(query.get('startTime') ?? 0);
  const to = Number(query.get('endTime') ?? engine.now);
  const type = query.get('incomeType');
  return ok(
    rows
      .filter(({ time, incomeType }) => time >= from && time <= to && (type ?? incomeType) === incomeType)
      .sort((a, b) => a.time - b.time)
      .slice(0, Number(query.get('limit') ?? 100)),
  );
};

const newListenKey: Handler = ({ listenKeys }) => {
  const listenKey = randomBytes(32).toString('hex');
  listenKeys.add(listenKey);
  return ok({ listenKey });
};

const keepListenKey: Handler = ({ listenKeys }) => {
  const listenKey = [...listenKeys].at(-1);
  return listenKey === undefined ? refuse(-1125, 'This listenKey does not exist.') : ok({ listenKey });
};

const endListenKey: Handler = ({ listenKeys }) => {
  listenKeys.clear();
  return ok({});
};

const signed = (method: Route['method'], at: string, weight: number, handle: Handler): Route => ({
  method,
  at,
  weight,
  handle,
  access: 'signed',
});

const keyed = (method: Route['method'], handle: Handler): Route => ({
  method,
  at: '/fapi/v1/listenKey',
  weight: 1,
  handle,
  access: 'key',
});

export const ACCOUNT_ROUTES: readonly Route[] = [
  signed('GET', '/fapi/v3/positionRisk', 5, positionRisk),
  signed('GET', '/fapi/v2/positionRisk', 5, positionRisk),
  signed('GET', '/fapi/v3/account', 5, account),
  signed('GET', '/fapi/v2/account', 5, account),
  signed('GET', '/fapi/v3/balance', 5, balance),
  signed('GET', '/fapi/v2/balance', 5, balance),
  signed('POST', '/fapi/v1/leverage', 1, setLeverage),
  signed('POST', '/fapi/v1/marginType', 1, () => refuse(-4046, 'No need to change margin type.')),
  signed('GET', '/fapi/v1/leverageBracket', 1, brackets),
  signed('GET', '/fapi/v1/positionSide/dual', 30, () => ok({ dualSidePosition: false })),
  signed('GET', '/fapi/v1/income', 30, income),
  // ccxt loads the currencies of the spot host together with the contracts.
  signed('GET', '/sapi/v1/account/apiRestrictions', 1, () =>
    ok({
      ipRestrict: true,
      createTime: 1_730_000_000_000,
      enableReading: true,
      enableFutures: true,
      enableWithdrawals: false,
      enableInternalTransfer: false,
      permitsUniversalTransfer: false,
    }),
  ),
  signed('GET', '/sapi/v1/capital/config/getall', 10, () => ok([])),
  signed('GET', '/sapi/v1/margin/allPairs', 1, () => ok([])),
  keyed('POST', newListenKey),
  keyed('PUT', keepListenKey),
  keyed('DELETE', endListenKey),
];
