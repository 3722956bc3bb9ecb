import type { StreamMessage } from '#shared/contract/base.ts';
import { sameData } from './same-data.ts';

/** A row of a stream; `key` names it. */
export interface Keyed {
  readonly key: string;
}

/** The changed row with every part of before that did not change: what shows such a part need not render again. */
function withKeptParts<Row extends Keyed>(old: Row, row: Row): Row {
  let made: Row | null = null;
  for (const name of Object.keys(old) as (keyof Row)[]) {
    const part = old[name];
    if (typeof part !== 'object' || part === null || !sameData(part, row[name])) continue;
    made ??= { ...row };
    made[name] = part;
  }
  return made ?? row;
}

/**
 * The rows of one stream, folded from its messages. A row whose content did not change keeps its identity, and so does
 * the list when no row changed: what shows them need not render again.
 */
export class RowStore<Row extends Keyed> {
  #rows = new Map<string, Row>();
  #list: readonly Row[] = [];
  #seq: number | null = null;

  get list(): readonly Row[] {
    return this.#list;
  }

  /** Folds a message in; `gap` means that a message is missing and a new subscription is needed. */
  apply(message: StreamMessage<Row>): 'changed' | 'same' | 'gap' {
    if (message.kind === 'snapshot') {
      this.#seq = message.seq;
      return this.replace(message.rows);
    }
    if (this.#seq === null || message.seq !== this.#seq + 1) return 'gap';
    this.#seq = message.seq;
    const put = message.put.map((row) => this.#put(row)).some(Boolean);
    const dropped = message.drop.map((key) => this.#rows.delete(key)).some(Boolean);
    return this.#settle(put || dropped);
  }

  /** Takes a whole new list of rows, as after a snapshot. */
  replace(rows: readonly Row[]): 'changed' | 'same' {
    const before = this.#rows;
    const order = this.#list;
    this.#rows = new Map();
    let changed = rows.length !== order.length;
    rows.forEach((row, index) => {
      const old = before.get(row.key);
      const kept = old !== undefined && sameData(old, row) ? old : row;
      this.#rows.set(row.key, kept);
      changed ||= order[index] !== kept;
    });
    return this.#settle(changed);
  }

  #put(row: Row): boolean {
    const old = this.#rows.get(row.key);
    if (old !== undefined && sameData(old, row)) return false;
    this.#rows.set(row.key, old === undefined ? row : withKeptParts(old, row));
    return true;
  }

  #settle(changed: boolean): 'changed' | 'same' {
    if (!changed) return 'same';
    this.#list = [...this.#rows.values()];
    return 'changed';
  }
}
