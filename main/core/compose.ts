import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Handlers } from './api/handler-types.ts';
import { createHandlers } from './api/handlers/index.ts';
import { LiveView } from './api/live-view.ts';
import type { CoreConfig } from './config.ts';
import { DEFAULT_PAPER_CONFIG } from './execution/paper-config.ts';
import { restoredOrders } from './execution/order-records.ts';
import { PaperVenue } from './execution/paper-venue.ts';
import { openJournal } from './journal/open-journal.ts';
import { MarketSession } from './market-session.ts';
import type { Clock } from './ports/clock.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { Notifier } from './ports/notifier.ts';
import type { MarketFeed } from './ports/market-feed.ts';
import type { ReplayRunner } from './ports/replay-runner.ts';
import type { Scheduler } from './ports/scheduler.ts';
import type { Store } from './ports/store.ts';
import { TimelineClock } from './timeline-clock.ts';
import { TradingCore } from './trading-core.ts';

/** Records per transaction while history is worked through. */
const HISTORY_BATCH = 2_000;

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
  readonly dataFolder: string;
}

/** The running core: the functions behind the contract, and its life. */
export interface Core {
  readonly handlers: Handlers;
  readonly trading: TradingCore;
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

/** Constructs every part in the order in which they need each other. */
export function createCore(
  ports: CorePorts,
  config: CoreConfig,
  instruments: ReadonlyMap<ContractSymbol, Instrument>,
): Core {
  const { scheduler, ids, hasher, log, notifier, store } = ports;
  const clock = new TimelineClock(ports.clock);
  const startedAt = ports.clock.now();
  const journal = openJournal({ store: store.journal, hasher, clock, scheduler, grouping: { kind: 'turn' } });
  const observing = journal.notWritable !== null;
  const feed = ports.feed(clock);
  const venue = new PaperVenue({ instruments, clock, config: DEFAULT_PAPER_CONFIG });
  // Until the present is reached nothing leaves this process, so records of the past are written in groups.
  let present = false;
  let begun = false;
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
    get barrier() {
      return present ? 'sync' : 'grouped';
    },
  });
  const session = new MarketSession({ core: trading, venue, feed, candles: store.candles, clock });
  const live = new LiveView({
    core: trading,
    feed,
    tickers: session.tickers,
    feedStatus: () => session.feedStatus(),
    startedAt,
    verifiedAt: startedAt,
  });
  const handlers = createHandlers({
    core: trading,
    live,
    store,
    replays: ports.replays,
    instruments,
    dataFolder: ports.dataFolder,
  });
  return {
    handlers,
    trading,
    session,
    clock,
    observing,
    start() {
      if (observing) return;
      journal.regroup({ kind: 'count', events: HISTORY_BATCH });
      trading.equity.restore(live.book.samples.map(({ ts, equity, peak }) => ({ at: ts, equity, peak })));
      venue.restore(restoredOrders(journal.state.openOrders()), journal.state.positions());
      trading.start();
      begun = true;
    },
    goLive(market) {
      clock.arrive();
      present = true;
      if (!observing) journal.regroup({ kind: 'turn' });
      if (!observing && market === 'follow') session.start();
      live.start();
    },
    stop(reason) {
      live.dispose();
      session.dispose();
      if (begun && journal.failure === null) {
        journal.append({ type: 'system.stopped', subject: config.mode, data: { reason } });
        journal.commit();
      }
      store.close();
    },
  };
}
