import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ReconcilePhase } from './difference.ts';
import type { EntryBar, EntryPermission } from './reconcile-types.ts';
import type { VenueState } from './venue-state.ts';

/** What stands behind a permission. */
export interface EntryFacts {
  readonly symbol: ContractSymbol;
  readonly phase: ReconcilePhase;
  readonly reason: string;
  /** What is left of the pause after the start; ≤ 0 when it is over. */
  readonly pauseMs: number;
  readonly venue: Pick<VenueState, 'service' | 'stream'>;
  /** What keeps this symbol from new risk, one sentence. */
  readonly blocking: string | null;
}

const bar = (code: EntryBar, sentence: string): EntryPermission => ({ ok: false, code, sentence });

/** Whether an entry may be made. The first thing against it is named, the broadest first. */
export function entryPermission(facts: EntryFacts): EntryPermission {
  const { service, stream } = facts.venue;
  if (service !== null && service.status !== 'open') {
    const what = service.status === 'closed' ? 'is closed' : 'takes cancels only';
    return bar('VENUE_NOT_OPEN', `The venue ${what}: ${service.reason}.`);
  }
  if (stream !== null && stream.status !== 'live') {
    return bar('VENUE_STREAM_DOWN', `The venue's private stream is ${stream.status}: ${stream.reason}.`);
  }
  if (facts.phase !== 'agreed') return bar('NOT_RECONCILED', facts.reason);
  if (facts.blocking !== null) return bar('SYMBOL_FROZEN', facts.blocking);
  if (facts.pauseMs > 0) {
    return bar('SETTLING', `Entries begin in ${String(Math.ceil(facts.pauseMs / 1_000))} s, after the comparison.`);
  }
  return { ok: true };
}
