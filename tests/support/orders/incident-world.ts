import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import { signalId } from '#shared/domain/ids.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { EntryOutcome, EntryRequest, TradePlan } from '#core/execution/desk-types.ts';
import type { Difference } from '#core/execution/reconcile/difference.ts';
import type { ReconcileAlarm } from '#core/execution/reconcile/reconcile-types.ts';
import type { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { VenueOrder } from '#core/ports/venue.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { deskWorld, entryOf, surroundings, type DeskWorld, type Surroundings } from './desk-world.ts';
import { PlannedVenue, type TrueOrder } from './planned-venue.ts';
import { reconcilerOn } from './reconciling-world.ts';
import { BTC } from './sample-contracts.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The comparison at the start and the pause after it. */
const START_MS = 12_000;
export const PRICE = 1_000;

/** A venue that does what a script says, and our side on it; the process can be ended and started again. */
export class Incident {
  readonly around: Surroundings = surroundings();
  readonly venue: PlannedVenue;
  world: DeskWorld<PlannedVenue>;
  reconciler: Reconciler;
  readonly reducing: string[] = [];
  readonly told: ReconcileAlarm[] = [];
  readonly #plans = new Map<string, TradePlan>();
  #clock: Disposable;
  #signals = 0;

  constructor(prepare: (venue: PlannedVenue) => void = () => undefined) {
    this.venue = new PlannedVenue(this.time);
    this.venue.onArrival = (order) => {
      this.meet(order);
    };
    prepare(this.venue);
    this.world = deskWorld(this.venue, this.around);
    [this.reconciler, this.#clock] = this.#begin();
  }

  /** A world that is past its first comparison. */
  static async started(prepare?: (venue: PlannedVenue) => void): Promise<Incident> {
    const incident = new Incident(prepare);
    await incident.run(START_MS);
    return incident;
  }

  get time(): VirtualTime {
    return this.around.time;
  }

  run(ms: number): Promise<void> {
    return this.time.advance(ms);
  }

  /** What orders do when they arrive: those at market fill, unless `resting` says otherwise. */
  resting = false;

  meet(target: TrueOrder): void {
    const { order } = target;
    if (order.kind !== 'market') return;
    if (order.reduceOnly) {
      const held = Math.abs(this.venue.positions.get(order.symbol) ?? 0);
      if (held > 0) this.venue.fill(target, Math.min(held, order.lots), PRICE);
      else this.venue.end(target, 'canceled', 'nothing to reduce');
    } else if (!this.resting) this.venue.fill(target, order.lots, PRICE);
  }

  /** Makes an entry as the path of a signal would: only where the reconciler lets it. */
  async enter(more: Partial<EntryRequest> = {}): Promise<EntryOutcome | 'not permitted' | 'no answer'> {
    const request = entryOf({ signalId: signalId(`s${String(++this.#signals)}`), ...more });
    if (!this.reconciler.mayEnter(request.symbol).ok || this.reducing.length > 0) return 'not permitted';
    this.#plans.set(request.signalId, request);
    let outcome: EntryOutcome | 'no answer' = 'no answer';
    void this.world.desk.enter(request).then((value) => {
      outcome = value;
    });
    await this.run(50);
    return outcome;
  }

  /** Ends the process and starts another on its disk. */
  async restart(downMs = 1_000): Promise<void> {
    this.#clock.dispose();
    this.reconciler.dispose();
    this.world.desk.dispose();
    await this.run(downMs);
    this.world = deskWorld(this.venue, this.around);
    const { desk, store } = this.world;
    desk.restore(store.scan(1), (id) => this.#plans.get(id) ?? null);
    [this.reconciler, this.#clock] = this.#begin();
    await this.run(START_MS);
  }

  /** Submits that left, by what they were for. */
  submits(kind: 'entry' | 'exit' | 'stop' | 'target'): readonly VenueOrder[] {
    const of = (order: VenueOrder): string => {
      if (order.kind === 'market') return order.reduceOnly ? 'exit' : 'entry';
      return order.kind === 'stop-market' ? 'stop' : 'target';
    };
    return this.venue.sent.flatMap(({ order }) => (order !== null && of(order) === kind ? [order] : []));
  }

  /** Our record of the latest order of a role. */
  latest(role: OrderRole): OrderRow | null {
    this.world.journal.commit();
    const intent = this.world.store.records.findLast(
      ({ type, data }) => type === 'order.intent' && data['role'] === role,
    );
    return intent === undefined ? null : this.world.journal.state.order(intent.subject as ClientOrderId);
  }

  /** The latest order of a role as the venue has it. */
  truth(role: OrderRole): TrueOrder {
    const row = this.latest(role);
    const found = row === null ? null : this.venue.find(row.id);
    if (found === null) throw new Error(`There is no ${role} at the venue`);
    return found;
  }

  held(symbol: ContractSymbol = BTC): number {
    return this.world.journal.state.position(symbol)?.lots ?? 0;
  }

  theirs(symbol: ContractSymbol = BTC): number {
    return this.venue.positions.get(symbol) ?? 0;
  }

  differences(): readonly Difference[] {
    return this.reconciler.status().differences.filter(({ state }) => state === 'open' || state === 'working');
  }

  /** How many records of a type there are. */
  count(type: string): number {
    this.world.journal.commit();
    return this.world.store.records.filter((event) => event.type === type).length;
  }

  /** Records appended while something runs. */
  async recordsDuring(what: () => Promise<unknown>): Promise<readonly string[]> {
    this.world.journal.commit();
    const before = this.world.store.records.length;
    await what();
    this.world.journal.commit();
    return this.world.store.records.slice(before).map(({ type }) => type);
  }

  #begin(): [Reconciler, Disposable] {
    const reconciler = reconcilerOn(this.world, { onReducing: (cause) => this.reducing.push(cause) });
    reconciler.onAlarm.on((alarm) => this.told.push(alarm));
    void reconciler.start();
    const { desk } = this.world;
    return [
      reconciler,
      this.time.every(500, () => {
        desk.onTime(this.time.now());
      }),
    ];
  }
}
