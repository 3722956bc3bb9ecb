import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { moneyOfUnits, parseMoney } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type {
  AmendOutcome,
  Answer,
  CancelOutcome,
  OrderChange,
  OrderRef,
  OrderReport,
  OrderSide,
  PositionReport,
  ServiceStatus,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueFillReport,
  VenueOrder,
  VenueQuestions,
} from '#core/ports/venue.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What happens to one request: when it reaches the books (never, when null) and how its sender hears of it. */
export interface Plan<Outcome> {
  readonly arrivesAfter: number | null;
  /** `never` hears nothing; `throws` and `fails` are a thrown error and a broken promise. */
  readonly answer: Outcome | 'as it is' | 'throws' | 'fails' | 'never';
  readonly answerAfter?: number;
}

/** An order as the venue really has it. */
export interface TrueOrder {
  readonly order: VenueOrder;
  readonly clientOrderId: ClientOrderId | null;
  readonly venueOrderId: string;
  state: OrderReport['state'];
  filledLots: number;
  priceTicks: Ticks | null;
  triggerTicks: Ticks | null;
  lots: number;
  at: number;
}

/** A request that left our side, in order. */
export interface SentRequest {
  readonly kind: 'submit' | 'cancel' | 'amend';
  readonly clientOrderId: ClientOrderId;
  readonly order: VenueOrder | null;
  readonly at: number;
}

const GOOD: Plan<never> = { arrivesAfter: 0, answer: 'as it is' };

/**
 * A venue without a market: it keeps orders, fills and positions exactly, and does to them only what a script says. Each
 * request can be planned to be lost, late or answered badly; each event and question to go missing.
 */
export class PlannedVenue implements Venue {
  readonly name = 'planned';
  readonly simulated = false;
  readonly sent: SentRequest[] = [];
  readonly orders: TrueOrder[] = [];
  readonly fills: VenueFillReport[] = [];
  readonly positions = new Map<ContractSymbol, number>();
  readonly events = new Emitter<VenueEvent>();
  readonly conditions = new Emitter<VenueCondition>();
  /** How many questions of each kind were asked. */
  readonly asked: Record<keyof VenueQuestions, number> = {
    order: 0,
    openOrders: 0,
    doneOrders: 0,
    fills: 0,
    positions: 0,
    account: 0,
    movements: 0,
    service: 0,
    clockOffset: 0,
  };
  planSubmit: (order: VenueOrder) => Plan<SubmitOutcome> = () => GOOD;
  planCancel: (ref: OrderRef) => Plan<CancelOutcome> = () => GOOD;
  planAmend: (ref: OrderRef) => Plan<AmendOutcome> = () => GOOD;
  /** False while the stream loses everything. */
  streaming = true;
  /** Reason for which questions fail, by kind, or `throws` or `never`; null when they are answered. */
  failQuestion: (kind: keyof VenueQuestions) => string | null = () => null;
  service: ServiceStatus = 'open';
  clockOffset = 0;
  /** What an order does when it reaches the books. */
  onArrival: (order: TrueOrder) => void = () => undefined;
  #count = 0;
  readonly #time: VirtualTime;
  readonly ask: VenueQuestions;

  constructor(time: VirtualTime) {
    this.#time = time;
    this.ask = this.#questions();
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    this.sent.push({ kind: 'submit', clientOrderId: order.clientOrderId, order, at: this.#time.monotonic() });
    return this.#perform(this.planSubmit(order), () => {
      const made = this.place(order, order.clientOrderId);
      return { kind: 'accepted', venueOrderId: made.venueOrderId };
    });
  }

  cancel(ref: OrderRef): Promise<CancelOutcome> {
    this.sent.push({ kind: 'cancel', clientOrderId: ref.clientOrderId, order: null, at: this.#time.monotonic() });
    return this.#perform(this.planCancel(ref), () => {
      const found = this.find(ref.clientOrderId);
      if (found === null || !isLive(found)) return 'not-found';
      this.end(found, 'canceled', 'canceled on request');
      return 'accepted';
    });
  }

  amend(ref: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    this.sent.push({ kind: 'amend', clientOrderId: ref.clientOrderId, order: null, at: this.#time.monotonic() });
    return this.#perform(this.planAmend(ref), (): AmendOutcome => {
      const found = this.find(ref.clientOrderId);
      if (found === null || !isLive(found)) return { kind: 'rejected', code: '100004', reason: 'order is done' };
      found.lots = change.lots ?? found.lots;
      found.priceTicks = change.priceTicks ?? found.priceTicks;
      found.triggerTicks = change.triggerTicks ?? found.triggerTicks;
      found.at = this.#time.now();
      return { kind: 'accepted' };
    });
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.conditions.on(listener);
  }

  find(id: ClientOrderId): TrueOrder | null {
    return this.orders.find(({ clientOrderId }) => clientOrderId === id) ?? null;
  }

  /** Puts an order in the books; without a client id it is somebody else's. */
  place(order: VenueOrder, clientOrderId: ClientOrderId | null): TrueOrder {
    const made: TrueOrder = {
      order,
      clientOrderId,
      venueOrderId: `v${String(++this.#count)}`,
      state: order.kind === 'market' || order.kind === 'limit' ? 'open' : 'waiting',
      filledLots: 0,
      priceTicks: order.priceTicks,
      triggerTicks: order.triggerTicks,
      lots: order.lots,
      at: this.#time.now(),
    };
    this.orders.push(made);
    this.#emit({ kind: 'opened', ...this.#about(made), venueOrderId: made.venueOrderId });
    this.onArrival(made);
    return made;
  }

  /** Executes part of an order; the event is told unless the stream is down. */
  fill(target: TrueOrder, lots: number, priceTicks: number): VenueFillReport {
    target.filledLots += lots;
    target.state = target.filledLots >= target.lots ? 'filled' : 'open';
    target.at = this.#time.now();
    const { symbol, side } = target.order;
    this.move(symbol, side === 'buy' ? lots : -lots);
    const report: VenueFillReport = {
      clientOrderId: target.clientOrderId,
      venueOrderId: target.venueOrderId,
      symbol,
      tradeId: `t${String(this.fills.length + 1)}`,
      side,
      lots: lots as Lots,
      priceTicks: priceTicks as Ticks,
      fee: moneyOfUnits(BigInt(lots) * 60_000n),
      liquidity: 'taker',
      tsVenue: this.#time.now(),
    };
    this.fills.push(report);
    if (this.streaming) this.tell(report);
    return report;
  }

  /** Tells a fill on the stream, once more if it was told before. */
  tell(report: VenueFillReport, withClientId = true): void {
    const { clientOrderId, venueOrderId, ...rest } = report;
    this.events.emit({
      kind: 'fill',
      ...rest,
      clientOrderId: (withClientId ? (clientOrderId ?? '') : '') as ClientOrderId,
      ...(venueOrderId === null ? {} : { venueOrderId }),
      tsReceived: this.#time.now(),
    });
  }

  /** Ends an order, or fires its trigger. */
  end(target: TrueOrder, kind: 'canceled' | 'expired' | 'triggered', reason: string): void {
    target.state = kind === 'triggered' ? 'open' : kind;
    target.at = this.#time.now();
    this.#emit({ kind, ...this.#about(target), venueOrderId: target.venueOrderId, reason });
  }

  /** Changes a position without an order of ours: by hand, or by liquidation. */
  move(symbol: ContractSymbol, lots: number): void {
    this.positions.set(symbol, (this.positions.get(symbol) ?? 0) + lots);
  }

  /** The client ids for which more than one submit left. */
  get doubled(): readonly ClientOrderId[] {
    const ids = this.sent.filter(({ kind }) => kind === 'submit').map(({ clientOrderId }) => clientOrderId);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  }

  reportOf = (order: TrueOrder): OrderReport => ({
    clientOrderId: order.clientOrderId,
    venueOrderId: order.venueOrderId,
    symbol: order.order.symbol,
    side: order.order.side,
    kind: order.order.kind,
    lots: order.lots as Lots,
    filledLots: order.filledLots as Lots,
    priceTicks: order.priceTicks,
    triggerTicks: order.triggerTicks,
    reduceOnly: order.order.reduceOnly,
    state: order.state,
    tsVenue: epochMs(order.at),
  });

  #about({ clientOrderId, order }: TrueOrder) {
    const ts = this.#time.now();
    return { clientOrderId: clientOrderId ?? ('' as ClientOrderId), symbol: order.symbol, tsVenue: ts, tsReceived: ts };
  }

  #emit(event: VenueEvent): void {
    if (this.streaming) this.events.emit(event);
  }

  /** Runs a request by its plan. The real answer is known at arrival; what the sender hears can be another. */
  #perform<T>(plan: Plan<T>, act: () => T): Promise<T> {
    const { arrivesAfter, answer, answerAfter = arrivesAfter ?? 0 } = plan;
    let real: T | null = null;
    const arrive = (): void => {
      real = act();
    };
    if (arrivesAfter === 0) arrive();
    else if (arrivesAfter !== null) this.#time.after(arrivesAfter, arrive);
    if (answer === 'throws') throw new Error('socket hang up');
    if (answer === 'never') return new Promise(() => undefined);
    return new Promise((resolve, reject) => {
      const tell = (): void => {
        if (answer === 'fails') reject(new Error('request timed out'));
        else if (answer !== 'as it is') resolve(answer);
        else if (real !== null) resolve(real);
      };
      if (answerAfter === 0) tell();
      else this.#time.after(answerAfter, tell);
    });
  }

  #questions(): VenueQuestions {
    const answer = <T>(kind: keyof VenueQuestions, value: () => T): Promise<Answer<T>> => {
      this.asked[kind] += 1;
      const reason = this.failQuestion(kind);
      if (reason === 'throws') throw new Error('socket hang up');
      if (reason === 'never') return new Promise(() => undefined);
      if (reason !== null) return Promise.resolve({ known: false, reason });
      return Promise.resolve({ known: true, value: value(), askedAt: this.#time.now() });
    };
    return {
      order: (ref) =>
        answer('order', () => {
          const found = this.find(ref.clientOrderId);
          return found === null ? null : this.reportOf(found);
        }),
      openOrders: () => answer('openOrders', () => this.orders.filter(isLive).map(this.reportOf)),
      doneOrders: (since) =>
        answer('doneOrders', () => this.orders.filter((o) => !isLive(o) && o.at >= since).map(this.reportOf)),
      fills: (since) => answer('fills', () => this.fills.filter(({ tsVenue }) => tsVenue >= since)),
      positions: () => answer('positions', () => this.#positionReports()),
      account: () => {
        const worth = parseMoney('100000');
        return answer('account', () => ({ cash: worth, equity: worth, available: worth }));
      },
      movements: () => answer('movements', () => null),
      service: () => answer('service', () => ({ status: this.service, reason: '' })),
      clockOffset: () => answer('clockOffset', () => this.clockOffset),
    };
  }

  #positionReports(): readonly PositionReport[] {
    return [...this.positions]
      .filter(([, lots]) => lots !== 0)
      .map(([symbol, lots]) => ({
        symbol,
        lots: lots as Lots,
        entryPrice: '100',
        marginMode: 'isolated',
        leverage: 5,
        liquidationTicks: null,
        tsVenue: this.#time.now(),
      }));
  }
}

const isLive = ({ state }: TrueOrder): boolean => state === 'open' || state === 'waiting';

/** An order as somebody else would place it. */
export const foreignOrder = (symbol: ContractSymbol, side: OrderSide, lots: number): VenueOrder => ({
  clientOrderId: '' as ClientOrderId,
  symbol,
  side,
  kind: 'limit',
  lots: lots as Lots,
  reduceOnly: false,
  priceTicks: 900 as Ticks,
  triggerTicks: null,
});
