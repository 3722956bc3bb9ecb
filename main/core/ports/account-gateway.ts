import type { VenueId } from '#shared/domain/exchange-account.ts';
import type { Credentials, KeyRights } from '../accounts/account.ts';
import type { Answer } from './venue.ts';

/** What an answered connection test found. */
export interface ConnectionReport {
  /** Time between the question and the answer, ms. */
  readonly latencyMs: number;
  /** Venue clock minus ours, ms, with half the round trip taken off; null when the venue does not tell its time. */
  readonly clockOffsetMs: number | null;
}

/**
 * What is asked of an exchange about a login, before and beside trading. Neither call changes anything there. The
 * credentials are for the length of the call: they are not kept, logged, or put into an error or a `reason`.
 */
export interface AccountGateway {
  /** What the key may do. A right the venue does not tell is `unknown` within a known answer. */
  readKeyRights(venue: VenueId, credentials: Credentials): Promise<Answer<KeyRights>>;
  /** Whether a signed read of the futures account works. */
  testConnection(venue: VenueId, credentials: Credentials): Promise<Answer<ConnectionReport>>;
}
