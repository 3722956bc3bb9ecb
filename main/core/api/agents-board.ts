import type { BusEventView, MailboxView, TaskView } from '#shared/contract/agents.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { AnyBusEvent } from '../agents/orchestration/bus-events.ts';
import type { Mailbox } from '../agents/orchestration/mailbox.ts';
import type { TradingCore } from '../trading-core.ts';
import { OnDemandTopic } from './on-demand-topic.ts';
import type { StopSignal } from './stop-signal.ts';
import { busEventView, taskView } from './views/agent-views.ts';

const RENEW_MS = 500;
/** The mailbox is emptied so often also when nobody looks. */
const READ_MS = 1_000;
/** Events that are kept for whoever comes to look. */
const LATEST = 400;
/** Events between two looks; more than that and the oldest are passed over. */
const MAILBOX = 2_048;

/** The agents' tasks and the events of the bus as the screens show them, worked out while somebody looks. */
export class AgentsBoard implements Disposable {
  readonly #core: TradingCore;
  #mailbox: (Mailbox<AnyBusEvent> & Disposable) | null = null;
  #reading: Disposable | null = null;
  #disposed = false;
  readonly #tasks: OnDemandTopic<TaskView>;
  readonly #events: OnDemandTopic<BusEventView>;
  #latest: readonly BusEventView[] = [];

  /** @param present resolves when history is worked through: its events are not the latest of anything. */
  constructor(core: TradingCore, present: Promise<void> = Promise.resolve()) {
    const { scheduler } = core.parts;
    this.#core = core;
    void present.then(() => this.#listen());
    this.#tasks = new OnDemandTopic(scheduler, RENEW_MS, () => this.tasks());
    this.#events = new OnDemandTopic(scheduler, RENEW_MS, () => this.events());
  }

  tasks(): readonly TaskView[] {
    const monotonic = this.#core.parts.clock.monotonic();
    return this.#core.orchestrator.tasks().map((task) => taskView(task, monotonic));
  }

  /** The latest events, oldest first. */
  events(): readonly BusEventView[] {
    const fresh = (this.#mailbox?.take() ?? []).slice(-LATEST).map(busEventView);
    if (fresh.length > 0) this.#latest = [...this.#latest, ...fresh].slice(-LATEST);
    return this.#latest;
  }

  mailboxes(): MailboxView[] {
    return this.#core.bus.mailboxes().map(({ name, ...state }) => ({ key: name, ...state }));
  }

  subscribeTasks(signal: StopSignal | undefined) {
    return this.#tasks.subscribe(signal);
  }

  subscribeEvents(signal: StopSignal | undefined) {
    return this.#events.subscribe(signal);
  }

  dispose(): void {
    this.#disposed = true;
    this.#mailbox?.dispose();
    this.#reading?.dispose();
  }

  #listen(): void {
    if (this.#disposed) return;
    this.#mailbox = this.#core.bus.mailbox({
      name: 'event list',
      topics: EVERYTHING,
      bound: MAILBOX,
      overflow: 'drop-oldest',
    });
    this.#reading = this.#core.parts.scheduler.every(READ_MS, () => this.events());
  }
}

/** Every record but the closing candles, which no list of events is read for. */
const EVERYTHING = [
  'account.',
  'agent.',
  'breaker.',
  'conflict.',
  'equity.',
  'feed.',
  'funding.',
  'gate.',
  'intake.',
  'ledger.',
  'limits.',
  'lock.',
  'manual.',
  'model.',
  'order.',
  'parent.',
  'position.',
  'protection.',
  'reconcile.',
  'risk.',
  'settings.',
  'signal.',
  'sources.',
  'strategy.',
  'system.',
  'throttle.',
  'trade.',
  'trading.',
  'venue.',
  'watchdog.',
] as const;
