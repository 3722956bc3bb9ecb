import { bankruptTicks, isLiquidated, opposite, signOf } from './positions.ts';
import { onlyReduces, refusalOf } from './checks.ts';
import type { Ledger } from './ledger.ts';
import type { Market } from './market.ts';
import { type LiveOrder, OrderTable, remainingOf, snapshotOf } from './order-table.ts';
import type {
  Account,
  EndReason,
  EngineEvent,
  EngineFact,
  EngineOrder,
  EngineTrade,
  PlaceRequest,
  RefusalCode,
  ServiceState,
  Side,
  StopCondition,
} from './types.ts';

/** Facts of the market are told, not kept: a day of them would fill the memory. */
const TOLD_ONLY = new Set<EngineFact['kind']>(['market', 'mark', 'public-trade', 'candle']);

/** Where orders meet the book: matching, stops, liquidation, and the record of what happened. */
export class Desk {
  readonly markets: ReadonlyMap<string, Market>;
  readonly orders = new OrderTable();
  readonly ledger: Ledger;
  readonly log: EngineEvent[] = [];
  readonly listeners = new Set<(event: EngineEvent) => void>();
  now: number;
  service: ServiceState = 'open';
  #seq = 0;

  constructor(markets: ReadonlyMap<string, Market>, ledger: Ledger, now: number) {
    this.markets = markets;
    this.ledger = ledger;
    this.now = now;
  }

  account(): Account {
    return this.ledger.account(this.markets, this.orders.live());
  }

  refusal(request: PlaceRequest): RefusalCode | null {
    const market = this.markets.get(request.symbol);
    if (market === undefined) return 'unknown-symbol';
    if (this.service !== 'open') return 'service';
    return refusalOf(
      {
        contract: market.contract,
        position: this.ledger.position(request.symbol),
        available: this.account().available,
        activeOrders: this.orders.liveCount,
        clientIdInUse: request.clientId !== null && this.orders.liveByClient(request.clientId) !== undefined,
        referenceTicks: request.side === 'buy' ? market.askTicks : market.bidTicks,
      },
      request,
    );
  }

  market(symbol: string): Market {
    const market = this.markets.get(symbol);
    if (market === undefined) throw new Error(`This venue has no contract ${symbol}`);
    return market;
  }

  resting(symbol: string): { side: Side; priceTicks: number; lots: number }[] {
    return this.orders
      .live(symbol)
      .filter((order) => order.state === 'open' && order.priceTicks !== null)
      .map((order) => ({ side: order.side, priceTicks: order.priceTicks ?? 0, lots: remainingOf(order) }));
  }

  /** A new or just fired order meets the book; what is left rests or is canceled. */
  execute(market: Market, order: LiveOrder): void {
    const limit = order.priceTicks;
    const fits = (ticks: number): boolean => limit === null || (order.side === 'buy' ? ticks <= limit : ticks >= limit);
    const levels = market.liquidity(order.side, undefined, remainingOf(order)).filter(([ticks]) => fits(ticks));
    if (order.postOnly && levels.length > 0) return this.end(order, 'post-only');
    const there = levels.reduce((sum, [, lots]) => sum + lots, 0);
    if (order.timeInForce === 'FOK' && there < remainingOf(order)) return this.end(order, 'no-liquidity');
    for (const [ticks, lots] of levels) {
      this.#endCrossed(market, order, ticks);
      const take = Math.min(lots, remainingOf(order), this.#cap(order));
      if (take <= 0) break;
      market.take(ticks, take);
      this.fill(market, order, take, ticks, 'taker');
    }
    if (order.state === 'done') return;
    if (onlyReduces(order) && this.#cap(order) === 0) return this.end(order, 'reduce-only');
    if (limit === null || order.timeInForce !== 'GTC') return this.end(order, 'no-liquidity');
    this.#endCrossed(market, order, limit);
    this.tellOrder('open', order);
    this.tell({ kind: 'market', symbol: order.symbol });
  }

  /** Lots an order may still fill: a reducing one never more than is held against it. */
  #cap(order: EngineOrder): number {
    if (!onlyReduces(order)) return Number.MAX_SAFE_INTEGER;
    const { lots } = this.ledger.position(order.symbol);
    return lots !== 0 && Math.sign(lots) !== signOf(order.side) ? Math.abs(lots) : 0;
  }

  /** Self-trade prevention: our own resting order in the way is canceled. */
  #endCrossed(market: Market, taker: LiveOrder, ticks: number): void {
    for (const order of this.orders.live(market.contract.symbol)) {
      if (order.state !== 'open' || order.side === taker.side || order.priceTicks === null) continue;
      const inTheWay = order.side === 'sell' ? order.priceTicks <= ticks : order.priceTicks >= ticks;
      if (inTheWay && order !== taker) this.end(order, 'self-trade');
    }
  }

  fill(market: Market, order: LiveOrder, lots: number, ticks: number, liquidity: 'maker' | 'taker'): void {
    const trade = this.ledger.book(market, order, { lots, ticks, liquidity, at: this.now });
    this.orders.fill(order, trade);
    const takerSide = liquidity === 'taker' ? order.side : opposite(order.side);
    this.print(market, takerSide, ticks, lots, { trade, liquidity });
    this.tellOrder('match', order, trade);
    if (remainingOf(order) === 0) {
      this.orders.end(order, 'filled', this.now);
      this.tellOrder('filled', order);
    }
    const change = order.origin === 'liquidation' ? 'liquidation' : 'positionChange';
    this.tell({ kind: 'position', change, position: this.ledger.position(order.symbol) });
    this.tell({ kind: 'wallet', account: this.account() });
    if (order.attached.length > 0) this.#attach(order);
    if (this.ledger.position(order.symbol).lots === 0) this.#endIdleClosers(order.symbol);
  }

  /** The first fill brings the attached stops. */
  #attach(parent: LiveOrder): void {
    const stops = parent.attached;
    parent.attached = [];
    for (const stop of stops) this.#addAttached(parent, stop);
  }

  #addAttached(parent: LiveOrder, stop: StopCondition): void {
    const child = this.orders.add(
      {
        clientId: null,
        symbol: parent.symbol,
        side: opposite(parent.side),
        kind: 'market',
        lots: parent.lots,
        reduceOnly: true,
        stop,
        leverage: parent.leverage,
        origin: 'attached',
      },
      this.now,
      parent.lots,
      parent.id,
    );
    this.tellOrder('waiting', child);
  }

  /** With nothing held, orders that close everything and attached stops are canceled; plain reduce-only stops wait on. */
  #endIdleClosers(symbol: string): void {
    for (const order of this.orders.live(symbol)) {
      const attached = order.origin === 'attached' && order.state === 'waiting';
      const resting = order.state === 'open' && onlyReduces(order) && order.priceTicks !== null;
      if (attached || resting || (order.closeOrder && order.state === 'waiting')) this.end(order, 'reduce-only');
    }
  }

  end(order: LiveOrder, reason: EndReason): void {
    const rested = order.state === 'open' && order.priceTicks !== null;
    this.orders.end(order, reason, this.now);
    this.tellOrder('canceled', order);
    if (rested) this.tell({ kind: 'market', symbol: order.symbol });
  }

  /** Until nothing moves any more: stops fire, the market crosses resting orders, positions are liquidated. */
  settle(market: Market): void {
    for (let round = 0; round < 100; round += 1) {
      const fired = this.#fireStops(market);
      const crossed = this.#crossResting(market);
      const liquidated = this.#liquidate(market);
      if (!fired && !crossed && !liquidated) return;
    }
    throw new Error(`${market.contract.symbol} did not settle`);
  }

  #fireStops(market: Market): boolean {
    const due = this.orders
      .live(market.contract.symbol)
      .filter((order) => order.state === 'waiting' && order.stop !== null && isReached(market, order.stop));
    for (const order of due) if (order.state === 'waiting') this.#fire(market, order);
    return due.length > 0;
  }

  #fire(market: Market, order: LiveOrder): void {
    order.stopTriggered = true;
    order.state = 'open';
    order.updatedAt = this.now;
    const { lots } = this.ledger.position(order.symbol);
    if (order.closeOrder && lots !== 0) {
      order.side = lots > 0 ? 'sell' : 'buy';
      order.lots = Math.abs(lots);
    }
    this.tellOrder('triggered', order);
    for (const sibling of this.orders.live(order.symbol)) {
      if (order.parentId !== null && sibling.parentId === order.parentId && sibling !== order)
        this.end(sibling, 'sibling-fired');
    }
    if (onlyReduces(order) && this.#cap(order) === 0) return this.end(order, 'reduce-only');
    const { stop: _stop, ...request } = snapshotOf(order);
    const plain = { ...request, priceTicks: order.priceTicks ?? undefined } as PlaceRequest;
    const refusal = this.refusal({ ...plain, clientId: null });
    if (refusal !== null && refusal !== 'service') return this.end(order, 'margin');
    this.execute(market, order);
  }

  #crossResting(market: Market): boolean {
    let any = false;
    for (const order of this.orders.live(market.contract.symbol)) {
      if (order.state !== 'open' || order.priceTicks === null) continue;
      const past = order.side === 'buy' ? order.priceTicks - market.askTicks : market.bidTicks - order.priceTicks;
      if (past <= 0) continue;
      const lots = Math.min(remainingOf(order), this.#cap(order));
      if (lots === 0) this.end(order, 'reduce-only');
      else this.fill(market, order, lots, order.priceTicks, 'maker');
      if (remainingOf(order) > 0 && this.#cap(order) === 0) this.end(order, 'reduce-only');
      any = true;
    }
    return any;
  }

  #liquidate(market: Market): boolean {
    const { contract } = market;
    const position = this.ledger.position(contract.symbol);
    if (!isLiquidated(contract, position, market.markUnits)) return false;
    const ticks = bankruptTicks(contract, position);
    for (const order of this.orders.live(contract.symbol)) this.end(order, 'liquidation');
    const lots = Math.abs(position.lots);
    const order = this.orders.add(
      {
        clientId: null,
        symbol: contract.symbol,
        side: position.lots > 0 ? 'sell' : 'buy',
        kind: 'market',
        lots,
        leverage: position.leverage,
        origin: 'liquidation',
      },
      this.now,
      lots,
      null,
    );
    this.tell({ kind: 'liquidation', symbol: contract.symbol, lots: position.lots, bankruptTicks: ticks });
    this.tellOrder('received', order);
    this.fill(market, order, lots, ticks, 'taker');
    return true;
  }

  /** Prices at which somebody rests against a taker of `side`, best first: ours, and as many others as it takes. */
  pricesAgainst(market: Market, side: Side, lots: number): number[] {
    const theirs = market.liquidity(side, undefined, lots).map(([ticks]) => ticks);
    const ours = this.resting(market.contract.symbol).filter((order) => order.side !== side);
    const prices = new Set([...theirs, ...ours.map((order) => order.priceTicks)]);
    return [...prices].sort((a, b) => (side === 'buy' ? a - b : b - a));
  }

  /** Takes up to `lots` at one price and tells how many there were. */
  takeLevel(market: Market, side: Side, ticks: number, lots: number): number {
    const ours = this.orders
      .live(market.contract.symbol)
      .filter((order) => order.state === 'open' && order.side !== side && order.priceTicks === ticks);
    const ourLots = ours.reduce((sum, order) => sum + remainingOf(order), 0);
    const theirs = market.liquidity(side).find(([at]) => at === ticks)?.[1] ?? 0;
    // Whoever was there first is filled first: the market makers.
    const first = Math.min(lots, theirs);
    if (first > 0) {
      market.take(ticks, first);
      this.print(market, side, ticks, first);
    }
    let left = Math.min(lots - first, ourLots);
    let taken = first;
    for (const order of ours) {
      const part = Math.min(left, remainingOf(order), this.#cap(order));
      if (part <= 0) continue;
      this.fill(market, order, part, ticks, 'maker');
      left -= part;
      taken += part;
    }
    return taken;
  }

  print(
    market: Market,
    takerSide: Side,
    priceTicks: number,
    lots: number,
    ours: { trade: EngineTrade; liquidity: 'maker' | 'taker' } | null = null,
  ): void {
    const tradeId = ours?.trade.tradeId ?? this.ledger.nextTradeId();
    const theirs = (role: string): string => `${tradeId}${role}`;
    const trade = {
      tradeId,
      symbol: market.contract.symbol,
      takerSide,
      lots,
      priceTicks,
      makerOrderId: ours?.liquidity === 'maker' ? ours.trade.orderId : theirs('00001'),
      takerOrderId: ours?.liquidity === 'taker' ? ours.trade.orderId : theirs('00002'),
      at: this.now,
    };
    const candle = market.print(trade);
    this.tell({ kind: 'public-trade', trade });
    this.tell({ kind: 'candle', symbol: market.contract.symbol, candle });
  }

  markAt(market: Market, markUnits: number, indexUnits = markUnits): void {
    market.markUnits = markUnits;
    market.indexUnits = indexUnits;
    this.tell({ kind: 'mark', symbol: market.contract.symbol });
  }

  tellOrder(
    change: Extract<EngineFact, { kind: 'order' }>['change'],
    order: LiveOrder,
    trade: EngineTrade | null = null,
  ): void {
    this.tell({ kind: 'order', change, order: snapshotOf(order), trade });
  }

  tell(fact: EngineFact): void {
    const event: EngineEvent = { ...fact, seq: (this.#seq += 1), at: this.now };
    if (!TOLD_ONLY.has(fact.kind)) this.log.push(event);
    for (const listener of this.listeners) listener(event);
  }
}

function isReached(market: Market, stop: StopCondition): boolean {
  const per = market.contract.markPerTick;
  const units = { last: market.lastTicks * per, mark: market.markUnits, index: market.indexUnits }[stop.by];
  return stop.direction === 'up' ? units >= stop.ticks * per : units <= stop.ticks * per;
}
