import type { PositionView } from '#shared/contract/portfolio.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional, ticksToPlot, type Instrument, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, ratio, ZERO, type Money } from '#shared/domain/money.ts';
import type { OrderRow, PositionRow, SignalRow } from '../../journal/rows.ts';
import { distanceToLiquidation, liquidationTicks, maintenanceTierOf } from '../../market/liquidation-price.ts';
import { initialMargin, type Mark } from '../../portfolio/valuation.ts';

/** What a position is shown from. */
export interface PositionSource {
  readonly position: PositionRow;
  readonly instrument: Instrument;
  readonly mark: Mark | null;
  readonly signal: SignalRow | null;
  readonly openOrders: readonly OrderRow[];
  readonly leverage: number;
  readonly simulated: boolean;
}

/** Base quantity as exact text: lots × multiplier. */
function quantityText(lots: number, multiplier: string): string {
  const [whole = '0', fraction = ''] = multiplier.split('.');
  const units = BigInt(whole + fraction) * BigInt(Math.abs(lots));
  const digits = units.toString().padStart(fraction.length + 1, '0');
  const cut = digits.length - fraction.length;
  return fraction === '' ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Average entry price in quote units, for display: cost basis ÷ worth of one tick of the whole position. */
function entryPrice(position: PositionRow, instrument: Instrument): number {
  const perTick = instrument.tickValue * BigInt(Math.abs(position.lots));
  const ticks = Number(absolute(position.entryValue)) / Number(perTick);
  return ticksToPlot(instrument, ticks);
}

/** A held position as the screens show it; what is not known is null. */
export function positionView(source: PositionSource): PositionView {
  const { position, instrument, mark, signal, openOrders } = source;
  const symbol: ContractSymbol = position.symbol;
  const long = position.lots > 0;
  const value = mark === null ? null : notional(instrument, mark.ticks, position.lots);
  const open = value === null ? null : ((value - position.entryValue) as Money);
  const protective = openOrders.filter((order) => order.symbol === symbol);
  const stop = protective.find((order) => order.role === 'stop');
  const target = protective.find((order) => order.role === 'target');
  const entry = entryPrice(position, instrument);
  const risk =
    signal === null ? null : absolute(notional(instrument, signal.priceTicks - signal.stopTicks, position.lots));
  const liquidation = liquidationOf(position, instrument, source.leverage);
  const markPrice = mark === null ? null : ticksToPlot(instrument, mark.ticks);
  return {
    key: symbol,
    coin: instrument.coin,
    side: long ? 'long' : 'short',
    lots: Math.abs(position.lots),
    quantity: quantityText(position.lots, instrument.multiplier),
    value: formatMoney(absolute(value ?? position.entryValue)),
    entry,
    mark: markPrice,
    priceDecimals: instrument.priceScale,
    open: open === null ? null : formatMoney(open),
    r: open === null || risk === null || risk === 0n ? null : ratio(open, risk),
    stop: priceOf(stop, instrument),
    target: priceOf(target, instrument),
    stopLots: stop === undefined ? 0 : stop.lots - stop.filledLots,
    liquidation: liquidation === null ? null : ticksToPlot(instrument, liquidation),
    liquidationDistance:
      liquidation === null || mark === null ? null : Math.abs(distanceToLiquidation(mark.ticks, liquidation)),
    openedAt: position.openedAt ?? position.updatedAt,
    signalId: position.signalId,
    provenance: source.simulated ? 'simulated' : 'measured',
  };
}

function priceOf(order: OrderRow | undefined, instrument: Instrument): number | null {
  const ticks = order?.triggerTicks ?? order?.priceTicks ?? null;
  return ticks === null ? null : ticksToPlot(instrument, ticks);
}

/** Isolated liquidation at the margin the entry took; the taker fee stands in for the liquidation fee. */
function liquidationOf(position: PositionRow, instrument: Instrument, leverage: number): Ticks | null {
  const entryNotional = absolute(position.entryValue);
  const tier = maintenanceTierOf(instrument, entryNotional);
  if (tier === null) return null;
  return liquidationTicks(instrument, {
    lots: position.lots,
    entryNotional,
    initialMargin: initialMargin(instrument, entryNotional, leverage),
    addedMargin: ZERO,
    maintenanceAmount: ZERO,
    maintenanceRatePpm: tier.maintenanceRatePpm,
    liquidationFeePpm: instrument.takerFeePpm,
  });
}
