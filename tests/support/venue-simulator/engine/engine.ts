import { CONTRACTS } from './contracts.ts';
import { Desk } from './desk.ts';
import { Ledger } from './ledger.ts';
import { Market } from './market.ts';
import { remainingOf, snapshotOf } from './order-table.ts';
import { type Chance, chanceOf } from './random.ts';
import type {
  Account,
  Amount,
  Contract,
  Depth,
  EndReason,
  EngineEvent,
  EngineOrder,
  EnginePosition,
  EngineTrade,
  PlaceRequest,
  Placed,
  Quote,
  RefusalCode,
  ServiceState,
  Side,
} from './types.ts';

export interface EngineOptions {
  /** Venue time at the start, ms. */
  readonly now: number;
  readonly seed?: number;
  readonly contracts?: readonly Contract[];
  /** Wallet at the start, 1e-8 quote units; 10,000 when absent. */
  readonly wallet?: Amount;
  /** What the account pays less than the listed fees, parts per million of them. */
  readonly feeDiscountPpm?: bigint;
  /** Opening price per symbol, ticks. */
  readonly startTicks?: Readonly<Record<string, number>>;
  readonly spreadTicks?: number;
  /** Mean lots per price level; small numbers make partial fills. */
  readonly levelLots?: number;
  /** A market that moves by itself: every `everyMs` a step of about `bps` basis points. Still when absent. */
  readonly walk?: { readonly everyMs: number; readonly bps: number };
}

/** A price in quote units or the exact tick. */
export interface PriceChange {
  readonly last?: number;
  readonly mark?: number;
  readonly index?: number;
}

const DEFAULT_WALLET = 1_000_000_000_000n;
/** More steps than this in one jump of the clock are taken as fewer, larger ones. */
const MAX_STEPS = 600;
type Cancelled =
  | { readonly ok: true; readonly order: EngineOrder }
  | { readonly ok: false; readonly code: RefusalCode };

/** A futures exchange with one account. Pure: time comes in through {@link step}, chance from the seed. */
export class VenueEngine {
  readonly contracts: readonly Contract[];
  readonly startedAt: number;
  readonly startTicks: ReadonlyMap<string, number>;
  /** Every order request that ever arrived, refused ones included, in order of arrival. */
  readonly requests: { readonly at: number; readonly request: PlaceRequest; readonly orderId: string | null }[] = [];
  readonly #desk: Desk;
  readonly #chance: Chance;
  readonly #walk: EngineOptions['walk'];
  #walkedAt: number;
  #serviceMessage = '';

  constructor(options: EngineOptions) {
    const { now, seed = 1 } = options;
    this.#walkedAt = now;
    this.startedAt = now;
    this.contracts = options.contracts ?? CONTRACTS;
    this.#chance = chanceOf(seed);
    this.#walk = options.walk;
    const markets = this.contracts.map(
      (contract) =>
        new Market({
          contract,
          seed,
          spreadTicks: options.spreadTicks ?? 1,
          levelLots: options.levelLots ?? null,
          startTicks: options.startTicks?.[contract.symbol] ?? contract.startTicks,
        }),
    );
    this.startTicks = new Map(markets.map((market) => [market.contract.symbol, market.lastTicks]));
    this.#desk = new Desk(
      new Map(markets.map((market) => [market.contract.symbol, market])),
      new Ledger(options.wallet ?? DEFAULT_WALLET, options.feeDiscountPpm),
      now,
    );
  }

  /** What happened to orders, positions and money since the start; market facts are only told. */
  get log(): readonly EngineEvent[] {
    return this.#desk.log;
  }

  get now(): number {
    return this.#desk.now;
  }

  get service(): { readonly state: ServiceState; readonly message: string } {
    return { state: this.#desk.service, message: this.#serviceMessage };
  }

  on(listener: (event: EngineEvent) => void): () => void {
    this.#desk.listeners.add(listener);
    return () => this.#desk.listeners.delete(listener);
  }

  // ---- time ----

  /** Moves venue time on: the market walks, funding settles, stops fire, positions are liquidated. Never backwards. */
  step(now: number): void {
    if (now > this.#desk.now) for (const market of this.#desk.markets.values()) market.replenish();
    while (this.#desk.now < now) {
      const next = Math.min(now, this.#nextFunding(), this.#nextWalk(now));
      this.#desk.now = next;
      if (this.#walk !== undefined && next - this.#walkedAt >= this.#walk.everyMs) this.#walkOnce();
      for (const market of this.#desk.markets.values()) {
        if (next % market.contract.fundingIntervalMs === 0) this.#settleFunding(market);
      }
    }
  }

  #nextFunding(): number {
    return Math.min(
      ...this.contracts.map(
        ({ fundingIntervalMs }) => (Math.floor(this.#desk.now / fundingIntervalMs) + 1) * fundingIntervalMs,
      ),
    );
  }

  #nextWalk(until: number): number {
    if (this.#walk === undefined) return until;
    const stride = Math.max(this.#walk.everyMs, Math.ceil((until - this.#walkedAt) / MAX_STEPS));
    return Math.max(this.#desk.now + 1, this.#walkedAt + stride);
  }

  #walkOnce(): void {
    const { everyMs, bps } = this.#walk ?? { everyMs: 1, bps: 0 };
    const stride = Math.sqrt((this.#desk.now - this.#walkedAt) / everyMs);
    this.#walkedAt = this.#desk.now;
    for (const market of this.#desk.markets.values()) {
      const push = (this.#chance() + this.#chance() + this.#chance() - 1.5) * stride * (bps / 10_000);
      const ticks = Math.max(1, Math.round(market.lastTicks * (1 + push)));
      market.move(ticks);
      this.foreignTaker(
        market.contract.symbol,
        this.#chance() < 0.5 ? 'buy' : 'sell',
        1 + Math.floor(this.#chance() * 20),
      );
      this.#desk.markAt(
        market,
        ticks * market.contract.markPerTick + Math.floor(this.#chance() * market.contract.markPerTick),
      );
      this.#desk.tell({ kind: 'market', symbol: market.contract.symbol });
      this.#desk.settle(market);
    }
  }

  #settleFunding(market: Market): void {
    const settlement = this.#desk.ledger.settleFunding(market, this.#desk.now);
    if (settlement === null) return;
    this.#desk.tell({ kind: 'funding', settlement });
    this.#desk.tell({ kind: 'position', change: 'funding', position: this.position(market.contract.symbol) });
    this.#desk.tell({ kind: 'wallet', account: this.account() });
  }

  // ---- the market ----

  /** Sets prices of a symbol, in quote units. Mark and index follow `last` unless given. Resting orders it crosses fill. */
  setPrice(symbol: string, change: PriceChange): void {
    const market = this.#desk.market(symbol);
    const scale = 10 ** market.contract.priceDecimals;
    if (change.last !== undefined) {
      const ticks = Math.max(1, Math.round(change.last * scale));
      const side: Side = ticks >= market.lastTicks ? 'buy' : 'sell';
      market.move(ticks);
      this.#desk.print(market, side, ticks, 1);
    }
    const units = (price: number): number => Math.max(1, Math.round(price * scale * market.contract.markPerTick));
    const mark = change.mark ?? change.last;
    if (mark !== undefined) this.#desk.markAt(market, units(mark), units(change.index ?? mark));
    else if (change.index !== undefined) this.#desk.markAt(market, market.markUnits, units(change.index));
    this.#desk.tell({ kind: 'market', symbol });
    this.#desk.settle(market);
  }

  /** Somebody else's market order: takes from the book, our resting orders in it included. */
  foreignTaker(symbol: string, side: Side, lots: number): void {
    const market = this.#desk.market(symbol);
    let left = lots;
    for (const ticks of this.#desk.pricesAgainst(market, side, lots)) {
      if (left <= 0) break;
      left -= this.#desk.takeLevel(market, side, ticks, left);
    }
    this.#desk.tell({ kind: 'market', symbol });
    this.#desk.settle(market);
  }

  /** Fills a resting order at its own price, as if somebody took exactly that much of it. */
  fillResting(orderId: string, lots: number): void {
    const order = this.#desk.orders.get(orderId);
    if (order?.state !== 'open' || order.priceTicks === null)
      throw new Error(`Order ${orderId} does not rest in the book`);
    const market = this.#desk.market(order.symbol);
    this.#desk.fill(market, order, Math.min(lots, remainingOf(order)), order.priceTicks, 'maker');
    this.#desk.settle(market);
  }

  /** Fraction per interval in parts per million; + means longs pay. */
  setFunding(symbol: string, ratePpm: number): void {
    this.#desk.market(symbol).fundingPpm = ratePpm;
  }

  setLevelLots(symbol: string, lots: number): void {
    this.#desk.market(symbol).setLevelLots(lots);
    this.#desk.tell({ kind: 'market', symbol });
  }

  setService(state: ServiceState, message = ''): void {
    this.#desk.service = state;
    this.#serviceMessage = message;
    this.#desk.tell({ kind: 'service', state, message });
  }

  // ---- orders ----

  place(request: PlaceRequest): Placed {
    const code = this.#desk.refusal(request);
    if (code !== null) {
      this.requests.push({ at: this.#desk.now, request, orderId: null });
      this.#desk.tell({ kind: 'refused', request, code });
      return { ok: false, code };
    }
    const market = this.#desk.market(request.symbol);
    const held = this.position(request.symbol).lots;
    // A closing order takes its side and size from what is held; a waiting one looks again when it fires.
    const closing = request.closeOrder === true && held !== 0;
    const order = this.#desk.orders.add(
      closing ? { ...request, side: held > 0 ? 'sell' : 'buy' } : request,
      this.#desk.now,
      closing ? Math.abs(held) : request.lots,
      null,
    );
    this.requests.push({ at: this.#desk.now, request, orderId: order.id });
    this.#desk.tellOrder('received', order);
    if (order.state === 'waiting') this.#desk.tellOrder('waiting', order);
    else this.#desk.execute(market, order);
    this.#desk.settle(market);
    return { ok: true, order: snapshotOf(order) };
  }

  /** The refusal `place` would give, without placing. */
  test(request: PlaceRequest): RefusalCode | null {
    return this.#desk.refusal(request);
  }

  cancel(orderId: string): Cancelled {
    const order = this.#desk.orders.get(orderId);
    if (order === undefined) return { ok: false, code: 'order-not-found' };
    if (this.#desk.service === 'closed') return { ok: false, code: 'service' };
    if (order.state === 'done') return { ok: false, code: 'order-not-cancelable' };
    this.#desk.end(order, 'user-cancel');
    return { ok: true, order: snapshotOf(order) };
  }

  cancelAll(which: { readonly symbol?: string; readonly stops: boolean }): readonly EngineOrder[] {
    const hit = this.#desk.orders.live(which.symbol).filter((order) => (order.state === 'waiting') === which.stops);
    return hit.map((order) => {
      this.#desk.end(order, 'user-cancel');
      return snapshotOf(order);
    });
  }

  /** New terms for a resting or waiting order; the id stays. */
  amend(
    orderId: string,
    change: { readonly priceTicks?: number; readonly lots?: number; readonly stopTicks?: number },
  ): Placed {
    const order = this.#desk.orders.get(orderId);
    if (order === undefined) return { ok: false, code: 'order-not-found' };
    if (order.state === 'done') return { ok: false, code: 'order-not-cancelable' };
    if (this.#desk.service !== 'open') return { ok: false, code: 'service' };
    if (change.lots !== undefined && change.lots <= order.filledLots) return { ok: false, code: 'bad-size' };
    if (change.lots !== undefined) order.lots = change.lots;
    if (change.priceTicks !== undefined) order.priceTicks = change.priceTicks;
    if (change.stopTicks !== undefined && order.stop !== null) order.stop = { ...order.stop, ticks: change.stopTicks };
    order.updatedAt = this.#desk.now;
    this.#desk.tellOrder('update', order);
    this.#desk.settle(this.#desk.market(order.symbol));
    return { ok: true, order: snapshotOf(order) };
  }

  /** The venue ends an order on its own. */
  endUnasked(orderId: string, reason: EndReason = 'venue'): void {
    const order = this.#desk.orders.get(orderId);
    if (order !== undefined && order.state !== 'done') this.#desk.end(order, reason);
  }

  addMargin(symbol: string, amount: Amount): void {
    this.#desk.tell({
      kind: 'position',
      change: 'margin',
      position: this.#desk.ledger.addMargin(symbol, amount, this.#desk.now),
    });
    this.#desk.tell({ kind: 'wallet', account: this.account() });
  }

  /** Pays in (+) or takes out (−). */
  deposit(amount: Amount): void {
    this.#desk.ledger.transfer(amount, this.#desk.now, this.account().equity);
    this.#desk.tell({ kind: 'wallet', account: this.account() });
  }

  // ---- what is there ----

  contract(symbol: string): Contract | undefined {
    return this.#desk.markets.get(symbol)?.contract;
  }

  market(symbol: string): Market {
    return this.#desk.market(symbol);
  }

  depth(symbol: string, levels = 20): Depth {
    return this.#desk.market(symbol).depth(levels, this.#desk.resting(symbol));
  }

  quote(symbol: string): Quote {
    return this.#desk.market(symbol).quote(this.depth(symbol, 1), this.#desk.now);
  }

  order(id: string): EngineOrder | undefined {
    const order = this.#desk.orders.get(id);
    return order === undefined ? undefined : snapshotOf(order);
  }

  /** Every order ever with this client id, oldest first. More than one is a duplicate. */
  ordersByClientId(clientId: string): readonly EngineOrder[] {
    return this.#desk.orders.byClient(clientId).map(snapshotOf);
  }

  orders(): readonly EngineOrder[] {
    return this.#desk.orders.all().map(snapshotOf);
  }

  openOrders(symbol?: string): readonly EngineOrder[] {
    return this.#desk.orders
      .live(symbol)
      .filter((order) => order.state === 'open')
      .map(snapshotOf);
  }

  waitingOrders(symbol?: string): readonly EngineOrder[] {
    return this.#desk.orders
      .live(symbol)
      .filter((order) => order.state === 'waiting')
      .map(snapshotOf);
  }

  trades(): readonly EngineTrade[] {
    return this.#desk.ledger.trades;
  }

  position(symbol: string): EnginePosition {
    return this.#desk.ledger.position(symbol);
  }

  positions(): readonly EnginePosition[] {
    return this.#desk.ledger.positions();
  }

  transfers(): Ledger['transfers'] {
    return this.#desk.ledger.transfers;
  }

  settlements(): Ledger['settlements'] {
    return this.#desk.ledger.settlements;
  }

  account(): Account {
    return this.#desk.ledger.account(this.#desk.markets, this.#desk.orders.live());
  }
}
