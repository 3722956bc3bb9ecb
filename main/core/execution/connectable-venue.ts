import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { JournalState } from '../journal/fold.ts';
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
  /** What is open here and needs the exchange, in words; null when nothing is. */
  #openHere: () => string | null = () => null;
  /** Why it is to be let go of, while what is open keeps it connected. */
  #leaving: string | null = null;

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
      movements: unknown,
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

  get trails(): boolean {
    return this.#connection?.venue.trails === true;
  }

  /** Why entries are refused until nothing is open any more and the exchange is let go of; null when they are not. */
  get leaving(): string | null {
    return this.#leaving;
  }

  /** From now on the exchange is let go of only when `openHere` names nothing. */
  holdWhile(openHere: () => string | null): void {
    this.#openHere = openHere;
  }

  /** Takes the place over. Whoever compares is told that the stream is there, and compares everything anew. */
  connect(venue: Venue & Disposable): void {
    this.leave('Another login takes its place.');
    const subscriptions = [
      venue.onEvent((event) => this.#events.emit(event)),
      venue.onCondition((condition) => this.#conditions.emit(condition)),
    ];
    this.#connection = { venue, subscriptions };
  }

  /**
   * Lets go of the exchange, unless a position or an order is open: without it that could neither be closed nor followed.
   * Then entries are refused from now on, exits and questions go on, and it is to be asked for again.
   * @returns true when there is no connection any more.
   */
  disconnect(reason: string): boolean {
    const open = this.#connection === null ? null : this.#openHere();
    if (open === null) {
      this.leave(reason);
      return true;
    }
    this.#leaving = `${reason} It stays connected for exits: ${open}.`;
    return false;
  }

  /** The exchange is to be used after all. */
  stay(): void {
    this.#leaving = null;
  }

  /** Lets go of the exchange whatever is open: what is in doubt stays in doubt, nothing is known, and nothing enters. */
  leave(reason: string): void {
    this.#reason = reason;
    this.#leaving = null;
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

  submit(order: VenueOrder, mayLeave?: () => boolean): Promise<SubmitOutcome> {
    const opens = !order.reduceOnly && order.closePosition !== true;
    if (this.#leaving !== null && opens)
      return Promise.resolve({ kind: 'rejected', code: 'LEAVING', reason: this.#leaving });
    if (this.#connection !== null) return this.#connection.venue.submit(order, mayLeave);
    return Promise.resolve({ kind: 'rejected', code: 'NOT_CONNECTED', reason: this.#reason });
  }

  cancel(order: OrderRef): Promise<CancelOutcome> {
    return this.#connection?.venue.cancel(order) ?? Promise.resolve('unknown');
  }

  amend(order: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    // A stop may be moved; what rests could be an entry, which would be made anew by other terms.
    if (this.#leaving !== null && !order.triggered)
      return Promise.resolve({ kind: 'rejected', code: 'LEAVING', reason: this.#leaving });
    return this.#connection?.venue.amend(order, change) ?? Promise.resolve({ kind: 'unsupported' });
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.#conditions.on(listener);
  }

  dispose(): void {
    this.leave('The program ends.');
  }
}

/** What is held, rests or is in doubt, in words; null when nothing is. */
export function openExposure(state: Pick<JournalState, 'positions' | 'openOrders'>): string | null {
  const positions = state.positions().filter(({ lots }) => lots !== 0).length;
  const orders = state.openOrders().length;
  if (positions + orders === 0) return null;
  const count = (amount: number, what: string): string => `${String(amount)} ${what}${amount === 1 ? '' : 's'}`;
  return `${count(positions, 'position')} and ${count(orders, 'order')} are open`;
}
