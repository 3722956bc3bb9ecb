import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type {
  AmendOutcome,
  Answer,
  CancelOutcome,
  OrderChange,
  OrderRef,
  SubmitOutcome,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
  VenueQuestions,
} from '../ports/venue.ts';

interface Connection {
  readonly venue: Venue & Disposable;
  readonly subscriptions: readonly Disposable[];
}

/**
 * Stands where an exchange will be once there is a login for it. Until then nothing is sent and nothing is known, so that
 * the live mode can start, say why it does not trade, take the login, and connect without being started again.
 */
export class ConnectableVenue implements Venue, Disposable {
  readonly simulated = false;
  readonly name: string;
  readonly #events = new Emitter<VenueEvent>();
  readonly #conditions = new Emitter<VenueCondition>();
  readonly #none: VenueQuestions;
  #connection: Connection | null = null;
  #reason: string;

  /** @param reason why there is no connection yet, one sentence for a person. */
  constructor(name: string, reason: string) {
    this.name = name;
    this.#reason = reason;
    const unknown = (): Promise<Answer<never>> => Promise.resolve({ known: false, reason: this.#reason });
    this.#none = {
      order: unknown,
      openOrders: unknown,
      doneOrders: unknown,
      fills: unknown,
      positions: unknown,
      account: unknown,
      service: unknown,
      clockOffset: unknown,
    };
  }

  get connected(): boolean {
    return this.#connection !== null;
  }

  get ask(): VenueQuestions {
    return this.#connection?.venue.ask ?? this.#none;
  }

  /** Takes the place over. Whoever compares is told that the stream is there, and compares everything anew. */
  connect(venue: Venue & Disposable): void {
    this.disconnect('Another login takes its place.');
    const subscriptions = [
      venue.onEvent((event) => this.#events.emit(event)),
      venue.onCondition((condition) => this.#conditions.emit(condition)),
    ];
    this.#connection = { venue, subscriptions };
  }

  /** Lets go of the exchange; what is in doubt then stays in doubt. */
  disconnect(reason: string): void {
    this.#reason = reason;
    const connection = this.#connection;
    if (connection === null) return;
    this.#connection = null;
    for (const subscription of connection.subscriptions) subscription.dispose();
    connection.venue.dispose();
    this.#conditions.emit({ kind: 'stream', status: 'down', reason });
  }

  /** Renews the reason that is given while there is no connection. */
  explain(reason: string): void {
    this.#reason = reason;
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    if (this.#connection !== null) return this.#connection.venue.submit(order);
    return Promise.resolve({ kind: 'rejected', code: 'NOT_CONNECTED', reason: this.#reason });
  }

  cancel(order: OrderRef): Promise<CancelOutcome> {
    return this.#connection?.venue.cancel(order) ?? Promise.resolve('unknown');
  }

  amend(order: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    return this.#connection?.venue.amend(order, change) ?? Promise.resolve({ kind: 'unsupported' });
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.#conditions.on(listener);
  }

  dispose(): void {
    this.disconnect('The program ends.');
  }
}
