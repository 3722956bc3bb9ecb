import { notional, type Instrument, type Lots } from '#shared/domain/instrument.ts';
import { absolute, smaller, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import type { AccountFacts } from './context.ts';
import { shareOf, type RiskLimits } from './limits.ts';

/**
 * Contracts of an entry by fixed-fraction sizing: equity × risk share ÷ loss per contract at the stop, not above the
 * limits on order and gross value nor above the contract's largest order, rounded down to whole lots. 0 when the
 * smallest lot is already too much.
 */
export function sizeEntry(
  instrument: Instrument,
  priceTicks: number,
  stopTicks: number,
  account: AccountFacts,
  limits: RiskLimits,
): Lots {
  const lossPerLot = absolute(notional(instrument, priceTicks - stopTicks, 1));
  const valuePerLot = notional(instrument, priceTicks, 1);
  if (lossPerLot <= 0n || valuePerLot <= 0n || account.equity <= 0n) return 0 as Lots;
  const byRisk = shareOf(account.equity, limits.riskPerTradePpm) / lossPerLot;
  const room = subtract(shareOf(account.equity, limits.grossExposurePpm), account.gross);
  const value = smaller(smaller(shareOf(account.equity, limits.orderValuePpm), limits.orderValueCap as Money), room);
  const byValue = (value > ZERO ? value : ZERO) / valuePerLot;
  const wanted = byRisk < byValue ? byRisk : byValue;
  const most = BigInt(instrument.maxOrderLots);
  const lots = wanted < most ? wanted : most;
  const lotSize = BigInt(instrument.lotSize);
  return Number((lots / lotSize) * lotSize) as Lots;
}
