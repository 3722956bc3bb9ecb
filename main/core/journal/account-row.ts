import type { Tristate, VenueId } from '#shared/domain/exchange-account.ts';
import type { EpochMs } from '#shared/domain/time.ts';

/** The rights of a key as last read. */
export interface RightsRow {
  readonly canTrade: Tristate;
  readonly canMoveFunds: Tristate;
  readonly ipRestricted: Tristate;
  readonly permissions: readonly string[];
}

/** An exchange account by the journal, without its login. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly venue: VenueId;
  readonly enabled: boolean;
  readonly addedAt: EpochMs;
  readonly keyTail: string;
  readonly rights: RightsRow | null;
  readonly rightsCheckedAt: EpochMs | null;
  /** When the account was released for live trading; null when it is not. */
  readonly liveSince: EpochMs | null;
}
