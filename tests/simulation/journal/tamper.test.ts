import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { TABLE_NAMES, TABLES, type Cell } from '#core/journal/tables.ts';
import { verifyJournal, type VerifyResult } from '#core/journal/verify.ts';
import type { JournalStore } from '#core/ports/store.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { portfolioHistory, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  const store = openStore(folder);
  const parts = {
    store: store.journal,
    hasher: systemHasher,
    clock: new ManualClock(),
    scheduler: new ManualScheduler(),
  };
  const journal = openJournal(parts);
  const history = [...sampleHistory('a-'), ...sampleHistory('b-'), ...portfolioHistory()];
  for (const draft of history) journal.append(draft);
  journal.commit();
  store.close();
});

const verified = (): VerifyResult => {
  const store = openStore(folder);
  try {
    return verifyJournal(store.journal, systemHasher);
  } finally {
    store.close();
  }
};

/** A connection of an attacker: no checks, no triggers, no foreign keys. */
function attacker(): Database.Database {
  const db = new Database(join(folder, DATABASE_FILE));
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  expect(triggers.sort()).toEqual([
    'external_articles_fixed',
    'external_series_fixed',
    'journal_keeps_content',
    'journal_keeps_records',
    'orders_one_trade',
  ]);
  for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
  return db;
}

/** The value with one bit of one byte changed. */
function flipped(value: Cell | Buffer, byte: number): Cell | Buffer {
  if (value === null) return 0;
  if (typeof value === 'number') return Number.isInteger(value) ? value + 1 : value + 2 ** -20;
  const bytes = Buffer.from(value as Buffer);
  const at = byte % bytes.length;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return typeof value === 'string' ? bytes.toString('latin1') : bytes;
}

describe('a changed byte', () => {
  it('in any column of any record is found at that record', () => {
    const db = attacker();
    const columns = ['ts', 'type', 'subject', 'data', 'hash'] as const;
    const rows = db.prepare<[], Record<string, Cell | Buffer>>('SELECT * FROM journal ORDER BY seq').all();
    let cases = 0;
    for (const [index, row] of rows.entries()) {
      for (const column of columns) {
        const set = db.prepare(`UPDATE journal SET ${column} = ? WHERE seq = ?`);
        set.run(flipped(row[column] ?? null, index * 7 + cases), row['seq']);
        expect(verified(), `${column} of record ${String(row['seq'])}`).toMatchObject({
          ok: false,
          at: { kind: 'record', seq: row['seq'] },
        });
        set.run(row[column], row['seq']);
        cases++;
      }
    }
    db.close();
    expect(cases).toBe(rows.length * columns.length);
    expect(verified()).toMatchObject({ ok: true });
  });

  it('in every byte of one record is found', () => {
    const db = attacker();
    const data = db.prepare<[], string>('SELECT data FROM journal WHERE seq = 16').pluck().get() ?? '';
    const set = db.prepare('UPDATE journal SET data = ? WHERE seq = 16');
    for (let byte = 0; byte < data.length; byte++) {
      set.run(flipped(data, byte));
      expect(verified(), `byte ${String(byte)}`).toMatchObject({ ok: false, at: { kind: 'record', seq: 16 } });
    }
    db.close();
  });

  it('in any column of any row of any table is found at that row', () => {
    const db = attacker();
    let cases = 0;
    for (const table of TABLE_NAMES) {
      const { key, columns } = TABLES[table];
      const rows = db.prepare<[], Record<string, Cell>>(`SELECT * FROM ${table}`).all();
      expect(rows.length, table).toBeGreaterThan(0);
      for (const row of rows) {
        for (const { name } of columns.filter((column) => column.name !== key)) {
          const set = db.prepare(`UPDATE ${table} SET ${name} = ? WHERE ${key} = ?`);
          const value = flippedFor(columns, name, row[name] ?? null);
          set.run(value, row[key]);
          const at = { kind: 'row', table, key: row[key] };
          expect(verified(), `${name} of ${table} ${String(row[key])}`).toMatchObject({ ok: false, at });
          set.run(row[name], row[key]);
          cases++;
        }
      }
    }
    db.close();
    expect(cases).toBeGreaterThan(200);
    expect(verified()).toMatchObject({ ok: true });
  });

  it('in a key is found, as are a removed and an added row', () => {
    const db = attacker();
    for (const table of TABLE_NAMES) {
      const { key } = TABLES[table];
      const isText = TABLES[table].columns[0].type === 'text';
      db.exec('SAVEPOINT before');
      db.exec(`UPDATE ${table} SET ${key} = ${isText ? `${key} || 'x'` : `${key} + 1000000`}`);
      db.exec('RELEASE before');
      expect(verified(), `key of ${table}`).toMatchObject({ ok: false, at: { kind: 'row', table } });
      db.exec(`UPDATE ${table} SET ${key} = ${isText ? `substr(${key}, 1, length(${key}) - 1)` : `${key} - 1000000`}`);
    }
    expect(verified()).toMatchObject({ ok: true });
    db.exec('DELETE FROM ledger WHERE id = (SELECT max(id) FROM ledger)');
    expect(verified()).toMatchObject({ ok: false, at: { kind: 'row', table: 'ledger' } });
    db.exec('DELETE FROM journal WHERE seq > 40');
    expect(verified()).toMatchObject({ ok: false, at: { kind: 'row' } });
    db.exec('DELETE FROM journal WHERE seq = 7');
    expect(verified()).toMatchObject({ ok: false, at: { kind: 'record', seq: 7 } });
    db.close();
  });

  it('anywhere in the file is refused at opening, found, or harmless', () => {
    const original = readFileSync(join(folder, DATABASE_FILE));
    const before = contents(folder);
    // Most of a young file is empty pages; the bytes that say something are the ones to change.
    const used = [...original.keys()].filter((index) => original[index] !== 0);
    const outcomes = { refused: 0, found: 0, harmless: 0 };
    for (let round = 0; round < 150; round++) {
      const copy = join(folder, `copy-${String(round)}`);
      mkdirSync(copy);
      copyFileSync(join(folder, DATABASE_FILE), join(copy, DATABASE_FILE));
      const bytes = Buffer.from(original);
      const at = used[(round * 7_919 + 101) % used.length] ?? 0;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(join(copy, DATABASE_FILE), bytes);
      outcomes[outcomeOf(copy, before)]++;
    }
    expect(outcomes.found).toBeGreaterThan(10);
  });
});

/** Text stays text and whole numbers whole, as STRICT tables demand; null becomes a value of the column's type. */
function flippedFor(columns: readonly { name: string; type: string }[], name: string, value: Cell): Cell | Buffer {
  const isText = columns.find((column) => column.name === name)?.type === 'text';
  return value === null && isText ? 'x' : flipped(value, 3);
}

function contents(of: string): string {
  const store = openStore(of);
  try {
    return dump(store.journal);
  } finally {
    store.close();
  }
}

const dump = (journal: JournalStore): string =>
  JSON.stringify([[...journal.scan(1)], ...TABLE_NAMES.map((table) => [...journal.rows(table)])]);

function outcomeOf(copy: string, before: string): 'refused' | 'found' | 'harmless' {
  let store;
  try {
    store = openStore(copy);
  } catch {
    return 'refused';
  }
  try {
    if (!verifyJournal(store.journal, systemHasher).ok) return 'found';
    expect(dump(store.journal)).toBe(before);
    return 'harmless';
  } finally {
    store.close();
  }
}
