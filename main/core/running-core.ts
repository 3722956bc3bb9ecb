import type { Disposable } from '#shared/kernel/disposable.ts';
import type { AccountDesk } from './accounts/account-desk.ts';
import type { Handlers } from './api/handler-types.ts';
import type { SignalHooks } from './api/outside-board.ts';
import type { LiveView } from './api/live-view.ts';
import type { VenueScreens } from './api/venue-screens.ts';
import type { Core } from './compose.ts';
import { restoredOrders } from './execution/order-records.ts';
import type { PaperVenue } from './execution/paper-venue.ts';
import { DerivativesSampler } from './market/derivatives-sampler.ts';
import type { MarketSession } from './market-session.ts';
import type { FeedEvent, MarketFeed } from './ports/market-feed.ts';
import type { Store } from './ports/store.ts';
import type { TimelineClock } from './timeline-clock.ts';
import type { TradingCore } from './trading-core.ts';

/** Records per transaction while history is worked through. */
const HISTORY_BATCH = 2_000;

/** What agents get to end their work when the program stops. */
const DRAIN_MS = 3_000;

export interface RunningCoreParts {
  readonly handlers: Handlers;
  readonly hooks: SignalHooks;
  readonly trading: TradingCore;
  readonly accounts: AccountDesk;
  readonly session: MarketSession;
  readonly clock: TimelineClock;
  readonly observing: boolean;
  readonly live: LiveView;
  readonly screens: VenueScreens;
  readonly paper: PaperVenue | null;
  readonly feed: MarketFeed;
  readonly store: Store;
  /** What is read outside the market, from the present on. */
  readonly outside: { start(): void };
  /** The liquidation maps, from the present on. */
  readonly liquidations: { start(): void; onEvent(event: FeedEvent): void };
  /** The alert rules on the maps, from the present on. */
  readonly liquidationAlerts: { start(): void };
  /** The alerts on prices, from the present on. */
  readonly priceAlerts: { start(): void; onEvent(event: FeedEvent): void };
  /** Disposed of when the core stops, in this order. */
  readonly others: readonly Disposable[];
}

/** The life of a core: from the past to the present, and to its end. */
export class RunningCore implements Core {
  readonly handlers: Handlers;
  readonly hooks: SignalHooks;
  readonly trading: TradingCore;
  readonly accounts: AccountDesk;
  readonly session: MarketSession;
  readonly clock: TimelineClock;
  readonly observing: boolean;
  readonly #parts: RunningCoreParts;
  #begun = false;
  #present = false;
  #sampling: readonly Disposable[] = [];

  constructor(parts: RunningCoreParts) {
    this.#parts = parts;
    this.handlers = parts.handlers;
    this.hooks = parts.hooks;
    this.trading = parts.trading;
    this.accounts = parts.accounts;
    this.session = parts.session;
    this.clock = parts.clock;
    this.observing = parts.observing;
  }

  /** True from the moment the present is reached. */
  get present(): boolean {
    return this.#present;
  }

  start(): void {
    if (this.observing) return;
    const { trading, paper } = this.#parts;
    const { journal } = trading.parts;
    journal.regroup({ kind: 'count', events: HISTORY_BATCH });
    // Before the first start there is no account yet, and the venue has what it was given.
    const cash = journal.state.balances().size === 0 ? undefined : journal.state.balance('cash');
    paper?.restore(restoredOrders(journal.state.openOrders()), journal.state.positions(), cash);
    trading.start();
    this.#begun = true;
  }

  goLive(market: 'follow' | 'none'): void {
    const { clock, live, screens, accounts, observing } = this.#parts;
    clock.arrive();
    this.#present = true;
    this.trading.orchestrator.arrive();
    if (!observing) this.trading.parts.journal.regroup({ kind: 'turn' });
    if (!observing && market === 'follow') this.#follow();
    live.start();
    screens.start();
    if (!observing) accounts.start();
  }

  async drain(): Promise<void> {
    if (!this.#begun) return;
    const left = await this.trading.orchestrator.drain(DRAIN_MS);
    const { log } = this.trading.parts;
    if (left > 0) log.warn('Tasks were given up when the program ended', { tasks: left });
  }

  stop(reason: string): void {
    const { live, screens, others, session, store } = this.#parts;
    const { journal, config } = this.trading.parts;
    live.dispose();
    screens.dispose();
    for (const part of others) part.dispose();
    this.trading.reconciler?.dispose();
    this.trading.bus.dispose();
    this.trading.haltFile.dispose();
    this.trading.kill.dispose();
    session.dispose();
    for (const part of this.#sampling) part.dispose();
    if (this.#begun && journal.failure === null) {
      journal.append({ type: 'system.stopped', subject: config.mode, data: { reason } });
      journal.commit();
    }
    store.close();
  }

  #follow(): void {
    const { session, store, clock, feed, outside, liquidations, liquidationAlerts, priceAlerts } = this.#parts;
    const { scheduler } = this.trading.parts;
    const sampler = new DerivativesSampler({ store: store.derivatives, clock, scheduler });
    session.start();
    outside.start();
    liquidations.start();
    liquidationAlerts.start();
    priceAlerts.start();
    this.#sampling = [
      feed.onEvent((event) => sampler.onEvent(event)),
      feed.onEvent((event) => liquidations.onEvent(event)),
      feed.onEvent((event) => priceAlerts.onEvent(event)),
      sampler.start(),
    ];
  }
}
