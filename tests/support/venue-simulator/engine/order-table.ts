import type { EndReason, EngineOrder, EngineTrade, PlaceRequest } from './types.ts';

/** An order the engine may change; what it hands out are copies. */
export type LiveOrder = { -readonly [K in keyof EngineOrder]: EngineOrder[K] };

/** KuCoin's ids are larger than 2^53; so are these. */
const FIRST_ID = 247_899_236_673_269_760n;

export const snapshotOf = (order: LiveOrder): EngineOrder => ({ ...order });

export const remainingOf = (order: EngineOrder): number => order.lots - order.filledLots - order.canceledLots;

/** What a request leaves out. */
const PLAIN = {
  origin: 'api',
  timeInForce: 'GTC',
  postOnly: false,
  closeOrder: false,
  leverage: 1,
  remark: null,
  attached: [],
} as const;

function freshOrder(id: string, request: PlaceRequest, at: number, lots: number, parentId: string | null): LiveOrder {
  const full = { ...PLAIN, ...request };
  return {
    id,
    clientId: full.clientId,
    symbol: full.symbol,
    side: full.side,
    kind: full.kind,
    origin: full.origin,
    lots,
    priceTicks: full.kind === 'limit' ? (full.priceTicks ?? null) : null,
    timeInForce: full.timeInForce,
    postOnly: full.postOnly,
    reduceOnly: full.reduceOnly === true || full.closeOrder,
    closeOrder: full.closeOrder,
    stop: full.stop ?? null,
    stopTriggered: false,
    leverage: full.leverage,
    remark: full.remark,
    state: full.stop === undefined ? 'open' : 'waiting',
    filledLots: 0,
    canceledLots: 0,
    filledValue: 0n,
    fee: 0n,
    endReason: null,
    createdAt: at,
    updatedAt: at,
    endAt: null,
    attached: full.attached,
    parentId,
  };
}

/** Every order the venue ever had, and the live ones by our id. */
export class OrderTable {
  readonly #orders = new Map<string, LiveOrder>();
  readonly #live = new Set<LiveOrder>();
  readonly #byClient = new Map<string, LiveOrder[]>();
  #count = 0;

  add(request: PlaceRequest, at: number, lots: number, parentId: string | null): LiveOrder {
    this.#count += 1;
    const order = freshOrder(String(FIRST_ID + BigInt(this.#count)), request, at, lots, parentId);
    this.#orders.set(order.id, order);
    this.#live.add(order);
    if (order.clientId !== null) {
      this.#byClient.set(order.clientId, [...(this.#byClient.get(order.clientId) ?? []), order]);
    }
    return order;
  }

  fill(order: LiveOrder, trade: EngineTrade): void {
    order.filledLots += trade.lots;
    order.filledValue += trade.value;
    order.fee += trade.fee;
    order.updatedAt = trade.at;
  }

  end(order: LiveOrder, reason: EndReason, at: number): void {
    order.canceledLots = order.lots - order.filledLots;
    order.state = 'done';
    order.endReason = reason;
    order.updatedAt = at;
    order.endAt = at;
    this.#live.delete(order);
  }

  get(id: string): LiveOrder | undefined {
    return this.#orders.get(id);
  }

  /** The live order with this client id; ids of done orders may be used again. */
  liveByClient(clientId: string): LiveOrder | undefined {
    return this.#byClient.get(clientId)?.find((order) => order.state !== 'done');
  }

  byClient(clientId: string): readonly LiveOrder[] {
    return this.#byClient.get(clientId) ?? [];
  }

  all(): LiveOrder[] {
    return [...this.#orders.values()];
  }

  live(symbol?: string): LiveOrder[] {
    return [...this.#live].filter((order) => symbol === undefined || order.symbol === symbol);
  }

  get liveCount(): number {
    return this.#live.size;
  }
}
