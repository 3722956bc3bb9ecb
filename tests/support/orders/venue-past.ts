import type { EngineEvent, EngineOrder, EnginePosition, VenueEngine } from '../venue-simulator/engine/index.ts';

/** What a reading of the venue shows: its own copy of orders and positions, which may lag behind the matching engine. */
export interface VenueReading {
  /** Venue time of the copy. */
  readonly at: number;
  readonly orders: readonly EngineOrder[];
  readonly positions: readonly EnginePosition[];
}

/** The versions of every order and position, so that an answer can be as old as a lagging copy would be. */
export class VenuePast {
  readonly #engine: VenueEngine;
  readonly #versions: {
    readonly at: number;
    readonly order: EngineOrder | null;
    readonly position: EnginePosition | null;
  }[] = [];

  constructor(engine: VenueEngine) {
    this.#engine = engine;
    engine.on((event) => {
      this.#keep(event);
    });
  }

  /** As it was at `at`; the present when nothing changed since. */
  at(at: number): VenueReading {
    const newest = this.#versions.at(-1);
    if (newest === undefined || newest.at <= at) {
      return { at, orders: this.#engine.orders(), positions: this.#engine.positions() };
    }
    const orders = new Map<string, EngineOrder>();
    const positions = new Map<string, EnginePosition>();
    for (const version of this.#versions) {
      if (version.at > at) break;
      if (version.order !== null) orders.set(version.order.id, version.order);
      if (version.position !== null) positions.set(version.position.symbol, version.position);
    }
    return { at, orders: [...orders.values()], positions: [...positions.values()] };
  }

  /** Positions follow from trades: the engine need not tell them apart. */
  #keep(event: EngineEvent): void {
    if (event.kind === 'order') {
      const position = event.trade === null ? null : this.#engine.position(event.order.symbol);
      this.#versions.push({ at: event.at, order: event.order, position });
    } else if (event.kind === 'position') {
      this.#versions.push({ at: event.at, order: null, position: event.position });
    }
  }
}
