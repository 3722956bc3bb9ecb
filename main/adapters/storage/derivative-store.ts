import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { DerivativeColumns, DerivativeSample, DerivativeStore } from '#core/ports/store.ts';
import type { Connection } from './connection.ts';
import { mustBeWritable, onDisk } from './disk-guard.ts';
import { hoursWithin, mustBeMinutes } from './hour-chunks.ts';
import { sqlCompiler } from './schema.ts';

/** Columns of a chunk in the order they are stored in. */
const COLUMNS = ['ts', 'openInterestLots', 'fundingRate', 'mark', 'index'] as const;

interface ChunkRow {
  readonly bucket: number;
  readonly count: number;
  readonly columns: Buffer;
}

/** The samples of one contract and hour; unknown values are NaN. */
type Minutes = Map<number, readonly number[]>;

/** Derived figures in SQLite: one small BLOB of columns for each contract and hour. */
export class SqliteDerivativeStore implements DerivativeStore {
  readonly #readOnly: boolean;
  readonly #sql: ReturnType<typeof statements>;
  readonly #write;

  constructor(db: Connection, readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#sql = statements(db);
    this.#write = db.transaction((samples: readonly DerivativeSample[]) => this.#put(samples));
  }

  write(samples: readonly DerivativeSample[]): void {
    mustBeWritable(this.#readOnly);
    mustBeMinutes(samples);
    if (samples.length > 0) onDisk('Writing derived figures', () => this.#write.immediate(samples));
  }

  read(symbol: ContractSymbol, from: number, to: number): DerivativeColumns {
    return onDisk(`Reading derived figures of ${symbol}`, () => {
      const chunks = from < to ? this.#sql.chunks.all(symbol, ...hoursWithin(from, to)) : [];
      return joined(chunks.map((chunk) => within(chunk, from, to)));
    });
  }

  symbols(): readonly ContractSymbol[] {
    return onDisk('Listing derived figures', () => this.#sql.symbols.all().map(({ symbol }) => contractSymbol(symbol)));
  }

  #put(samples: readonly DerivativeSample[]): void {
    const hours = new Map<string, DerivativeSample[]>();
    for (const sample of samples) {
      const key = `${sample.symbol} ${String(Math.floor(sample.ts / HOUR))}`;
      const own = hours.get(key);
      if (own === undefined) hours.set(key, [sample]);
      else own.push(sample);
    }
    for (const hour of hours.values()) this.#putHour(hour);
  }

  /** @param samples of one contract and hour. */
  #putHour(samples: readonly DerivativeSample[]): void {
    const [first] = samples;
    if (first === undefined) return;
    const bucket = Math.floor(first.ts / HOUR);
    const stored = this.#sql.chunk.get(first.symbol, bucket);
    const minutes = stored === undefined ? new Map<number, readonly number[]>() : minutesOf(stored);
    for (const { ts, openInterestLots, fundingRate, mark, index } of samples)
      minutes.set(ts, [ts, ...[openInterestLots, fundingRate, mark, index].map((value) => value ?? Number.NaN)]);
    const rows = [...minutes.values()].sort(([a = 0], [b = 0]) => a - b);
    this.#sql.put.run(first.symbol, bucket, rows.length, encode(rows));
  }
}

function encode(rows: readonly (readonly number[])[]): Buffer {
  const values = COLUMNS.flatMap((_, column) => rows.map((row) => row[column] ?? Number.NaN));
  return Buffer.from(Float64Array.from(values).buffer);
}

/** The columns of a chunk one after the other, in memory of their own. */
function valuesOf({ count, columns }: ChunkRow): Float64Array {
  const values = new Float64Array(count * COLUMNS.length);
  new Uint8Array(values.buffer).set(columns);
  return values;
}

function minutesOf(chunk: ChunkRow): Minutes {
  const { count } = chunk;
  const values = valuesOf(chunk);
  const minutes: Minutes = new Map();
  for (let row = 0; row < count; row += 1) {
    const own = COLUMNS.map((_, column) => values[column * count + row] ?? Number.NaN);
    minutes.set(own[0] ?? 0, own);
  }
  return minutes;
}

/** The columns of a chunk from `from` on and before `to`; its minutes are sorted. */
function within(chunk: ChunkRow, from: number, to: number): readonly Float64Array[] {
  const { count } = chunk;
  const values = valuesOf(chunk);
  const ts = values.subarray(0, count);
  const first = ts.findIndex((at) => at >= from);
  const after = ts.findIndex((at) => at >= to);
  if (first === -1) return COLUMNS.map(() => ts.subarray(count));
  const end = after === -1 ? count : after;
  return COLUMNS.map((_, column) => values.subarray(column * count + first, column * count + end));
}

/** The columns of all parts, one part after the other. */
function joined(parts: readonly (readonly Float64Array[])[]): DerivativeColumns {
  const total = parts.reduce((sum, [ts]) => sum + (ts?.length ?? 0), 0);
  const column = (index: number): Float64Array => {
    const all = new Float64Array(total);
    let at = 0;
    for (const part of parts) {
      const own = part[index] ?? all.subarray(total);
      all.set(own, at);
      at += own.length;
    }
    return all;
  };
  return { ts: column(0), openInterestLots: column(1), fundingRate: column(2), mark: column(3), index: column(4) };
}

function statements(db: Connection) {
  const chunks = sqlCompiler.selectFrom('derivative_chunks').where('symbol', '=', '');
  const chunk = chunks.select(['bucket', 'count', 'columns']);
  return {
    chunk: db.prepare<[string, number], ChunkRow>(chunk.where('bucket', '=', 0).compile().sql),
    chunks: db.prepare<[string, number, number], ChunkRow>(
      chunk.where('bucket', '>=', 0).where('bucket', '<=', 0).orderBy('bucket').compile().sql,
    ),
    symbols: db.prepare<[], { symbol: string }>(
      sqlCompiler.selectFrom('derivative_chunks').select('symbol').distinct().orderBy('symbol').compile().sql,
    ),
    put: db.prepare<[string, number, number, Buffer]>(
      sqlCompiler
        .insertInto('derivative_chunks')
        .values({ symbol: '', bucket: 0, count: 0, columns: Buffer.alloc(0) })
        .onConflict((conflict) =>
          conflict
            .columns(['symbol', 'bucket'])
            .doUpdateSet((eb) => ({ count: eb.ref('excluded.count'), columns: eb.ref('excluded.columns') })),
        )
        .compile().sql,
    ),
  };
}
