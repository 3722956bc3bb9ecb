import {
  absolute,
  amountText,
  type Contract,
  type EngineOrder,
  type EnginePosition,
  type EngineTrade,
  liquidationTicks,
  maintenanceOf,
  markNumber,
  type Quote,
  unrealisedOf,
  valueAtMark,
} from '../engine/index.ts';
import { nameOf, priceOf, sizeText } from './names.ts';

/** Refusals that Binance tells as an expired order rather than a canceled one. */
const EXPIRES = new Set([
  'no-liquidity',
  'self-trade',
  'reduce-only',
  'liquidation',
  'margin',
  'venue',
  'sibling-fired',
]);

export function statusOf(order: EngineOrder): string {
  if (order.state === 'done') {
    if (order.endReason === 'filled') return 'FILLED';
    return EXPIRES.has(order.endReason ?? '') ? 'EXPIRED' : 'CANCELED';
  }
  return order.filledLots > 0 ? 'PARTIALLY_FILLED' : 'NEW';
}

export function typeOf(order: EngineOrder): string {
  if (order.stop === null || order.stopTriggered) return order.kind.toUpperCase();
  const stops = (order.side === 'sell') === (order.stop.direction === 'down');
  if (order.kind === 'limit') return stops ? 'STOP' : 'TAKE_PROFIT';
  return stops ? 'STOP_MARKET' : 'TAKE_PROFIT_MARKET';
}

export function averageOf(contract: Contract, order: EngineOrder): string {
  if (order.filledLots === 0) return '0.00';
  const ticks = Number(order.filledValue) / (order.filledLots * Number(contract.tickValue));
  return (ticks / 10 ** contract.priceDecimals).toFixed(contract.priceDecimals + 3);
}

export const timeInForceOf = (order: EngineOrder): string => (order.postOnly ? 'GTX' : order.timeInForce);

export const workingTypeOf = (order: EngineOrder): string =>
  order.stop?.by === 'mark' ? 'MARK_PRICE' : 'CONTRACT_PRICE';

/** An order as every order endpoint shows it. Ids are larger than 2^53. */
export const orderView = (contract: Contract, order: EngineOrder): Record<string, unknown> => ({
  orderId: BigInt(order.id),
  symbol: nameOf(contract),
  status: statusOf(order),
  clientOrderId: order.clientId ?? `web_${order.id}`,
  price: order.priceTicks === null ? '0.00' : priceOf(contract, order.priceTicks),
  avgPrice: averageOf(contract, order),
  origQty: sizeText(contract, order.lots),
  executedQty: sizeText(contract, order.filledLots),
  cumQty: sizeText(contract, order.filledLots),
  cumQuote: amountText(order.filledValue),
  timeInForce: timeInForceOf(order),
  type: typeOf(order),
  reduceOnly: order.reduceOnly,
  closePosition: order.closeOrder,
  side: order.side.toUpperCase(),
  positionSide: 'BOTH',
  stopPrice: '0.00',
  workingType: workingTypeOf(order),
  priceProtect: false,
  origType: order.kind.toUpperCase(),
  priceMatch: 'NONE',
  selfTradePreventionMode: 'EXPIRE_MAKER',
  goodTillDate: 0,
  time: order.createdAt,
  updateTime: order.updatedAt,
});

function algoStatusOf(order: EngineOrder): string {
  if (!order.stopTriggered) return order.state === 'done' ? 'CANCELED' : 'NEW';
  return order.state === 'done' ? 'FINISHED' : 'TRIGGERED';
}

/** A stop as the conditional-order endpoints show it. */
export const algoView = (contract: Contract, order: EngineOrder): Record<string, unknown> => ({
  algoId: BigInt(order.id),
  clientAlgoId: order.clientId ?? `web_${order.id}`,
  algoType: 'CONDITIONAL',
  orderType: typeOf({ ...order, stopTriggered: false }),
  symbol: nameOf(contract),
  side: order.side.toUpperCase(),
  positionSide: 'BOTH',
  timeInForce: timeInForceOf(order),
  quantity: sizeText(contract, order.lots),
  algoStatus: algoStatusOf(order),
  actualOrderId: order.stopTriggered ? order.id : '',
  actualPrice: order.filledLots > 0 ? averageOf(contract, order) : '0.00000',
  triggerPrice: order.stop === null ? '0.00' : priceOf(contract, order.stop.ticks),
  price: order.priceTicks === null ? '0.00' : priceOf(contract, order.priceTicks),
  icebergQuantity: null,
  selfTradePreventionMode: 'EXPIRE_MAKER',
  workingType: workingTypeOf(order),
  priceMatch: 'NONE',
  closePosition: order.closeOrder,
  priceProtect: false,
  reduceOnly: order.reduceOnly,
  createTime: order.createdAt,
  updateTime: order.updatedAt,
  triggerTime: order.stopTriggered ? order.updatedAt : 0,
  goodTillDate: 0,
});

export const tradeView = (contract: Contract, trade: EngineTrade): Record<string, unknown> => ({
  symbol: nameOf(contract),
  id: Number(trade.tradeId),
  orderId: BigInt(trade.orderId),
  side: trade.side.toUpperCase(),
  price: priceOf(contract, trade.priceTicks),
  qty: sizeText(contract, trade.lots),
  realizedPnl: amountText(trade.realised),
  quoteQty: amountText(trade.value),
  commission: amountText(trade.fee),
  commissionAsset: 'USDT',
  time: trade.at,
  positionSide: 'BOTH',
  buyer: trade.side === 'buy',
  maker: trade.liquidity === 'maker',
});

export const entryOf = (contract: Contract, position: EnginePosition): string => {
  if (position.lots === 0) return '0.0';
  const ticks = Number(absolute(position.entryValue)) / (Math.abs(position.lots) * Number(contract.tickValue));
  return String(Number((ticks / 10 ** contract.priceDecimals).toPrecision(12)));
};

export const markOf = (contract: Contract, quote: Quote): string => markNumber(contract, quote.markUnits).toFixed(8);

/** A position as `positionRisk` shows it: signed amount in base units. */
export function positionView(contract: Contract, position: EnginePosition, quote: Quote): Record<string, unknown> {
  const unrealised = unrealisedOf(contract, position, quote.markUnits);
  const liquidation = position.lots === 0 ? 0 : liquidationTicks(contract, position) / 10 ** contract.priceDecimals;
  return {
    symbol: nameOf(contract),
    positionSide: 'BOTH',
    positionAmt: sizeText(contract, position.lots),
    entryPrice: entryOf(contract, position),
    breakEvenPrice: entryOf(contract, position),
    markPrice: markOf(contract, quote),
    unRealizedProfit: amountText(unrealised),
    liquidationPrice: String(Number(liquidation.toFixed(8))),
    isolatedMargin: amountText(position.margin + unrealised),
    notional: amountText(valueAtMark(contract, quote.markUnits, position.lots)),
    marginAsset: 'USDT',
    isolatedWallet: amountText(position.margin),
    initialMargin: amountText(position.margin),
    maintMargin: amountText(maintenanceOf(contract, position, quote.markUnits)),
    positionInitialMargin: amountText(position.margin),
    openOrderInitialMargin: '0',
    adl: 0,
    bidNotional: '0',
    askNotional: '0',
    updateTime: position.updatedAt,
  };
}
