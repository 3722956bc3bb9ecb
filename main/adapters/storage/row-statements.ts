import { TABLES, type Cell, type Row, type RowChange, type TableName, type TableSpec } from '#core/journal/tables.ts';
import type { Connection } from './connection.ts';
import { sqlCompiler } from './schema.ts';

/** Rows read at a time; no statement stays open between two reads, so writes can come in between. */
const PAGE = 1_000;

/** The prepared statements of one folded table. */
export class RowStatements {
  readonly #spec: TableSpec;
  readonly #names: readonly string[];
  readonly #put;
  readonly #remove;
  readonly #get;
  readonly #first;
  readonly #after;
  readonly #latest;
  readonly #latestBefore;

  constructor(db: Connection, table: TableName) {
    this.#spec = TABLES[table];
    this.#names = this.#spec.columns.map((column) => column.name);
    const { key } = this.#spec;
    const from = sqlCompiler.selectFrom(table).select([...this.#names]);
    this.#put = db.prepare<[Cell[]]>(putSql(table, this.#spec));
    this.#remove = db.prepare<[Cell]>(sqlCompiler.deleteFrom(table).where(key, '=', '').compile().sql);
    this.#get = db.prepare<[Cell], Row>(from.where(key, '=', '').compile().sql);
    this.#first = db.prepare<[number], Row>(from.orderBy(key).limit(PAGE).compile().sql);
    this.#after = db.prepare<[Cell, number], Row>(from.where(key, '>', '').orderBy(key).limit(PAGE).compile().sql);
    this.#latest = db.prepare<[number], Row>(from.orderBy(key, 'desc').limit(PAGE).compile().sql);
    const before = from.where(key, '<', '').orderBy(key, 'desc').limit(PAGE);
    this.#latestBefore = db.prepare<[Cell, number], Row>(before.compile().sql);
  }

  apply(change: RowChange): void {
    const { row } = change;
    if (row === null) this.#remove.run(change.key);
    else this.#put.run(this.#names.map((name) => row[name] ?? null));
  }

  get(key: string | number): Row | null {
    return this.#get.get(key) ?? null;
  }

  *all(): IterableIterator<Row> {
    for (let page = this.#first.all(PAGE); page.length > 0;) {
      yield* page;
      const last = page.at(-1)?.[this.#spec.key] ?? null;
      page = page.length < PAGE ? [] : this.#after.all(last, PAGE);
    }
  }

  latest(limit: number, before: string | null): readonly Row[] {
    if (before === null) return this.#latest.all(limit);
    const isText = this.#spec.columns.some((column) => column.name === this.#spec.key && column.type === 'text');
    return this.#latestBefore.all(isText ? before : Number(before), limit);
  }
}

/** Insert, or replace all other columns when the key is there. */
function putSql(table: TableName, spec: TableSpec): string {
  const names = spec.columns.map((column) => column.name);
  const values = Object.fromEntries(names.map((name) => [name, '']));
  return sqlCompiler
    .insertInto(table)
    .values(values)
    .onConflict((conflict) =>
      conflict
        .column(spec.key)
        .doUpdateSet((eb) =>
          Object.fromEntries(
            names.filter((name) => name !== spec.key).map((name) => [name, eb.ref(`excluded.${name}`)]),
          ),
        ),
    )
    .compile().sql;
}
