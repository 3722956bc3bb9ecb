import type { RightsVerdictKind, Tristate, VenueId } from '#shared/domain/exchange-account.ts';
import type { EpochMs } from '#shared/domain/time.ts';

export type { Tristate, VenueId } from '#shared/domain/exchange-account.ts';

/** The parts of an exchange login. They exist in the keychain and in the main process's memory, nowhere else. */
export interface Credentials {
  readonly key: string;
  readonly secret: string;
  /** KuCoin and OKX have one. */
  readonly passphrase: string | null;
}

/** What a key may do, as the venue reports it. */
export interface KeyRights {
  readonly canTrade: Tristate;
  /** Withdrawal, and transfer between accounts (KuCoin: `Transfer`). */
  readonly canMoveFunds: Tristate;
  readonly ipRestricted: Tristate;
  /** The venue's own words, for the screen. */
  readonly permissions: readonly string[];
}

/** What follows from a key's rights. `refused` accounts are not used for live trading. */
export interface RightsVerdict {
  readonly verdict: RightsVerdictKind;
  /** One sentence per finding, the worst first. */
  readonly findings: readonly string[];
}

/** An exchange account without its secrets: what the database, the journal and the screens know. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly venue: VenueId;
  readonly enabled: boolean;
  readonly addedAt: EpochMs;
  /** The last four characters of the key, to tell logins apart. */
  readonly keyTail: string;
  readonly rights: KeyRights | null;
  readonly rightsCheckedAt: EpochMs | null;
}
