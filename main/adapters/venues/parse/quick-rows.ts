import type { JsonCursor } from './json-cursor.ts';
import { MESSAGE_AT, MOST_ROWS, RECORDS_AT, scanMemory } from './scan-memory.ts';
import type { ScanTemplate } from './scan-template.ts';

/** A shorter rest of a message is read as fast without the copy. */
const SHORTEST = 1_024;
/** Scans of a message that read no row before the rest is left to the full reader: its rows do not look alike. */
const MOST_FRUITLESS = 4;

/** What the kernel's memory holds now. */
const held: { message: number; template: ScanTemplate | null } = { message: 0, template: null };

/**
 * Reads rows that look alike by the kernel in WebAssembly. It knows less than the full reader and never disagrees with it: at
 * the first row that is not as the template says it stops. Columns hold the rows until the next scan of any reader.
 */
export class QuickRows {
  readonly #memory = scanMemory();
  #message = 0;
  #fruitless = 0;

  /** Takes rows that lie one after the other and moves the cursor behind the last. 0 when the next row is not plain. */
  scan(cursor: JsonCursor, template: ScanTemplate | null): number {
    const memory = this.#memory;
    if (memory === null || template === null || cursor.length - cursor.position < SHORTEST) return 0;
    if (this.#message !== cursor.message) {
      this.#message = cursor.message;
      this.#fruitless = 0;
    }
    if (this.#fruitless === MOST_FRUITLESS) return 0;
    if (held.message !== cursor.message) {
      memory.copy(cursor.bytes, cursor.position, cursor.length);
      held.message = cursor.message;
    }
    if (held.template !== template) {
      memory.bytes.set(template.bytes, RECORDS_AT);
      held.template = template;
    }
    const at = MESSAGE_AT + cursor.position;
    const rows = memory.exports.scan(at, RECORDS_AT, template.last, template.close, MOST_ROWS * 8) >> 3;
    if (rows === 0) this.#fruitless += 1;
    else cursor.position = memory.end - MESSAGE_AT;
    return rows;
  }

  column(index: number, rows: number): Float64Array {
    return this.#memory?.columns[index]?.subarray(0, rows) ?? new Float64Array();
  }

  /** Sets the cursor's last text to that of a row. */
  text(cursor: JsonCursor, index: number, row: number): void {
    const texts = this.#memory?.texts[index];
    cursor.from = (texts?.[2 * row] ?? 0) - MESSAGE_AT;
    cursor.to = (texts?.[2 * row + 1] ?? 0) - MESSAGE_AT;
  }
}
