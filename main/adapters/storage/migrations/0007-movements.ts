import type { Migration } from './migration.ts';

/** Money that moved without a fill, once per id. */
export const movementsMigration: Migration = {
  name: '0007-movements',
  statements: [
    `CREATE TABLE movements (
      id TEXT PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('transfer', 'rebate', 'funding', 'fee', 'included', 'adjustment')),
      symbol TEXT,
      amount TEXT NOT NULL,
      ts_venue INTEGER NOT NULL,
      booked_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
