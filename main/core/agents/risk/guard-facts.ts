import type { Denial } from '#shared/domain/denial.ts';

/**
 * What pauses, breakers and protections say of one entry at this moment. Each answer is a refusal with its numbers, or null
 * when it does not stand in the way. What cannot be told is a refusal of its own: unknown never lets an entry pass.
 */
export interface GuardFacts {
  /** A pause made by a person or a source: for all, the symbol, the source or the agent. */
  readonly pause: Denial | null;
  /** The breaker of the connection to the venue: errors and latency; closes itself with probes. */
  readonly connector: Denial | null;
  /** Pauses of the market: volatility, stale data, funding window; they end by themselves. */
  readonly market: readonly Denial[];
  /** Locks after losses (stop-loss guard, loss streak, low profit, cool-down …), by symbol, side, agent or account. */
  readonly protections: readonly Denial[];
}

/** Whom the guard is asked about. */
export interface GuardedEntry {
  readonly symbol: string;
  readonly direction: 1 | -1;
  /** Where the signal comes from; `manual` for an order by hand. */
  readonly source: string;
}
