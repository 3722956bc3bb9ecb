import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type {
  AmendOutcome,
  CancelOutcome,
  OrderChange,
  OrderRef,
  OrderReport,
  ServiceStatus,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
} from '#core/ports/venue.ts';
import { amendOutcome, cancelOutcome, HELD, submitOutcome } from './classify.ts';
import { KnownOrders } from './known-orders.ts';
import { waitsForTrigger } from './order-words.ts';
import { PrivateStream, type PrivateStreamParts } from './private-stream.ts';
import type { VenueQuirks } from './quirks.ts';
import type { RestClient } from './rest-client.ts';
import type { ContractBook, VenueContract } from './venue-contract.ts';
import { VenueAsk } from './venue-questions.ts';

/** How often the venue's service status is asked for. */
const SERVICE_EVERY_MS = 15_000;

export type CcxtVenueParts = Omit<PrivateStreamParts, 'ask' | 'known' | 'onEvent' | 'onCondition'> & {
  readonly quirks: VenueQuirks;
  readonly rest: RestClient;
  readonly book: ContractBook;
  readonly scheduler: Scheduler;
};

/** An exchange behind the port. What is particular to one is in its quirks; this knows none of them. */
export class CcxtVenue implements Venue, Disposable {
  readonly name: string;
  readonly simulated = false;
  readonly ask: VenueAsk;
  readonly #parts: CcxtVenueParts;
  readonly #known = new KnownOrders();
  readonly #stream: PrivateStream;
  readonly #events = new Emitter<VenueEvent>();
  readonly #conditions = new Emitter<VenueCondition>();
  /** Leverage that was set per symbol while this connection lives. */
  readonly #prepared = new Map<string, number>();
  #service: ServiceStatus | null = null;
  #timer: Disposable | null = null;

  constructor(parts: CcxtVenueParts) {
    this.#parts = parts;
    this.name = parts.quirks.name;
    this.ask = new VenueAsk({ ...parts, known: this.#known });
    this.#stream = new PrivateStream({
      ...parts,
      ask: this.ask,
      known: this.#known,
      onEvent: (event) => this.#events.emit(event),
      onCondition: (condition) => this.#conditions.emit(condition),
    });
  }

  get trails(): boolean {
    return this.#parts.quirks.orders.trails === true;
  }

  /** Connects the account's stream and begins to ask for the service status. */
  start(): void {
    this.#stream.start();
    this.#timer = this.#parts.scheduler.every(SERVICE_EVERY_MS, () => void this.#askService());
    void this.#askService();
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.#conditions.on(listener);
  }

  async submit(order: VenueOrder, mayLeave?: () => boolean): Promise<SubmitOutcome> {
    const { quirks, rest, book } = this.#parts;
    const contract = book.ours(order.symbol);
    if (contract === undefined)
      return notSent('SYMBOL_UNKNOWN', `${quirks.name} was not given a contract ${order.symbol}`);
    const unsupported = quirks.orders.unsupported(order);
    if (unsupported !== null) return notSent('KIND_UNSUPPORTED', unsupported);
    const unprepared = await this.#prepare(order, contract);
    if (unprepared !== null) return unprepared;
    const purpose = order.reduceOnly ? 'exit' : 'order';
    const result = await rest.call(quirks.orders.place(order, contract), purpose, true, mayLeave);
    const outcome = submitOutcome(result, order, quirks.orders);
    if (outcome.kind === 'accepted') {
      this.#known.learn(order.clientOrderId, outcome.venueOrderId);
      if (quirks.stream.tellsWaiting || !waitsForTrigger(order.kind))
        this.#stream.expect(order.clientOrderId, outcome.venueOrderId);
    }
    return outcome;
  }

  async cancel(ref: OrderRef): Promise<CancelOutcome> {
    const { quirks, rest, book } = this.#parts;
    const contract = book.ours(ref.symbol);
    if (contract === undefined) return 'unknown';
    return cancelOutcome(await rest.call(quirks.orders.cancel(ref, contract), 'cancel', true), ref, quirks.orders);
  }

  async amend(ref: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    const { quirks, rest, book } = this.#parts;
    const { amend } = quirks.orders;
    const contract = book.ours(ref.symbol);
    if (amend === null || contract === undefined) return { kind: 'unsupported' };
    let current: OrderReport | null = null;
    if (amend.needsOrder) {
      const answer = await this.ask.order(ref);
      if (!answer.known) return notSent(HELD, `The order's terms are not known, nothing was sent: ${answer.reason}`);
      if (answer.value === null) return notSent(HELD, 'The venue has no such order; nothing was sent');
      current = answer.value;
    }
    const call = amend.call(ref, change, contract, current);
    return call === null ? { kind: 'unsupported' } : amendOutcome(await rest.call(call, 'order', true), quirks.orders);
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#stream.dispose();
    this.#parts.transport.close();
  }

  /** Sets what an entry needs and was not set yet. If it cannot be set, the order does not leave. */
  async #prepare(order: VenueOrder, contract: VenueContract): Promise<SubmitOutcome | null> {
    const { quirks, rest } = this.#parts;
    if (order.leverage === undefined || this.#prepared.get(order.symbol) === order.leverage) return null;
    for (const { call, already } of quirks.orders.prepare(order, contract)) {
      const result = await rest.call(call, 'order', true);
      if (result.kind !== 'answered')
        return notSent('SETTING_FAILED', `${call.path}: ${result.reason}; the order was not sent`);
      const { verdict } = result;
      if (!verdict.ok && !already(verdict))
        return notSent('SETTING_FAILED', `${call.path}: ${verdict.code} ${verdict.message}; the order was not sent`);
    }
    this.#prepared.set(order.symbol, order.leverage);
    return null;
  }

  async #askService(): Promise<void> {
    const answer = await this.ask.service();
    if (!answer.known || answer.value.status === this.#service) return;
    this.#service = answer.value.status;
    this.#conditions.emit({ kind: 'service', ...answer.value });
  }
}

const notSent = (code: string, reason: string): { readonly kind: 'rejected'; code: string; reason: string } => ({
  kind: 'rejected',
  code,
  reason,
});
