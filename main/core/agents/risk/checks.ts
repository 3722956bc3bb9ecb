import { denial, type Denial } from '#shared/domain/denial.ts';
import { isFullySpecified, notional } from '#shared/domain/instrument.ts';
import { absolute, add, applyRate, formatMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { initialMargin } from '../../portfolio/valuation.ts';
import type { EntryProposal, GateContext } from './context.ts';
import { shareOf } from './limits.ts';

/** One pre-trade check: a reason to refuse, or nothing. Pure; missing input refuses. */
export interface Check {
  readonly name: string;
  readonly test: (order: EntryProposal, context: GateContext) => Denial | null;
}

const check = (name: string, test: Check['test']): Check => ({ name, test });

const PERCENT_STEPS = 100;
const STEPS_OF_WHOLE = 10_000n;

/** `part ÷ equity` in percent to two digits, rounded up, so that what is above a limit also reads as above it. */
function percentAbove(part: Money, equity: Money): number {
  const scaled = part * STEPS_OF_WHOLE;
  return Number(scaled / equity + (scaled > 0n && scaled % equity !== 0n ? 1n : 0n)) / PERCENT_STEPS;
}

/** As {@link percentAbove}, rounded down. */
function percentBelow(part: Money, equity: Money): number {
  const scaled = part * STEPS_OF_WHOLE;
  return Number(scaled / equity - (scaled < 0n && scaled % equity !== 0n ? 1n : 0n)) / PERCENT_STEPS;
}

const ppmToPercent = (ppm: bigint): number => Math.round(Number(ppm) / PERCENT_STEPS) / PERCENT_STEPS;

const unknown = (input: string): Denial => denial('RISK_INPUT_UNKNOWN', { input });

/** Value of the order, signed by its direction; null when the contract is not known or a figure is no whole number. */
function signedValue(order: EntryProposal, context: GateContext): Money | null {
  const whole = [order.priceTicks, order.stopTicks, order.lots, order.direction].every(Number.isSafeInteger);
  if (context.instrument === null || !whole) return null;
  return notional(context.instrument, order.priceTicks, order.lots * order.direction);
}

const tradingState = check('trading state', (_, { trading }) => {
  if (trading.state === 'HALTED') return denial('RISK_HALTED', { cause: trading.cause });
  return trading.state === 'REDUCING' ? denial('RISK_REDUCING', { cause: trading.cause }) : null;
});

const journal = check('journal', (_, { journalIntact }) => (journalIntact ? null : denial('JOURNAL_UNVERIFIED', {})));

const allowList = check('allow-list', ({ symbol }, { allowed }) =>
  allowed.has(symbol) ? null : denial('RISK_NOT_ALLOWED', { symbol }),
);

const specification = check('specification', ({ symbol }, { instrument, simulated }) => {
  if (instrument === null) return unknown(`contract specification of ${symbol}`);
  if (simulated || isFullySpecified(instrument)) return null;
  return denial('RISK_SPECIFICATION_UNKNOWN', { symbol, missing: instrument.assumed.join(', ') });
});

const frozen = check('frozen symbol', ({ symbol }, context) =>
  context.frozen.has(symbol) ? denial('RISK_SYMBOL_FROZEN', { symbol }) : null,
);

const tick = check('tick', ({ priceTicks }) =>
  Number.isSafeInteger(priceTicks) && priceTicks > 0 ? null : denial('RISK_OFF_TICK', { price: String(priceTicks) }),
);

const lot = check('lot', ({ lots }, { instrument }) => {
  if (instrument === null) return unknown('lot size');
  const { lotSize, maxOrderLots } = instrument;
  if (Number.isSafeInteger(lots) && lots >= 0 && lots < lotSize) return denial('RISK_TOO_SMALL', { lots, lotSize });
  const good = Number.isSafeInteger(lots) && lots > 0 && lots % lotSize === 0 && lots <= maxOrderLots;
  return good ? null : denial('RISK_OFF_LOT', { lots: String(lots), lotSize, maxLots: maxOrderLots });
});

const stopSide = check('stop', ({ symbol, direction, priceTicks, stopTicks }) => {
  const good = Number.isSafeInteger(stopTicks) && stopTicks > 0 && (priceTicks - stopTicks) * direction > 0;
  return good ? null : denial('RISK_NO_STOP', { symbol });
});

const dataAge = check('data age', ({ symbol }, { dataAgeMs, limits }) => {
  if (dataAgeMs === null || !Number.isFinite(dataAgeMs) || dataAgeMs < 0)
    return unknown(`age of the price of ${symbol}`);
  if (dataAgeMs <= limits.maxDataAgeMs) return null;
  return denial('RISK_DATA_AGE', { symbol, age: Math.round(dataAgeMs / 100) / 10, limit: limits.maxDataAgeMs / 1000 });
});

const account = check('account', (_, context) => {
  if (context.account === null) return unknown(`account (${context.accountProblem})`);
  const { equity, gross, net, marginUsed, openOrders } = context.account;
  if (equity <= 0n) return unknown('equity above zero');
  if (gross < 0n || absolute(net) > gross || marginUsed < 0n) return unknown('exposure of the account');
  return Number.isSafeInteger(openOrders) && openOrders >= 0 ? null : unknown('number of open orders');
});

/** A check that needs a known account, contract and order value. */
function onAccount(
  name: string,
  test: (
    value: Money,
    facts: NonNullable<GateContext['account']>,
    order: EntryProposal,
    context: GateContext,
  ) => Denial | null,
): Check {
  return check(name, (order, context) => {
    const value = signedValue(order, context);
    if (value === null || context.account === null || context.account.equity <= 0n)
      return unknown('account or contract');
    return test(value, context.account, order, context);
  });
}

const orderValue = onAccount('order value', (value, { equity }, _, { limits }) => {
  const share = shareOf(equity, limits.orderValuePpm);
  const limit = share < limits.orderValueCap ? share : (limits.orderValueCap as Money);
  const size = absolute(value);
  return size <= limit ? null : denial('RISK_ORDER_VALUE', { value: formatMoney(size), limit: formatMoney(limit) });
});

const positionValue = onAccount('position value', (value, { equity, exposure }, { symbol }, { limits }) => {
  const after = absolute(add(exposure.get(symbol) ?? ZERO, value));
  const limit = shareOf(equity, limits.positionValuePpm);
  if (after <= limit) return null;
  return denial('RISK_POSITION_VALUE', { symbol, value: formatMoney(after), limit: formatMoney(limit) });
});

const grossExposure = onAccount('gross exposure', (value, { equity, gross }, _, { limits }) => {
  const after = add(gross, absolute(value));
  if (after <= shareOf(equity, limits.grossExposurePpm)) return null;
  return denial('RISK_GROSS_EXPOSURE', {
    exposure: percentAbove(after, equity),
    limit: ppmToPercent(limits.grossExposurePpm),
  });
});

const netExposure = onAccount('net exposure', (value, { equity, net }, _, { limits }) => {
  const after = absolute(add(net, value));
  const grows = after > absolute(net);
  if (!grows || after <= shareOf(equity, limits.netExposurePpm)) return null;
  return denial('RISK_NET_EXPOSURE', {
    exposure: percentAbove(after, equity),
    limit: ppmToPercent(limits.netExposurePpm),
  });
});

/** What stays free after the order's margin, at the leverage the venue allows for its size, and its fee. */
const freeMargin = onAccount('free margin', (value, { equity, marginUsed }, _, { limits, instrument }) => {
  if (instrument === null) return unknown('contract specification');
  if (!(limits.leverage >= 1)) return unknown('leverage');
  const size = absolute(value);
  const needed = add(initialMargin(instrument, size, limits.leverage), applyRate(size, instrument.takerFeePpm));
  const free = (equity - marginUsed - needed) as Money;
  if (free >= applyRate(equity, limits.freeMarginPpm)) return null;
  return denial('RISK_FREE_MARGIN', { free: percentBelow(free, equity), limit: ppmToPercent(limits.freeMarginPpm) });
});

const stopLoss = onAccount('loss at the stop', (_value, { equity }, order, { limits, instrument }) => {
  if (instrument === null) return unknown('contract specification');
  const loss = absolute(notional(instrument, order.priceTicks - order.stopTicks, order.lots));
  const limit = shareOf(equity, limits.maxRiskPerTradePpm);
  return loss <= limit ? null : denial('RISK_STOP_LOSS', { loss: formatMoney(loss), limit: formatMoney(limit) });
});

const dayLoss = onAccount('day loss', (_value, { dayLossPpm }, _order, { limits }) =>
  dayLossPpm < limits.dayLossPpm
    ? null
    : denial('RISK_DAY_LOSS', { loss: -ppmToPercent(dayLossPpm), limit: -ppmToPercent(limits.dayLossPpm) }),
);

const drawdown = onAccount('drawdown', (_value, { drawdownPpm }, _order, { limits }) =>
  drawdownPpm < limits.drawdownPpm
    ? null
    : denial('RISK_DRAWDOWN', { drawdown: ppmToPercent(drawdownPpm), limit: ppmToPercent(limits.drawdownPpm) }),
);

const openOrders = onAccount('open orders', (_value, facts, _order, { limits }) =>
  !Number.isSafeInteger(facts.openOrders)
    ? unknown('number of open orders')
    : facts.openOrders < limits.maxOpenOrders
      ? null
      : denial('RISK_OPEN_ORDERS', { count: facts.openOrders, limit: limits.maxOpenOrders }),
);

const duplicate = check('duplicate order', ({ symbol }, { sameOrderAgoMs, limits }) => {
  if (sameOrderAgoMs === null || sameOrderAgoMs >= limits.duplicateWindowMs) return null;
  if (!Number.isFinite(sameOrderAgoMs)) return unknown(`time of the last order on ${symbol}`);
  const agoSeconds = Math.max(0, Math.floor(sameOrderAgoMs / 1000));
  return denial('RISK_DUPLICATE_ORDER', { symbol, agoSeconds, limitSeconds: limits.duplicateWindowMs / 1000 });
});

/** The gate's checks in order; the first refusal is the reason given. */
export const CHECKS: readonly Check[] = [
  tradingState,
  journal,
  allowList,
  specification,
  frozen,
  tick,
  lot,
  stopSide,
  dataAge,
  account,
  dayLoss,
  drawdown,
  duplicate,
  openOrders,
  orderValue,
  positionValue,
  grossExposure,
  netExposure,
  freeMargin,
  stopLoss,
];

/** What a stop that is moved away from the price must pass. */
export const WIDER_STOP_CHECKS: readonly Check[] = [tradingState, journal, account, stopLoss];
