import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { SignalProposal } from './proposal.ts';

/** How long a signal is remembered for the recognition of duplicates. */
const MEMORY_MS = 24 * 3_600_000;

/** Refuses what was seen before, what came too late and what names no known contract. */
export class Intake {
  readonly #known: ReadonlySet<ContractSymbol>;
  /** When each was last seen, the longest ago first. */
  readonly #seen = new Map<string, number>();

  constructor(known: ReadonlySet<ContractSymbol>) {
    this.#known = known;
  }

  /** Null when the signal may pass; it is remembered then. @param again it was seen before and is meant to come again. */
  check(signal: SignalProposal, now: number, again = false): Denial | null {
    if (!this.#known.has(signal.symbol)) return denial('SIGNAL_UNKNOWN_SYMBOL', { symbol: signal.symbol });
    if (now >= signal.expiresAt) {
      const ageSeconds = Math.floor((now - signal.tsSource) / 1000);
      const limitSeconds = Math.floor((signal.expiresAt - signal.tsSource) / 1000);
      return denial('SIGNAL_EXPIRED', { ageSeconds, limitSeconds });
    }
    const key = identity(signal);
    const before = this.#seen.get(key);
    if (!again && before !== undefined && now - before < MEMORY_MS) {
      return denial('SIGNAL_DUPLICATE', {
        agoSeconds: Math.max(0, Math.floor((now - before) / 1000)),
        source: signal.source,
      });
    }
    this.remember(signal, now);
    return null;
  }

  /** Forgets what no duplicate is looked for of any more; how many that were. */
  forget(now: number): number {
    const before = this.#seen.size;
    for (const [key, seenAt] of this.#seen) if (now - seenAt >= MEMORY_MS) this.#seen.delete(key);
    return before - this.#seen.size;
  }

  /** Notes a signal of the journal, so that a restart does not let it pass twice. */
  remember(
    signal: Pick<SignalProposal, 'source' | 'symbol' | 'timeframe' | 'direction' | 'tsSource'>,
    at: number,
  ): void {
    const key = identity(signal);
    this.#seen.delete(key);
    this.#seen.set(key, at);
    this.#dropOldest(at);
  }

  /** Each that comes takes at most two with it, so that the memory is bounded and none pays for all. */
  #dropOldest(now: number): void {
    let left = 2;
    for (const [key, seenAt] of this.#seen) {
      if (left-- === 0 || now - seenAt < MEMORY_MS) return;
      this.#seen.delete(key);
    }
  }
}

/** Two proposals with the same identity are one signal told twice. */
const identity = (s: Pick<SignalProposal, 'source' | 'symbol' | 'timeframe' | 'direction' | 'tsSource'>): string =>
  `${s.source}|${s.symbol}|${s.timeframe}|${String(s.direction)}|${String(s.tsSource)}`;
