import type { GateContext, EntryProposal } from '#core/agents/risk/context.ts';
import type { Instrument } from '#shared/domain/instrument.ts';

/**
 * A second implementation of the limits, for the gate to be compared with: whole numbers cross-multiplied, one condition
 * after the other, nothing shared with the first. Every input must be there.
 */

const M = 1_000_000n;
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const ceil = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

type Known<T> = Exclude<T, null | 'not-applicable'>;
const there = <T>(fact: T): Known<T> => {
  if (fact === null || fact === 'not-applicable') throw new Error('The oracle needs every input');
  return fact as Known<T>;
};

/** Value, margin and their like in 1e-8 USDT. */
function accountCodes(order: EntryProposal, context: GateContext, say: (code: string, when: boolean) => void): void {
  const { limits } = context;
  const contract = there(context.instrument);
  const account = there(context.account);
  const value = BigInt(order.priceTicks) * BigInt(order.lots) * contract.tickValue;
  const signed = value * BigInt(order.direction);
  const equity: bigint = account.equity;
  say('RISK_DAY_LOSS', account.dayLossPpm >= limits.dayLossPpm);
  say('RISK_WEEK_LOSS', account.weekLossPpm >= limits.weekLossPpm);
  say('RISK_DRAWDOWN', account.drawdownPpm >= limits.drawdownPpm);
  say('RISK_DOUBT_UNCOUNTED', account.doubts > account.doubtsCounted);
  say('RISK_OPEN_ORDERS', account.openOrders >= limits.maxOpenOrders);
  say('RISK_OPEN_ORDERS_SYMBOL', (account.openOrdersOf.get(order.symbol) ?? 0) >= limits.maxOpenOrdersPerSymbol);
  say('RISK_ORDER_VALUE', value * M > equity * limits.orderValuePpm || value > limits.orderValueCap);
  const position = abs((account.exposure.get(order.symbol) ?? 0n) + signed);
  say('RISK_POSITION_VALUE', position * M > equity * limits.positionValuePpm * BigInt(context.leverage));
  say('RISK_GROSS_EXPOSURE', (account.gross + value) * M > equity * limits.grossExposurePpm);
  const net = abs(account.net + signed);
  say('RISK_NET_EXPOSURE', net > abs(account.net) && net * M > equity * limits.netExposurePpm);
  const paid = there(context.market.fundingPpm) * BigInt(order.direction);
  const funding = paid > 0n ? ceil(value * paid, M) : 0n;
  const margin = ceil(value, BigInt(context.leverage)) + ceil(value * contract.takerFeePpm, M) + funding;
  say('RISK_FREE_MARGIN', (equity - account.marginUsed - margin) * M < equity * limits.freeMarginPpm);
  const loss = BigInt(Math.abs(order.priceTicks - order.stopTicks)) * BigInt(order.lots) * contract.tickValue;
  say('RISK_STOP_LOSS', loss * M > equity * limits.maxRiskPerTradePpm);
}

function marketCodes(order: EntryProposal, context: GateContext, say: (code: string, when: boolean) => void): void {
  const { market, limits } = context;
  const contract = there(context.instrument);
  const price = BigInt(order.priceTicks);
  const mark = BigInt(there(market.markTicks));
  const dear = (price - mark) * BigInt(order.direction) > 0n;
  const large = contract.coin === 'BTC' || contract.coin === 'ETH';
  const collar = dear ? (large ? limits.collarLargePpm : limits.collarOthersPpm) : 100_000n;
  say('RISK_PRICE_COLLAR', abs(price - mark) * M > mark * collar);
  const index = BigInt(there(market.indexTicks));
  say('RISK_INDEX_DEVIATION', abs(BigInt(there(market.lastTicks)) - index) * M > index * limits.indexDeviationPpm);
  say('RISK_MARK_AGE', there(market.markAgeMs) > limits.maxMarkAgeMs);
  say('RISK_DATA_AGE', there(context.dataAgeMs) > limits.maxDataAgeMs);
  const book = there(market.book);
  say('RISK_BOOK_AGE', book.ageMs > limits.maxBookAgeMs);
  const fill = order.direction === 1 ? book.asks : book.bids;
  const best = BigInt(fill[0]?.[0] ?? 0);
  let cost = 0n;
  let wanted = BigInt(order.lots);
  for (const [ticks, lots] of fill) {
    const part = wanted < BigInt(lots) ? wanted : BigInt(lots);
    cost += BigInt(ticks) * part;
    wanted -= part;
  }
  say('RISK_BOOK_THIN', wanted > 0n);
  const fair = best * BigInt(order.lots);
  say('RISK_SLIPPAGE', wanted === 0n && abs(cost - fair) * M > fair * limits.slippagePpm);
}

/** Not past its liquidation at a price: the margin left covers maintenance and fee there. Contracts of one maintenance step only. */
function isAlive(order: EntryProposal, contract: Instrument, leverage: number, at: bigint): boolean {
  const [tier] = contract.maintenanceTiers;
  if (tier === undefined) throw new Error('The oracle needs a maintenance step');
  const unit = BigInt(order.lots) * contract.tickValue;
  const margin = ceil(BigInt(order.priceTicks) * unit, BigInt(leverage));
  const won = (at - BigInt(order.priceTicks)) * BigInt(order.direction) * unit;
  return (margin + won) * M >= at * unit * (tier.maintenanceRatePpm + contract.takerFeePpm);
}

function carryingCodes(order: EntryProposal, context: GateContext, say: (code: string, when: boolean) => void): void {
  const { limits, leverage } = context;
  const contract = there(context.instrument);
  say('RISK_LEVERAGE', leverage > limits.leverage || leverage > contract.maxLeverage);
  const price = BigInt(order.priceTicks);
  const farBy = (ticks: bigint): boolean => {
    const at = price - ticks * BigInt(order.direction);
    return isAlive(order, contract, leverage, at < 0n ? 0n : at);
  };
  say('RISK_LIQUIDATION_NEAR', !farBy(ceil(price * limits.liquidationDistancePpm, M)));
  const atr = BigInt(there(context.market.atrTicks));
  say('RISK_LIQUIDATION_ATR', !farBy(ceil(atr * limits.liquidationAtrPpm, M)));
}

function flowCodes(order: EntryProposal, context: GateContext, say: (code: string, when: boolean) => void): void {
  const { limits } = context;
  const rates = there(context.rates);
  const repeats = there(context.repeats);
  say('RISK_ORDER_RATE_SYMBOL', rates.symbolWaitMs > 0);
  say('RISK_ORDER_RATE_ACCOUNT', rates.accountWaitMs > 0);
  say('RISK_MESSAGE_RATE', rates.messageWaitMs > 0);
  say('RISK_REPEATED', repeats.lastHour >= limits.repeatsPerHour || repeats.lastDay >= limits.repeatsPerDay);
  say('RISK_SIGNAL_AGE', there(context.signal).ageMs > limits.maxSignalAgeMs);
  say('RISK_CLOCK_OFFSET', Math.abs(there(context.clockOffsetMs)) > limits.maxClockOffsetMs);
  say('RISK_DUPLICATE_ORDER', context.sameOrderAgoMs !== null && context.sameOrderAgoMs < limits.duplicateWindowMs);
  const crosses = there(context.ownOrders).some(({ side, priceTicks }) =>
    order.direction === 1
      ? side === 'sell' && priceTicks <= order.priceTicks
      : side === 'buy' && priceTicks >= order.priceTicks,
  );
  say('RISK_OWN_CROSSING', crosses);
}

/** Every code that the gate must give for the order; empty when it must pass. */
export function brokenLimits(order: EntryProposal, context: GateContext): ReadonlySet<string> {
  const found = new Set<string>();
  const say = (code: string, when: boolean): void => void (when && found.add(code));
  const { lotSize, maxOrderLots } = there(context.instrument);
  say('RISK_TOO_SMALL', order.lots < lotSize);
  say('RISK_OFF_LOT', order.lots >= lotSize && (order.lots % lotSize !== 0 || order.lots > maxOrderLots));
  say('RISK_NO_STOP', (order.priceTicks - order.stopTicks) * order.direction <= 0);
  accountCodes(order, context, say);
  flowCodes(order, context, say);
  // Without a size there is nothing to be filled or liquidated.
  if (order.lots > 0) {
    marketCodes(order, context, say);
    carryingCodes(order, context, say);
  }
  return found;
}
