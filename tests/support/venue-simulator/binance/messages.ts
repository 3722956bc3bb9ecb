import {
  type Account,
  amountText,
  type Contract,
  type Depth,
  type EngineCandle,
  type EngineFact,
  type EngineOrder,
  type EnginePosition,
  markNumber,
  type PublicTrade,
  type Quote,
  unrealisedOf,
} from '../engine/index.ts';
import type { BookChange } from '../wire/book-publisher.ts';
import { nameOf, priceOf, sizeText } from './names.ts';
import { algoView, averageOf, entryOf, markOf, statusOf, timeInForceOf, typeOf, workingTypeOf } from './views.ts';

export interface Message {
  /** `btcusdt@bookTicker`; the user's own messages are on `user`. */
  readonly topic: string;
  readonly data: Record<string, unknown>;
}

const topicOf = (contract: Contract, name: string): string => `${nameOf(contract).toLowerCase()}@${name}`;

export const bookTicker = (contract: Contract, quote: Quote, sequence: number): Message => ({
  topic: topicOf(contract, 'bookTicker'),
  data: {
    e: 'bookTicker',
    u: sequence,
    E: quote.at,
    T: quote.at,
    s: nameOf(contract),
    b: priceOf(contract, quote.bidTicks),
    B: sizeText(contract, quote.bidLots),
    a: priceOf(contract, quote.askTicks),
    A: sizeText(contract, quote.askLots),
  },
});

/** All changes of one moment, with the last number of the message before (`pu`). */
export function depthUpdate(
  contract: Contract,
  changes: readonly BookChange[],
  before: number,
  now: number,
): Message[] {
  const side = (name: 'buy' | 'sell'): string[][] =>
    changes
      .filter((change) => change.side === name)
      .map(({ ticks, lots }) => [priceOf(contract, ticks), sizeText(contract, lots)]);
  const data = {
    e: 'depthUpdate',
    E: now,
    T: now,
    s: nameOf(contract),
    U: changes[0]?.sequence ?? before + 1,
    u: changes.at(-1)?.sequence ?? before,
    pu: before,
    b: side('buy'),
    a: side('sell'),
  };
  return ['depth', 'depth@100ms', 'depth@500ms'].map((name) => ({ topic: topicOf(contract, name), data }));
}

export function depthLevels(
  contract: Contract,
  levels: number,
  book: { depth: Depth; sequence: number },
  now: number,
): Message[] {
  const rows = (side: Depth['bids']): string[][] =>
    side.slice(0, levels).map(([ticks, lots]) => [priceOf(contract, ticks), sizeText(contract, lots)]);
  const data = {
    e: 'depthUpdate',
    E: now,
    T: now,
    s: nameOf(contract),
    U: book.sequence,
    u: book.sequence,
    pu: book.sequence - 1,
    b: rows(book.depth.bids),
    a: rows(book.depth.asks),
  };
  const name = `depth${String(levels)}`;
  return [name, `${name}@100ms`, `${name}@500ms`].map((one) => ({ topic: topicOf(contract, one), data }));
}

export function trades(contract: Contract, trade: PublicTrade): Message[] {
  const shared = {
    E: trade.at,
    s: nameOf(contract),
    p: priceOf(contract, trade.priceTicks),
    q: sizeText(contract, trade.lots),
    T: trade.at,
    m: trade.takerSide === 'sell',
  };
  const id = Number(trade.tradeId);
  return [
    { topic: topicOf(contract, 'aggTrade'), data: { e: 'aggTrade', a: id, f: id, l: id, ...shared } },
    { topic: topicOf(contract, 'trade'), data: { e: 'trade', t: id, X: 'MARKET', ...shared } },
  ];
}

export function markPrice(contract: Contract, quote: Quote): Message[] {
  const data = {
    e: 'markPriceUpdate',
    E: quote.at,
    s: nameOf(contract),
    p: markOf(contract, quote),
    i: markNumber(contract, quote.indexUnits).toFixed(8),
    P: markOf(contract, quote),
    r: (quote.fundingPpm / 1e6).toFixed(8),
    T: quote.nextFundingAt,
  };
  return ['markPrice', 'markPrice@1s'].map((name) => ({ topic: topicOf(contract, name), data }));
}

export function kline(contract: Contract, interval: string, span: number, bar: EngineCandle, now: number): Message {
  const [o, c, h, l] = [bar.open, bar.close, bar.high, bar.low].map((ticks) => priceOf(contract, ticks));
  const v = sizeText(contract, bar.lots);
  return {
    topic: topicOf(contract, `kline_${interval}`),
    data: {
      e: 'kline',
      E: now,
      s: nameOf(contract),
      k: {
        t: bar.at,
        T: bar.at + span - 1,
        s: nameOf(contract),
        i: interval,
        f: 1,
        L: 1,
        o,
        c,
        h,
        l,
        v,
        n: 1,
        x: false,
        q: '0',
        V: v,
        Q: '0',
        B: '0',
      },
    },
  };
}

type OrderFact = Extract<EngineFact, { kind: 'order' }>;

/** Binance's execution type of each change; what is missing here it does not tell. */
const EXECUTIONS: Partial<Record<OrderFact['change'], string>> = {
  received: 'NEW',
  triggered: 'NEW',
  match: 'TRADE',
  update: 'AMENDMENT',
  canceled: 'CANCELED',
};

const isWaitingStop = (order: EngineOrder): boolean => order.stop !== null && !order.stopTriggered;

function executionOf({ order, change }: OrderFact): { x: string; X: string } {
  if (change === 'match') return { x: 'TRADE', X: order.filledLots === order.lots ? 'FILLED' : 'PARTIALLY_FILLED' };
  const X = statusOf(order);
  return { x: X === 'EXPIRED' ? 'EXPIRED' : (EXECUTIONS[change] ?? 'NEW'), X };
}

const clientIdOf = (order: EngineOrder): string =>
  order.clientId ?? `${order.origin === 'liquidation' ? 'autoclose-' : 'web_'}${order.id}`;

/** The fill an update tells; zeros when it tells none. */
const fillFields = (contract: Contract, trade: OrderFact['trade']): Record<string, unknown> => ({
  l: sizeText(contract, trade?.lots ?? 0),
  L: trade === null ? '0' : priceOf(contract, trade.priceTicks),
  N: 'USDT',
  n: amountText(trade?.fee ?? 0n),
  t: Number(trade?.tradeId ?? 0),
  m: trade?.liquidity === 'maker',
  rp: amountText(trade?.realised ?? 0n),
});

const orderFields = (contract: Contract, order: EngineOrder): Record<string, unknown> => ({
  s: nameOf(contract),
  c: clientIdOf(order),
  S: order.side.toUpperCase(),
  o: order.origin === 'liquidation' ? 'LIQUIDATION' : typeOf(order),
  f: timeInForceOf(order),
  q: sizeText(contract, order.lots),
  p: order.priceTicks === null ? '0' : priceOf(contract, order.priceTicks),
  ap: averageOf(contract, order),
  sp: '0',
  i: BigInt(order.id),
  z: sizeText(contract, order.filledLots),
  R: order.reduceOnly,
  wt: workingTypeOf(order),
  ot: order.kind.toUpperCase(),
  ps: 'BOTH',
  cp: order.closeOrder,
});

export function orderUpdate(contract: Contract, fact: OrderFact, now: number): Message | null {
  const { order, change, trade } = fact;
  if (EXECUTIONS[change] === undefined || isWaitingStop(order)) return null;
  return {
    topic: 'user',
    data: {
      e: 'ORDER_TRADE_UPDATE',
      E: now,
      T: now,
      o: {
        ...orderFields(contract, order),
        ...executionOf(fact),
        ...fillFields(contract, trade),
        T: now,
        b: '0',
        a: '0',
        pP: false,
        si: 0,
        ss: 0,
        V: 'EXPIRE_MAKER',
        pm: 'NONE',
        gtd: 0,
      },
    },
  };
}

const ALGO_CHANGES = new Set<OrderFact['change']>(['waiting', 'triggered', 'canceled', 'filled']);

export function algoUpdate(contract: Contract, { order, change }: OrderFact, now: number): Message | null {
  if (order.stop === null || !ALGO_CHANGES.has(change)) return null;
  const view = algoView(contract, order);
  return {
    topic: 'user',
    data: {
      e: 'ALGO_UPDATE',
      E: now,
      T: now,
      o: {
        caid: view['clientAlgoId'],
        aid: view['algoId'],
        at: 'CONDITIONAL',
        o: view['orderType'],
        s: view['symbol'],
        S: view['side'],
        ps: 'BOTH',
        f: view['timeInForce'],
        q: view['quantity'],
        X: view['algoStatus'],
        ai: view['actualOrderId'],
        ap: view['actualPrice'],
        aq: sizeText(contract, order.filledLots),
        act: order.kind.toUpperCase(),
        tp: view['triggerPrice'],
        p: view['price'],
        V: 'EXPIRE_MAKER',
        wt: view['workingType'],
        pm: 'NONE',
        cp: order.closeOrder,
        pP: false,
        R: order.reduceOnly,
        tt: view['triggerTime'],
        gtd: 0,
        rm: order.endReason === 'reduce-only' ? 'Reduce Only reject' : '',
      },
    },
  };
}

export function accountUpdate(
  reason: 'ORDER' | 'FUNDING_FEE' | 'DEPOSIT',
  account: Account,
  positions: readonly { contract: Contract; position: EnginePosition; quote: Quote }[],
  now: number,
): Message {
  return {
    topic: 'user',
    data: {
      e: 'ACCOUNT_UPDATE',
      E: now,
      T: now,
      a: {
        m: reason,
        B: [
          {
            a: 'USDT',
            wb: amountText(account.wallet),
            cw: amountText(account.wallet - account.positionMargin),
            bc: '0',
          },
        ],
        P: positions.map(({ contract, position, quote }) => ({
          s: nameOf(contract),
          pa: sizeText(contract, position.lots),
          ep: entryOf(contract, position),
          bep: entryOf(contract, position),
          cr: amountText(position.realisedGross),
          up: amountText(unrealisedOf(contract, position, quote.markUnits)),
          mt: 'isolated',
          iw: amountText(position.margin),
          ps: 'BOTH',
          ma: 'USDT',
        })),
      },
    },
  };
}
