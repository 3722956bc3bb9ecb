import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, moneyOfUnits } from '#shared/domain/money.ts';
import { maintenanceTierOf } from '../market/liquidation-price.ts';
import type { VenueOrder } from '../ports/venue.ts';
import type { PaperAccount } from './paper-account.ts';
import { reducibleLots, refuse, type Refusal } from './paper-order.ts';

/**
 * Refuses an order for want of margin, for its risk limit, or for a leverage its size does not allow; null when it may
 * be taken or no account is simulated. What the order takes off a position needs no margin.
 */
export function marginRefusal(
  order: VenueOrder,
  instrument: Instrument,
  account: PaperAccount,
  reserved: () => bigint,
): Refusal | null {
  const { free } = account;
  if (free === null || order.reduceOnly) return null;
  const held = account.lotsOf(order.symbol);
  const opens = order.lots - reducibleLots(order, held);
  if (opens <= 0) return null;
  const price = order.priceTicks ?? order.triggerTicks ?? account.markOf(order.symbol);
  if (price === null) return refuse('PRICE_UNKNOWN', `no price of ${order.symbol} has come yet`);
  const tierProblem = tierRefusal(order, instrument, held, price);
  if (tierProblem !== null) return tierProblem;
  const cost = account.costOf(instrument, opens, price, order.leverage);
  const available = moneyOfUnits(free - reserved());
  if (cost <= available) return null;
  const numbers = `needs ${formatMoney(cost)} of margin and fee, ${formatMoney(available)} are free`;
  return refuse('BALANCE_INSUFFICIENT', `the order ${numbers}`);
}

function tierRefusal(order: VenueOrder, instrument: Instrument, held: number, price: number): Refusal | null {
  if (instrument.maintenanceTiers.length === 0) return null;
  const after = order.side === 'buy' ? held + order.lots : held - order.lots;
  const value = absolute(notional(instrument, price, after));
  const tier = maintenanceTierOf(instrument, value);
  if (tier === null) {
    return refuse('RISK_LIMIT_EXCEEDED', `a position of ${formatMoney(value)} is beyond the venue's risk limits`);
  }
  if (order.leverage === undefined || order.leverage <= tier.maxLeverage) return null;
  const most = String(tier.maxLeverage);
  return refuse('LEVERAGE_NOT_ALLOWED', `at ${formatMoney(value)} the venue allows leverage up to ${most}`);
}
