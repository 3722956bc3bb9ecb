import type { Migration } from './migration.ts';

/** Decimal text of an amount, as the core formats it. */
const amount = (column: string): string =>
  `${column} TEXT NOT NULL CHECK (${column} <> '' AND ${column} NOT GLOB '*[^-.0-9]*')`;

/** The journal, which only grows, and the tables folded from it. */
export const journalMigration: Migration = {
  name: '0001-journal',
  statements: [
    `CREATE TABLE journal (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      ts INTEGER NOT NULL CHECK (ts >= 0),
      type TEXT NOT NULL CHECK (type <> ''),
      subject TEXT NOT NULL,
      data TEXT NOT NULL CHECK (data LIKE '{%'),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT`,
    // An index holds the row's key, here seq, anyway: both list in order of seq.
    'CREATE INDEX journal_by_subject ON journal (subject)',
    'CREATE INDEX journal_by_type ON journal (type)',
    `CREATE TRIGGER journal_keeps_records BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
    `CREATE TRIGGER journal_keeps_content BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
    `CREATE TABLE signals (
      id TEXT PRIMARY KEY NOT NULL,
      received_at INTEGER NOT NULL,
      symbol TEXT NOT NULL,
      source TEXT NOT NULL,
      timeframe TEXT NOT NULL,
      direction INTEGER NOT NULL CHECK (direction IN (-1, 1)),
      state TEXT NOT NULL,
      stage TEXT NOT NULL,
      code TEXT,
      sentence TEXT,
      score REAL,
      price_ticks INTEGER NOT NULL,
      stop_ticks INTEGER NOT NULL,
      target_ticks INTEGER NOT NULL,
      order_id TEXT,
      outcome TEXT,
      r REAL,
      resolved_at INTEGER
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX signals_by_time ON signals (received_at)',
    `CREATE TABLE orders (
      id TEXT PRIMARY KEY NOT NULL,
      signal_id TEXT NOT NULL,
      symbol TEXT NOT NULL,
      role TEXT NOT NULL CHECK (role IN ('entry', 'stop', 'target', 'exit')),
      side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
      kind TEXT NOT NULL,
      lots INTEGER NOT NULL CHECK (lots > 0),
      filled_lots INTEGER NOT NULL CHECK (filled_lots >= 0),
      ${amount('filled_value')},
      reduce_only INTEGER NOT NULL CHECK (reduce_only IN (0, 1)),
      price_ticks INTEGER,
      trigger_ticks INTEGER,
      state TEXT NOT NULL,
      venue_order_id TEXT,
      token INTEGER NOT NULL,
      reason TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX orders_by_signal ON orders (signal_id)',
    'CREATE INDEX orders_by_time ON orders (created_at)',
    `CREATE TABLE fills (
      seq INTEGER PRIMARY KEY NOT NULL,
      order_id TEXT NOT NULL REFERENCES orders (id),
      symbol TEXT NOT NULL,
      trade_id TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
      lots INTEGER NOT NULL CHECK (lots > 0),
      price_ticks INTEGER NOT NULL,
      ${amount('value')},
      ${amount('fee')},
      ${amount('realised')},
      liquidity TEXT NOT NULL CHECK (liquidity IN ('maker', 'taker')),
      ts INTEGER NOT NULL
    ) STRICT`,
    'CREATE UNIQUE INDEX fills_once ON fills (order_id, trade_id)',
    `CREATE TABLE positions (
      symbol TEXT PRIMARY KEY NOT NULL,
      lots INTEGER NOT NULL,
      ${amount('entry_value')},
      ${amount('realised')},
      ${amount('fees')},
      ${amount('funding')},
      signal_id TEXT,
      opened_at INTEGER,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE ledger (
      id INTEGER PRIMARY KEY NOT NULL,
      seq INTEGER NOT NULL,
      account TEXT NOT NULL,
      ${amount('amount')},
      ts INTEGER NOT NULL,
      CHECK (id / 16 = seq)
    ) STRICT`,
    `CREATE TABLE balances (
      account TEXT PRIMARY KEY NOT NULL,
      ${amount('amount')}
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE equity (
      ts INTEGER PRIMARY KEY NOT NULL,
      ${amount('equity')},
      ${amount('peak')},
      ${amount('gross')},
      ${amount('net')}
    ) STRICT`,
    `CREATE TABLE facts (
      name TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
