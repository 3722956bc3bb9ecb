import { signalId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { EntryRequest, TradePlan } from '#core/execution/desk-types.ts';
import type { ReconcileSettings } from '#core/execution/reconcile/settings.ts';
import { surroundings, type Surroundings } from './desk-world.ts';
import { Exchange } from './exchange.ts';
import { BAD_DAY, NO_FAULTS, type FaultLevels } from './fault-levels.ts';
import { ModelVenue, type Departure } from './model-venue.ts';
import { OrderWatch } from './order-watch.ts';
import { TradingProcess } from './process.ts';
import { Seeded } from './seeded.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a run may be told; the rest follows from its seed. */
export interface SimulationOptions {
  readonly seed: number;
  readonly faults?: FaultLevels;
  readonly settings?: Partial<ReconcileSettings>;
  /** Sets the clocks of our machine now and then, and lets it sleep. */
  readonly clocks?: boolean;
  /** A person adds to positions, as long as the trade there can be added to. */
  readonly adds?: boolean;
  /** Planted: a halt is kept in memory only. */
  readonly forgetsHalts?: boolean;
  /** Wraps the connection, for planted faults. */
  readonly between?: (venue: ModelVenue) => ModelVenue;
}

/** An exchange, our process on it, and what happens to both: the world of one seed. */
export class OrderSimulation {
  readonly random: Seeded;
  readonly around: Surroundings;
  readonly exchange: Exchange;
  readonly watch: OrderWatch;
  /** Null while our process is not running. */
  process: TradingProcess | null = null;
  /** Why only risk may be reduced; empty when entries are allowed. A person clears it. */
  reducing = '';
  /** Whether a person halted trading, and whether the process knows. */
  isHalted = false;
  halted = false;
  readonly departures: Departure[] = [];
  faults: FaultLevels;
  /** Monotonic moment of the last fault of the clocks after which all must be compared before an entry. */
  clockFaultAt = -1;
  readonly options: SimulationOptions;
  readonly #plans = new Map<string, TradePlan>();
  readonly #networkRandom: Seeded;
  #signals = 0;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.faults = options.faults ?? BAD_DAY;
    this.random = new Seeded(options.seed);
    this.#networkRandom = this.random.fork();
    this.around = surroundings(options.seed);
    this.exchange = new Exchange(
      this.time,
      { seed: options.seed, levelLots: this.random.pick([2, 6, 40]) },
      this.random.between(-1_200, 1_200),
    );
    this.watch = new OrderWatch(this);
    this.start();
  }

  get time(): VirtualTime {
    return this.around.time;
  }

  get venue(): ModelVenue | null {
    return this.process?.venue ?? null;
  }

  /** Starts our process on what is on its disk. */
  start(): void {
    if (this.process !== null) return;
    if (this.options.forgetsHalts === true) this.halted = false;
    const made = new ModelVenue(this.exchange, this.#networkRandom, this.faults, this.departures);
    const venue = this.options.between?.(made) ?? made;
    this.process = new TradingProcess(this.around, venue, {
      planOf: (id) => this.#plans.get(id) ?? null,
      onReducing: (cause) => {
        this.reducing = cause;
      },
      ...(this.options.settings === undefined ? {} : { settings: this.options.settings }),
    });
    const { process } = this;
    venue.onDeparture = ({ kind, order }) => {
      if (kind === 'submit' && order?.reduceOnly === false) this.watch.onEntry(process);
    };
    this.watch.follow(process);
    venue.report({ kind: 'stream', status: 'live', reason: 'connected' });
  }

  /** A person halts trading. */
  halt(): void {
    this.isHalted = true;
    this.halted = true;
  }

  /** Ends our process at once. */
  kill(): void {
    this.process?.kill();
    this.process = null;
  }

  /** Tries an entry, as the path of a signal would: through the permission, then the desk. */
  enter(symbol: ContractSymbol): void {
    const { process, random } = this;
    const long = random.chance(0.5);
    const lots = random.between(1, 30);
    const [stop, target] = [random.between(40, 200), random.between(60, 300)];
    if (process === null || this.reducing !== '' || this.halted) return;
    if (!process.reconciler.mayEnter(symbol).ok) return;
    const price = this.exchange.engine.market(symbol).lastTicks;
    const away = (bps: number): Ticks => Math.round(price * (1 + bps / 10_000)) as Ticks;
    const plan: TradePlan = {
      stopTicks: away(long ? -stop : stop),
      targetTicks: away(long ? target : -target),
      maxHoldUntil: this.time.now() + random.between(30, 7_200) * 1_000,
    };
    const side = long ? 'buy' : 'sell';
    const trade = this.options.adds === true ? process.desk.byHand.joinable(symbol, side) : null;
    if (trade !== null) {
      const { signalId: owner, plan: held } = trade;
      this.#send({ signalId: owner, symbol, side, lots, joins: true, ...held });
      return;
    }
    const id = signalId(`s${String(++this.#signals).padStart(6, '0')}`);
    this.#plans.set(id, plan);
    this.#send({ signalId: id, symbol, side, lots, ...plan });
  }

  #send(entry: Omit<EntryRequest, 'token' | 'holdsLock'>): void {
    const { process } = this;
    process?.desk.enter({ ...entry, token: this.#signals, holdsLock: () => !this.halted }).catch((error: unknown) => {
      process.failures.push(error);
    });
  }

  exit(symbol: ContractSymbol): void {
    const { process } = this;
    process?.desk.exit(symbol, 'exit').catch((error: unknown) => {
      process.failures.push(error);
    });
  }

  /** Every connection behaves from now on, and everything is as open as it can be. */
  calm(): void {
    this.faults = NO_FAULTS;
    this.time.correct();
    this.exchange.act((engine) => {
      engine.setService('open');
    });
    if (this.venue !== null) this.venue.faults = NO_FAULTS;
    this.restoreConnection();
    this.start();
  }

  restoreConnection(): void {
    const { venue } = this;
    if (venue === null) return;
    venue.reachable = true;
    if (venue.stream !== 'up') {
      venue.stream = 'up';
      venue.report({ kind: 'stream', status: 'live', reason: 'connected again' });
    }
    venue.report({ kind: 'service', status: this.exchange.engine.service.state, reason: '' });
  }
}
