import { Fold } from './fold.ts';
import type { Retention } from './fold-state.ts';
import { Journal, type JournalParts } from './journal.ts';
import { verifyJournal, type VerifyProgress } from './verify.ts';

/** How to open a journal. */
export interface OpenJournalOptions extends Omit<JournalParts, 'fold' | 'integrity'> {
  /** What stays in memory; `needed` unless told. */
  readonly retain?: Retention;
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/**
 * Opens the journal in a store: verifies every record and every row and takes the fold as the start state. When
 * something is broken the journal opens for reading only (`integrity`), with the state as far as the records are intact.
 */
export function openJournal(options: OpenJournalOptions): Journal {
  const fold = new Fold('all');
  const integrity = verifyJournal(options.store, options.hasher, options.onProgress, fold);
  if (options.retain !== 'all') fold.keepNeeded();
  return new Journal({ ...options, fold, integrity });
}
