import { denial, type Denial } from '#shared/domain/denial.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, add, applyRate, formatMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { initialMargin } from '../../../portfolio/valuation.ts';
import { NOT_APPLICABLE, type AccountFacts, type EntryProposal, type GateContext } from '../context.ts';
import { shareOf } from '../limits.ts';
import {
  check,
  isMeasured,
  percentAbove,
  percentBelow,
  ppmToPercent,
  signedValue,
  unknown,
  type Check,
} from './check.ts';

/** Rows 12 to 14, 16, 17 and 29 to 31: what the order does to the account. */
export const account = check(16, 'account', (_, context) => {
  if (context.account === null) return unknown(`account (${context.accountProblem})`);
  const { equity, gross, net, marginUsed, openOrders } = context.account;
  if (equity <= 0n) return unknown('equity above zero');
  if (gross < 0n || absolute(net) > gross || marginUsed < 0n) return unknown('exposure of the account');
  return Number.isSafeInteger(openOrders) && openOrders >= 0 ? null : unknown('number of open orders');
});

type AccountTest = (value: Money, facts: AccountFacts, order: EntryProposal, context: GateContext) => Denial | null;

/** A check that needs a known account, contract and order value. */
function onAccount(row: number, name: string, test: AccountTest): Check {
  return check(row, name, (order, context) => {
    const value = signedValue(order, context);
    if (value === null || context.account === null || context.account.equity <= 0n)
      return unknown('account or contract');
    return test(value, context.account, order, context);
  });
}

export const doubts = onAccount(16, 'orders in doubt', (_value, facts) => {
  if (!isMeasured(facts.doubts) || !isMeasured(facts.doubtsCounted)) return unknown('number of entries in doubt');
  if (facts.doubtsCounted >= facts.doubts) return null;
  return denial('RISK_DOUBT_UNCOUNTED', { doubts: facts.doubts, counted: facts.doubtsCounted });
});

export const orderValue = onAccount(12, 'order value', (value, { equity }, _, { limits }) => {
  const share = shareOf(equity, limits.orderValuePpm);
  const limit = share < limits.orderValueCap ? share : (limits.orderValueCap as Money);
  const size = absolute(value);
  return size <= limit ? null : denial('RISK_ORDER_VALUE', { value: formatMoney(size), limit: formatMoney(limit) });
});

/** Row 13 grows with the leverage asked for; what is no leverage widens nothing. */
const timesOf = (leverage: number): bigint => (Number.isSafeInteger(leverage) && leverage > 1 ? BigInt(leverage) : 1n);

export const positionValue = onAccount(13, 'position value', (value, { equity, exposure }, { symbol }, context) => {
  const after = absolute(add(exposure.get(symbol) ?? ZERO, value));
  const { limits, leverage } = context;
  const limit = shareOf(equity, limits.positionValuePpm * timesOf(leverage));
  if (after <= limit) return null;
  return denial('RISK_POSITION_VALUE', { symbol, value: formatMoney(after), limit: formatMoney(limit) });
});

export const grossExposure = onAccount(14, 'gross exposure', (value, { equity, gross }, _, { limits }) => {
  const after = add(gross, absolute(value));
  if (after <= shareOf(equity, limits.grossExposurePpm)) return null;
  return denial('RISK_GROSS_EXPOSURE', {
    exposure: percentAbove(after, equity),
    limit: ppmToPercent(limits.grossExposurePpm),
  });
});

export const netExposure = onAccount(14, 'net exposure', (value, { equity, net }, _, { limits }) => {
  const after = absolute(add(net, value));
  const grows = after > absolute(net);
  if (!grows || after <= shareOf(equity, limits.netExposurePpm)) return null;
  return denial('RISK_NET_EXPOSURE', {
    exposure: percentAbove(after, equity),
    limit: ppmToPercent(limits.netExposurePpm),
  });
});

/** What the next settlement may take; what it may give is not counted. Null when the rate is not known. */
export function fundingOf(value: Money, { market }: GateContext): Money | null {
  const { fundingPpm } = market;
  if (fundingPpm === NOT_APPLICABLE) return ZERO;
  if (fundingPpm === null) return null;
  const paid = value > 0n ? fundingPpm : -fundingPpm;
  return paid > 0n ? applyRate(absolute(value), paid) : ZERO;
}

/** What an entry takes from the free margin: its initial margin, the taker fee and the next funding. */
export function marginNeeded(size: Money, instrument: Instrument, leverage: number, funding: Money): Money {
  const fee = applyRate(size, instrument.takerFeePpm);
  return add(initialMargin(instrument, size, leverage), add(fee, funding));
}

/** What stays free after the order's margin, at the leverage the venue allows for its size, its fee and its funding. */
export const freeMargin = onAccount(17, 'free margin', (value, { equity, marginUsed }, _, context) => {
  const { limits, instrument, leverage } = context;
  if (instrument === null) return unknown('contract specification');
  if (!(leverage >= 1)) return unknown('leverage');
  const funding = fundingOf(value, context);
  if (funding === null) return unknown('funding rate');
  const needed = marginNeeded(absolute(value), instrument, leverage, funding);
  const free = (equity - marginUsed - needed) as Money;
  if (free >= applyRate(equity, limits.freeMarginPpm)) return null;
  return denial('RISK_FREE_MARGIN', { free: percentBelow(free, equity), limit: ppmToPercent(limits.freeMarginPpm) });
});

export const stopLoss = onAccount(29, 'loss at the stop', (_value, { equity }, order, { limits, instrument }) => {
  if (instrument === null) return unknown('contract specification');
  const loss = absolute(notional(instrument, order.priceTicks - order.stopTicks, order.lots));
  const limit = shareOf(equity, limits.maxRiskPerTradePpm);
  return loss <= limit ? null : denial('RISK_STOP_LOSS', { loss: formatMoney(loss), limit: formatMoney(limit) });
});

export const dayLoss = onAccount(30, 'day loss', (_value, { dayLossPpm }, _order, { limits }) =>
  dayLossPpm < limits.dayLossPpm
    ? null
    : denial('RISK_DAY_LOSS', { loss: -ppmToPercent(dayLossPpm), limit: -ppmToPercent(limits.dayLossPpm) }),
);

export const weekLoss = onAccount(31, 'week loss', (_value, { weekLossPpm }, _order, { limits }) =>
  weekLossPpm < limits.weekLossPpm
    ? null
    : denial('RISK_WEEK_LOSS', { loss: -ppmToPercent(weekLossPpm), limit: -ppmToPercent(limits.weekLossPpm) }),
);

export const drawdown = onAccount(31, 'drawdown', (_value, { drawdownPpm }, _order, { limits }) =>
  drawdownPpm < limits.drawdownPpm
    ? null
    : denial('RISK_DRAWDOWN', { drawdown: ppmToPercent(drawdownPpm), limit: ppmToPercent(limits.drawdownPpm) }),
);

export const openOrders = onAccount(20, 'open orders', (_value, facts, _order, { limits }) =>
  !Number.isSafeInteger(facts.openOrders)
    ? unknown('number of open orders')
    : facts.openOrders < limits.maxOpenOrders
      ? null
      : denial('RISK_OPEN_ORDERS', { count: facts.openOrders, limit: limits.maxOpenOrders }),
);

export const openOrdersOfSymbol = onAccount(
  20,
  'open orders of the symbol',
  (_value, facts, { symbol }, { limits }) => {
    const count = facts.openOrdersOf.get(symbol) ?? 0;
    if (!Number.isSafeInteger(count) || count < 0) return unknown(`number of open orders of ${symbol}`);
    if (count < limits.maxOpenOrdersPerSymbol) return null;
    return denial('RISK_OPEN_ORDERS_SYMBOL', { symbol, count, limit: limits.maxOpenOrdersPerSymbol });
  },
);
