import type { PositionView } from '#shared/contract/portfolio.ts';
import { notional, ticksToPlot, type Instrument, type Ticks } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, ratio, subtract, type Money } from '#shared/domain/money.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { OrderRow, PositionRow, SignalRow } from '../../journal/rows.ts';
import { distanceToLiquidation, heldLiquidation, towardsEntry } from '../../market/liquidation-price.ts';
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

/** Base quantity as exact text without a sign: lots × multiplier. */
export function quantityText(lots: number, multiplier: string): string {
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
  const { position, instrument, mark } = source;
  const value = mark === null ? null : notional(instrument, mark.ticks, position.lots);
  const open = value === null ? null : subtract(value, position.entryValue);
  return {
    key: position.symbol,
    coin: instrument.coin,
    side: position.lots > 0 ? 'long' : 'short',
    lots: Math.abs(position.lots),
    quantity: quantityText(position.lots, instrument.multiplier),
    value: formatMoney(absolute(value ?? position.entryValue)),
    entry: entryPrice(position, instrument),
    mark: mark === null ? null : ticksToPlot(instrument, mark.ticks),
    priceDecimals: instrument.priceScale,
    open: open === null ? null : formatMoney(open),
    r: open === null ? null : inRisk(open, source),
    margin: formatMoney(initialMargin(instrument, absolute(position.entryValue), source.leverage)),
    ...protectionOf(source),
    ...liquidationView(source),
    openedAt: position.openedAt ?? position.updatedAt,
    signalId: position.signalId,
    provenance: source.simulated ? 'simulated' : 'measured',
  };
}

/** A result in multiples of the loss planned at the signal's stop; null when there is no plan to compare with. */
function inRisk(open: Money, { position, instrument, signal }: PositionSource): number | null {
  if (signal === null) return null;
  const risk = absolute(notional(instrument, signal.priceTicks - signal.stopTicks, position.lots));
  return risk === 0n ? null : ratio(open, risk);
}

/** States in which the venue has said that it holds the order. */
const CONFIRMED: ReadonlySet<OrderState> = new Set(['OPEN', 'TRIGGERED', 'PARTIAL']);

/** Where the position ends by itself; only stops that the venue has confirmed count as cover. */
function protectionOf({
  position,
  instrument,
  openOrders,
}: PositionSource): Pick<PositionView, 'stop' | 'target' | 'stopLots'> {
  const own = openOrders.filter((order) => order.symbol === position.symbol);
  const stops = own.filter((order) => order.role === 'stop');
  const live = stops.filter((order) => CONFIRMED.has(order.state));
  return {
    stop: priceOf(live[0] ?? stops[0], instrument),
    target: priceOf(
      own.find((order) => order.role === 'target'),
      instrument,
    ),
    stopLots: live.reduce((sum, order) => sum + order.lots - order.filledLots, 0),
  };
}

function liquidationView(source: PositionSource): Pick<PositionView, 'liquidation' | 'liquidationDistance'> {
  const { position, instrument, mark } = source;
  const ticks = liquidationOf(position, instrument, source.leverage);
  if (ticks === null) return { liquidation: null, liquidationDistance: null };
  return {
    liquidation: ticksToPlot(instrument, ticks),
    liquidationDistance: mark === null ? null : Math.abs(distanceToLiquidation(mark.ticks, ticks)),
  };
}

function priceOf(order: OrderRow | undefined, instrument: Instrument): number | null {
  const ticks = order?.triggerTicks ?? order?.priceTicks ?? null;
  return ticks === null ? null : ticksToPlot(instrument, ticks);
}

/** Isolated liquidation at the margin the entry took, at the tier that holds there; the taker fee stands in for the fee. */
function liquidationOf({ lots, entryValue }: PositionRow, instrument: Instrument, leverage: number): Ticks | null {
  const margin = initialMargin(instrument, absolute(entryValue), leverage);
  if (lots === 0 || margin <= 0n || instrument.maintenanceTiers.length === 0) return null;
  const result = heldLiquidation(instrument, { lots, entryValue, margin }, instrument.takerFeePpm);
  return result.kind === 'at' ? towardsEntry(result.price, lots > 0 ? 'long' : 'short') : null;
}
