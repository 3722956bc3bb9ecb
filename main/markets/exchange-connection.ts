import type { VenueId } from '#shared/domain/exchange-account.ts';
import type { Log } from '#core/ports/log.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import type { ConnectionParts } from '../adapters/venues/open-venue.ts';

/** Which exchange, and how it is reached. */
export interface ExchangeChoice {
  readonly venue: VenueId;
  /** A venue simulator on this machine instead of the exchange itself: `http://127.0.0.1:4000`; null for the exchange. */
  readonly endpoint: string | null;
  /** Days of one-minute candles the indicators are warmed with. */
  readonly historyDays: number;
}

/** Loaded when it is first needed: the demo starts without any of it. */
export const adapter = () => import('../adapters/venues/open-venue.ts');

export const connectionTo = (
  { venue, endpoint }: Pick<ExchangeChoice, 'venue' | 'endpoint'>,
  log: Log,
): ConnectionParts => ({
  venue,
  clock: systemClock,
  scheduler: systemScheduler,
  log,
  ...(endpoint === null ? {} : { endpoints: { rest: endpoint, socket: endpoint.replace(/^http/, 'ws') } }),
});
