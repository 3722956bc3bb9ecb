import type { ClientOrderId } from '#shared/domain/ids.ts';
import { moneyOfUnits } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
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
} from '#core/ports/venue.ts';
import type { EngineEvent, EngineOrder } from '../venue-simulator/engine/index.ts';
import type { Exchange } from './exchange.ts';
import { NO_FAULTS, type FaultLevels } from './fault-levels.ts';
import type { Seeded } from './seeded.ts';
import { fillOf, positionOf, reportOf, requestOf, streamEventOf } from './venue-mapping.ts';
import type { VenueReading } from './venue-past.ts';

/** A request as it left our side, by our id. */
export interface Departure {
  readonly kind: 'submit' | 'cancel' | 'amend';
  readonly clientOrderId: ClientOrderId;
  /** Null for cancels and changes. */
  readonly order: VenueOrder | null;
  readonly at: number;
}

const LATE_MS = [1_000, 8_000, 40_000] as const;
/** When our side gives up on an answer. */
const TIME_OUT_MS = 5_000;

/**
 * One process's connection to the simulated exchange, with all that can go wrong on the way. When the process ends,
 * {@link cut} drops what was under way to it; what was under way to the exchange still arrives.
 */
export class ModelVenue implements Venue {
  readonly name = 'model';
  readonly simulated = false;
  readonly ask: VenueQuestions;
  readonly departures: Departure[];
  onDeparture: (departure: Departure) => void = () => undefined;
  faults: FaultLevels;
  /** `lost`: the socket is open and nothing comes. */
  stream: 'up' | 'lost' | 'down' = 'up';
  /** False while nothing reaches the exchange: no network, or the exchange restarts. */
  reachable = true;
  readonly #exchange: Exchange;
  readonly #random: Seeded;
  readonly #events = new Emitter<VenueEvent>();
  readonly #conditions = new Emitter<VenueCondition>();
  readonly #unsubscribe: () => void;
  #cut = false;
  /** When each kind of list was last asked for, monotonic ms. */
  readonly askedAt = { openOrders: -1, fills: -1, positions: -1 };
  /** Monotonic moment up to which the stream's events are under way. */
  #inOrderAt = 0;

  /** @param departures where to note every request that leaves; kept across processes by who watches them. */
  constructor(exchange: Exchange, random: Seeded, faults: FaultLevels = NO_FAULTS, departures: Departure[] = []) {
    this.departures = departures;
    this.#exchange = exchange;
    this.#random = random;
    this.faults = faults;
    this.ask = this.#questions();
    this.#unsubscribe = exchange.engine.on((event) => {
      this.#onEngineEvent(event);
    });
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    return this.#send('submit', order.clientOrderId, order, () => {
      const placed = this.#exchange.engine.place(requestOf(order));
      if (placed.ok) return { kind: 'accepted', venueOrderId: placed.order.id };
      return { kind: 'rejected', code: placed.code, reason: `the exchange refused: ${placed.code}` };
    });
  }

  cancel(ref: OrderRef): Promise<CancelOutcome> {
    return this.#send<CancelOutcome>('cancel', ref.clientOrderId, null, () => {
      const found = this.#exchange.find(ref);
      if (found === null) return 'not-found';
      const canceled = this.#exchange.engine.cancel(found.id);
      if (canceled.ok) return 'accepted';
      return canceled.code === 'service' ? 'unknown' : 'not-found';
    }).then((outcome) => (typeof outcome === 'string' ? outcome : 'unknown'));
  }

  amend(ref: OrderRef, change: OrderChange): Promise<AmendOutcome> {
    return this.#send<AmendOutcome>('amend', ref.clientOrderId, null, () => {
      const found = this.#exchange.find(ref);
      if (found === null) return { kind: 'rejected', code: 'order-not-found', reason: 'there is no such order' };
      const { priceTicks, lots, triggerTicks: stopTicks } = change;
      const amended = this.#exchange.engine.amend(found.id, {
        ...(priceTicks === undefined ? {} : { priceTicks }),
        ...(lots === undefined ? {} : { lots }),
        ...(stopTicks === undefined ? {} : { stopTicks }),
      });
      return amended.ok ? { kind: 'accepted' } : { kind: 'rejected', code: amended.code, reason: amended.code };
    });
  }

  onEvent(listener: (event: VenueEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  onCondition(listener: (condition: VenueCondition) => void): Disposable {
    return this.#conditions.on(listener);
  }

  /** Tells a condition, as the adapter's own watch would. */
  report(condition: VenueCondition): void {
    if (!this.#cut) this.#conditions.emit(condition);
  }

  /** The process has ended. */
  cut(): void {
    this.#cut = true;
    this.#unsubscribe();
  }

  /** Gets a request to the exchange and its answer back, or not. */
  #send<T extends SubmitOutcome | AmendOutcome | CancelOutcome>(
    kind: Departure['kind'],
    clientOrderId: ClientOrderId,
    order: VenueOrder | null,
    act: () => T,
  ): Promise<T | { readonly kind: 'unknown'; readonly reason: string }> {
    const { time } = this.#exchange;
    const departure = { kind, clientOrderId, order, at: time.monotonic() };
    this.departures.push(departure);
    this.onDeparture(departure);
    const { arrivesAfter, answered } = this.#fateOfRequest();
    return new Promise((resolve) => {
      const tell = (outcome: T | { readonly kind: 'unknown'; readonly reason: string }): void => {
        if (!this.#cut) resolve(outcome);
      };
      if (!answered || arrivesAfter === null) {
        time.after(this.#random.between(20, TIME_OUT_MS), () => {
          tell({ kind: 'unknown', reason: 'no answer came' });
        });
      }
      if (arrivesAfter === null) return;
      this.#exchange.underWay(arrivesAfter, () => {
        const outcome = act();
        const back = this.#random.between(5, 120);
        if (answered) {
          time.after(back, () => {
            tell(outcome);
          });
        }
      });
    });
  }

  #fateOfRequest(): { readonly arrivesAfter: number | null; readonly answered: boolean } {
    const { lostBefore, lostAfter, late } = this.faults;
    if (!this.reachable || this.#random.chance(lostBefore)) return { arrivesAfter: null, answered: false };
    if (this.#random.chance(late)) return { arrivesAfter: this.#random.pick(LATE_MS), answered: false };
    return { arrivesAfter: this.#random.between(5, 120), answered: !this.#random.chance(lostAfter) };
  }

  #onEngineEvent(event: EngineEvent): void {
    const made = streamEventOf(event);
    if (made === null || this.stream !== 'up') return;
    const { dropped, doubled, held, heldMs, nameless } = this.faults;
    if (this.#random.chance(dropped)) return;
    const copies = 1 + (this.#random.chance(doubled) ? this.#random.between(1, 4) : 0);
    const { time } = this.#exchange;
    for (let copy = 0; copy < copies; copy++) {
      // A stream keeps its order but where an event is held back or told again.
      const inOrder = !this.#random.chance(held) && copy === 0;
      this.#inOrderAt = Math.max(this.#inOrderAt, time.monotonic() + this.#random.between(5, 60));
      const delay = this.#inOrderAt - time.monotonic() + (inOrder ? 0 : this.#random.between(0, heldMs));
      const without = this.#random.chance(nameless);
      time.after(delay, () => {
        const told = made(time.now());
        this.#deliver(without ? { ...told, clientOrderId: '' as ClientOrderId } : told);
      });
    }
  }

  #deliver(event: VenueEvent): void {
    if (!this.#cut && this.stream === 'up') this.#events.emit(event);
  }

  /** Gets a question to the exchange and its answer back; the answer shows the exchange as its copy has it. */
  #question<T>(read: (reading: VenueReading) => T): Promise<Answer<T>> {
    const { time } = this.#exchange;
    const { unanswered, silentQuestion, lagging, lagMs, slow, slowMs } = this.faults;
    const askedAt: EpochMs = time.now();
    const fails = !this.reachable || this.#random.chance(unanswered);
    const never = this.#random.chance(silentQuestion);
    const lag = this.#random.chance(lagging) ? this.#random.between(0, lagMs) : 0;
    const back = this.#random.between(5, 120) + (this.#random.chance(slow) ? this.#random.between(0, slowMs) : 0);
    return new Promise((resolve) => {
      if (never) return;
      time.after(this.#random.between(5, 120), () => {
        const value = fails ? null : read(this.#exchange.reading(lag));
        time.after(back, () => {
          if (this.#cut) return;
          resolve(value === null ? { known: false, reason: 'no answer came' } : { known: true, value, askedAt });
        });
      });
    });
  }

  #list<T>(kind: keyof ModelVenue['askedAt'], read: (reading: VenueReading) => T): Promise<Answer<T>> {
    this.askedAt[kind] = this.#exchange.time.monotonic();
    return this.#question(read);
  }

  #questions(): VenueQuestions {
    const isLive = ({ state }: EngineOrder): boolean => state !== 'done';
    const { engine } = this.#exchange;
    return {
      order: (ref) =>
        // An object around the value: null is an answer, too.
        this.#question(({ orders }) => ({
          found:
            orders.findLast(({ clientId }) => clientId === ref.clientOrderId) ??
            orders.find(({ id }) => id === ref.venueOrderId) ??
            null,
        })).then((answer) =>
          answer.known
            ? { ...answer, value: answer.value.found === null ? null : reportOf(answer.value.found) }
            : answer,
        ),
      openOrders: () => this.#list('openOrders', ({ orders }) => orders.filter(isLive).map(reportOf)),
      doneOrders: (since) =>
        this.#question(({ orders }) =>
          orders.filter((order) => !isLive(order) && order.updatedAt >= since).map(reportOf),
        ),
      fills: (since) =>
        this.#list('fills', ({ at }) =>
          engine
            .trades()
            .filter((t) => t.at >= since && t.at <= at)
            .map(fillOf),
        ),
      positions: () =>
        this.#list('positions', ({ positions }) =>
          positions.flatMap((position) => {
            const contract = engine.contract(position.symbol);
            return position.lots === 0 || contract === undefined ? [] : [positionOf(position, contract)];
          }),
        ),
      account: () =>
        this.#question(() => {
          const { wallet, equity, available } = engine.account();
          return { cash: moneyOfUnits(wallet), equity: moneyOfUnits(equity), available: moneyOfUnits(available) };
        }),
      // There is no such list: nothing is asked over the network, nor the account compared.
      movements: () => Promise.resolve({ known: true, value: null, askedAt: this.#exchange.time.now() }),
      service: () => this.#question(() => ({ status: engine.service.state, reason: engine.service.message })),
      clockOffset: () => this.#question(() => this.#exchange.clockOffset),
    };
  }
}
