import { parseMoney, type Money } from '#shared/domain/money.ts';
import type { Row, TableName } from './tables.ts';

/** A stored row does not have the shape its table promises. */
export class RowDamaged extends Error {
  override readonly name = 'RowDamaged';
}

function damaged(table: TableName, column: string, value: unknown, wanted: string): never {
  throw new RowDamaged(`Column ${column} of ${table} holds ${JSON.stringify(value)}, which is not ${wanted}`);
}

/** Reads the cells of one stored row: a row is a boundary, so each cell is checked before it gets a type. */
export class RowCells {
  readonly #table: TableName;
  readonly #row: Row;

  constructor(table: TableName, row: Row) {
    this.#table = table;
    this.#row = row;
  }

  text(column: string): string {
    const value = this.#row[column];
    return typeof value === 'string' ? value : damaged(this.#table, column, value, 'text');
  }

  textOrNull(column: string): string | null {
    return this.#row[column] === null ? null : this.text(column);
  }

  integer(column: string): number {
    const value = this.#row[column];
    return Number.isSafeInteger(value) ? (value as number) : damaged(this.#table, column, value, 'a whole number');
  }

  integerOrNull(column: string): number | null {
    return this.#row[column] === null ? null : this.integer(column);
  }

  realOrNull(column: string): number | null {
    const value = this.#row[column];
    if (value === null) return null;
    return typeof value === 'number' ? value : damaged(this.#table, column, value, 'a number');
  }

  money(column: string): Money {
    const text = this.text(column);
    try {
      return parseMoney(text);
    } catch {
      return damaged(this.#table, column, text, 'an amount');
    }
  }

  /** An object kept as JSON text. */
  jsonOrNull(column: string): object | null {
    const text = this.textOrNull(column);
    if (text === null) return null;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    } catch {
      // Reported below like any other text that is no object.
    }
    return damaged(this.#table, column, text, 'a JSON object');
  }

  oneOf<T extends string>(column: string, allowed: readonly T[]): T {
    const text = this.text(column);
    const found = allowed.find((candidate) => candidate === text);
    return found ?? damaged(this.#table, column, text, `one of ${allowed.join(', ')}`);
  }

  oneOfOrNull<T extends string>(column: string, allowed: readonly T[]): T | null {
    return this.#row[column] === null ? null : this.oneOf(column, allowed);
  }
}

/**
 * Text as a database can hold and give back unchanged: lone surrogates and NUL, which remote messages may carry, become
 * U+FFFD. Without this a hostile reason would make the stored row differ from the fold for ever.
 */
export function storable(text: string): string {
  return /[\0\ud800-\udfff]/.test(text) ? text.replace(/[\0\ud800-\udfff]/gu, '\ufffd') : text;
}
