import { HOUR } from '#shared/domain/time.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { FlowMinute, FlowStore } from '#core/ports/store.ts';
import type { Connection } from './connection.ts';
import { mustBeWritable, onDisk } from './disk-guard.ts';
import { hoursWithin, mustBeMinutes } from './hour-chunks.ts';
import { sqlCompiler } from './schema.ts';

interface ChunkRow {
  readonly width: number;
  readonly rows: Buffer;
}

/** Minutes of the liquidation model in SQLite: one small BLOB of rows for each contract and hour. */
export class SqliteFlowStore implements FlowStore {
  readonly #readOnly: boolean;
  readonly #sql: ReturnType<typeof statements>;
  readonly #write;

  constructor(db: Connection, readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#sql = statements(db);
    this.#write = db.transaction((minutes: readonly FlowMinute[]) => {
      for (const minute of minutes) this.#put(minute);
    });
  }

  write(minutes: readonly FlowMinute[]): void {
    mustBeWritable(this.#readOnly);
    mustBeMinutes(minutes);
    if (minutes.length > 0) onDisk('Writing minutes of the liquidation model', () => this.#write.immediate(minutes));
  }

  read(symbol: ContractSymbol, from: number, to: number): readonly FlowMinute[] {
    return onDisk(`Reading minutes of ${symbol}`, () => {
      if (!(from < to)) return [];
      const found: FlowMinute[] = [];
      for (const chunk of this.#sql.chunks.iterate(symbol, ...hoursWithin(from, to))) {
        for (const [ts = 0, ...values] of rowsOf(chunk)) if (ts >= from && ts < to) found.push({ symbol, ts, values });
      }
      return found;
    });
  }

  #put({ symbol, ts, values }: FlowMinute): void {
    const bucket = Math.floor(ts / HOUR);
    const stored = this.#sql.chunk.get(symbol, bucket);
    const width = values.length + 1;
    // Rows of another width are of another version of the model; they cannot be told together.
    const kept = stored?.width === width ? rowsOf(stored).filter(([at]) => at !== ts) : [];
    const rows = [...kept, [ts, ...values]].sort(([a = 0], [b = 0]) => a - b);
    this.#sql.put.run(symbol, bucket, width, Buffer.from(Float64Array.from(rows.flat()).buffer));
  }
}

function rowsOf({ width, rows }: ChunkRow): readonly (readonly number[])[] {
  const values = new Float64Array(rows.byteLength / 8);
  new Uint8Array(values.buffer).set(rows);
  return Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
}

function statements(db: Connection) {
  const chunk = sqlCompiler.selectFrom('flow_chunks').where('symbol', '=', '').select(['width', 'rows']);
  return {
    chunk: db.prepare<[string, number], ChunkRow>(chunk.where('bucket', '=', 0).compile().sql),
    chunks: db.prepare<[string, number, number], ChunkRow>(
      chunk.where('bucket', '>=', 0).where('bucket', '<=', 0).orderBy('bucket').compile().sql,
    ),
    put: db.prepare<[string, number, number, Buffer]>(
      sqlCompiler
        .insertInto('flow_chunks')
        .values({ symbol: '', bucket: 0, width: 0, rows: Buffer.alloc(0) })
        .onConflict((conflict) =>
          conflict
            .columns(['symbol', 'bucket'])
            .doUpdateSet((eb) => ({ width: eb.ref('excluded.width'), rows: eb.ref('excluded.rows') })),
        )
        .compile().sql,
    ),
  };
}
