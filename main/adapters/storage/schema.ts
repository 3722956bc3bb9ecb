import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Cell, TableName } from '#core/journal/tables.ts';

/** The journal as stored: the previous hash is the previous record's. */
export interface JournalColumns {
  seq: number;
  ts: number;
  type: string;
  subject: string;
  data: string;
  hash: Buffer;
}

interface SeriesColumns {
  id: number;
  symbol: string;
  timeframe: string;
  origin: string;
}

interface ChunkColumns {
  series_id: number;
  bucket: number;
  from_ts: number;
  to_ts: number;
  count: number;
  columns: Buffer;
}

interface TailColumns {
  series_id: number;
  ts: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

interface GapColumns {
  series_id: number;
  from_ts: number;
  missing: number;
}

interface DerivativeChunkColumns {
  symbol: string;
  bucket: number;
  count: number;
  columns: Buffer;
}

interface FlowChunkColumns {
  symbol: string;
  bucket: number;
  width: number;
  rows: Uint8Array;
}

interface ExternalSeriesColumns {
  name: string;
  ts: number;
  value: number;
  seen: number;
}

interface ExternalArticleColumns {
  hash: string;
  published: number;
  seen: number;
  feed: string;
  weight: number;
  title: string;
  summary: string;
  score: number;
  method: string;
  coins: string;
}

/** Every table. The folded ones have the columns of `TABLES`, which their statements are made from. */
export type Schema = Record<TableName, Record<string, Cell>> & {
  journal: JournalColumns;
  candle_series: SeriesColumns;
  candle_chunks: ChunkColumns;
  candle_tail: TailColumns;
  candle_gaps: GapColumns;
  derivative_chunks: DerivativeChunkColumns;
  flow_chunks: FlowChunkColumns;
  external_series: ExternalSeriesColumns;
  external_articles: ExternalArticleColumns;
  scratch: { key: string; value: string };
  lock_tokens: { resource: string; token: number };
};

/**
 * Kysely as a compiler only: it checks and writes the SQL text once, which then runs as a prepared statement. It has no
 * connection; building a query each time would cost four to eight times the statement itself.
 */
export const sqlCompiler = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
