import type { Migration } from './migration.ts';

/**
 * What the liquidation model was told. A chunk holds the minutes of one contract and hour as rows of `width` doubles, the
 * first of each being its time; `bucket` counts the hours since 1970.
 */
export const flowsMigration: Migration = {
  name: '0013-flows',
  statements: [
    `CREATE TABLE flow_chunks (
      symbol TEXT NOT NULL,
      bucket INTEGER NOT NULL CHECK (bucket >= 0),
      width INTEGER NOT NULL CHECK (width BETWEEN 2 AND 64),
      rows BLOB NOT NULL CHECK (length(rows) > 0 AND length(rows) % (width * 8) = 0),
      PRIMARY KEY (symbol, bucket)
    ) STRICT, WITHOUT ROWID`,
  ],
};
