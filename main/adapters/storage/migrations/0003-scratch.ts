import type { Migration } from './migration.ts';

/** Small state that may be lost without harm. */
export const scratchMigration: Migration = {
  name: '0003-scratch',
  statements: [
    `CREATE TABLE scratch (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
