import type { OrderRef } from '#core/ports/venue.ts';
import { VenueEngine, type EngineOptions, type EngineOrder } from '../venue-simulator/engine/index.ts';
import { VenuePast, type VenueReading } from './venue-past.ts';
import type { VirtualTime } from './virtual-time.ts';

/**
 * The exchange itself, which outlives our process: the engine on virtual time, and the requests still on their way to it.
 * Its clock is true time plus an offset; the wall clock of our machine is nothing to it.
 */
export class Exchange {
  readonly engine: VenueEngine;
  readonly time: VirtualTime;
  /** How far its clock is off, ms. */
  readonly #error: number;
  /** Monotonic moment at which the last request that left will have arrived. */
  lastArrival = 0;
  /** When the first order with each client id arrived, monotonic ms. */
  readonly arrivals = new Map<string, number>();
  readonly #past: VenuePast;

  /** @param error how far its clock is off, ms. */
  constructor(time: VirtualTime, options: Omit<EngineOptions, 'now'>, error = 0) {
    this.time = time;
    this.#error = error;
    this.engine = new VenueEngine({ ...options, now: this.now });
    this.#past = new VenuePast(this.engine);
    this.engine.on((event) => {
      const id = event.kind === 'order' && event.change === 'received' ? event.order.clientId : null;
      if (id !== null && !this.arrivals.has(id)) this.arrivals.set(id, time.monotonic());
    });
  }

  /** Venue time. */
  get now(): number {
    return Math.floor(this.time.truth) + this.#error;
  }

  /** Its clock minus ours, ms. */
  get clockOffset(): number {
    return this.now - this.time.now();
  }

  /** Does something at the exchange as of now. */
  act<T>(what: (engine: VenueEngine) => T): T {
    this.engine.step(this.now);
    return what(this.engine);
  }

  /** A request arrives later, whatever becomes of who sent it. */
  underWay(afterMs: number, arrive: () => void): void {
    this.lastArrival = Math.max(this.lastArrival, this.time.monotonic() + afterMs);
    this.time.after(afterMs, () => {
      this.act(arrive);
    });
  }

  /** The order meant, by our id first; of several with our id the live one. */
  find(ref: OrderRef): EngineOrder | null {
    const same = this.engine.ordersByClientId(ref.clientOrderId);
    const found = same.find(({ state }) => state !== 'done') ?? same.at(-1);
    return found ?? (ref.venueOrderId === null ? null : (this.engine.order(ref.venueOrderId) ?? null));
  }

  /** What a copy that lags by `lag` ms shows. */
  reading(lag: number): VenueReading {
    this.engine.step(this.now);
    return this.#past.at(this.now - lag);
  }
}
