import type { JournalEvent } from './event.ts';

/** A record that the state machines do not allow, or that names something unknown. Nothing of it was applied. */
export class FoldError extends Error {
  override readonly name: string = 'FoldError';

  constructor(event: Pick<JournalEvent, 'seq' | 'type' | 'subject'>, problem: string) {
    super(`Record ${String(event.seq)} (${event.type} of "${event.subject}") cannot be applied: ${problem}`);
  }
}

/** The lines of a record do not sum to zero. Nothing of it was applied. */
export class LedgerImbalance extends FoldError {
  override readonly name = 'LedgerImbalance';
}
