import type { TradePlan } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { ReconcileAlarm } from '#core/execution/reconcile/reconcile-types.ts';
import type { ReconcileSettings } from '#core/execution/reconcile/settings.ts';
import type { Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import { parseMoney } from '#shared/domain/money.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { toDisposable } from '#shared/kernel/disposable.ts';
import type { DeskAlarm } from '#core/execution/desk-types.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import type { Surroundings } from './desk-world.ts';
import type { ModelVenue } from './model-venue.ts';
import { ENGINE_INSTRUMENTS } from './venue-mapping.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How often the desk is told the time. */
const TIME_STEP_MS = 500;

/** The timers of one process: none of them fires after its end. */
export class ProcessScheduler implements Scheduler {
  readonly #time: VirtualTime;
  #alive = true;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  after(delayMs: number, task: () => void): Disposable {
    return this.#alive ? this.#time.after(delayMs, this.#whileAlive(task)) : toDisposable(() => undefined);
  }

  every(periodMs: number, task: () => void): Disposable {
    return this.#alive ? this.#time.every(periodMs, this.#whileAlive(task)) : toDisposable(() => undefined);
  }

  afterTurn(task: () => void): void {
    this.#time.afterTurn(this.#whileAlive(task));
  }

  end(): void {
    this.#alive = false;
  }

  #whileAlive(task: () => void): () => void {
    return () => {
      if (this.#alive) task();
    };
  }
}

export interface ProcessOptions {
  readonly planOf: (signalId: string) => TradePlan | null;
  readonly settings?: Partial<ReconcileSettings>;
  readonly onReducing: (cause: string) => void;
}

/** Our side of the simulation: the real journal, desk and reconciler, from start to sudden end. */
export class TradingProcess {
  readonly venue: ModelVenue;
  readonly journal: Journal;
  readonly desk: OrderDesk;
  readonly reconciler: Reconciler;
  readonly deskAlarms: DeskAlarm[] = [];
  readonly alarms: ReconcileAlarm[] = [];
  readonly failures: unknown[] = [];
  readonly #scheduler: ProcessScheduler;
  readonly #clockTicks: Disposable;

  constructor({ time, store, ids }: Surroundings, venue: ModelVenue, options: ProcessOptions) {
    this.venue = venue;
    this.#scheduler = new ProcessScheduler(time);
    const scheduler = this.#scheduler;
    this.journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler, retain: 'all' });
    const { journal } = this;
    if (journal.head === null) {
      const data = { account: 'simulated', lines: capitalLines(parseMoney('10000')) };
      journal.append({ type: 'account.opened', subject: 'simulated', data });
    }
    this.desk = new OrderDesk({
      journal,
      venue,
      clock: time,
      ids,
      instruments: ENGINE_INSTRUMENTS,
      barrier: 'sync',
      recordsOf: (id) => store.bySubject(id),
    });
    const { desk } = this;
    desk.onAlarm.on((alarm) => this.deskAlarms.push(alarm));
    desk.onFailure.on((error) => this.failures.push(error));
    desk.restore(store.scan(1), options.planOf);
    this.reconciler = new Reconciler({
      venue,
      journal,
      desk,
      clock: time,
      scheduler,
      instruments: ENGINE_INSTRUMENTS,
      onReducing: options.onReducing,
      onWake: () => undefined,
      ...(options.settings === undefined ? {} : { settings: options.settings }),
    });
    this.reconciler.onAlarm.on((alarm) => this.alarms.push(alarm));
    void this.reconciler.start();
    this.#clockTicks = scheduler.every(TIME_STEP_MS, () => {
      desk.onTime(time.now());
    });
  }

  /** Ends at once: no answer, event or timer reaches it any more, and what was not committed is gone. */
  kill(): void {
    this.#scheduler.end();
    this.#clockTicks.dispose();
    this.venue.cut();
    this.desk.dispose();
  }
}
