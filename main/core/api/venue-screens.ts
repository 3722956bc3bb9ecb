import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { DEFAULT_RECONCILE_SETTINGS } from '../execution/reconcile/settings.ts';
import { ClockProbe } from '../market/clock-probe.ts';
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
  /** The watch over the connections of the feed; null for one made in this process. */
  readonly watch: FollowedFeed['watch'];
}

/** What the screens show of the venue: the health of its data, and what differs from our books. */
export class VenueScreens implements Disposable {
  readonly feeds: FeedsView;
  readonly reconcile: ReconcileBoard;
  readonly #clockProbe: ClockProbe | null;

  constructor({ clock, scheduler, instruments, core, session, feed, venue, watch }: VenueScreensParts) {
    const { config } = core.parts;
    this.#clockProbe = venue.simulated ? null : new ClockProbe(clock, scheduler, venue.ask);
    const health = { health: session.health, status: () => session.feedStatus() };
    this.feeds = new FeedsView({
      clock,
      scheduler,
      instruments,
      symbols: config.symbols,
      limitMs: config.limits.maxDataAgeMs,
      feeds: [{ feed, ...health, clockOffset: () => this.#clockOffset(), watch }],
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

  #clockOffset(): ReturnType<FollowedFeed['clockOffset']> {
    const measured = this.#clockProbe?.last ?? null;
    return measured === null ? null : { ...measured, limitMs: DEFAULT_RECONCILE_SETTINGS.maxClockOffsetMs };
  }
}
