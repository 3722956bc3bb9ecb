import { absolute, applyPpm, tierOf, valueAt } from './amounts.ts';
import { signOf } from './positions.ts';
import type { Amount, Contract, EnginePosition, PlaceRequest, RefusalCode } from './types.ts';

export interface CheckContext {
  readonly contract: Contract;
  readonly position: EnginePosition;
  readonly available: Amount;
  readonly activeOrders: number;
  readonly clientIdInUse: boolean;
  /** Price a market order is valued at. */
  readonly referenceTicks: number;
}

/** Resting orders and waiting stops one account may have. */
const ORDER_LIMIT = 200;

/** True when the order can only make the position smaller. */
export const onlyReduces = (request: Pick<PlaceRequest, 'reduceOnly' | 'closeOrder'>): boolean =>
  request.reduceOnly === true || request.closeOrder === true;

/** Lots of an order that would open, were it to fill now. */
export function openingLots(
  request: Pick<PlaceRequest, 'side' | 'lots' | 'reduceOnly' | 'closeOrder'>,
  position: EnginePosition,
): number {
  if (onlyReduces(request)) return 0;
  const against = position.lots !== 0 && Math.sign(position.lots) !== signOf(request.side);
  return against ? Math.max(0, request.lots - Math.abs(position.lots)) : request.lots;
}

const isPositive = (value: number | undefined): boolean => Number.isSafeInteger(value) && (value ?? 0) >= 1;

function wrongTerms({ contract }: CheckContext, request: PlaceRequest): RefusalCode | null {
  const { lots, kind, leverage } = request;
  const sized = request.closeOrder === true || (isPositive(lots) && lots <= contract.maxOrderLots);
  if (!sized) return 'bad-size';
  if (kind === 'limit' && !isPositive(request.priceTicks)) return 'bad-price';
  if (request.stop !== undefined && request.stop.ticks < 1) return 'bad-price';
  if (leverage !== undefined && !(leverage >= 1 && leverage <= contract.maxLeverage)) return 'bad-leverage';
  return null;
}

function noCover(context: CheckContext, request: PlaceRequest): RefusalCode | null {
  const opening = openingLots(request, context.position);
  if (opening === 0) return null;
  const { contract, position } = context;
  const leverage = request.leverage ?? 1;
  const value = valueAt(contract, request.priceTicks ?? request.stop?.ticks ?? context.referenceTicks, opening);
  const held = Math.sign(position.lots) === signOf(request.side) ? absolute(position.entryValue) : 0n;
  if (leverage > tierOf(contract, value + held).maxLeverage) return 'risk-limit';
  const cost = value / BigInt(Math.floor(leverage)) + applyPpm(value, contract.takerFeePpm);
  return cost > context.available ? 'insufficient-balance' : null;
}

function nothingToReduce({ position }: CheckContext, request: PlaceRequest): RefusalCode | null {
  // A stop may be placed before its position exists: the venue looks again when it fires.
  if (!onlyReduces(request) || request.stop !== undefined) return null;
  const closes = position.lots !== 0 && Math.sign(position.lots) !== signOf(request.side);
  return closes || (request.closeOrder === true && position.lots !== 0) ? null : 'no-position';
}

/** The first reason to refuse a new order, or none. */
export function refusalOf(context: CheckContext, request: PlaceRequest): RefusalCode | null {
  return (
    wrongTerms(context, request) ??
    (context.clientIdInUse ? 'client-id-in-use' : null) ??
    (context.activeOrders >= ORDER_LIMIT ? 'too-many-orders' : null) ??
    nothingToReduce(context, request) ??
    // A stop takes no margin before it fires.
    (request.stop === undefined ? noCover(context, request) : null)
  );
}
