import type { Migration } from './migration.ts';

/** What reconciliation knows of orders, and what a person decided about differences. */
export const reconciliationMigration: Migration = {
  name: '0005-reconciliation',
  statements: [
    "ALTER TABLE orders ADD COLUMN mark TEXT CHECK (mark IN ('EXTERNAL', 'ADOPTED'))",
    'ALTER TABLE orders ADD COLUMN amend_lots INTEGER CHECK (amend_lots > 0)',
    "ALTER TABLE orders ADD COLUMN terms TEXT CHECK (terms LIKE '{%')",
    `CREATE TABLE decisions (
      id TEXT PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL,
      symbol TEXT NOT NULL,
      choice TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      sentence TEXT NOT NULL,
      decided_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
