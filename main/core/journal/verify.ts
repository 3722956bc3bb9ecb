import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { JournalStore } from '../ports/store.ts';
import { GENESIS_HASH, type JournalEvent } from './event.ts';
import { Fold } from './fold.ts';
import { RecordDamaged, recordHash, SealedRecord } from './sealed-record.ts';
import { TABLE_NAMES, TABLES, type Row, type TableName } from './tables.ts';

/** The first bad place. */
export type BrokenAt =
  | { readonly kind: 'record'; readonly seq: number }
  | { readonly kind: 'row'; readonly table: TableName; readonly key: string | number };

/** What a verification found. `rootHash` is the hash of the last record; it stands for the whole journal. */
export type VerifyResult =
  | { readonly ok: true; readonly records: number; readonly rootHash: Sha256Hex }
  | { readonly ok: false; readonly at: BrokenAt; readonly problem: string };

/** How far a verification is: records first, then rows. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
}

type Broken = Extract<VerifyResult, { ok: false }>;

const STEP = 1_000;

/** Recomputes the chain from the stored text and folds it; then compares every stored row with the fold. */
class Verifier {
  readonly #store: JournalStore;
  readonly #hasher: Hasher;
  readonly fold: Fold;
  #seq = 0;
  #hash: Sha256Hex = GENESIS_HASH;

  constructor(store: JournalStore, hasher: Hasher, fold: Fold) {
    this.#store = store;
    this.#hasher = hasher;
    this.fold = fold;
  }

  *run(): Generator<VerifyProgress, VerifyResult> {
    const broken = (yield* this.#records()) ?? (yield* this.#tables());
    return broken ?? { ok: true, records: this.#seq, rootHash: this.#hash };
  }

  /** Checks and folds the records not seen yet. */
  *#records(): Generator<VerifyProgress, Broken | null> {
    try {
      const total = this.#store.head()?.seq ?? 0;
      for (const event of this.#store.scan(this.#seq + 1)) {
        const problem = this.#check(event);
        if (problem !== null) return brokenRecord(this.#seq + 1, problem);
        this.#seq = event.seq;
        this.#hash = event.hash;
        if (this.#seq % STEP === 0) yield { done: this.#seq, total: Math.max(total, this.#seq) };
      }
    } catch (error) {
      const seq = error instanceof RecordDamaged ? error.seq : this.#seq + 1;
      return brokenRecord(seq, error instanceof Error ? error.message : String(error));
    }
    return null;
  }

  #check(event: JournalEvent): string | null {
    const expected = this.#seq + 1;
    if (event.seq !== expected) return `it is missing; the next one stored is ${String(event.seq)}`;
    const hash = recordHash(this.#hasher, this.#hash, event, SealedRecord.dataText(event));
    if (hash !== event.hash) {
      return `its content (${event.type} of "${event.subject}") does not match its hash, so one of them, or the hash before it, was changed`;
    }
    this.fold.apply(event);
    return null;
  }

  *#tables(): Generator<VerifyProgress, Broken | null> {
    for (const table of TABLE_NAMES) {
      const broken = yield* this.#table(table);
      if (broken !== null) return broken;
    }
    return null;
  }

  *#table(table: TableName): Generator<VerifyProgress, Broken | null> {
    const keyColumn = TABLES[table].key;
    const seen = new Set<string | number>();
    try {
      for (const row of this.#store.rows(table)) {
        const key = row[keyColumn] ?? 'null';
        seen.add(key);
        const broken = this.#compare(table, key, row);
        if (broken !== null) return broken;
        if (seen.size % STEP === 0) yield { done: this.#seq, total: this.#seq };
      }
    } catch (error) {
      const last = [...seen].at(-1) ?? 'first';
      return brokenRow(table, last, `after it the table cannot be read (${String(error)})`);
    }
    for (const [key] of this.fold.rows(table)) {
      const broken = seen.has(key) ? null : this.#compare(table, key, null);
      if (broken !== null) return broken;
    }
    return null;
  }

  /** Compares a row with the fold; on a difference once more with the newest state of both, as records may arrive meanwhile. */
  #compare(table: TableName, key: string | number, stored: Row | null): Broken | null {
    if (difference(table, stored, this.fold.row(table, key)) === null) return null;
    for (;;) {
      const broken = drain(this.#records());
      if (broken !== null) return broken;
      const now = this.#store.row(table, key);
      if ((this.#store.head()?.seq ?? 0) !== this.#seq) continue;
      const problem = difference(table, now, this.fold.row(table, key));
      return problem === null ? null : brokenRow(table, key, problem);
    }
  }
}

function drain<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** What differs between the stored row and the one the journal gives, in words; null when they are equal. */
function difference(table: TableName, stored: Row | null, folded: Row | null): string | null {
  if (stored === null) return folded === null ? null : 'the journal gives this row but the table lacks it';
  if (folded === null) return 'the table has this row but no record gives it (or the last records were cut off)';
  for (const { name } of TABLES[table].columns) {
    const [is, should] = [stored[name], folded[name]];
    if (is !== should) return `${name} is ${JSON.stringify(is)} but the journal gives ${JSON.stringify(should)}`;
  }
  return null;
}

function brokenRecord(seq: number, problem: string): Broken {
  const intact = seq === 1 ? 'No record before it is' : `Records 1 to ${String(seq - 1)} are`;
  return {
    ok: false,
    at: { kind: 'record', seq },
    problem: `Record ${String(seq)} is not as it was written: ${problem}. ${intact} intact; restore the database from a backup that holds record ${String(seq)}.`,
  };
}

function brokenRow(table: TableName, key: string | number, problem: string): Broken {
  return {
    ok: false,
    at: { kind: 'row', table, key },
    problem: `Row ${String(key)} of table ${table} is not what the journal gives: ${problem}. All records are intact; restore the database from a backup, or rebuild its tables from the journal (zmart audit rebuild).`,
  };
}

/**
 * Verifies a journal step by step: between two steps the caller may do other work, or stop. Records may be appended
 * meanwhile. Finds any changed byte of a record or of a row, and names the first bad place.
 * @param fold takes the records; must be new and retain all.
 */
export function verifySteps(
  store: JournalStore,
  hasher: Hasher,
  fold = new Fold('all'),
): Generator<VerifyProgress, VerifyResult> {
  return new Verifier(store, hasher, fold).run();
}

/** Verifies a journal in one go. */
export function verifyJournal(
  store: JournalStore,
  hasher: Hasher,
  onProgress: (progress: VerifyProgress) => void = () => undefined,
  fold = new Fold('all'),
): VerifyResult {
  const steps = verifySteps(store, hasher, fold);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress(step.value);
  }
}
