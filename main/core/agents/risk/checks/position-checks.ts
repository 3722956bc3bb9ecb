import { denial, type Denial } from '#shared/domain/denial.ts';
import { notional, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, type Money } from '#shared/domain/money.ts';
import { heldLiquidation, maintenanceTierOf, towardsEntry } from '../../../market/liquidation-price.ts';
import { initialMargin } from '../../../portfolio/valuation.ts';
import { NOT_APPLICABLE, type EntryProposal, type GateContext } from '../context.ts';
import { check, checkFact, isMeasured, isPrice, ppmToPercent, unknown } from './check.ts';

const MILLION = 1_000_000n;

/** Rows 15 and 18: how the position is carried. */
export const leverage = check(15, 'leverage', (_, { leverage: asked, limits, instrument }) => {
  if (instrument === null) return unknown('contract specification');
  const limit = Math.min(limits.leverage, instrument.maxLeverage);
  if (!Number.isFinite(limit) || limit < 1) return unknown('highest leverage');
  const good = Number.isSafeInteger(asked) && asked >= 1 && asked <= limit;
  return good ? null : denial('RISK_LEVERAGE', { leverage: String(asked), limit });
});

export const marginMode = checkFact(
  15,
  'margin mode',
  'margin mode of the symbol at the venue',
  (context) => context.marginMode,
  (mode, { symbol }) => (mode === 'isolated' ? null : denial('RISK_MARGIN_MODE', { symbol, mode })),
);

/** What a position is opened with: signed contracts, their value at the entry, and the isolated margin. */
export interface Opened {
  readonly instrument: Instrument;
  readonly priceTicks: number;
  readonly lots: number;
  readonly entryValue: Money;
  readonly margin: Money;
}

/** The order alone, isolated; null when it cannot be told. */
export function openedBy(order: EntryProposal, { instrument, leverage: asked }: GateContext): Opened | null {
  const { priceTicks, lots, direction } = order;
  const whole = isPrice(priceTicks) && Number.isSafeInteger(lots) && lots > 0 && Number.isSafeInteger(asked);
  if (instrument === null || !whole || asked < 1 || instrument.maintenanceTiers.length === 0) return null;
  const entryValue = notional(instrument, priceTicks, lots * direction);
  const margin = initialMargin(instrument, absolute(entryValue), asked);
  return { instrument, priceTicks, lots: lots * direction, entryValue, margin };
}

const rounded = (value: Money, ppm: bigint): bigint => (value * ppm + MILLION - 1n) / MILLION;

/**
 * True when the position is surely alive `distance` ticks from its entry: one maintenance step holds all the way, and the
 * margin left there covers it. False proves nothing. Spares the exact formula, which costs a hundred times as much.
 */
export function surelySurvives(opened: Opened, distance: number): boolean {
  const { instrument, priceTicks, lots, entryValue, margin } = opened;
  const there = notional(instrument, priceTicks - distance * Math.sign(lots), lots);
  const tier = maintenanceTierOf(instrument, there);
  if (tier === null || tier !== maintenanceTierOf(instrument, entryValue)) return false;
  const needed = rounded(absolute(there), tier.maintenanceRatePpm + instrument.takerFeePpm);
  return distance < priceTicks && margin + (there - entryValue) > needed;
}

/**
 * Ticks between the entry and the liquidation price; `never` when there is none, null when it cannot be told.
 * Below 0 when the position would be liquidated at once: no distance is enough then, not even none.
 */
function liquidationDistance({ instrument, priceTicks, lots, entryValue, margin }: Opened): number | 'never' | null {
  const result = heldLiquidation(instrument, { lots, entryValue, margin }, instrument.takerFeePpm);
  switch (result.kind) {
    case 'at': {
      const ticks = towardsEntry(result.price, lots > 0 ? 'long' : 'short');
      return (priceTicks - ticks) * Math.sign(lots);
    }
    case 'never':
      return 'never';
    case 'at-once':
      return -1;
    case 'beyond-table':
      return null;
  }
}

/** Refuses unless the liquidation price is at least `needed` ticks away. */
function farEnough(
  order: EntryProposal,
  context: GateContext,
  needed: number,
  refusal: (distance: number) => Denial,
): Denial | null {
  const opened = openedBy(order, context);
  if (opened === null || !Number.isSafeInteger(needed)) return unknown(`liquidation price on ${order.symbol}`);
  if (surelySurvives(opened, needed)) return null;
  const distance = liquidationDistance(opened);
  if (distance === null) return unknown(`liquidation price on ${order.symbol}`);
  return distance === 'never' || distance >= needed ? null : refusal(Math.max(0, distance));
}

/** Ticks from the price of an entry to where it would be liquidated, for display; null when it cannot be told. */
export function distanceToLiquidation(order: EntryProposal, context: GateContext): number | 'never' | null {
  const opened = openedBy(order, context);
  return opened === null ? null : liquidationDistance(opened);
}

const downTo = (value: number, digits: number): number => Math.floor(value * 10 ** digits) / 10 ** digits;

export const liquidationShare = check(18, 'distance to liquidation', (order, context) => {
  const { priceTicks } = order;
  const { liquidationDistancePpm: ppm } = context.limits;
  if (!isPrice(priceTicks)) return unknown(`price of the order on ${order.symbol}`);
  const needed = Number((BigInt(priceTicks) * ppm + MILLION - 1n) / MILLION);
  return farEnough(order, context, needed, (distance) =>
    denial('RISK_LIQUIDATION_NEAR', {
      distance: downTo((distance / priceTicks) * 100, 2),
      limit: ppmToPercent(ppm),
    }),
  );
});

export const liquidationAtr = check(18, 'liquidation against ATR', (order, context) => {
  const { atrTicks } = context.market;
  if (atrTicks === NOT_APPLICABLE) return null;
  if (!isMeasured(atrTicks)) return unknown(`hourly ATR of ${order.symbol}`);
  const multiple = Number(context.limits.liquidationAtrPpm) / Number(MILLION);
  return farEnough(order, context, Math.ceil(multiple * atrTicks), (distance) =>
    denial('RISK_LIQUIDATION_ATR', {
      distance: atrTicks === 0 ? 0 : downTo(distance / atrTicks, 2),
      limit: multiple,
    }),
  );
});
