import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { AccountDesk } from './accounts/account-desk.ts';
import type { KnownSecrets } from './accounts/known-secrets.ts';
import type { LiveCondition } from './accounts/live-conditions.ts';
import { AlertDesk } from './alerts/alert-desk.ts';
import { AccountsBoard } from './api/accounts-board.ts';
import { AgentsBoard } from './api/agents-board.ts';
import { AlertsBoard } from './api/alerts-board.ts';
import { BackupBoard } from './api/backup-board.ts';
import { ChartBoard } from './api/chart/chart-board.ts';
import { DepthBoard } from './api/depth-board.ts';
import type { Handlers } from './api/handler-types.ts';
import { createHandlers } from './api/handlers/index.ts';
import { ImportsBoard } from './api/imports-board.ts';
import { LiquidationAlertsBoard } from './api/liquidation-alerts-board.ts';
import { LiquidationsBoard } from './api/liquidations-board.ts';
import { LiveView } from './api/live-view.ts';
import { LocksBoard } from './api/locks-board.ts';
import { ModelsBoard } from './api/models-board.ts';
import { OrderQueues } from './api/order-queues.ts';
import { OutsideBoard, type SignalHooks } from './api/outside-board.ts';
import { OrdersBoard } from './api/orders-board.ts';
import { ProtectionsBoard } from './api/protections-board.ts';
import { modelVoice } from './agents/scoring/model-voice.ts';
import { noticeStateChanges } from './agents/risk/state/state-notices.ts';
import { marketSettingsOf } from './settings/sections/liquidation.ts';
import { SourcesBoard } from './api/sources-board.ts';
import { RiskBoard } from './api/risk-board.ts';
import { SlotsBoard } from './api/slots-board.ts';
import { WatchdogBoard } from './api/watchdog-board.ts';
import { WatchdogDesk } from './agents/risk/watchdog/watchdog-desk.ts';
import { VenueScreens } from './api/venue-screens.ts';
import type { CoreConfig } from './config.ts';
import { DEFAULT_PAPER_CONFIG } from './execution/paper-config.ts';
import { PaperVenue } from './execution/paper-venue.ts';
import { openJournal } from './journal/open-journal.ts';
import { LiquidationAlertRules } from './liquidation/alerts/alert-rules.ts';
import { LiquidationMarkets } from './liquidation/liquidation-markets.ts';
import type { FeedConnections } from './market/feed-connections.ts';
import { MarketSession } from './market-session.ts';
import type { AccountGateway } from './ports/account-gateway.ts';
import type { AlertSender } from './ports/alert-sender.ts';
import type { BackupMaker } from './ports/backup.ts';
import type { ChainConnector } from './ports/chain.ts';
import type { Clock } from './ports/clock.ts';
import type { ExternalSources } from './ports/external-source.ts';
import type { HaltFile } from './ports/halt-file.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { ModelPorts } from './ports/model-trainer.ts';
import type { Notifier } from './ports/notifier.ts';
import type { MarketFeed, Ticker } from './ports/market-feed.ts';
import type { ImportPorts } from './ports/picture-reader.ts';
import type { ReplayRunner } from './ports/replay-runner.ts';
import type { SampleMaker } from './ports/sample-maker.ts';
import type { Scheduler } from './ports/scheduler.ts';
import { ModelDesk } from './research/model/model-desk.ts';
import { ModelSchedule } from './research/model/model-schedule.ts';
import { GateSurroundings, type ContractsRead } from './gate-surroundings.ts';
import { RunningCore } from './running-core.ts';
import type { SecretsHost } from './ports/secrets.ts';
import type { Store } from './ports/store.ts';
import type { Venue } from './ports/venue.ts';
import type { Watchdog } from './ports/watchdog.ts';
import { SourceLife } from './sources/source-life.ts';
import { TimelineClock } from './timeline-clock.ts';
import { TradingCore } from './trading-core.ts';

type CoreInstruments = ReadonlyMap<ContractSymbol, Instrument>;

/** Everything the core needs of the world. Hosts and modes differ only in what they pass here. */
export interface CorePorts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log: Log;
  /** Tells on this machine; what a person set up beyond it goes through {@link alertSender}. */
  readonly notifier: Notifier;
  readonly alertSender: AlertSender;
  readonly store: Store;
  readonly replays: ReplayRunner;
  /** What is outside the market: feeds and series, and nodes of a chain. Nothing is read that a person did not set up. */
  readonly outside: { readonly sources: ExternalSources; readonly connector: ChainConnector };
  /** Absent where no models are trained. */
  readonly models?: ModelPorts;
  /** Absent where nothing is imported. */
  readonly imports?: ImportPorts;
  /** Built with the clock the core runs on, which may be set into the past while history is worked through. */
  readonly feed: (clock: Clock) => MarketFeed;
  /** The feed's connections to its venue; null for a feed made in this process. */
  readonly connections: FeedConnections | null;
  /** Where orders go; null for fills simulated on the feed. */
  readonly venue: Venue | null;
  readonly dataFolder: string;
  /** The way to halt when nothing else answers. */
  readonly haltFile: HaltFile;
  /** The process that stands in when this one dies or stalls; null where fills are simulated. */
  readonly watchdog: Watchdog | null;
  readonly secrets: SecretsHost;
  readonly accountGateway: AccountGateway;
  /** What stands between an account and live trading beside what its login tells. */
  readonly liveConditions: (accountId: string) => Promise<readonly LiveCondition[]>;
  /** The logins that must not get into `log`, which is made with it. */
  readonly knownSecrets: KnownSecrets;
  /** Free bytes on the disk of the data folder; null when they cannot be read. */
  readonly freeDisk?: () => number | null;
  /** When the venue's contracts were last read; absent where they are not the venue's. */
  readonly contractsRead?: () => ContractsRead | null;
  /** Reads them again now; absent where they are not the venue's. */
  readonly readContracts?: () => Promise<void>;
  /** Absent where no sample data are made: they are simulated. */
  readonly samples?: SampleMaker;
  /** Absent where the data folder cannot be copied. */
  readonly backups?: BackupMaker;
}

/** The running core: the functions behind the contract, and its life. */
export interface Core {
  readonly handlers: Handlers;
  /** The way in for signed signals. */
  readonly hooks: SignalHooks;
  readonly trading: TradingCore;
  readonly accounts: AccountDesk;
  readonly session: MarketSession;
  readonly clock: TimelineClock;
  /** True when nothing can be recorded: another process holds the folder, or the journal is broken. */
  readonly observing: boolean;
  /** Opens the account or takes up where the journal ends; history may be relived between this and {@link goLive}. */
  start(): void;
  /** Renews the screens and, unless there is no market in this mode, follows the feed. */
  goLive(market: 'follow' | 'none'): void;
  /** Lets the agents end what they work on, for a bounded time; nothing new is taken from then on. */
  drain(): Promise<void>;
  stop(reason: string): void;
}

/** The simulated venue has an account: margin is checked and positions are liquidated as at an exchange. */
function paperVenue(config: CoreConfig, instruments: CoreInstruments, clock: Clock): PaperVenue {
  const { capital: balance, limits } = config;
  const account = { balance, leverage: limits.leverage, liquidationFeePpm: null };
  return new PaperVenue({ instruments, clock, config: DEFAULT_PAPER_CONFIG, account });
}

/** The exchange, or the simulated venue where there is none. */
function placeOfOrders(
  exchange: Venue | null,
  simulated: () => PaperVenue,
): { venue: Venue; paper: PaperVenue | null } {
  if (exchange !== null) return { venue: exchange, paper: null };
  const paper = simulated();
  return { venue: paper, paper };
}

/** Only who holds the folder trades, and only what trades is guarded. */
function watchdogDesk(watchdog: Watchdog | null, { state, alarms, parts }: TradingCore): WatchdogDesk | null {
  if (watchdog === null || parts.journal.notWritable !== null) return null;
  return new WatchdogDesk({ watchdog, state, journal: parts.journal, notifier: alarms });
}

/** Tells each of several. */
const everyNotifier = (...notifiers: readonly Notifier[]): Notifier => ({
  notify: (notice) => {
    for (const one of notifiers) one.notify(notice);
  },
});

/** What is there before anything trades. */
function foundation(ports: CorePorts, config: CoreConfig, instruments: CoreInstruments) {
  const { scheduler, ids, hasher, log, store } = ports;
  const clock = new TimelineClock(ports.clock);
  const journal = openJournal({ store: store.journal, hasher, clock, scheduler, grouping: { kind: 'turn' } });
  const alertDesk = new AlertDesk({
    journal,
    secrets: ports.secrets,
    sender: ports.alertSender,
    clock: ports.clock,
    scheduler,
    log,
    hide: (secret) => ports.knownSecrets.add({ key: '', secret, passphrase: null }),
    newId: () => ids.order(),
  });
  const notifier = everyNotifier(ports.notifier, alertDesk);
  const feed = ports.feed(clock);
  return {
    clock,
    journal,
    alertDesk,
    notifier,
    feed,
    ...placeOfOrders(ports.venue, () => paperVenue(config, instruments, clock)),
  };
}
type Foundation = ReturnType<typeof foundation>;

/** Parts that earlier ones ask for once they are there. */
interface Life {
  core: RunningCore | null;
  session: MarketSession | null;
  screens: VenueScreens | null;
}

function surroundingsOf(ports: CorePorts, config: CoreConfig, base: Foundation, life: Life): GateSurroundings {
  const { clock, journal, feed, venue } = base;
  return new GateSurroundings({
    live: config.mode === 'live',
    clock,
    scheduler: ports.scheduler,
    journal,
    feed,
    venue,
    freeDisk: () => ports.freeDisk?.() ?? null,
    contracts: () => ports.contractsRead?.() ?? null,
    present: () => life.core?.present === true,
    ticker: (symbol): Ticker | null => life.session?.tickers.get(symbol) ?? null,
    clockOffset: () => life.screens?.measuredOffset() ?? null,
  });
}

function accountDeskOf(ports: CorePorts, { clock, journal, notifier }: Foundation): AccountDesk {
  const { scheduler, log, ids } = ports;
  return new AccountDesk({
    journal,
    clock,
    scheduler,
    log,
    notifier,
    secrets: ports.secrets,
    gateway: ports.accountGateway,
    known: ports.knownSecrets,
    newId: () => ids.order(),
    outside: ports.liveConditions,
  });
}

/** The trained models, and their voice among the agents. */
function modelsBoardOf(ports: CorePorts, { journal, clock }: Foundation, trading: TradingCore): ModelsBoard {
  const { models, hasher, log, scheduler, store } = ports;
  if (models === undefined) return new ModelsBoard(null, scheduler);
  const desk = new ModelDesk({ ...models, journal, hasher, log });
  const { scores } = trading;
  scores.provide(
    'model',
    modelVoice(
      (symbol, timeframe) => scores.closed(symbol, timeframe),
      (symbol, at, into) => scores.features.row(symbol, at, into),
      (timeframe) => desk.standing(timeframe),
    ),
  );
  const schedule = new ModelSchedule({
    desk,
    clock,
    scheduler,
    settings: () => trading.settings.values('models'),
    symbols: () => [...new Set(store.candles.series().map(({ symbol }) => symbol))],
    writable: () => journal.notWritable === null,
  });
  return new ModelsBoard(desk, scheduler, schedule);
}

/** Feeds, moods and chains, with the voices of the two agents that judge by them. */
function sourceLifeOf(ports: CorePorts, { journal, clock }: Foundation, trading: TradingCore): SourceLife {
  const { scheduler, hasher, ids, outside, secrets, store } = ports;
  const life = new SourceLife({
    ...outside,
    journal,
    secrets,
    store: store.external,
    clock,
    scheduler,
    hasher,
    instruments: trading.parts.instruments,
    hide: (secret) => ports.knownSecrets.add({ key: '', secret, passphrase: null }),
    newId: () => ids.order(),
  });
  life.attach(trading.orchestrator);
  for (const agent of ['sentiment', 'onchain'] as const)
    trading.scores.provide(agent, (symbol, _, at) => life.opinions.opinion(agent, symbol, at));
  return life;
}

/** The liquidation maps, and the voice of the agent that judges by them. */
function liquidationsBoardOf(
  { store, scheduler }: CorePorts,
  base: Foundation,
  trading: TradingCore,
): LiquidationsBoard {
  const { feed, clock } = base;
  const { scores } = trading;
  const { instruments, config } = trading.parts;
  const markets = new LiquidationMarkets({
    instruments,
    symbols: config.symbols,
    venue: feed.name,
    baseTimeframe: feed.baseTimeframe,
    candles: store.candles,
    flows: store.flows,
    clock,
    scheduler,
    settings: () => marketSettingsOf(trading.settings.values('liquidation')),
  });
  trading.settings.onChange.on(({ sections }) => {
    if (sections.includes('liquidation')) markets.rebuild();
  });
  const board = new LiquidationsBoard({ markets, scores, simulated: feed.simulated, clock, scheduler });
  scores.provide('liquidation', (symbol, _, at) => board.opinion(symbol, at));
  return board;
}

/** Levels and liquidations of sources outside, beside the maps. */
function importsBoardOf(
  { imports, hasher, ids, clock }: CorePorts,
  { journal }: Foundation,
  liquidations: LiquidationsBoard,
  instruments: CoreInstruments,
): ImportsBoard | null {
  if (imports === undefined) return null;
  const named = (text: string): ContractSymbol | null =>
    [...instruments.values()].find(({ symbol, coin }) => symbol === text || coin === text)?.symbol ?? null;
  return new ImportsBoard({
    ...imports,
    journal,
    hasher,
    now: () => clock.now(),
    symbolOf: named,
    newId: () => ids.order(),
    price: (symbol) => liquidations.parts.markets.of(symbol)?.price ?? null,
  });
}

/** Price charts of what the feed tells and the store keeps. */
function chartBoardOf({ scheduler, store }: CorePorts, { clock, feed }: Foundation, trading: TradingCore) {
  const { instruments } = trading.parts;
  return new ChartBoard({ feed, instruments, store: store.candles, clock, scheduler });
}

/** The alert rules on the liquidation maps. */
function liquidationAlertsOf(
  { scheduler, ids }: CorePorts,
  { journal, notifier, clock }: Foundation,
  liquidations: LiquidationsBoard,
): LiquidationAlertsBoard {
  const rules = new LiquidationAlertRules({
    journal,
    markets: liquidations.parts.markets,
    book: (symbol) => liquidations.book(symbol),
    notifier,
    clock,
    scheduler,
    newId: () => ids.order(),
  });
  return new LiquidationAlertsBoard(rules, clock, scheduler);
}

/** What the screens read, each noun of the contract its own. */
function boardsOf(ports: CorePorts, base: Foundation, trading: TradingCore, accounts: AccountDesk, live: LiveView) {
  const { scheduler } = ports;
  const { started } = live;
  const liquidations = liquidationsBoardOf(ports, base, trading);
  return {
    accounts: new AccountsBoard(accounts, scheduler, started),
    agents: new AgentsBoard(trading, started),
    orders: new OrdersBoard(trading, started, base.feed.books ?? null),
    models: modelsBoardOf(ports, base, trading),
    sources: new SourcesBoard(sourceLifeOf(ports, base, trading), scheduler),
    liquidations,
    liquidationAlerts: liquidationAlertsOf(ports, base, liquidations),
    locks: new LocksBoard(trading.locks, base.clock, scheduler, started),
    protections: new ProtectionsBoard(trading.guard, trading.guarding.time, scheduler, started),
    risk: new RiskBoard(trading, started),
    slots: new SlotsBoard(trading, started),
    watchdog: new WatchdogBoard(watchdogDesk(ports.watchdog, trading), scheduler),
    alerts: new AlertsBoard(base.alertDesk, scheduler),
    backup: new BackupBoard({
      maker: ports.backups ?? null,
      journal: ports.store.journal,
      clock: ports.clock,
      scheduler,
      dataFolder: ports.dataFolder,
    }),
    charts: chartBoardOf(ports, base, trading),
  };
}

/** The order book with the places of own orders in its queues. */
function depthBoardOf({ scheduler }: CorePorts, { journal, feed, paper, clock }: Foundation, session: MarketSession) {
  const queues = new OrderQueues({
    openOrders: () => journal.state.openOrders(),
    lotsAt: (symbol, side, ticks) => feed.books?.lotsAt(symbol, side, ticks) ?? null,
    known: (id) => paper?.queueOf(id) ?? null,
  });
  return new DepthBoard({ feed, health: session.health, queues, clock, scheduler });
}

/** Constructs every part in the order in which they need each other. */
export function createCore(ports: CorePorts, config: CoreConfig, instruments: CoreInstruments): Core {
  const { scheduler, ids, hasher, log, store, connections } = ports;
  const startedAt = ports.clock.now();
  const base = foundation(ports, config, instruments);
  const { clock, journal, notifier, feed, venue, paper } = base;
  const life: Life = { core: null, session: null, screens: null };
  const present = (): boolean => life.core?.present === true;
  const surroundings = surroundingsOf(ports, config, base, life);
  const trading = new TradingCore({
    journal,
    clock,
    scheduler,
    ids,
    hasher,
    log,
    notifier,
    venue,
    instruments,
    config,
    feedName: feed.name,
    haltFile: ports.haltFile,
    surroundings,
    // Until the present is reached nothing leaves this process, so records of the past are written in groups.
    get barrier() {
      return present() ? 'sync' : 'grouped';
    },
  });
  const session = new MarketSession({ core: trading, paper, feed, candles: store.candles, clock });
  life.session = session;
  const live = new LiveView({
    core: trading,
    feed,
    tickers: session.tickers,
    feedStatus: () => session.feedStatus(),
    startedAt,
    verifiedAt: startedAt,
  });
  const screens = new VenueScreens({ clock, scheduler, instruments, core: trading, session, feed, venue, connections });
  life.screens = screens;
  const accounts = accountDeskOf(ports, base);
  const boards = boardsOf(ports, base, trading, accounts, live);
  const notices = noticeStateChanges({ state: trading.state, alarms: trading.alarms, notifier, present });
  const hide = (secret: string): void => ports.knownSecrets.add({ key: '', secret, passphrase: null });
  const signalDoor = new OutsideBoard(trading, ports.secrets, hide, live.started);
  const depth = depthBoardOf(ports, base, session);
  const handlers = createHandlers({
    ...boards,
    outside: signalDoor,
    core: trading,
    live,
    depth,
    imports: importsBoardOf(ports, base, boards.liquidations, instruments),
    feeds: screens.feeds,
    reconcile: screens.reconcile,
    store,
    replays: ports.replays,
    samples: ports.samples ?? null,
    contracts: { read: () => ports.contractsRead?.() ?? null, again: ports.readContracts ?? null },
    instruments,
    dataFolder: ports.dataFolder,
  });
  const others = [...Object.values(boards), depth, surroundings, notices];
  const { liquidations, liquidationAlerts, sources } = boards;
  const outside = { outside: sources.life, liquidations, liquidationAlerts: liquidationAlerts.rules };
  const own = {
    ...base,
    handlers,
    hooks: signalDoor,
    trading,
    accounts,
    session,
    observing: journal.notWritable !== null,
    live,
    screens,
    store,
    others,
  };
  const core = new RunningCore({ ...own, ...outside });
  life.core = core;
  return core;
}
