import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DENIALS, type DenialCode } from '#shared/domain/denial.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { JournalDraft } from '#core/journal/event.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { TABLE_NAMES, TABLES, type ColumnSpec } from '#core/journal/tables.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { received, sampleHistory } from '#tests/support/storage/sample-history.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { systemHasher } from '../system/hasher.ts';
import { openConnection, type Connection } from './connection.ts';
import { SqliteJournalStore } from './journal-store.ts';
import { checkSchema, migrate } from './migrate.ts';
import { journalMigration } from './migrations/0001-journal.ts';
import { candlesMigration } from './migrations/0002-candles.ts';
import { scratchMigration } from './migrations/0003-scratch.ts';
import { rareTypesMigration } from './migrations/0004-rare-types.ts';
import { reconciliationMigration } from './migrations/0005-reconciliation.ts';
import { derivativesMigration } from './migrations/0006-derivatives.ts';
import { externalMigration } from './migrations/0009-external.ts';
import { compileQuery } from './journal-query.ts';
import { signalLifeMigration } from './migrations/0012-signal-life.ts';
import { flowsMigration } from './migrations/0013-flows.ts';
import { cheapConditionMigration } from './migrations/0014-cheap-condition.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { DATABASE_FILE, openStore } from './open-store.ts';

const open = (folder: string): Connection => openConnection(join(folder, DATABASE_FILE), { readOnly: false });

/** A record about a signal: the end of its type, and its data. */
type Step = readonly [type: string, data: object];

/** What a session of the first release recorded: without the record types that came later. */
const LATER_TYPES: ReadonlySet<string> = new Set(['reconcile.decided', 'ledger.moved']);
const firstHistory = (): readonly JournalDraft[] => sampleHistory().filter(({ type }) => !LATER_TYPES.has(type));

/** Puts a session into a database of the first schema: rows as the first release wrote them. */
function firstSchema(db: Connection): void {
  migrate(db, [journalMigration]);
  const folder = temporaryFolder();
  const made = open(folder);
  migrate(made, MIGRATIONS);
  const parts = { hasher: systemHasher, clock: new ManualClock(), scheduler: new ManualScheduler() };
  const journal = openJournal({ store: new SqliteJournalStore(made, false), ...parts });
  for (const draft of firstHistory()) journal.append(draft);
  journal.commit();
  made.close();
  db.prepare('ATTACH ? AS made').run(join(folder, DATABASE_FILE));
  for (const table of ['journal', ...TABLE_NAMES]) {
    const info = db.pragma(`main.table_info(${table})`) as { name: string }[];
    const columns = info.map(({ name }) => name).join(', ');
    if (columns !== '') db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM made.${table}`);
  }
  db.exec('DETACH made');
}

/** Brings the database to the present schema; then its rows must be what its records say. */
function expectIntact(db: Connection): void {
  migrate(db, MIGRATIONS);
  const verified = verifyJournal(new SqliteJournalStore(db, false), systemHasher);
  expect(verified).toMatchObject({ ok: true, records: firstHistory().length });
}

const planOf = (db: Connection, sql: string, parameters: readonly unknown[] = []): string =>
  db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map((step) => step.detail)
    .join('; ');

describe('the schema', () => {
  it('has exactly the columns the core folds, in STRICT tables', () => {
    const db = open(temporaryFolder());
    migrate(db, MIGRATIONS);
    for (const table of TABLE_NAMES) {
      const info = db.pragma(`table_info(${table})`) as { name: string; type: string; notnull: number; pk: number }[];
      const specs: readonly ColumnSpec[] = TABLES[table].columns;
      expect(
        info.map((column) => ({ name: column.name, type: column.type.toLowerCase(), nullable: column.notnull === 0 })),
      ).toEqual(specs.map((column) => ({ name: column.name, type: column.type, nullable: column.nullable === true })));
      expect(info.filter((column) => column.pk > 0).map((column) => column.name)).toEqual([TABLES[table].key]);
    }
    const tables = db.pragma('table_list') as { name: string; type: string; strict: number }[];
    expect(
      tables.filter((table) => table.type === 'table' && !table.name.startsWith('sqlite_') && table.strict !== 1),
    ).toEqual([]);
    db.close();
  });
});

describe('0001-journal', () => {
  it('takes a session, keeps records from change, and refuses what is no record', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    expectIntact(db);
    expect(() => db.exec('UPDATE journal SET ts = 0')).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM journal')).toThrow(/append-only/);
    expect(() => db.exec('INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1')).toThrow(/append-only/);
    expect(() => db.exec("INSERT INTO journal VALUES (99, 1, 'a', 'b', '{}', x'00')")).toThrow(/CHECK/);
    expect(() => db.exec("UPDATE fills SET lots = 'many'")).toThrow(/cannot store TEXT/);
    expect(() =>
      db.exec(
        'INSERT INTO fills SELECT seq + 100, order_id, symbol, trade_id, side, lots, price_ticks, value, fee, realised, liquidity, ts FROM fills',
      ),
    ).toThrow(/UNIQUE/);
    expect(() => db.exec("UPDATE fills SET order_id = 'nobody'")).toThrow(/FOREIGN KEY/);
    db.close();
  });

  it('reads by its indexes', () => {
    const db = open(temporaryFolder());
    migrate(db, [journalMigration]);
    const plans = {
      "SELECT * FROM journal WHERE subject = 'a' ORDER BY seq": 'USING INDEX journal_by_subject (subject=?)',
      "SELECT * FROM journal WHERE type = 'a' AND seq < 9 ORDER BY seq DESC LIMIT 5":
        'USING INDEX journal_by_type (type=? AND rowid<?)',
      'SELECT * FROM journal WHERE seq >= 5 ORDER BY seq LIMIT 5': 'USING INTEGER PRIMARY KEY (rowid>?)',
      'SELECT * FROM signals WHERE received_at > 5 ORDER BY received_at': 'USING INDEX signals_by_time (received_at>?)',
      "SELECT * FROM signals WHERE id < 'x' ORDER BY id DESC LIMIT 5": 'USING PRIMARY KEY (id<?)',
      "SELECT * FROM orders WHERE signal_id = 'a'": 'USING INDEX orders_by_signal (signal_id=?)',
      'SELECT * FROM orders ORDER BY created_at DESC LIMIT 5': 'USING INDEX orders_by_time',
      "SELECT * FROM fills WHERE order_id = 'a'": 'USING INDEX fills_once (order_id=?)',
      'SELECT * FROM equity WHERE ts > 5 ORDER BY ts': 'USING INTEGER PRIMARY KEY (rowid>?)',
    };
    for (const [sql, plan] of Object.entries(plans)) {
      expect(planOf(db, sql), sql).toContain(plan);
      expect(planOf(db, sql), sql).not.toContain('TEMP B-TREE');
    }
    db.close();
  });
});

describe('0002-candles', () => {
  it('comes to a database with records, leaves them as they are, and reads by its indexes', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, [journalMigration, candlesMigration]);
    expectIntact(db);
    db.exec("INSERT INTO candle_series (id, symbol, timeframe, origin) VALUES (1, 'XBTUSDTM', '1m', 'test')");
    expect(() => db.exec("INSERT INTO candle_chunks VALUES (1, 0, 0, 0, 1, x'00')")).toThrow(/CHECK/);
    expect(
      planOf(db, 'SELECT * FROM candle_chunks WHERE series_id = 1 AND bucket >= 2 AND bucket <= 3 ORDER BY bucket'),
    ).toContain('USING INDEX candle_chunks_by_bucket (series_id=? AND bucket>? AND bucket<?)');
    expect(planOf(db, 'SELECT * FROM candle_tail WHERE series_id = 1 AND ts >= 2 ORDER BY ts')).toContain(
      'USING PRIMARY KEY (series_id=? AND ts>?)',
    );
    expect(planOf(db, 'SELECT * FROM candle_gaps WHERE series_id = 1 ORDER BY from_ts')).toContain(
      'USING PRIMARY KEY (series_id=?)',
    );
    db.close();
  });
});

describe('0003-scratch', () => {
  it('comes to a database with records and candles and leaves them as they are', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, [journalMigration, candlesMigration]);
    db.exec("INSERT INTO candle_series (id, symbol, timeframe, origin) VALUES (1, 'XBTUSDTM', '1m', 'test')");
    migrate(db, [journalMigration, candlesMigration, scratchMigration]);
    expectIntact(db);
    expect(db.prepare('SELECT count(*) FROM candle_series').pluck().get()).toBe(1);
    expect(planOf(db, "SELECT value FROM scratch WHERE key = 'a'")).toContain('USING PRIMARY KEY (key=?)');
    db.close();
  });
});

const TO_RARE_TYPES = [journalMigration, candlesMigration, scratchMigration, rareTypesMigration];

describe.each([
  ['0004-rare-types', TO_RARE_TYPES],
  ['0014-cheap-condition', MIGRATIONS.slice(0, MIGRATIONS.indexOf(cheapConditionMigration) + 1)],
])('%s', (_, steps) => {
  it('comes to a database with records, leaves them as they are, and finds rare types by its index', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, steps.slice(0, -1));
    migrate(db, steps);
    expectIntact(db);
    const search = { before: 1_000, limit: 5, subject: null, text: null };
    const plan = (types: readonly string[]): string => {
      const { sql, parameters } = compileQuery({ ...search, types });
      return planOf(db, sql, parameters);
    };
    expect(plan(['feed.gap'])).toContain('USING INDEX journal_by_rare_type (type=? AND rowid<?)');
    expect(plan(['feed.gap'])).not.toContain('TEMP B-TREE');
    expect(plan(['system.'])).toContain('journal_by_rare_type');
    // Of a frequent type the newest records are near: they are found from the end, without an index.
    expect(plan(['signal.refused'])).toContain('USING INTEGER PRIMARY KEY (rowid<?)');
    expect(plan(['signal.'])).toContain('USING INTEGER PRIMARY KEY (rowid<?)');
    expect(plan(['feed.gap', 'order.fill'])).toContain('USING INTEGER PRIMARY KEY (rowid<?)');
    db.close();
  });

  it('finds the same records as a search without an index', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, steps.slice(0, -1));
    migrate(db, steps);
    const found = db.prepare('SELECT DISTINCT type FROM journal').pluck().all() as string[];
    for (const type of [...found, 'system.', 'signal.', 'order.']) {
      const { sql, parameters } = compileQuery({
        before: null,
        limit: 1_000,
        types: [type],
        subject: null,
        text: null,
      });
      const pattern = type.endsWith('.') ? `${type}%` : type;
      const expected = db.prepare('SELECT seq FROM journal WHERE +type LIKE ? ORDER BY seq DESC').pluck().all(pattern);
      const rows = db.prepare(sql).all(...parameters) as { seq: number }[];
      expect(
        rows.map(({ seq }) => seq),
        type,
      ).toEqual(expected);
    }
    db.close();
  });
});

describe('0005-reconciliation', () => {
  it('comes to a database with records and leaves them as they are; old orders have no mark and no change', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, TO_RARE_TYPES);
    const before = db.prepare('SELECT * FROM orders').all();
    expect(before.length).toBeGreaterThan(0);
    migrate(db, [...TO_RARE_TYPES, reconciliationMigration]);
    const after = db.prepare('SELECT * FROM orders').all();
    expect(after).toEqual(before.map((row) => ({ ...(row as object), mark: null, amend_lots: null, terms: null })));
    expect(db.prepare('SELECT count(*) FROM decisions').pluck().get()).toBe(0);
    expect(() => db.exec("UPDATE orders SET mark = 'STRANGE'")).toThrow(/CHECK/);
    expect(() => db.exec('UPDATE orders SET amend_lots = 0')).toThrow(/CHECK/);
    expect(planOf(db, "SELECT * FROM decisions WHERE id = 'a'")).toContain('USING PRIMARY KEY (id=?)');
    expectIntact(db);
    db.close();
  });
});

describe('0006-derivatives', () => {
  it('comes to a database with records, leaves them as they are, and reads by its key', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    const earlier = MIGRATIONS.slice(0, MIGRATIONS.indexOf(derivativesMigration));
    migrate(db, earlier);
    migrate(db, [...earlier, derivativesMigration]);
    expectIntact(db);
    expect(() => db.exec("INSERT INTO derivative_chunks VALUES ('XBTUSDTM', 1, 1, x'00')")).toThrow(/CHECK/);
    expect(() => db.exec("INSERT INTO derivative_chunks VALUES ('XBTUSDTM', 1, 61, zeroblob(2440))")).toThrow(/CHECK/);
    expect(
      planOf(db, "SELECT * FROM derivative_chunks WHERE symbol = 'a' AND bucket >= 1 AND bucket <= 2 ORDER BY bucket"),
    ).toContain('USING PRIMARY KEY (symbol=? AND bucket>? AND bucket<?)');
    db.close();
  });
});

describe('0013-flows', () => {
  it('comes to a database with records, leaves them as they are, and reads by its key', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    const earlier = MIGRATIONS.slice(0, MIGRATIONS.indexOf(flowsMigration));
    migrate(db, earlier);
    migrate(db, [...earlier, flowsMigration]);
    expectIntact(db);
    expect(() => db.exec("INSERT INTO flow_chunks VALUES ('XBTUSDTM', 1, 2, zeroblob(24))")).toThrow(/CHECK/);
    expect(
      planOf(db, "SELECT * FROM flow_chunks WHERE symbol = 'a' AND bucket >= 1 AND bucket <= 2 ORDER BY bucket"),
    ).toContain('USING PRIMARY KEY (symbol=? AND bucket>? AND bucket<?)');
    db.close();
  });
});

describe('0009-external', () => {
  it('comes to a database with records, leaves them as they are, and reads by time', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    const earlier = MIGRATIONS.slice(0, MIGRATIONS.indexOf(externalMigration));
    migrate(db, earlier);
    migrate(db, [...earlier, externalMigration]);
    expectIntact(db);
    expect(() => db.exec("INSERT INTO external_series VALUES ('a', 2, 1, 1)")).toThrow(/CHECK/);
    db.exec("INSERT INTO external_series VALUES ('a', 2, 1, 2)");
    expect(() => db.exec('UPDATE external_series SET value = 3')).toThrow(/stays/);
    expect(planOf(db, "SELECT * FROM external_series WHERE name = 'a' AND ts >= 1 AND ts < 2 ORDER BY ts")).toContain(
      'USING PRIMARY KEY (name=? AND ts>? AND ts<?)',
    );
    const articles = 'SELECT * FROM external_articles WHERE published >= 1 AND published < 2 ORDER BY published, hash';
    expect(planOf(db, articles)).toContain('external_articles_published (published>? AND published<?)');
    db.close();
  });
});

describe('0008-locks', () => {
  it('takes the newest tokens over from the orders, and keeps records and rows as they are', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    expectIntact(db);
    const token = db.prepare("SELECT max(token) FROM orders WHERE role = 'entry'").pluck().get();
    expect(db.prepare('SELECT resource, token FROM lock_tokens').all()).toEqual([
      { resource: 'symbol:XBTUSDTM', token },
    ]);
    expect(new SqliteJournalStore(db, false).lastToken()).toBe(token);
    db.close();
  });

  it('lets no entry leave beside one of another trade on the symbol, and takes those of the same trade', () => {
    const db = open(temporaryFolder());
    firstSchema(db);
    migrate(db, MIGRATIONS);
    const copy = (id: string, signal: string, state: string): void => {
      db.prepare(
        `INSERT INTO orders (id, signal_id, symbol, role, side, kind, lots, filled_lots, filled_value, reduce_only, state, token, created_at, updated_at)
          VALUES (?, ?, 'ETHUSDTM', 'entry', 'buy', 'limit', 5, 0, '0', 0, ?, 7, 1, 1)
          ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
      ).run(id, signal, state);
    };
    copy('one', 'trade', 'OPEN');
    copy('two', 'trade', 'SENDING');
    copy('ended', 'other', 'CANCELED');
    copy('three', 'other', 'INTENT');
    expect(() => copy('three', 'other', 'SENDING')).toThrow(/another trade has an open entry on the symbol/);
    expect(() => copy('four', 'other', 'OPEN')).toThrow(/another trade has an open entry on the symbol/);
    copy('one', 'trade', 'FILLED');
    copy('two', 'trade', 'CANCELED');
    copy('three', 'other', 'SENDING');
    // What ended by our record and is live at the venue all the same must be recorded, whatever runs meanwhile.
    copy('two', 'trade', 'OPEN');
    db.close();
  });
});

describe('0012-signal-life', () => {
  const wait = (stage: 'throttle' | 'conflict', code: DenialCode): Step => [
    'waiting',
    { stage, code, sentence: '', numbers: {}, until: 9 },
  ];
  const refusal = (code: DenialCode): Step => [
    'refused',
    { stage: DENIALS[code].stage, code, sentence: '', numbers: {}, stageUs: [] },
  ];
  const admitted: Step = [
    'admitted',
    { symbolHour: 1, symbolLimit: 4, sourceHour: 1, sourceLimit: 9, totalHour: 1, totalLimit: 40 },
  ];
  const scored: Step = ['scored', { timeframe: '15m', side: 1, threshold: 50, score: { score: 60 } }];
  const cleared: Step = ['cleared', { rule: 'C01', running: 'none' }];
  const locked: Step = ['locked', { resource: 'symbol:XBTUSDTM', token: 7, leaseUntil: 9 }];
  const passed: Step = ['passed', { checks: 37, lots: 3, numbers: {} }];

  /** The name of the state that a release before wrote, and the records after the first that led there. */
  const WAYS: readonly (readonly [state: string, ...Step[]])[] = [
    ['RECEIVED'],
    ['RECEIVED', wait('throttle', 'THROTTLE_GLOBAL')],
    ['ADMITTED', wait('throttle', 'THROTTLE_GLOBAL'), admitted],
    ['SCORED', admitted, scored],
    ['SCORED', wait('throttle', 'THROTTLE_GLOBAL'), admitted, scored],
    ['SCORED', admitted, scored, wait('conflict', 'CONFLICT_QUEUED')],
    ['CLEARED', admitted, scored, cleared],
    ['LOCKED', admitted, scored, cleared, locked],
    ['PASSED', admitted, scored, cleared, locked, passed],
    ['REFUSED', refusal('SIGNAL_DUPLICATE')],
    ['REFUSED', refusal('SIGNAL_EXPIRED')],
    ['REFUSED', refusal('AGENT_PAUSED')],
    ['REFUSED', refusal('THROTTLE_GLOBAL')],
    ['REFUSED', wait('throttle', 'THROTTLE_GLOBAL'), refusal('THROTTLE_WAIT_OVER')],
    ['REFUSED', admitted, scored, refusal('SCORE_VETO')],
    ['REFUSED', admitted, scored, refusal('CONFLICT_SAME_SIDE')],
    ['REFUSED', admitted, scored, cleared, refusal('LOCK_HELD')],
    ['REFUSED', admitted, scored, cleared, locked, refusal('RISK_HALTED')],
    ['REFUSED', admitted, scored, cleared, locked, refusal('RISK_SIGNAL_AGE')],
    ['REFUSED', admitted, scored, cleared, locked, passed, refusal('VENUE_REJECTED')],
  ];

  it('gives every signal the state that its records have by now', () => {
    const db = open(temporaryFolder());
    const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(signalLifeMigration));
    migrate(db, before);
    const parts = { hasher: systemHasher, clock: new ManualClock(), scheduler: new ManualScheduler() };
    const journal = openJournal({ store: new SqliteJournalStore(db, false), ...parts });
    WAYS.forEach(([, ...steps], i) => {
      journal.append(received(`s${String(i)}`));
      for (const [type, data] of steps)
        journal.append({ type: `signal.${type}`, subject: `s${String(i)}`, data } as unknown as JournalDraft);
    });
    journal.commit();
    const now = db.prepare('SELECT id, state FROM signals ORDER BY id').all();
    WAYS.forEach(([state], i) => db.prepare('UPDATE signals SET state = ? WHERE id = ?').run(state, `s${String(i)}`));
    migrate(db, MIGRATIONS);
    expect(db.prepare('SELECT id, state FROM signals ORDER BY id').all()).toEqual(now);
    expect(verifyJournal(new SqliteJournalStore(db, false), systemHasher).ok).toBe(true);
    db.close();
  });
});

describe('0010-packed-candles', () => {
  it('keeps the candles that were there, and takes shorter blocks, not longer ones', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    migrate(db, MIGRATIONS.slice(0, 9));
    db.exec("INSERT INTO candle_series (id, symbol, timeframe, origin) VALUES (1, 'XBTUSDTM', '1m', 'test')");
    const doubles = Buffer.from(Float64Array.of(0, 60_000, 1, 2, 3, 4, 0.5, 1.5, 2.5, 3.5, 8, 9).buffer);
    db.prepare('INSERT INTO candle_chunks VALUES (1, 0, 0, 60000, 2, ?)').run(doubles);
    migrate(db, MIGRATIONS);
    expect(() => db.exec('INSERT INTO candle_chunks VALUES (1, 1, 0, 0, 1, zeroblob(49))')).toThrow(/CHECK/);
    expect(() => db.exec('INSERT INTO candle_chunks VALUES (1, 1, 0, 0, 1, zeroblob(7))')).toThrow(/CHECK/);
    expect(() => db.exec('INSERT INTO candle_chunks VALUES (1, 0, 0, 0, 1, zeroblob(48))')).toThrow(/UNIQUE/);
    expect(
      planOf(db, 'SELECT * FROM candle_chunks WHERE series_id = 1 AND bucket >= 2 AND bucket <= 3 ORDER BY bucket'),
    ).toContain('USING INDEX candle_chunks_by_bucket (series_id=? AND bucket>? AND bucket<?)');
    db.close();
    const store = openStore(folder);
    const { ts, open: opens, volume } = store.candles.read(contractSymbol('XBTUSDTM'), '1m', 0, 1e14);
    expect([[...ts], [...opens], [...volume]]).toEqual([
      [0, 60_000],
      [1, 2],
      [8, 9],
    ]);
    store.close();
  });
});

describe('a migration', () => {
  const bad: Migration = {
    name: '0002-bad',
    statements: ['CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT', 'DELETE FROM facts', 'SELECT nonsense'],
  };

  it('that fails leaves schema and rows as they were', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    firstSchema(db);
    const schema = (): unknown => db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    const before = schema();
    expect(() => {
      migrate(db, [journalMigration, bad]);
    }).toThrow(/The change of the database to "0002-bad" failed/);
    expect(schema()).toEqual(before);
    expect(checkSchema(db)).toBe(1);
    expectIntact(db);
    db.close();
    openStore(folder).close();
  });

  it('by an older program is politely refused, before anything is changed', () => {
    const folder = temporaryFolder();
    const db = open(folder);
    migrate(db, [...MIGRATIONS, { name: '9999-later', statements: ['CREATE TABLE later (id INTEGER) STRICT'] }]);
    db.close();
    expect(() => openStore(folder)).toThrow(StoreFailure);
    const known = MIGRATIONS.length;
    const versions = `(schema ${String(known + 1)}, this one knows ${String(known)})`;
    expect(() => openStore(folder)).toThrow(`written by a newer version of the program ${versions}`);
  });

  it("leaves another program's database alone", () => {
    const folder = temporaryFolder();
    const other = new Database(join(folder, DATABASE_FILE));
    other.exec('CREATE TABLE theirs (id INTEGER)');
    other.close();
    expect(() => openStore(folder)).toThrow(/a database of another program/);
  });
});
