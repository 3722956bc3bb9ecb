import { contractSymbol, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { moneyOfUnits } from '#shared/domain/money.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import type {
  OrderKind,
  OrderReport,
  PositionReport,
  VenueEvent,
  VenueFillReport,
  VenueOrder,
} from '#core/ports/venue.ts';
import {
  CONTRACTS,
  type Contract,
  type EngineEvent,
  type EngineOrder,
  type EnginePosition,
  type EngineTrade,
  type PlaceRequest,
  type StopCondition,
} from '../venue-simulator/engine/index.ts';

const DEFAULT_LEVERAGE = 5;

const instrumentOf = (contract: Contract): Instrument => ({
  symbol: contractSymbol(contract.symbol),
  coin: contract.coin,
  tickUnits: 1,
  priceScale: contract.priceDecimals,
  multiplier: contract.multiplier,
  tickValue: contract.tickValue,
  lotSize: 1,
  maxOrderLots: contract.maxOrderLots,
  makerFeePpm: contract.makerFeePpm,
  takerFeePpm: contract.takerFeePpm,
  maxLeverage: contract.maxLeverage,
  maintenanceTiers: contract.tiers.map((tier) => ({
    maxNotional: moneyOfUnits(BigInt(tier.maxNotional) * 100_000_000n),
    maxLeverage: tier.maxLeverage,
    maintenanceRatePpm: BigInt(tier.maintenancePpm),
  })),
  fundingIntervalMs: contract.fundingIntervalMs,
  asOf: null,
  assumed: [],
});

/** The simulated exchange's contracts as the core knows them. */
export const ENGINE_INSTRUMENTS: ReadonlyMap<ContractSymbol, Instrument> = new Map(
  CONTRACTS.map((contract) => [contractSymbol(contract.symbol), instrumentOf(contract)]),
);

/** A stop lies behind the market, a target before it. */
function stopOf({ kind, side, triggerTicks, triggerBy }: VenueOrder): StopCondition | undefined {
  if (kind === 'market' || kind === 'limit' || triggerTicks === null) return undefined;
  const behind = kind !== 'take-profit-market';
  const direction = (side === 'sell') === behind ? 'down' : 'up';
  return { direction, ticks: triggerTicks, by: triggerBy ?? 'mark' };
}

export function requestOf(order: VenueOrder): PlaceRequest {
  const stop = stopOf(order);
  const limited = order.kind === 'limit' || order.kind === 'stop-limit';
  return {
    clientId: order.clientOrderId,
    symbol: order.symbol,
    side: order.side,
    kind: limited ? 'limit' : 'market',
    lots: order.lots,
    reduceOnly: order.reduceOnly,
    leverage: order.leverage ?? DEFAULT_LEVERAGE,
    ...(order.priceTicks === null ? {} : { priceTicks: order.priceTicks }),
    ...(order.postOnly === undefined ? {} : { postOnly: order.postOnly }),
    ...(order.closePosition === undefined ? {} : { closeOrder: order.closePosition }),
    ...(order.timeInForce === undefined ? {} : { timeInForce: IN_FORCE[order.timeInForce] }),
    ...(stop === undefined ? {} : { stop }),
  };
}

const IN_FORCE = { gtc: 'GTC', ioc: 'IOC', fok: 'FOK' } as const;

function kindOf({ kind, stop, side }: EngineOrder): OrderKind {
  if (stop === null) return kind;
  if (kind === 'limit') return 'stop-limit';
  return (stop.direction === 'down') === (side === 'sell') ? 'stop-market' : 'take-profit-market';
}

function stateOf(order: EngineOrder): OrderReport['state'] {
  if (order.state !== 'done') return order.state;
  return order.filledLots >= order.lots ? 'filled' : 'canceled';
}

export const reportOf = (order: EngineOrder): OrderReport => ({
  clientOrderId: order.clientId as ClientOrderId | null,
  venueOrderId: order.id,
  symbol: contractSymbol(order.symbol),
  side: order.side,
  kind: kindOf(order),
  lots: order.lots as Lots,
  filledLots: order.filledLots as Lots,
  priceTicks: order.priceTicks as Ticks | null,
  triggerTicks: (order.stop?.ticks ?? null) as Ticks | null,
  reduceOnly: order.reduceOnly,
  state: stateOf(order),
  tsVenue: epochMs(order.updatedAt),
});

export const fillOf = (trade: EngineTrade): VenueFillReport => ({
  clientOrderId: trade.clientId as ClientOrderId | null,
  venueOrderId: trade.orderId,
  symbol: contractSymbol(trade.symbol),
  tradeId: trade.tradeId,
  side: trade.side,
  lots: trade.lots as Lots,
  priceTicks: trade.priceTicks as Ticks,
  fee: moneyOfUnits(trade.fee),
  liquidity: trade.liquidity,
  tsVenue: epochMs(trade.at),
  ...(trade.kind === 'liquidation' ? { cause: 'liquidation' } : {}),
});

/** Average entry as decimal text, cut after eight decimals. */
function entryPriceOf(position: EnginePosition, contract: Contract): string {
  const scale = 10n ** BigInt(contract.priceDecimals);
  const lots = BigInt(Math.abs(position.lots));
  const value = position.entryValue < 0n ? -position.entryValue : position.entryValue;
  const units = (value * 100_000_000n) / (contract.tickValue * lots * scale);
  return `${String(units / 100_000_000n)}.${String(units % 100_000_000n).padStart(8, '0')}`;
}

export function positionOf(position: EnginePosition, contract: Contract): PositionReport {
  return {
    symbol: contractSymbol(position.symbol),
    lots: position.lots as Lots,
    entryPrice: position.lots === 0 ? null : entryPriceOf(position, contract),
    marginMode: 'isolated',
    leverage: position.leverage,
    liquidationTicks: null,
    tsVenue: epochMs(position.updatedAt),
  };
}

/** What the private stream says of an engine event; null for what it does not carry. `tsReceived` is set on delivery. */
export function streamEventOf(event: EngineEvent): ((tsReceived: EpochMs) => VenueEvent) | null {
  if (event.kind !== 'order') return null;
  const { order, trade, change } = event;
  const about = {
    clientOrderId: (order.clientId ?? '') as ClientOrderId,
    venueOrderId: order.id,
    symbol: contractSymbol(order.symbol),
    tsVenue: epochMs(event.at),
  };
  if (change === 'match' && trade !== null) {
    const { clientOrderId: _, venueOrderId: __, ...fill } = fillOf(trade);
    return (tsReceived) => ({ kind: 'fill', ...fill, ...about, tsReceived });
  }
  if (change === 'open' || change === 'waiting') return (tsReceived) => ({ kind: 'opened', ...about, tsReceived });
  if (change === 'triggered') {
    return (tsReceived) => ({ kind: 'triggered', ...about, reason: 'the trigger price was reached', tsReceived });
  }
  if (change !== 'canceled') return null;
  return (tsReceived) => ({ kind: 'canceled', ...about, reason: order.endReason ?? 'canceled', tsReceived });
}
