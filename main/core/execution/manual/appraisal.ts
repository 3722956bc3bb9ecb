import { notional, type Instrument, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, add, applyRate, subtract, type Money } from '#shared/domain/money.ts';
import { heldLiquidation, towardsEntry } from '../../market/liquidation-price.ts';
import { initialMargin } from '../../portfolio/valuation.ts';
import type { Appraisal, ManualTicket } from './ticket.ts';

/** The price at which an entry is reckoned. */
export const referenceOf = (
  { priceTicks, triggerTicks }: Pick<ManualTicket, 'priceTicks' | 'triggerTicks'>,
  markTicks: number | null,
): Ticks | null => priceTicks ?? triggerTicks ?? (markTicks as Ticks | null);

const isWhole = (value: number | null): value is number => value !== null && Number.isSafeInteger(value) && value > 0;

const NOTHING_KNOWN = {
  value: null,
  margin: null,
  entryFee: null,
  exitFee: null,
  lossAtStop: null,
  gainAtTarget: null,
  liquidationTicks: null,
} as const;

/** What an entry costs and risks. Margin, fees and liquidation by the contract's record, at the reference price. */
export function appraise(
  ticket: ManualTicket,
  instrument: Instrument | null,
  markTicks: number | null,
  leverage: number,
): Appraisal {
  const referenceTicks = referenceOf(ticket, markTicks);
  const known = instrument !== null && isWhole(referenceTicks) && isWhole(ticket.lots) && leverage >= 1;
  if (!known) return { ...NOTHING_KNOWN, referenceTicks, leverage };
  const { stopTicks, targetTicks, lots, postOnly } = ticket;
  const direction = ticket.side === 'buy' ? 1 : -1;
  const value = notional(instrument, referenceTicks, lots);
  const margin = initialMargin(instrument, value, leverage);
  const entryFee = applyRate(value, postOnly ? instrument.makerFeePpm : instrument.takerFeePpm);
  const feeAt = (ticks: number): Money => applyRate(notional(instrument, ticks, lots), instrument.takerFeePpm);
  const won = (ticks: number): Money => notional(instrument, (ticks - referenceTicks) * direction, lots);
  const exitFee = isWhole(stopTicks) ? feeAt(stopTicks) : null;
  return {
    referenceTicks,
    leverage,
    value,
    margin,
    entryFee,
    exitFee,
    lossAtStop:
      isWhole(stopTicks) && exitFee !== null
        ? add(subtract(0n as Money, won(stopTicks)), add(entryFee, exitFee))
        : null,
    gainAtTarget: isWhole(targetTicks) ? subtract(won(targetTicks), add(entryFee, feeAt(targetTicks))) : null,
    liquidationTicks: liquidationOf(instrument, lots * direction, referenceTicks, margin),
  };
}

function liquidationOf(instrument: Instrument, lots: number, entryTicks: number, margin: Money): Ticks | null {
  if (instrument.maintenanceTiers.length === 0 || margin <= 0n) return null;
  const entryValue = notional(instrument, entryTicks, lots);
  const result = heldLiquidation(instrument, { lots, entryValue, margin }, instrument.takerFeePpm);
  if (result.kind === 'at') return towardsEntry(result.price, lots > 0 ? 'long' : 'short');
  return result.kind === 'at-once' ? (entryTicks as Ticks) : null;
}

/** The average entry of a position in ticks, rounded away from profit: the price its risk is reckoned from. */
export const averageTicks = (instrument: Instrument, entryValue: Money, lots: number): Ticks => {
  const perTick = instrument.tickValue * BigInt(Math.abs(lots));
  const exact = absolute(entryValue);
  return Number(lots > 0 ? (exact + perTick - 1n) / perTick : exact / perTick) as Ticks;
};
