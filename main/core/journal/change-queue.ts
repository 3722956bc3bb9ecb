import { TABLE_NAMES, type Row, type RowChange, type TableName } from './tables.ts';

/** Row changes that wait for the next commit; of several changes of one row only the last is written. */
export class ChangeQueue {
  readonly #byTable = new Map<TableName, Map<string | number, RowChange>>(
    TABLE_NAMES.map((table) => [table, new Map()]),
  );

  add(changes: readonly RowChange[]): void {
    for (const change of changes) this.#byTable.get(change.table)?.set(change.key, change);
  }

  /** The row as it will be written, or null when no change of it waits. */
  row(table: TableName, key: string | number): Row | null {
    return this.#byTable.get(table)?.get(key)?.row ?? null;
  }

  /** Takes all changes out, table by table in the order of the schema. */
  take(): readonly RowChange[] {
    const taken: RowChange[] = [];
    for (const changes of this.#byTable.values()) {
      for (const change of changes.values()) taken.push(change);
      changes.clear();
    }
    return taken;
  }
}
