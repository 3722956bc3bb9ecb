import { sql } from 'kysely';
import type { Connection } from './connection.ts';
import { sqlCompiler } from './schema.ts';

/** A stored chunk; the BLOB is absent where only its span is asked for. */
export interface ChunkRow {
  readonly bucket: number;
  readonly count: number;
  readonly columns: Buffer;
}

export interface TailRow {
  readonly ts: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface GapRow {
  readonly from: number;
  readonly missing: number;
}

export interface SeriesRow {
  readonly id: number;
  readonly symbol: string;
  readonly timeframe: string;
  readonly origin: string;
}

const ANY = 0;
const NO_BYTES = Buffer.alloc(0);
const q = sqlCompiler;

/** The statements of the candle tables: text by Kysely, compiled once. Parameters stand in the order of the builder. */
export const candleStatements = (db: Connection) => ({
  ...seriesStatements(db),
  ...chunkStatements(db),
  ...tailStatements(db),
  ...gapStatements(db),
});

function seriesStatements(db: Connection) {
  return {
    allSeries: db.prepare<[], SeriesRow>(
      q.selectFrom('candle_series').selectAll().orderBy('symbol').orderBy('timeframe').compile().sql,
    ),
    series: db.prepare<[string, string], SeriesRow>(
      q.selectFrom('candle_series').selectAll().where('symbol', '=', '').where('timeframe', '=', '').compile().sql,
    ),
    addSeries: db.prepare<[string, string, string]>(
      q
        .insertInto('candle_series')
        .values({ symbol: '', timeframe: '', origin: '' } as never)
        .compile().sql,
    ),
    dropSeries: db.prepare<[number]>(q.deleteFrom('candle_series').where('id', '=', ANY).compile().sql),
    setOrigin: db.prepare<[string, number]>(
      q.updateTable('candle_series').set({ origin: '' }).where('id', '=', ANY).compile().sql,
    ),
  };
}

function chunkStatements(db: Connection) {
  const chunks = q.selectFrom('candle_chunks').where('series_id', '=', ANY);
  const chunk = chunks.select(['bucket', 'count', 'columns']);
  const end = sql<number>`max(${sql.ref('to_ts')})`;
  const blank = { series_id: ANY, bucket: ANY, from_ts: ANY, to_ts: ANY, count: ANY, columns: NO_BYTES };
  return {
    /** series, first bucket, last bucket; answered by the index alone. */
    countChunks: db
      .prepare<[number, number, number], number>(
        chunks
          .select((eb) => eb.fn.countAll().as('chunks'))
          .where('bucket', '>=', ANY)
          .where('bucket', '<=', ANY)
          .compile().sql,
      )
      .pluck(),
    readChunks: db.prepare<[number, number, number], ChunkRow>(
      chunk.where('bucket', '>=', ANY).where('bucket', '<=', ANY).orderBy('bucket').compile().sql,
    ),
    readChunk: db.prepare<[number, number], ChunkRow>(chunk.where('bucket', '=', ANY).compile().sql),
    chunkBefore: db.prepare<[number, number], ChunkRow>(
      chunk.where('bucket', '<', ANY).orderBy('bucket', 'desc').limit(sql.lit(1)).compile().sql,
    ),
    chunkAfter: db.prepare<[number, number], ChunkRow>(
      chunk.where('bucket', '>', ANY).orderBy('bucket').limit(sql.lit(1)).compile().sql,
    ),
    putChunk: db.prepare<[number, number, number, number, number, Buffer]>(
      q
        .insertInto('candle_chunks')
        .values(blank)
        .onConflict((conflict) =>
          conflict.columns(['series_id', 'bucket']).doUpdateSet((eb) => ({
            from_ts: eb.ref('excluded.from_ts'),
            to_ts: eb.ref('excluded.to_ts'),
            count: eb.ref('excluded.count'),
            columns: eb.ref('excluded.columns'),
          })),
        )
        .compile().sql,
    ),
    clearChunks: db.prepare<[number]>(q.deleteFrom('candle_chunks').where('series_id', '=', ANY).compile().sql),
    chunkBytes: db
      .prepare<[number], number | null>(
        chunks.select(sql<number>`sum(length(${sql.ref('columns')}))`.as('bytes')).compile().sql,
      )
      .pluck(),
    chunkEnd: db.prepare<[number], number | null>(chunks.select(end.as('end')).compile().sql).pluck(),
    chunkSpan: db.prepare<[number], { from: number | null; to: number | null; count: number | null }>(
      chunks
        .select((eb) => [eb.fn.min('from_ts').as('from'), eb.fn.max('to_ts').as('to'), eb.fn.sum('count').as('count')])
        .compile().sql,
    ),
  };
}

function tailStatements(db: Connection) {
  const tail = q.selectFrom('candle_tail').where('series_id', '=', ANY);
  const candle = tail.select(['ts', 'open', 'high', 'low', 'close', 'volume']);
  const blank = { series_id: ANY, ts: ANY, open: ANY, high: ANY, low: ANY, close: ANY, volume: ANY };
  return {
    /** series, from, to (excluded). */
    readTail: db.prepare<[number, number, number], TailRow>(
      candle.where('ts', '>=', ANY).where('ts', '<', ANY).orderBy('ts').compile().sql,
    ),
    putTail: db.prepare<[number, number, number, number, number, number, number]>(
      q
        .insertInto('candle_tail')
        .values(blank)
        .onConflict((conflict) =>
          conflict.columns(['series_id', 'ts']).doUpdateSet((eb) => ({
            open: eb.ref('excluded.open'),
            high: eb.ref('excluded.high'),
            low: eb.ref('excluded.low'),
            close: eb.ref('excluded.close'),
            volume: eb.ref('excluded.volume'),
          })),
        )
        .compile().sql,
    ),
    clearTail: db.prepare<[number]>(q.deleteFrom('candle_tail').where('series_id', '=', ANY).compile().sql),
  };
}

function gapStatements(db: Connection) {
  return {
    /** series, from, to: both included. */
    clearGaps: db.prepare<[number, number, number]>(
      q
        .deleteFrom('candle_gaps')
        .where('series_id', '=', ANY)
        .where('from_ts', '>=', ANY)
        .where('from_ts', '<=', ANY)
        .compile().sql,
    ),
    addGap: db.prepare<[number, number, number]>(
      q.insertInto('candle_gaps').values({ series_id: ANY, from_ts: ANY, missing: ANY }).compile().sql,
    ),
    gaps: db.prepare<[number], GapRow>(
      q
        .selectFrom('candle_gaps')
        .select(['from_ts as from', 'missing'])
        .where('series_id', '=', ANY)
        .orderBy('from_ts')
        .compile().sql,
    ),
  };
}
