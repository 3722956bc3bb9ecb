import type { Disposable } from '#shared/kernel/disposable.ts';

/** What the watchdog saw at the venue itself, on its own connection. */
export interface WatchdogSight {
  readonly positions: number;
  readonly orders: number;
  /** Wall time, ms since 1970. */
  readonly at: number;
  /** How long the look took, ms. */
  readonly tookMs: number;
}

/** What the watchdog did when it stood in for the core. */
export interface WatchdogDeed {
  readonly canceled: number;
  readonly closed: number;
  readonly tookMs: number;
}

/**
 * The watchdog as the core knows it. `off`: nothing is to be guarded in this mode, or a person decided so. `starting`:
 * its process runs but guards nothing yet. `lost`: its process ended and is started again, or was given up.
 */
export interface WatchdogStatus {
  readonly state: 'off' | 'starting' | 'watching' | 'acting' | 'acted' | 'lost';
  readonly reason: string;
  /** Wall time of the last change of `state`, ms since 1970. */
  readonly since: number;
  /** Wall time of its last word, ms since 1970; null when it has said nothing. */
  readonly heardAt: number | null;
  /** Hash of the rules it goes by, and of ours; they must be equal. */
  readonly rulesHash: string | null;
  readonly ourRulesHash: string;
  /** After how much silence of the core it stands in, ms, and what it does then. */
  readonly silenceMs: number;
  readonly action: 'flatten' | 'cancel-entries';
  readonly sight: WatchdogSight | null;
  /** Why it cannot see the account; null when it can. */
  readonly blind: string | null;
  readonly deed: WatchdogDeed | null;
}

/** The separate process that cancels and closes when the core dies or stalls. Whoever connects an account arms it. */
export interface Watchdog {
  status(): WatchdogStatus;
  onChange(listener: (status: WatchdogStatus) => void): Disposable;
  /** Guards again after a person looked at what it did or decided to do without; without an account nothing happens. */
  resume(): void;
  /** Ends guarding because a person decided so. */
  standDown(reason: string): void;
}
