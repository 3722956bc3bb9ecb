import type { Hasher } from '../ports/hasher.ts';
import type { JournalStore } from '../ports/store.ts';
import { Fold } from './fold.ts';
import { TABLE_NAMES, TABLES, type RowChange } from './tables.ts';
import { verifyJournal, type VerifyResult } from './verify.ts';

/**
 * Writes the tables anew from the journal, when the records are intact but a row is not. Returns what a verification says
 * afterwards; changes nothing when a record is broken.
 * @throws StoreFailure when the disk refuses.
 */
export function rebuildTables(store: JournalStore, hasher: Hasher): VerifyResult {
  const fold = new Fold('all');
  const found = verifyJournal(store, hasher, undefined, fold);
  if (found.ok || found.at.kind === 'record') return found;
  const changes: RowChange[] = [];
  for (const table of TABLE_NAMES) {
    for (const stored of store.rows(table)) {
      const key = stored[TABLES[table].key];
      if (key !== undefined && key !== null && fold.row(table, key) === null) changes.push({ table, key, row: null });
    }
    for (const [key, row] of fold.rows(table)) changes.push({ table, key, row });
  }
  store.append([], changes);
  return verifyJournal(store, hasher);
}
