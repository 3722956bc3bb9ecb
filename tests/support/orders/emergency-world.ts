import { contractSymbol, signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { HOUR } from '#shared/domain/time.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import { AlarmBook } from '#core/agents/risk/state/alarm-book.ts';
import { HaltFileWatch } from '#core/agents/risk/state/halt-file-watch.ts';
import { KillSwitch } from '#core/agents/risk/state/kill-switch.ts';
import { TradingStateOwner } from '#core/agents/risk/state/trading-state-owner.ts';
import type { TradePlan } from '#core/execution/desk-types.ts';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { JournalDraft, JournalEvent } from '#core/journal/event.ts';
import type { EventType } from '#core/journal/event-types.ts';
import type { Journal } from '#core/journal/journal.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import type { HaltFile, HaltFileContent } from '#core/ports/halt-file.ts';
import type { Venue } from '#core/ports/venue.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { surroundings, type Surroundings } from './desk-world.ts';
import { mortalVenue } from './mortal-venue.ts';
import { PlannedVenue, type TrueOrder } from './planned-venue.ts';
import { BTC, CONTRACTS } from './sample-contracts.ts';

/** The price of everything, in ticks. */
const PRICE = 1_000;
const LOTS = 10;
const TIME_STEP_MS = 500;
/** From a start to the first entry that the reconciler lets pass. */
const START_MS = 12_000;

/** So many contracts, all alike. */
export function contracts(count: number): ReadonlyMap<ContractSymbol, Instrument> {
  const [like] = CONTRACTS.values();
  if (like === undefined) throw new Error('There is no contract to be like');
  const symbols = Array.from({ length: count }, (_, n) => contractSymbol(`COIN${String(n)}USDTM`));
  return new Map(symbols.map((symbol) => [symbol, { ...like, symbol }]));
}

/** A halt file in memory. */
export class MemoryHaltFile implements HaltFile {
  content: HaltFileContent | null = null;
  read = (): HaltFileContent | null => this.content;
  write = (content: HaltFileContent): void => void (this.content ??= content);
  remove = (): void => void (this.content = null);
}

export interface EmergencyOptions {
  readonly seed?: number;
  readonly instruments?: ReadonlyMap<ContractSymbol, Instrument>;
  /** What stands between the desk and the venue, such as a rate limit. */
  readonly between?: (venue: PlannedVenue, around: Surroundings) => Venue;
  /** Planted: a halt is never recorded. */
  readonly forgetsState?: boolean;
  /** Planted: the order sender does not ask for the trading state. */
  readonly deafSender?: boolean;
}

/** Our process: journal, trading state, desk, reconciler and kill switch, as the trading core wires them. */
class EmergencyProcess {
  readonly journal: Journal;
  readonly state: TradingStateOwner;
  readonly alarms: AlarmBook;
  readonly desk: OrderDesk;
  readonly reconciler: Reconciler;
  readonly kill: KillSwitch;
  readonly haltFile: HaltFileWatch;
  readonly failures: unknown[] = [];
  readonly #ends: Disposable[] = [];

  constructor(world: EmergencyWorld) {
    const { around, options, plans } = world;
    const { time, store, ids } = around;
    const instruments = options.instruments ?? CONTRACTS;
    this.journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time, retain: 'all' });
    const { journal } = this;
    if (journal.head === null) {
      const data = { account: 'test', lines: capitalLines(parseMoney('100000')) };
      journal.append({ type: 'account.opened', subject: 'test', data });
    }
    const remembered = options.forgetsState === true ? forgetful(journal) : journal;
    const quiet = { notify: () => undefined };
    this.state = new TradingStateOwner({ journal: remembered, clock: time });
    this.alarms = new AlarmBook({ journal, clock: time, notifier: quiet });
    const { venue, end } = mortalVenue(world.connection);
    this.desk = new OrderDesk({
      journal,
      venue,
      clock: time,
      ids,
      instruments,
      barrier: 'sync',
      recordsOf: (id) => store.bySubject(id),
      entriesStoppedBy: () => (options.deafSender === true ? null : this.state.entriesStoppedBy()),
    });
    const { desk } = this;
    desk.onFailure.on((error) => this.failures.push(error));
    desk.onAlarm.on(({ symbol, sentence: body }) => {
      this.alarms.notify({ level: 'alarm', title: `${symbol} needs a look`, body });
    });
    desk.restore(store.scan(1), (id) => plans.get(id) ?? null);
    this.reconciler = new Reconciler({
      venue,
      journal,
      desk,
      clock: time,
      scheduler: time,
      instruments,
      onReducing: () => undefined,
      onWake: () => undefined,
    });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    this.kill = new KillSwitch({
      state: this.state,
      desk,
      journal,
      clock: time,
      scheduler: time,
      notifier: this.alarms,
      log,
      haltFile: world.file,
      mayAct: () => this.reconciler.status().phase === 'agreed',
    });
    this.haltFile = new HaltFileWatch(world.file, this.kill, time);
    this.state.start();
    this.haltFile.start();
    void this.reconciler.start();
    this.kill.start();
    this.#ends.push(
      time.every(TIME_STEP_MS, () => desk.onTime(time.now())),
      this.reconciler,
      desk,
      this.kill,
      this.haltFile,
      { dispose: end },
    );
  }

  end(): void {
    for (const one of this.#ends) one.dispose();
  }
}

const isHalt = ({ type, data }: JournalDraft): boolean =>
  type === 'trading.state' && (data as { readonly state?: unknown }).state === 'HALTED';

/** A journal that says yes to a halt and forgets it. */
const forgetful = (journal: Journal): Pick<Journal, 'append' | 'state'> => ({
  state: journal.state,
  append: <T extends EventType>(draft: JournalDraft<T>): JournalEvent =>
    isHalt(draft) ? ({ ...draft, seq: 0 } as unknown as JournalEvent) : journal.append(draft),
});

/** A venue that outlives our process, and the process. Market orders fill at once, limit orders rest. */
export class EmergencyWorld {
  readonly around: Surroundings;
  readonly venue: PlannedVenue;
  readonly connection: Venue;
  readonly plans = new Map<string, TradePlan>();
  readonly file = new MemoryHaltFile();
  readonly options: EmergencyOptions;
  process: EmergencyProcess;
  #signals = 0;

  private constructor(options: EmergencyOptions) {
    this.options = options;
    this.around = surroundings(options.seed ?? 1);
    this.venue = new PlannedVenue(this.around.time);
    this.venue.onArrival = (order) => this.#meet(order);
    this.connection = options.between?.(this.venue, this.around) ?? this.venue;
    this.process = new EmergencyProcess(this);
  }

  /** A world whose process agrees with the venue and may trade. */
  static async started(options: EmergencyOptions = {}): Promise<EmergencyWorld> {
    const world = new EmergencyWorld(options);
    await world.run(START_MS);
    world.process.state.allow('the test', 'test');
    return world;
  }

  get now(): number {
    return this.around.time.monotonic();
  }

  run(ms: number): Promise<void> {
    return this.around.time.advance(ms);
  }

  /** Tries an entry as the path of a signal would, without a look at the trading state: the sender has to look. */
  enter(symbol: ContractSymbol = BTC, kind: 'market' | 'limit' = 'market'): void {
    const { desk } = this.process;
    const plan: TradePlan = {
      stopTicks: 900 as Ticks,
      targetTicks: 1_200 as Ticks,
      maxHoldUntil: this.around.time.now() + 24 * HOUR,
    };
    const id = signalId(`s${String(++this.#signals)}`);
    this.plans.set(id, plan);
    const request = {
      signalId: id,
      symbol,
      side: 'buy',
      lots: LOTS,
      token: 1,
      holdsLock: () => true,
      ...plan,
    } as const;
    const terms = { kind: 'limit', priceTicks: 950 as Ticks, triggerTicks: null } as const;
    desk.enter(kind === 'limit' ? { ...request, terms } : request).catch((error: unknown) => {
      this.process.failures.push(error);
    });
  }

  /** Ends the process without a word, and starts another on its disk. */
  async restart(downMs = 500): Promise<void> {
    this.process.end();
    await this.run(downMs);
    this.process = new EmergencyProcess(this);
    await this.run(START_MS);
  }

  /** Something that happens again and again until it is ended. */
  each(periodMs: number, what: () => void): Disposable {
    const timer = this.around.time.every(periodMs, what);
    return toDisposable(() => timer.dispose());
  }

  /** Times at which entries left, monotonic. */
  entriesSince(at: number): readonly number[] {
    return this.venue.sent.flatMap(({ order, at: left }) =>
      order !== null && !order.reduceOnly && left >= at ? [left] : [],
    );
  }

  /** Contracts held at the venue over all symbols, without their sign. */
  get heldThere(): number {
    return [...this.venue.positions.values()].reduce((sum, lots) => sum + Math.abs(lots), 0);
  }

  /** Live entries at the venue. */
  get entriesThere(): readonly TrueOrder[] {
    return this.venue.orders.filter(
      ({ order, state }) => !order.reduceOnly && (state === 'open' || state === 'waiting'),
    );
  }

  #meet(target: TrueOrder): void {
    const { order } = target;
    if (order.kind !== 'market') return;
    if (!order.reduceOnly) {
      this.venue.fill(target, order.lots, PRICE);
      return;
    }
    const held = Math.abs(this.venue.positions.get(order.symbol) ?? 0);
    if (held > 0) this.venue.fill(target, Math.min(held, order.lots), PRICE);
    else this.venue.end(target, 'canceled', 'nothing to reduce');
  }
}
