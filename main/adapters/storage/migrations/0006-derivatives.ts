import type { Migration } from './migration.ts';

/**
 * Samples of open interest, funding rate, mark and index price. A chunk holds those of one contract and hour, at most one
 * a minute, as one BLOB of five columns; `bucket` counts the hours since 1970.
 */
export const derivativesMigration: Migration = {
  name: '0006-derivatives',
  statements: [
    `CREATE TABLE derivative_chunks (
      symbol TEXT NOT NULL,
      bucket INTEGER NOT NULL CHECK (bucket >= 0),
      count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 60),
      columns BLOB NOT NULL CHECK (length(columns) = count * 40),
      PRIMARY KEY (symbol, bucket)
    ) STRICT, WITHOUT ROWID`,
  ],
};
