import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { DEFAULT_RECONCILE_SETTINGS } from '../execution/reconcile/settings.ts';
import { ClockProbe, type MeasuredOffset } from '../market/clock-probe.ts';
import type { FeedConnections } from '../market/feed-connections.ts';
import type { MarketSession } from '../market-session.ts';
import type { Clock } from '../ports/clock.ts';
import type { MarketFeed } from '../ports/market-feed.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Venue } from '../ports/venue.ts';
import type { TradingCore } from '../trading-core.ts';
import { FeedsView, type FollowedFeed } from './feeds-view.ts';
import { ReconcileBoard } from './reconcile-board.ts';

/** Why there is nothing to reconcile with the paper venue. */
const SIMULATED_VENUE = 'The venue is simulated and keeps its book in this process: it cannot differ from ours.';

export interface VenueScreensParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly core: Pick<TradingCore, 'reconciler' | 'parts'>;
  readonly session: Pick<MarketSession, 'health' | 'feedStatus'>;
  readonly feed: MarketFeed;
  readonly venue: Venue;
  /** The feed's connections to its venue; null for a feed made in this process. */
  readonly connections: FeedConnections | null;
}

/** What the screens show of the venue: the health of its data, and what differs from our books. */
export class VenueScreens implements Disposable {
  readonly feeds: FeedsView;
  readonly reconcile: ReconcileBoard;
  readonly #clockProbe: ClockProbe | null;

  constructor({ clock, scheduler, instruments, core, session, feed, venue, connections }: VenueScreensParts) {
    const { config } = core.parts;
    // Without an account the venue can be asked for its time all the same.
    const asked = connections ?? (venue.simulated ? null : venue.ask);
    this.#clockProbe = asked === null ? null : new ClockProbe(clock, scheduler, asked);
    const health = { health: session.health, status: () => session.feedStatus() };
    this.feeds = new FeedsView({
      clock,
      scheduler,
      instruments,
      symbols: config.symbols,
      limitMs: config.limits.maxDataAgeMs,
      feeds: [{ feed, ...health, clockOffset: () => this.#clockOffset(), watch: connections }],
    });
    const { reconciler } = core;
    this.reconcile = new ReconcileBoard(
      reconciler === null
        ? { kind: 'none', venue: venue.name, reason: SIMULATED_VENUE }
        : { kind: 'venue', venue: venue.name, reconciling: reconciler },
      scheduler,
      instruments,
    );
  }

  /** Measures from now on and renews the rows regularly. */
  start(): void {
    this.#clockProbe?.start();
    this.feeds.start();
  }

  dispose(): void {
    this.feeds.dispose();
    this.#clockProbe?.dispose();
    this.reconcile.dispose();
  }

  /** Venue clock minus ours as last measured; null until the venue has answered once. */
  measuredOffset(): MeasuredOffset | null {
    return this.#clockProbe?.last ?? null;
  }

  #clockOffset(): ReturnType<FollowedFeed['clockOffset']> {
    const measured = this.#clockProbe?.last ?? null;
    return measured === null ? null : { ...measured, limitMs: DEFAULT_RECONCILE_SETTINGS.maxClockOffsetMs };
  }
}
