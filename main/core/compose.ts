import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { AccountDesk } from './accounts/account-desk.ts';
import type { KnownSecrets } from './accounts/known-secrets.ts';
import type { LiveCondition } from './accounts/live-conditions.ts';
import { AccountsBoard } from './api/accounts-board.ts';
import type { Handlers } from './api/handler-types.ts';
import { createHandlers } from './api/handlers/index.ts';
import { LiveView } from './api/live-view.ts';
import { OrdersBoard } from './api/orders-board.ts';
import { VenueScreens } from './api/venue-screens.ts';
import type { CoreConfig } from './config.ts';
import { DEFAULT_PAPER_CONFIG } from './execution/paper-config.ts';
import { PaperVenue } from './execution/paper-venue.ts';
import { openJournal } from './journal/open-journal.ts';
import type { FeedConnections } from './market/feed-connections.ts';
import { MarketSession } from './market-session.ts';
import type { AccountGateway } from './ports/account-gateway.ts';
import type { Clock } from './ports/clock.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Notifier } from './ports/notifier.ts';
import type { MarketFeed } from './ports/market-feed.ts';
import type { ReplayRunner } from './ports/replay-runner.ts';
import type { Scheduler } from './ports/scheduler.ts';
import { RunningCore } from './running-core.ts';
import type { SecretsHost } from './ports/secrets.ts';
import type { Store } from './ports/store.ts';
import type { Venue } from './ports/venue.ts';
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
  readonly notifier: Notifier;
  readonly store: Store;
  readonly replays: ReplayRunner;
  /** Built with the clock the core runs on, which may be set into the past while history is worked through. */
  readonly feed: (clock: Clock) => MarketFeed;
  /** The feed's connections to its venue; null for a feed made in this process. */
  readonly connections: FeedConnections | null;
  /** Where orders go; null for fills simulated on the feed. */
  readonly venue: Venue | null;
  readonly dataFolder: string;
  readonly secrets: SecretsHost;
  readonly accountGateway: AccountGateway;
  /** What stands between an account and live trading beside what its login tells. */
  readonly liveConditions: (accountId: string) => Promise<readonly LiveCondition[]>;
  /** The logins that must not get into `log`, which is made with it. */
  readonly knownSecrets: KnownSecrets;
}

/** The running core: the functions behind the contract, and its life. */
export interface Core {
  readonly handlers: Handlers;
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

/** Constructs every part in the order in which they need each other. */
export function createCore(ports: CorePorts, config: CoreConfig, instruments: CoreInstruments): Core {
  const { scheduler, ids, hasher, log, notifier, store, connections } = ports;
  const clock = new TimelineClock(ports.clock);
  const startedAt = ports.clock.now();
  const journal = openJournal({ store: store.journal, hasher, clock, scheduler, grouping: { kind: 'turn' } });
  const observing = journal.notWritable !== null;
  const feed = ports.feed(clock);
  const { venue, paper } = placeOfOrders(ports.venue, () => paperVenue(config, instruments, clock));
  const life: { core: RunningCore | null } = { core: null };
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
    // Until the present is reached nothing leaves this process, so records of the past are written in groups.
    get barrier() {
      return life.core?.present === true ? 'sync' : 'grouped';
    },
  });
  const session = new MarketSession({ core: trading, paper, feed, candles: store.candles, clock });
  const live = new LiveView({
    core: trading,
    feed,
    tickers: session.tickers,
    feedStatus: () => session.feedStatus(),
    startedAt,
    verifiedAt: startedAt,
  });
  const screens = new VenueScreens({ clock, scheduler, instruments, core: trading, session, feed, venue, connections });
  const accountDesk = new AccountDesk({
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
  const accounts = new AccountsBoard(accountDesk, scheduler, live.started);
  const orders = new OrdersBoard(trading, live.started);
  const handlers = createHandlers({
    accounts,
    orders,
    core: trading,
    live,
    feeds: screens.feeds,
    reconcile: screens.reconcile,
    store,
    replays: ports.replays,
    instruments,
    dataFolder: ports.dataFolder,
  });
  const core = new RunningCore({
    handlers,
    trading,
    accounts: accountDesk,
    session,
    clock,
    observing,
    live,
    screens,
    paper,
    feed,
    store,
    others: [accounts, orders],
  });
  life.core = core;
  return core;
}
