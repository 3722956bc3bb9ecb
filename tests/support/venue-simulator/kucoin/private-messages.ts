import {
  type Account,
  amountNumber,
  amountText,
  type Contract,
  type EngineFact,
  type EnginePosition,
  type FundingSettlement,
  markNumber,
  priceText,
  type Quote,
} from '../engine/index.ts';
import { nanos } from '../wire/json.ts';
import { stopPriceType } from './order-view.ts';
import { positionView } from './position-view.ts';
import type { Message } from './public-messages.ts';

type OrderFact = Extract<EngineFact, { kind: 'order' }>;

/** KuCoin's pair of `type` and `status` for each change the stream tells. */
const WORDS = {
  open: ['open', 'open'],
  match: ['match', 'match'],
  update: ['update', 'open'],
  filled: ['filled', 'done'],
  canceled: ['canceled', 'done'],
} as const;

function matchFields(contract: Contract, fact: OrderFact): Record<string, unknown> {
  if (fact.trade === null) return {};
  const { trade } = fact;
  return {
    matchPrice: priceText(contract, trade.priceTicks),
    matchSize: String(trade.lots),
    tradeId: trade.tradeId,
    feeType: `${trade.liquidity}Fee`,
    liquidity: trade.liquidity,
    // A resting order that is matched keeps the status `open`.
    status: trade.liquidity === 'maker' ? 'open' : 'match',
  };
}

/** An order's change; null for those only the stop topic tells. */
export function orderChange(contract: Contract, fact: OrderFact, now: number): Record<string, unknown> | null {
  const words = WORDS[fact.change as keyof typeof WORDS];
  if (words === undefined || (fact.order.stop !== null && !fact.order.stopTriggered)) return null;
  const { order } = fact;
  return {
    symbol: order.symbol,
    orderType: order.kind,
    side: order.side,
    canceledSize: String(order.canceledLots),
    orderId: order.id,
    liquidity: order.priceTicks === null ? 'taker' : 'maker',
    marginMode: 'ISOLATED',
    positionSide: 'BOTH',
    type: words[0],
    orderTime: nanos(order.createdAt, 647_952n),
    size: String(order.lots),
    filledSize: String(order.filledLots),
    price: order.priceTicks === null ? '0' : priceText(contract, order.priceTicks),
    remainSize: String(order.lots - order.filledLots - order.canceledLots),
    status: words[1],
    ts: nanos(now),
    tradeType: order.origin === 'liquidation' ? 'liquid' : 'trade',
    ...(order.clientId === null ? {} : { clientOid: order.clientId }),
    ...matchFields(contract, fact),
  };
}

const STOP_WORDS: Partial<Record<OrderFact['change'], string>> = {
  waiting: 'open',
  triggered: 'triggered',
  canceled: 'cancel',
};

/** A stop's change on the stop topic. It names no client id. */
export function stopChange(contract: Contract, fact: OrderFact, now: number): Message | null {
  const { order, change } = fact;
  const type = STOP_WORDS[change];
  if (order.stop === null || type === undefined || (change === 'canceled' && order.stopTriggered)) return null;
  return {
    topic: '/contractMarket/advancedOrders',
    subject: 'stopOrder',
    data: {
      createdAt: order.createdAt,
      marginMode: 'ISOLATED',
      orderId: order.id,
      orderPrice: order.priceTicks === null ? '0' : priceText(contract, order.priceTicks),
      orderType: 'stop',
      side: order.side,
      size: order.lots,
      stop: order.stop.direction,
      stopPrice: priceText(contract, order.stop.ticks),
      stopPriceType: stopPriceType(order),
      symbol: order.symbol,
      ts: nanos(now),
      type,
    },
  };
}

export function wallet(account: Account, version: number, now: number): Message {
  return {
    topic: '/contractAccount/wallet',
    subject: 'walletBalance.change',
    id: `673b0bb925b4bc00${version.toString(16).padStart(8, '0')}`,
    data: {
      crossPosMargin: '0',
      isolatedOrderMargin: amountText(account.orderMargin),
      holdBalance: '0',
      equity: amountText(account.equity),
      version: String(version),
      availableBalance: amountText(account.available),
      isolatedPosMargin: amountText(account.positionMargin),
      walletBalance: amountText(account.wallet),
      isolatedFundingFeeMargin: '0',
      crossUnPnl: '0',
      totalCrossMargin: amountText(account.available),
      currency: 'USDT',
      isolatedUnPnl: amountText(account.unrealised),
      crossOrderMargin: '0',
      timestamp: String(now),
    },
  };
}

const REASONS = {
  positionChange: 'positionChange',
  liquidation: 'liquidation',
  funding: 'positionChange',
  margin: 'marginChange',
} as const;

export const positionChange = (
  contract: Contract,
  change: keyof typeof REASONS,
  position: EnginePosition,
  quote: Quote,
  now: number,
): Record<string, unknown> => ({ ...positionView(contract, position, quote, now), changeReason: REASONS[change] });

export const settlementChange = (contract: Contract, settlement: FundingSettlement): Record<string, unknown> => ({
  symbol: settlement.symbol,
  fundingTime: settlement.at,
  qty: settlement.lots,
  markPrice: markNumber(contract, settlement.markUnits),
  fundingRate: settlement.ratePpm / 1e6,
  fundingFee: amountNumber(settlement.amount),
  ts: nanos(settlement.at),
  settleCurrency: 'USDT',
});
