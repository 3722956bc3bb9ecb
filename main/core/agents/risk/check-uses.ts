import { notional } from '#shared/domain/instrument.ts';
import { absolute, add, smaller, ZERO, type Money } from '#shared/domain/money.ts';
import { bookTaker } from '../../market/book-walk.ts';
import { fundingOf, marginNeeded } from './checks/account-checks.ts';
import { signedValue } from './checks/check.ts';
import { distanceToLiquidation } from './checks/position-checks.ts';
import { NOT_APPLICABLE, type AccountFacts, type EntryProposal, type GateContext } from './context.ts';
import { shareOf } from './limits.ts';

/** How much of a limit is used once the order is made. For display: rounded, never decided by. */
export interface CheckUse {
  readonly used: number;
  readonly limit: number;
  readonly unit: '%' | 'USDT' | 's' | '×' | '';
  /** True where the limit must not be undercut. */
  readonly floor: boolean;
}

type UseOf = (order: EntryProposal, context: GateContext) => CheckUse | null;

const USDT = 1e8;
const PPM_PER_PERCENT = 10_000;
const SECOND = 1_000;

const percent = (used: number, limitPpm: bigint, floor = false): CheckUse => ({
  used,
  limit: Number(limitPpm) / PPM_PER_PERCENT,
  unit: '%',
  floor,
});

const usdt = (used: Money, limit: Money): CheckUse => ({
  used: Number(used) / USDT,
  limit: Number(limit) / USDT,
  unit: 'USDT',
  floor: false,
});

const count = (used: number, limit: number): CheckUse => ({ used, limit, unit: '', floor: false });

const age = (ms: number | null, limitMs: number): CheckUse | null =>
  ms === null ? null : { used: ms / SECOND, limit: limitMs / SECOND, unit: 's', floor: false };

const percentOf = (part: Money, whole: Money): number => (Number(part) / Number(whole)) * 100;

type AccountUse = (value: Money, account: AccountFacts, context: GateContext, order: EntryProposal) => CheckUse | null;

const onAccount =
  (use: AccountUse): UseOf =>
  (order, context) => {
    const { account } = context;
    const value = signedValue(order, context);
    return value === null || account === null || account.equity <= 0n ? null : use(value, account, context, order);
  };

const freeMargin: AccountUse = (value, { equity, marginUsed }, context) => {
  const { instrument, leverage, limits } = context;
  const funding = fundingOf(value, context);
  if (instrument === null || funding === null || !(leverage >= 1)) return null;
  const needed = marginNeeded(absolute(value), instrument, leverage, funding);
  return percent(percentOf((equity - marginUsed - needed) as Money, equity), limits.freeMarginPpm, true);
};

const stopLoss: AccountUse = (_value, { equity }, { instrument, limits }, { priceTicks, stopTicks, lots }) =>
  instrument === null
    ? null
    : usdt(absolute(notional(instrument, priceTicks - stopTicks, lots)), shareOf(equity, limits.maxRiskPerTradePpm));

const slippage: UseOf = (order, { market, limits }) => {
  const { book } = market;
  if (book === null || book === NOT_APPLICABLE || (order.kind ?? 'market') !== 'market') return null;
  const taken = bookTaker(book, order.direction).take(order.lots);
  if (taken === null || taken.lots < order.lots) return null;
  const atBest = taken.bestTicks * taken.lots;
  return percent((Math.abs(Number(taken.tickLots) - atBest) / atBest) * 100, limits.slippagePpm);
};

const bookAge: UseOf = ({ kind = 'market' }, { market: { book }, limits }) =>
  book === null || book === NOT_APPLICABLE || kind !== 'market' ? null : age(book.ageMs, limits.maxBookAgeMs);

const liquidationShare: UseOf = (order, context) => {
  const distance = distanceToLiquidation(order, context);
  if (distance === null || distance === 'never') return null;
  return percent((Math.max(0, distance) / order.priceTicks) * 100, context.limits.liquidationDistancePpm, true);
};

/** What no order can have is counted as 1. */
const wholeLeverage = (leverage: number): bigint =>
  leverage >= 1 && Number.isFinite(leverage) ? BigInt(Math.floor(leverage)) : 1n;

/** By the name of the check. */
const USES: Readonly<Record<string, UseOf>> = {
  'data age': (_, { dataAgeMs, limits }) => age(dataAgeMs, limits.maxDataAgeMs),
  'mark age': (_, { market, limits }) => age(market.markAgeMs, limits.maxMarkAgeMs),
  'book age': bookAge,
  slippage,
  leverage: (_, { leverage, limits, instrument }) =>
    instrument === null || !(Number.isInteger(leverage) && leverage >= 1)
      ? null
      : { used: leverage, limit: Math.min(limits.leverage, instrument.maxLeverage), unit: '×', floor: false },
  'distance to liquidation': liquidationShare,
  'day loss': onAccount((_, { dayLossPpm }, { limits }) =>
    percent(Number(dayLossPpm) / PPM_PER_PERCENT, limits.dayLossPpm),
  ),
  'week loss': onAccount((_, { weekLossPpm }, { limits }) =>
    percent(Number(weekLossPpm) / PPM_PER_PERCENT, limits.weekLossPpm),
  ),
  drawdown: onAccount((_, { drawdownPpm }, { limits }) =>
    percent(Number(drawdownPpm) / PPM_PER_PERCENT, limits.drawdownPpm),
  ),
  'open orders': onAccount((_, { openOrders }, { limits }) => count(openOrders + 1, limits.maxOpenOrders)),
  'open orders of the symbol': onAccount((_, { openOrdersOf }, { limits }, { symbol }) =>
    count((openOrdersOf.get(symbol) ?? 0) + 1, limits.maxOpenOrdersPerSymbol),
  ),
  'order value': onAccount((value, { equity }, { limits }) =>
    usdt(absolute(value), smaller(shareOf(equity, limits.orderValuePpm), limits.orderValueCap as Money)),
  ),
  'position value': onAccount((value, { equity, exposure }, { limits, leverage }, { symbol }) =>
    usdt(
      absolute(add(exposure.get(symbol) ?? ZERO, value)),
      shareOf(equity, limits.positionValuePpm * wholeLeverage(leverage)),
    ),
  ),
  'gross exposure': onAccount((value, { equity, gross }, { limits }) =>
    percent(percentOf(add(gross, absolute(value)), equity), limits.grossExposurePpm),
  ),
  // What brings the net exposure down passes whatever the limit is.
  'net exposure': onAccount((value, { equity, net }, { limits }) => {
    const after = absolute(add(net, value));
    return after > absolute(net) ? percent(percentOf(after, equity), limits.netExposurePpm) : null;
  }),
  'free margin': onAccount(freeMargin),
  'loss at the stop': onAccount(stopLoss),
};

/** How much of its limit a check of the gate would see used; null where it has no figure, or it is not known. */
export function checkUse(name: string, order: EntryProposal, context: GateContext): CheckUse | null {
  const use = USES[name]?.(order, context) ?? null;
  return use !== null && Number.isFinite(use.used) && Number.isFinite(use.limit) ? use : null;
}
