import { mkdirSync } from 'node:fs';
import { signalId } from '#shared/domain/ids.ts';
import type { Mode, TradingState } from '#shared/domain/signal.ts';
import { parseMoney } from '#shared/domain/money.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { KnownSecrets, scrubbingLog } from '#core/accounts/known-secrets.ts';
import { implementContract, type ApiRouter } from '#core/api/implement.ts';
import { createCore, type Core } from '#core/compose.ts';
import { CONFIG_DEFAULTS, type CoreConfig } from '#core/config.ts';
import { watchExposure, type ExposureWatch } from '#core/exposure.ts';
import type { KillRequest } from '#core/agents/risk/state/kill-switch.ts';
import { MANAGER_DEFAULTS } from '#core/portfolio/manager/settings.ts';
import type { HaltFile } from '#core/ports/halt-file.ts';
import type { Log } from '#core/ports/log.ts';
import type { Notifier } from '#core/ports/notifier.ts';
import type { SecretsHost } from '#core/ports/secrets.ts';
import type { Store } from '#core/ports/store.ts';
import { rpcConnector } from './adapters/chain/rpc-connector.ts';
import { networkSources } from './adapters/news/network-sources.ts';
import { networkAlertSender } from './adapters/notify/alert-sender.ts';
import { FolderBackups } from './adapters/storage/folder-backups.ts';
import { onnxRuntime } from './adapters/model/onnx-runtime.ts';
import { ThreadPictureReader } from './adapters/pictures/thread-reader.ts';
import { ThreadModelTrainer } from './adapters/model/thread-trainer.ts';
import { ThreadSampleMaker } from './adapters/sample/thread-maker.ts';
import { ThreadReplayRunner } from './adapters/replay/thread-runner.ts';
import { ThreadCandleImporter } from './adapters/candles/thread-importer.ts';
import { openSecrets } from './adapters/secrets/open-secrets.ts';
import { openStore } from './adapters/storage/open-store.ts';
import { breathing } from './adapters/system/breathing.ts';
import { systemClock } from './adapters/system/clock.ts';
import { folderShelf } from './adapters/system/folder-shelf.ts';
import { freeBytes } from './adapters/system/free-bytes.ts';
import { haltFile } from './adapters/system/halt-file.ts';
import { systemHasher } from './adapters/system/hasher.ts';
import { systemIds } from './adapters/system/ids.ts';
import { streamLog } from './adapters/system/log.ts';
import { systemScheduler } from './adapters/system/scheduler.ts';
import { demoMarket, type DemoTerms } from './markets/demo-market.ts';
import type { ExchangeChoice } from './markets/exchange-connection.ts';
import { exchangeGateway, exchangeMarket } from './markets/exchange-market.ts';
import { LoginClaim } from './markets/login-claim.ts';
import { mixProblem, symbolsOf, type Market } from './markets/market.ts';
import { WatchdogKeeper, type WatchdogCommand } from './markets/watchdog-keeper.ts';
import { VERSION } from './version.ts';

export interface HostOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** Used in the modes paper and live. */
  readonly exchange: ExchangeChoice;
  /** How the process is started that guards the account in the mode live. */
  readonly watchdog: WatchdogCommand;
  /** Shows notices on this desktop, where there is one. */
  readonly desktop?: Notifier;
  /** In the modes demo and replay, another market than the usual one. */
  readonly demo?: DemoTerms;
}

/** The kill switch of a host, and the state it leaves trading in. */
export interface HostEmergency {
  halt(request: KillRequest): void;
  /** Cancels every entry and closes every position; where another process trades, nothing. */
  flatten(by: string, reason: string): void;
  state(): { readonly state: TradingState; readonly cause: string };
  onStateChange(listener: () => void): Disposable;
}

/** A running core with what a shell or a server needs to serve it. */
export interface Host {
  readonly router: ApiRouter;
  readonly core: Core;
  readonly log: Log;
  readonly dataDir: string;
  readonly mode: Mode;
  readonly version: string;
  /** True when another process holds the data folder: this one only shows. */
  readonly observing: boolean;
  /** The kill switch, for whoever has no call to make it with. */
  readonly emergency: HostEmergency;
  /** What is open now. */
  readonly exposure: ExposureWatch;
  /** Whether a text names something of this host. */
  readonly knows: { symbol(text: string): boolean; signal(text: string): boolean };
  /** Resolves when history is worked through and the market is live; calls are answered before that. */
  readonly ready: Promise<void>;
  stop(reason: string): Promise<void>;
}

/** How loudly a notice is logged. */
const LOG_LEVEL = { info: 'info', warning: 'warn', alarm: 'error' } as const;

/** How often the store does its upkeep. */
const UPKEEP_MS = 10_000;

/**
 * Builds the ports of this machine and the core on them. Electron and the headless server differ only in what they do with it.
 * @throws Error with a sentence for a person when the folder cannot be used in this mode or the exchange cannot be reached.
 */
export async function openHost(options: HostOptions): Promise<Host> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const knownSecrets = new KnownSecrets();
  const log = scrubbingLog(
    streamLog((text) => process.stderr.write(text)),
    knownSecrets,
  );
  const store = openStore(options.dataDir, { readOnlyIfLocked: true });
  try {
    const secrets = openSecrets(options.dataDir, () => systemClock.monotonic());
    const watchdog = options.mode === 'live' && !store.journal.readOnly ? keeperOf(options, log) : null;
    const market = await marketOf(options, { store, log, secrets, knownSecrets, watchdog });
    return assemble(options, { store, market, log, secrets, knownSecrets, watchdog });
  } catch (error) {
    store.close();
    throw error;
  }
}

function keeperOf({ watchdog: command, exchange: choice, dataDir }: HostOptions, log: Log): WatchdogKeeper {
  const system = { clock: systemClock, scheduler: systemScheduler, hasher: systemHasher };
  return new WatchdogKeeper({ ...system, command, choice, dataDir, log });
}

async function marketOf(
  { mode, exchange, dataDir, demo }: HostOptions,
  parts: Omit<HostParts, 'market'>,
): Promise<Market> {
  const { store, log, secrets, knownSecrets, watchdog } = parts;
  const problem = mixProblem(lastModeOf(store), mode);
  if (problem !== null) throw new Error(problem);
  if (mode === 'demo' || mode === 'replay') return demoMarket(store, mode, demo);
  const claim = new LoginClaim(dataDir);
  const live = mode === 'live';
  return exchangeMarket({ choice: exchange, live, store, log, secrets, knownSecrets, watchdog, claim });
}

function lastModeOf(store: Store): string | null {
  const query = { before: null, limit: 1, types: ['system.started'], subject: null, text: null };
  const mode = store.journal.query(query)[0]?.data['mode'];
  return typeof mode === 'string' ? mode : null;
}

interface HostParts {
  readonly store: Store;
  readonly market: Market;
  readonly log: Log;
  readonly secrets: SecretsHost;
  readonly knownSecrets: KnownSecrets;
  /** Null where nothing is to be guarded. */
  readonly watchdog: WatchdogKeeper | null;
}

/** What works in threads of its own, beside what trades. */
function threadsOf({ dataDir, mode }: HostOptions) {
  const now = (): number => systemClock.now();
  const replays = new ThreadReplayRunner(dataDir, VERSION, now);
  // What is simulated is made beside nothing else.
  const samples = mode === 'demo' || mode === 'replay' ? new ThreadSampleMaker(dataDir, VERSION) : null;
  const trainer = new ThreadModelTrainer(dataDir, VERSION, now);
  const pictures = new ThreadPictureReader();
  const candleImporter = new ThreadCandleImporter(dataDir, now);
  return {
    ...{ replays, samples, trainer, pictures, candleImporter },
    async close() {
      await replays.close();
      await samples?.close();
      await trainer.close();
      await pictures.close();
      await candleImporter.close();
    },
  };
}

function assemble(options: HostOptions, { store, market, log, secrets, knownSecrets, watchdog }: HostParts): Host {
  const { desktop } = options;
  const file = haltFile(options.dataDir);
  const threads = threadsOf(options);
  const { replays, samples, trainer, pictures, candleImporter } = threads;
  const core = createCore(
    {
      clock: systemClock,
      scheduler: systemScheduler,
      ids: systemIds(systemClock),
      hasher: systemHasher,
      log,
      notifier: {
        notify: (notice) => {
          log[LOG_LEVEL[notice.level]](notice.title, { body: notice.body });
        },
      },
      ...(desktop === undefined ? {} : { desktop }),
      alertSender: networkAlertSender(),
      outside: { sources: networkSources(), connector: rpcConnector() },
      store,
      replays,
      ...(samples === null ? {} : { samples }),
      backups: new FolderBackups(options.dataDir, systemHasher, freeBytes),
      models: { trainer, shelf: folderShelf(options.dataDir, 'models'), onnx: onnxRuntime() },
      candleImporter,
      imports: { pictures, shelf: folderShelf(options.dataDir, 'imports') },
      feed: market.feed,
      connections: market.connections,
      venue: market.venue,
      dataFolder: options.dataDir,
      haltFile: file,
      watchdog,
      secrets,
      accountGateway: exchangeGateway(log, options.exchange),
      liveConditions: (accountId) => market.liveConditions(accountId),
      knownSecrets,
      freeDisk: () => freeBytes(options.dataDir),
      contractsRead: () => market.contractsRead?.() ?? null,
      ...(market.readContracts === undefined
        ? {}
        : { readContracts: () => market.readContracts?.() ?? Promise.resolve() }),
    },
    hostConfig(options.mode, market),
    new Map(market.instruments.map((instrument) => [instrument.symbol, instrument])),
  );
  const life = { stopping: false };
  const upkeep = systemScheduler.every(UPKEEP_MS, () => {
    tidy(store, log);
  });
  const ready = begin(core, market, options.mode, life);
  return {
    router: implementContract(core.handlers, { log, checkStreams: false }),
    core,
    log,
    dataDir: options.dataDir,
    mode: options.mode,
    version: VERSION,
    observing: core.observing,
    emergency: emergencyOf(core, file),
    exposure: watchExposure(core.trading.parts.journal),
    knows: knowledgeOf(core, market),
    ready,
    async stop(reason) {
      life.stopping = true;
      upkeep.dispose();
      await threads.close();
      await ready.catch(() => undefined);
      // The venue is still there: what was begun can end.
      await core.drain();
      market.close();
      core.stop(reason);
    },
  };
}

/** Where another process holds the folder and trades, it is reached by the halt file. */
function emergencyOf(core: Core, file: HaltFile): HostEmergency {
  const { state, kill } = core.trading;
  return {
    halt(request) {
      if (core.observing) file.write(request);
      else kill.engage(request);
    },
    flatten(by, reason) {
      if (!core.observing) kill.flatten(by, reason);
    },
    state: () => state.state(),
    onStateChange: (listener) => state.onChange.on(listener),
  };
}

function knowledgeOf({ trading }: Core, { instruments }: Market): Host['knows'] {
  return {
    symbol: (text) => instruments.some(({ symbol }) => symbol === text),
    signal: (text) => trading.parts.journal.state.signal(signalId(text)) !== null,
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

async function begin(core: Core, market: Market, mode: Mode, life: { readonly stopping: boolean }): Promise<void> {
  const breath = breathing(() => !life.stopping);
  if (!(await breath.take()) || !(await market.begin(core, breath))) return;
  core.goLive(mode === 'replay' ? 'none' : 'follow');
  market.followed(core);
}

function hostConfig(mode: Mode, market: Market): CoreConfig {
  return {
    ...CONFIG_DEFAULTS,
    mode,
    simulated: market.simulated,
    version: VERSION,
    baseTimeframe: '1m',
    scoreTimeframes: ['5m', '15m', '30m', '1h', '2h', '4h', '8h', '12h'],
    signalTimeframes: ['5m', '15m', '1h'],
    capital: parseMoney('10000'),
    symbols: symbolsOf(market),
    equitySampleMs: 5 * MINUTE,
    maxMarkAgeMs: 2 * MINUTE,
    keepScoreHistory: true,
    portfolio: MANAGER_DEFAULTS,
  };
}
