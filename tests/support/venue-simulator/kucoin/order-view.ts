import { amountText, type Contract, type EngineOrder, type EngineTrade, priceText, valueAt } from '../engine/index.ts';
import { nanos } from '../wire/json.ts';

const PRICE_TYPES = { last: 'TP', mark: 'MP', index: 'IP' } as const;

export const stopPriceType = (order: EngineOrder): string => (order.stop === null ? '' : PRICE_TYPES[order.stop.by]);

function averagePrice(contract: Contract, order: EngineOrder): string {
  if (order.filledLots === 0) return '0';
  const ticks = Number(order.filledValue) / (order.filledLots * Number(contract.tickValue));
  return String(Number((ticks / 10 ** contract.priceDecimals).toPrecision(12)));
}

/** An order as `GET /api/v1/orders/{id}` and the lists show it. */
export function orderView(contract: Contract, order: EngineOrder): Record<string, unknown> {
  const price = order.priceTicks === null ? null : priceText(contract, order.priceTicks);
  const value = order.priceTicks === null ? order.filledValue : valueAt(contract, order.priceTicks, order.lots);
  return {
    id: order.id,
    symbol: order.symbol,
    type: order.kind,
    side: order.side,
    price: price ?? '0',
    size: order.lots,
    value: amountText(value),
    dealValue: amountText(order.filledValue),
    dealSize: order.filledLots,
    stp: '',
    stop: order.stop?.direction ?? '',
    stopPriceType: stopPriceType(order),
    stopTriggered: order.stopTriggered,
    stopPrice: order.stop === null ? null : priceText(contract, order.stop.ticks),
    timeInForce: order.timeInForce,
    postOnly: order.postOnly,
    hidden: false,
    iceberg: false,
    leverage: String(order.leverage),
    forceHold: false,
    closeOrder: order.closeOrder,
    visibleSize: 0,
    clientOid: order.clientId,
    remark: order.remark,
    tags: '',
    isActive: order.state !== 'done',
    cancelExist: order.canceledLots > 0,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    endAt: order.endAt,
    orderTime: nanos(order.createdAt, 647_952n),
    settleCurrency: 'USDT',
    marginMode: 'ISOLATED',
    avgDealPrice: averagePrice(contract, order),
    filledSize: order.filledLots,
    filledValue: amountText(order.filledValue),
    status: order.state === 'done' ? 'done' : 'open',
    reduceOnly: order.reduceOnly,
  };
}

/** A fill as `GET /api/v1/fills` and `recentFills` show it. */
export function fillView(contract: Contract, trade: EngineTrade): Record<string, unknown> {
  return {
    symbol: trade.symbol,
    tradeId: trade.tradeId,
    orderId: trade.orderId,
    side: trade.side,
    liquidity: trade.liquidity,
    forceTaker: false,
    price: priceText(contract, trade.priceTicks),
    size: trade.lots,
    value: amountText(trade.value),
    openFeePay: amountText(trade.openFee),
    closeFeePay: amountText(trade.fee - trade.openFee),
    stop: trade.stop?.direction ?? '',
    feeRate: (Number(trade.feePpm) / 1e6).toFixed(5),
    fixFee: '0',
    feeCurrency: 'USDT',
    marginMode: 'ISOLATED',
    fee: amountText(trade.fee),
    settleCurrency: 'USDT',
    orderType: trade.orderKind,
    displayType: trade.stop === null ? trade.orderKind : `${trade.orderKind}_stop`,
    tradeType: trade.kind === 'liquidation' ? 'liquid' : 'trade',
    subTradeType: null,
    tradeTime: nanos(trade.at),
    createdAt: trade.at,
  };
}
