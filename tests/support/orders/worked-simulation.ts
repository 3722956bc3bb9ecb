import type { ContractSymbol } from '#shared/domain/ids.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { CONFIG_DEFAULTS, type CoreConfig } from '#core/config.ts';
import { ManualOrders } from '#core/execution/manual/manual-orders.ts';
import type { WorkedStatus } from '#core/execution/manual/worked-order.ts';
import type { WorkMethod } from '#core/execution/manual/worked-terms.ts';
import type { ManualTicket } from '#core/execution/manual/ticket.ts';
import type { Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import { TradingCore } from '#core/trading-core.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { warmHours } from '../path/warm-hours.ts';
import type { MemoryJournalStore } from '../storage/memory-journal-store.ts';
import { surroundings, type Surroundings } from './desk-world.ts';
import { Exchange } from './exchange.ts';
import { NO_FAULTS, WORKING_DAY, type FaultLevels } from './fault-levels.ts';
import { ModelVenue, type Departure } from './model-venue.ts';
import { OrderWatch } from './order-watch.ts';
import { ProcessScheduler } from './process.ts';
import { SYMBOLS } from './sample-contracts.ts';
import { Seeded } from './seeded.ts';
import { ENGINE_INSTRUMENTS } from './venue-mapping.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How often the market shows its prices. */
const MARK_EVERY_MS = 500;

export interface WorkedOptions {
  readonly seed: number;
  readonly faults?: FaultLevels;
  /** Wraps the connection, for planted faults. */
  readonly between?: (venue: ModelVenue) => ModelVenue;
  /** Planted: what a new process reads of its disk. */
  readonly reading?: (store: MemoryJournalStore) => MemoryJournalStore;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, notify: () => undefined };

/** Wide enough that no limit of a small account holds a part up; every check is still asked. */
const WIDE = {
  ...CONFIG_DEFAULTS.limits,
  maxRiskPerTradePpm: 1_000_000n,
  orderValuePpm: 100_000_000n,
  orderValueCap: parseMoney('10000000'),
  positionValuePpm: 100_000_000n,
  grossExposurePpm: 100_000_000n,
  netExposurePpm: 100_000_000n,
  freeMarginPpm: 0n,
  dayLossPpm: 1_000_000n,
  weekLossPpm: 1_000_000n,
  drawdownPpm: 1_000_000n,
  duplicateWindowMs: 0,
};

/** What comes from the exchange here has no limits of this machine: a person trades by hand on a real venue. */
const CONFIG: CoreConfig = {
  ...CONFIG_DEFAULTS,
  mode: 'demo',
  simulated: false,
  version: 'test',
  baseTimeframe: '1h',
  scoreTimeframes: ['1h'],
  signalTimeframes: ['1h'],
  capital: parseMoney('10000'),
  symbols: SYMBOLS,
  limits: WIDE,
  equitySampleMs: HOUR,
  maxMarkAgeMs: 60_000,
  keepScoreHistory: false,
};

/** Our side: the whole trading core with orders by hand, from its start to its sudden end. */
export class WorkingProcess {
  readonly venue: ModelVenue;
  readonly journal: Journal;
  readonly core: TradingCore;
  readonly manual: ManualOrders;
  readonly reconciler: Reconciler;
  readonly failures: unknown[] = [];
  readonly #scheduler: ProcessScheduler;
  readonly #ends: Disposable[];

  constructor({ time, ids }: Surroundings, store: MemoryJournalStore, venue: ModelVenue, exchange: Exchange) {
    this.venue = venue;
    this.#scheduler = new ProcessScheduler(time);
    const scheduler = this.#scheduler;
    this.journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler, retain: 'all' });
    this.core = new TradingCore({
      journal: this.journal,
      clock: time,
      scheduler,
      ids,
      hasher: systemHasher,
      log: quiet,
      notifier: quiet,
      venue,
      instruments: ENGINE_INSTRUMENTS,
      config: CONFIG,
      feedName: 'test',
      barrier: 'sync',
    });
    const { core } = this;
    if (core.reconciler === null) throw new Error('The model venue is a real one: somebody must compare with it');
    this.reconciler = core.reconciler;
    core.desk.onFailure.on((error) => this.failures.push(error));
    const prices = (): readonly (readonly [ContractSymbol, number])[] =>
      SYMBOLS.map((symbol) => {
        const { lastTicks, contract } = exchange.engine.market(symbol);
        return [symbol, lastTicks / 10 ** contract.priceDecimals];
      });
    for (const [symbol, price] of prices()) warmHours(core, symbol, price);
    core.start();
    this.manual = new ManualOrders(core);
    this.manual.worked.restore();
    const look = (): void => {
      for (const [symbol, price] of prices()) core.onMark(symbol, price, time.now());
      core.onTime(time.now());
    };
    look();
    this.#ends = [scheduler.every(MARK_EVERY_MS, look), core.desk, this.manual.worked];
  }

  /** Ends at once: no answer, event or timer reaches it any more, and what was not committed is gone. */
  kill(): void {
    this.#scheduler.end();
    this.venue.cut();
    for (const one of this.#ends) one.dispose();
  }
}

/** The exchange, our process on it, and a person who has orders worked in parts. */
export class WorkedSimulation {
  readonly random: Seeded;
  readonly around: Surroundings;
  readonly exchange: Exchange;
  readonly watch: OrderWatch;
  readonly departures: Departure[] = [];
  /** What went wrong as it was seen. */
  readonly findings: string[] = [];
  process: WorkingProcess | null = null;
  faults: FaultLevels;
  readonly isHalted = false;
  readonly clockFaultAt = -1;
  readonly #options: WorkedOptions;
  readonly #networkRandom: Seeded;

  constructor(options: WorkedOptions) {
    this.#options = options;
    this.faults = options.faults ?? WORKING_DAY;
    this.random = new Seeded(options.seed);
    this.#networkRandom = this.random.fork();
    this.around = surroundings(options.seed);
    this.exchange = new Exchange(this.time, {
      seed: options.seed,
      levelLots: this.random.pick([2, 6, 40]),
      wallet: 100_000_000_000_000n,
    });
    this.watch = new OrderWatch(this);
    this.start();
  }

  get time(): VirtualTime {
    return this.around.time;
  }

  /** Starts our process on what is on its disk. */
  start(): void {
    if (this.process !== null) return;
    const { between, reading } = this.#options;
    const made = new ModelVenue(this.exchange, this.#networkRandom, this.faults, this.departures);
    const venue = between?.(made) ?? made;
    const { store } = this.around;
    const process = new WorkingProcess(this.around, reading?.(store) ?? store, venue, this.exchange);
    this.process = process;
    venue.onDeparture = ({ kind, order, clientOrderId }) => {
      if (kind !== 'submit' || order?.reduceOnly !== false) return;
      this.#lookAtPart(process, clientOrderId);
    };
    this.watch.follow(process);
    venue.report({ kind: 'stream', status: 'live', reason: 'connected' });
  }

  kill(): void {
    this.process?.kill();
    this.process = null;
  }

  /** The person asks for an order to be worked; null while it is refused. */
  begin(ticket: ManualTicket, method: WorkMethod): string | null {
    const started = this.process?.manual.worked.start(ticket, method, 'trader');
    return started === undefined || started.outcome.kind === 'refused' ? null : started.id;
  }

  /** The person lets everything go on that was found unfinished, where trading is active. */
  resume(): void {
    const { process } = this;
    if (process === null) return;
    process.core.setTradingState('ACTIVE', 'the test', 'trader');
    for (const { terms, state } of process.manual.worked.statuses()) {
      if (state === 'paused') process.manual.worked.resume(terms.id, 'trader');
    }
  }

  statuses(): readonly WorkedStatus[] {
    return this.process?.manual.worked.statuses() ?? [];
  }

  /** Every connection behaves from now on. */
  calm(): void {
    this.faults = NO_FAULTS;
    this.start();
    const venue = this.process?.venue;
    if (venue === undefined) return;
    venue.faults = NO_FAULTS;
    venue.reachable = true;
    if (venue.stream === 'up') return;
    venue.stream = 'up';
    venue.report({ kind: 'stream', status: 'live', reason: 'connected again' });
  }

  /** Told of every part that leaves: the one before must be over, and somebody must have asked for it. */
  #lookAtPart({ manual }: WorkingProcess, clientOrderId: string): void {
    const work = manual.worked.statuses().find(({ orderId }) => orderId === clientOrderId);
    if (work === undefined) return;
    if (work.state === 'paused') this.findings.push(`${clientOrderId} left while its order was paused`);
    for (const id of partsOf(this.around.store, work.terms.id)) {
      if (id === clientOrderId) continue;
      const order = this.exchange.engine.ordersByClientId(id)[0];
      if (order !== undefined && order.state !== 'done') this.findings.push(`${clientOrderId} left beside ${id}`);
    }
  }
}

/** The client ids of the parts of a worked order, by what is on the disk. */
export const partsOf = (store: MemoryJournalStore, workId: string): readonly string[] =>
  store.records.flatMap(({ type, subject, data }) =>
    type === 'parent.part' && subject === workId ? [data['orderId'] as string] : [],
  );
