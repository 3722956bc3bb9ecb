import { mkdirSync } from 'node:fs';
import type { Mode } from '#shared/domain/signal.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { implementContract, type ApiRouter } from '#core/api/implement.ts';
import { createCore, type Core } from '#core/compose.ts';
import { CONFIG_DEFAULTS, type CoreConfig } from '#core/config.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { SimulatedFeed } from '#core/market/sim/simulated-feed.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { prologue } from '#core/session-prologue.ts';
import { ThreadReplayRunner } from './adapters/replay/thread-runner.ts';
import { openStore } from './adapters/storage/open-store.ts';
import { systemClock } from './adapters/system/clock.ts';
import { systemHasher } from './adapters/system/hasher.ts';
import { systemIds } from './adapters/system/ids.ts';
import { streamLog } from './adapters/system/log.ts';
import { systemScheduler } from './adapters/system/scheduler.ts';
import { VERSION } from './version.ts';

export interface HostOptions {
  readonly mode: Mode;
  readonly dataDir: string;
}

/** A running core with what a shell or a server needs to serve it. */
export interface Host {
  readonly router: ApiRouter;
  readonly core: Core;
  readonly log: Log;
  readonly dataDir: string;
  readonly version: string;
  /** True when another process holds the data folder: this one only shows. */
  readonly observing: boolean;
  /** Resolves when history is worked through and the market is live; calls are answered before that. */
  readonly ready: Promise<void>;
  stop(reason: string): Promise<void>;
}

/** Why a mode cannot be started, as a sentence for a person; null when it can. */
export function modeProblem(mode: Mode): string | null {
  switch (mode) {
    case 'demo':
    case 'replay':
      return null;
    case 'paper':
      return 'Paper trading needs a live market feed, and no exchange is connected yet; start with --mode demo.';
    case 'live':
      return 'Live trading needs an exchange account, and no exchange is connected yet; start with --mode demo.';
  }
}

/** How often the store does its upkeep. */
const UPKEEP_MS = 10_000;
const MARKET_STATE = 'demo-market';
const DEMO_SEED = 20_251;

/** Builds the ports of this machine and the core on them. Electron and the headless server differ only in what they do with it. */
export function openHost(options: HostOptions): Host {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const log = streamLog((text) => process.stderr.write(text));
  const store = openStore(options.dataDir, { readOnlyIfLocked: true });
  const instruments = instrumentsForSimulation();
  const replays = new ThreadReplayRunner(options.dataDir, VERSION, () => systemClock.now());
  const saved = store.scratch.read(MARKET_STATE);
  const market = demoMarket(saved, instruments);
  const feeds: SimulatedFeed[] = [];
  const core = createCore(
    {
      clock: systemClock,
      scheduler: systemScheduler,
      ids: systemIds(systemClock),
      hasher: systemHasher,
      log,
      notifier: { notify: ({ title, body }) => log.error(title, { body }) },
      store,
      replays,
      feed: (clock) => {
        const feed = demoFeed(market, clock, store);
        feeds.push(feed);
        return feed;
      },
      dataFolder: options.dataDir,
    },
    hostConfig(
      options.mode,
      instruments.map(({ symbol }) => symbol),
    ),
    new Map(instruments.map((instrument) => [instrument.symbol, instrument])),
  );
  const [feed] = feeds;
  const life = { stopping: false };
  const upkeep = systemScheduler.every(UPKEEP_MS, () => {
    tidy(store, log);
  });
  const ready = feed === undefined ? Promise.resolve() : begin(core, feed, store, saved === null, options.mode, life);
  return {
    router: implementContract(core.handlers, { log, checkStreams: false }),
    core,
    log,
    dataDir: options.dataDir,
    version: VERSION,
    observing: core.observing,
    ready,
    async stop(reason) {
      life.stopping = true;
      upkeep.dispose();
      await replays.close();
      await ready.catch(() => undefined);
      core.stop(reason);
    },
  };
}

/** A disk that fails here fails the next commit too, which ends trading; upkeep itself loses nothing. */
function tidy(store: Store, log: Log): void {
  try {
    store.tidy();
  } catch (error) {
    log.error('The upkeep of the database failed', { error: String(error) });
  }
}

function demoMarket(saved: string | null, instruments: ReturnType<typeof instrumentsForSimulation>): SimulatedMarket {
  if (saved !== null) return SimulatedMarket.restore(saved, instruments);
  return new SimulatedMarket({ seed: DEMO_SEED, instruments, startAt: 0 });
}

function demoFeed(market: SimulatedMarket, clock: Core['clock'] | typeof systemClock, store: Store): SimulatedFeed {
  return new SimulatedFeed({
    market,
    clock,
    scheduler: systemScheduler,
    speed: 1,
    store: store.candles,
    onState: (state) => {
      if (!store.journal.readOnly) store.scratch.write(MARKET_STATE, state);
    },
  });
}

async function begin(
  core: Core,
  feed: SimulatedFeed,
  store: Store,
  first: boolean,
  mode: Mode,
  life: { readonly stopping: boolean },
): Promise<void> {
  const breathe = async (): Promise<boolean> => {
    await new Promise((resolve) => setImmediate(resolve));
    return !life.stopping;
  };
  let arrived = await breathe();
  if (arrived && !core.observing && mode === 'demo') {
    arrived = await prologue({ core, feed, store, first, now: systemClock.now(), breathe });
  }
  if (arrived) core.goLive(mode === 'demo' ? 'follow' : 'none');
}

function hostConfig(mode: Mode, symbols: CoreConfig['symbols']): CoreConfig {
  return {
    ...CONFIG_DEFAULTS,
    mode,
    simulated: true,
    version: VERSION,
    baseTimeframe: '1m',
    scoreTimeframes: ['5m', '15m', '30m', '1h', '2h', '4h', '8h', '12h'],
    signalTimeframes: ['5m', '15m', '1h'],
    capital: parseMoney('10000'),
    symbols,
    equitySampleMs: 5 * MINUTE,
    maxMarkAgeMs: 2 * MINUTE,
    keepScoreHistory: true,
  };
}
