import type { CandleColumns, CandleGap } from '#shared/domain/candle.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { isTimeframe, timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { StoreFailure, type CandleArchive, type CandleBatch, type SeriesInfo } from '#core/ports/store.ts';
import { chunkTimes, copyChunk, encodeChunk, release, SLOTS_PER_CHUNK, unpackChunk } from './candle-chunk.ts';
import {
  allocateColumns,
  BYTES_PER_CANDLE,
  checkColumns,
  COLUMN_NAMES,
  lowerBound,
  mergeColumns,
  sliceColumns,
} from './candle-columns.ts';
import { candleStatements, type ChunkRow, type SeriesRow, type TailRow } from './candle-statements.ts';
import type { Connection } from './connection.ts';
import { mustBeWritable, onDisk } from './disk-guard.ts';

/** A write of at most this many candles at the end of a series goes to the row-wise tail. */
const SMALL_WRITE = 16;
/** The tail is folded into chunks when it would grow beyond this. */
const TAIL_LIMIT = 256;
/** A write of so many candles is folded into the file at once: what lies in the log is not mapped, and read far slower. */
const BULK_WRITE = 50_000;
const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * Candle series in SQLite: chunks of columns, which load at the speed of a block copy, and a small row-wise tail behind
 * them, so that one new candle does not rewrite a chunk. Invariant: the tail lies after all chunks of its series.
 */
export class SqliteCandleStore implements CandleArchive {
  readonly #db: Connection;
  readonly #readOnly: boolean;
  readonly #sql: ReturnType<typeof candleStatements>;
  readonly #reading: ReturnType<typeof candleStatements>;
  readonly #write;
  readonly #read;

  /** @param reader a connection for bulk reads of its own; it sees what was committed. */
  constructor(db: Connection, reader: Connection, readOnly: boolean) {
    this.#db = db;
    this.#readOnly = readOnly;
    this.#sql = candleStatements(db);
    this.#reading = candleStatements(reader);
    this.#write = db.transaction((symbol: string, timeframe: Timeframe, columns: CandleColumns, origin: string) => {
      this.#put(this.#seriesFor(symbol, timeframe, origin), timeframeMs(timeframe), columns);
    });
    // One transaction, so that a chunk and the tail are of the same moment even when another process writes.
    this.#read = reader.transaction((series: SeriesRow, from: number, to: number, into?: CandleColumns) =>
      this.#load(series, from, to, into),
    );
  }

  write(symbol: ContractSymbol, timeframe: Timeframe, columns: CandleColumns, origin: string): void {
    mustBeWritable(this.#readOnly);
    checkColumns(columns, timeframeMs(timeframe));
    if (columns.ts.length === 0) return;
    onDisk(`Writing candles of ${symbol} ${timeframe}`, () => {
      this.#write.immediate(symbol, timeframe, columns, origin);
      // Passive: it never waits for a reader and never makes one wait.
      if (columns.ts.length >= BULK_WRITE && !this.#db.inTransaction) this.#db.pragma('wal_checkpoint(PASSIVE)');
    });
  }

  begin(): CandleBatch {
    mustBeWritable(this.#readOnly);
    const db = this.#db;
    onDisk('Beginning to write candles', () => db.exec('BEGIN IMMEDIATE'));
    return {
      write: (...args) => this.write(...args),
      commit: () => {
        onDisk('Writing candles', () => db.exec('COMMIT'));
        onDisk('Folding the log into the database', () => db.pragma('wal_checkpoint(PASSIVE)'));
      },
      discard: () => {
        if (db.inTransaction) onDisk('Taking back what was written', () => db.exec('ROLLBACK'));
      },
    };
  }

  remove(symbol: ContractSymbol, timeframe: Timeframe): boolean {
    mustBeWritable(this.#readOnly);
    return onDisk(`Removing candles of ${symbol} ${timeframe}`, () => {
      const series = this.#sql.series.get(symbol, timeframe);
      if (series === undefined) return false;
      this.#db
        .transaction(() => {
          this.#sql.clearChunks.run(series.id);
          this.#sql.clearTail.run(series.id);
          this.#sql.clearGaps.run(series.id, 0, LATEST);
          this.#sql.dropSeries.run(series.id);
        })
        .immediate();
      return true;
    });
  }

  bytes(symbol: ContractSymbol, timeframe: Timeframe): number {
    return onDisk(`Measuring candles of ${symbol} ${timeframe}`, () => {
      const series = this.#reading.series.get(symbol, timeframe);
      if (series === undefined) return 0;
      const tail = this.#reading.readTail.all(series.id, 0, LATEST).length;
      return (this.#reading.chunkBytes.get(series.id) ?? 0) + tail * BYTES_PER_CANDLE;
    });
  }

  read(symbol: ContractSymbol, timeframe: Timeframe, from: number, to: number, into?: CandleColumns): CandleColumns {
    return onDisk(`Reading candles of ${symbol} ${timeframe}`, () => {
      const series = this.#reading.series.get(symbol, timeframe);
      const [first, end] = [Math.max(0, Math.ceil(from)), Math.min(LATEST, Math.ceil(to))];
      return series === undefined || !(first < end) ? allocateColumns(0) : this.#read(series, first, end, into);
    });
  }

  gaps(symbol: ContractSymbol, timeframe: Timeframe): readonly CandleGap[] {
    return onDisk(`Reading gaps of ${symbol} ${timeframe}`, () => {
      const series = this.#reading.series.get(symbol, timeframe);
      return series === undefined ? [] : this.#reading.gaps.all(series.id);
    });
  }

  series(): readonly SeriesInfo[] {
    return onDisk('Listing candle series', () => this.#reading.allSeries.all().map((series) => this.#info(series)));
  }

  #info(series: SeriesRow): SeriesInfo {
    if (!isTimeframe(series.timeframe)) throw new StoreFailure(`"${series.timeframe}" is not a timeframe.`);
    const chunks = this.#reading.chunkSpan.get(series.id);
    const tail = this.#reading.readTail.all(series.id, 0, LATEST);
    return {
      symbol: contractSymbol(series.symbol),
      timeframe: series.timeframe,
      from: chunks?.from ?? tail[0]?.ts ?? 0,
      to: tail.at(-1)?.ts ?? chunks?.to ?? 0,
      count: (chunks?.count ?? 0) + tail.length,
      gaps: this.#reading.gaps.all(series.id).length,
      origin: series.origin,
    };
  }

  #seriesFor(symbol: string, timeframe: string, origin: string): SeriesRow {
    const known = this.#sql.series.get(symbol, timeframe);
    if (known === undefined) {
      const id = Number(this.#sql.addSeries.run(symbol, timeframe, origin).lastInsertRowid);
      return { id, symbol, timeframe, origin };
    }
    const origins = known.origin.split(', ');
    if (!origins.includes(origin)) this.#sql.setOrigin.run([...origins, origin].join(', '), known.id);
    return known;
  }

  #put(series: SeriesRow, step: number, columns: CandleColumns): void {
    const chunkEnd = this.#sql.chunkEnd.get(series.id) ?? -1;
    const tail = this.#sql.readTail.all(series.id, 0, LATEST);
    const [first = 0] = columns.ts;
    const fits = columns.ts.length <= SMALL_WRITE && tail.length + columns.ts.length <= TAIL_LIMIT;
    if (fits && first > chunkEnd) this.#putInTail(series.id, step, columns, chunkEnd, tail);
    else this.#putInChunks(series.id, step, mergeColumns(tailColumns(tail), columns));
  }

  #putInTail(id: number, step: number, columns: CandleColumns, chunkEnd: number, tail: readonly TailRow[]): void {
    for (const row of rowsOf(columns)) {
      this.#sql.putTail.run(id, row.ts, row.open, row.high, row.low, row.close, row.volume);
    }
    const last = tail.at(-1)?.ts ?? chunkEnd;
    const [first = 0] = columns.ts;
    if (columns.ts.length === 1 && (first === last || first === last + step)) return;
    const times = this.#sql.readTail.all(id, 0, LATEST).map((row) => row.ts);
    this.#renewGaps(id, step, Float64Array.from(chunkEnd < 0 ? times : [chunkEnd, ...times]), LATEST);
  }

  #putInChunks(id: number, step: number, columns: CandleColumns): void {
    const width = step * SLOTS_PER_CHUNK;
    this.#sql.clearTail.run(id);
    for (let start = 0; start < columns.ts.length;) {
      const bucket = Math.floor((columns.ts[start] ?? 0) / width);
      const end = lowerBound(columns.ts, (bucket + 1) * width);
      this.#putChunk(id, bucket, sliceColumns(columns, start, end));
      start = end;
    }
    const times = this.#timesAround(id, width, columns.ts);
    this.#renewGaps(id, step, times, times.at(-1) ?? LATEST);
  }

  #putChunk(id: number, bucket: number, columns: CandleColumns): void {
    const stored = this.#sql.readChunk.get(id, bucket);
    const merged = stored === undefined ? columns : mergeColumns(chunkColumns(stored), columns);
    const { ts } = merged;
    this.#sql.putChunk.run(id, bucket, ts[0] ?? 0, ts.at(-1) ?? 0, ts.length, encodeChunk(merged));
  }

  /** The times in all chunks that were touched, with the last one before and the first one after them. */
  #timesAround(id: number, width: number, ts: Float64Array): Float64Array {
    const [firstBucket, lastBucket] = [Math.floor((ts[0] ?? 0) / width), Math.floor((ts.at(-1) ?? 0) / width)];
    const before = this.#sql.chunkBefore.get(id, firstBucket);
    const after = this.#sql.chunkAfter.get(id, lastBucket);
    const parts: Float64Array[] = [];
    if (before !== undefined) parts.push(chunkTimes(before.columns, before.count).subarray(-1));
    for (const chunk of this.#sql.readChunks.iterate(id, firstBucket, lastBucket)) {
      parts.push(chunkTimes(chunk.columns, chunk.count));
    }
    if (after !== undefined) parts.push(chunkTimes(after.columns, after.count).subarray(0, 1));
    const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** Replaces the gaps between the first of `times` and `until` by those that `times` show. */
  #renewGaps(id: number, step: number, times: Float64Array, until: number): void {
    this.#sql.clearGaps.run(id, times[0] ?? 0, until);
    for (let i = 1; i < times.length; i++) {
      const expected = (times[i - 1] ?? 0) + step;
      const missing = ((times[i] ?? 0) - expected) / step;
      if (missing > 0) this.#sql.addGap.run(id, expected, missing);
    }
  }

  #load(series: SeriesRow, from: number, to: number, into: CandleColumns | undefined): CandleColumns {
    const width = timeframeMs(series.timeframe as Timeframe) * SLOTS_PER_CHUNK;
    const [first, last] = [Math.floor(from / width), Math.floor((to - 1) / width)];
    const tail = this.#reading.readTail.all(series.id, from, to);
    const capacity = (this.#reading.countChunks.get(series.id, first, last) ?? 0) * SLOTS_PER_CHUNK + tail.length;
    const columns = into !== undefined && into.ts.length >= capacity ? into : allocateColumns(capacity);
    let count = 0;
    for (const chunk of this.#reading.readChunks.iterate(series.id, first, last)) {
      const [start, end] = rangeWithin(chunk, from, to, chunk.bucket === first || chunk.bucket === last);
      copyChunk(chunk.columns, chunk.count, start, end, columns, count);
      release(chunk.columns);
      count += end - start;
    }
    for (const row of tail) putRow(columns, count++, row);
    return sliceColumns(columns, 0, count);
  }
}

function putRow(columns: CandleColumns, index: number, row: TailRow): void {
  for (const name of COLUMN_NAMES) columns[name][index] = row[name];
}

/** Which candles of a chunk lie in the range; only the chunks at its ends need a search. */
function rangeWithin(chunk: ChunkRow, from: number, to: number, atEnd: boolean): readonly [start: number, end: number] {
  if (!atEnd) return [0, chunk.count];
  const times = chunkTimes(chunk.columns, chunk.count);
  return [lowerBound(times, from), lowerBound(times, to)];
}

function chunkColumns(chunk: ChunkRow): CandleColumns {
  const columns = allocateColumns(chunk.count);
  unpackChunk(chunk.columns, chunk.count, columns, 0);
  return columns;
}

function tailColumns(rows: readonly TailRow[]): CandleColumns {
  const columns = allocateColumns(rows.length);
  rows.forEach((row, index) => {
    putRow(columns, index, row);
  });
  return columns;
}

function* rowsOf(columns: CandleColumns): IterableIterator<TailRow> {
  for (const [index, ts] of columns.ts.entries()) {
    yield {
      ts,
      open: columns.open[index] ?? 0,
      high: columns.high[index] ?? 0,
      low: columns.low[index] ?? 0,
      close: columns.close[index] ?? 0,
      volume: columns.volume[index] ?? 0,
    };
  }
}
