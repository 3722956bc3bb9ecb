import type { Migration } from './migration.ts';

/**
 * A chunk may be packed: shorter than 48 bytes a candle. The chunks so far stay as they are and are packed when they are next
 * written. SQLite cannot change a check, so the rows move into a new table.
 */
export const packedCandlesMigration: Migration = {
  name: '0010-packed-candles',
  statements: [
    `CREATE TABLE packed_chunks (
      series_id INTEGER NOT NULL REFERENCES candle_series (id),
      bucket INTEGER NOT NULL CHECK (bucket >= 0),
      from_ts INTEGER NOT NULL,
      to_ts INTEGER NOT NULL CHECK (to_ts >= from_ts),
      count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
      columns BLOB NOT NULL CHECK (length(columns) BETWEEN 8 AND count * 48)
    ) STRICT`,
    `INSERT INTO packed_chunks SELECT series_id, bucket, from_ts, to_ts, count, columns FROM candle_chunks ORDER BY rowid`,
    'DROP TABLE candle_chunks',
    'ALTER TABLE packed_chunks RENAME TO candle_chunks',
    'CREATE UNIQUE INDEX candle_chunks_by_bucket ON candle_chunks (series_id, bucket)',
  ],
};
