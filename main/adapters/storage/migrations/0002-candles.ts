import type { Migration } from './migration.ts';

/**
 * Candle series. A chunk holds the candles of 1000 time slots as one BLOB of six columns; `bucket` counts these spans
 * since 1970. Live candles come into the row-wise tail, which lies after all chunks of its series.
 */
export const candlesMigration: Migration = {
  name: '0002-candles',
  statements: [
    `CREATE TABLE candle_series (
      id INTEGER PRIMARY KEY NOT NULL,
      symbol TEXT NOT NULL,
      timeframe TEXT NOT NULL,
      origin TEXT NOT NULL,
      UNIQUE (symbol, timeframe)
    ) STRICT`,
    `CREATE TABLE candle_chunks (
      series_id INTEGER NOT NULL REFERENCES candle_series (id),
      bucket INTEGER NOT NULL CHECK (bucket >= 0),
      from_ts INTEGER NOT NULL,
      to_ts INTEGER NOT NULL CHECK (to_ts >= from_ts),
      count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
      columns BLOB NOT NULL CHECK (length(columns) = count * 48)
    ) STRICT`,
    'CREATE UNIQUE INDEX candle_chunks_by_bucket ON candle_chunks (series_id, bucket)',
    `CREATE TABLE candle_tail (
      series_id INTEGER NOT NULL REFERENCES candle_series (id),
      ts INTEGER NOT NULL,
      open REAL NOT NULL,
      high REAL NOT NULL,
      low REAL NOT NULL,
      close REAL NOT NULL,
      volume REAL NOT NULL,
      PRIMARY KEY (series_id, ts)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE candle_gaps (
      series_id INTEGER NOT NULL REFERENCES candle_series (id),
      from_ts INTEGER NOT NULL,
      missing INTEGER NOT NULL CHECK (missing > 0),
      PRIMARY KEY (series_id, from_ts)
    ) STRICT, WITHOUT ROWID`,
  ],
};
