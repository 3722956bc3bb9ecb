import { AccountDesk } from './accounts/account-desk.ts';
import type { Handlers } from './api/handler-types.ts';
import { createHandlers } from './api/handlers/index.ts';
import { LiveView } from './api/live-view.ts';
import { OutsideBoard, type SignalHooks } from './api/outside-board.ts';
import { noticeStateChanges } from './agents/risk/state/state-notices.ts';
import { VenueScreens } from './api/venue-screens.ts';
import type { CoreConfig } from './config.ts';
import { MarketSession } from './market-session.ts';
import type { Ticker } from './ports/market-feed.ts';
import { GateSurroundings } from './gate-surroundings.ts';
import { RunningCore } from './running-core.ts';
import { type TimelineClock } from './timeline-clock.ts';
import { TradingCore } from './trading-core.ts';
import { boardsOf, importsBoardOf } from './boards.ts';
import type { CoreInstruments, CorePorts } from './core-ports.ts';
import { foundation, type Foundation } from './foundation.ts';

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
  const boards = boardsOf(ports, base, { trading, accounts, live, session });
  const notices = noticeStateChanges({ state: trading.state, alarms: trading.alarms, notifier, present });
  const hide = (secret: string): void => ports.knownSecrets.add({ key: '', secret, passphrase: null });
  const signalDoor = new OutsideBoard(trading, ports.secrets, hide, live.started);
  const handlers = createHandlers({
    ...boards,
    outside: signalDoor,
    core: trading,
    live,
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
  const others = [...Object.values(boards), surroundings, notices];
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
  const core = new RunningCore({ ...own, ...outside, priceAlerts: boards.priceAlerts.alerts });
  life.core = core;
  return core;
}
