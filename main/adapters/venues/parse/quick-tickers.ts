import type { JsonCursor, Writing } from './json-cursor.ts';
import type { Member, ObjectPlan } from './message-plan.ts';
import { QuickRows } from './quick-rows.ts';
import { objectTemplate, scanned, type Place, type ScanTemplate } from './scan-template.ts';

/** The roles of the fields that are no figures. */
interface Roles {
  /** The symbol, a plain text. */
  readonly text: number;
  /** The venue's time, and how it is written. */
  readonly stamp: number;
  readonly time: Writing;
}

/** Templates made within one message: objects that keep changing their keys are left to the full reader. */
const MOST_TEMPLATES = 4;

/** Reads objects that look like the last one its plan read, by the kernel. */
export class QuickTickers {
  readonly #plan: ObjectPlan;
  readonly #roles: Roles;
  readonly #rows = new QuickRows();
  #template: ScanTemplate | null = null;
  #version = 0;
  #message = 0;
  #made = 0;
  /** By column of the kernel, what goes into it: a figure's column, or one of the two below. */
  #columns: number[] = [];
  #text = -1;
  #stamp = -1;

  constructor(plan: ObjectPlan, roles: Roles) {
    this.#plan = plan;
    this.#roles = roles;
  }

  /** Takes objects that lie one after the other and moves the cursor behind the last. 0 when the next one looks otherwise. */
  scan(cursor: JsonCursor): number {
    if (this.#message !== cursor.message) {
      this.#message = cursor.message;
      this.#made = 0;
    }
    if (this.#version !== this.#plan.version) {
      if (this.#made === MOST_TEMPLATES) return 0;
      this.#made += 1;
      this.#learn();
    }
    return this.#rows.scan(cursor, this.#template);
  }

  figures(into: readonly Float64Array[], from: number, rows: number): void {
    for (const [place, column] of this.#columns.entries())
      if (column >= 0) into[column]?.set(this.#rows.column(place, rows), from);
  }

  /** NaN where the messages tell no time. */
  stamps(into: Float64Array, from: number, rows: number): void {
    if (this.#stamp < 0) into.fill(Number.NaN, from, from + rows);
    else into.set(this.#rows.column(this.#stamp, rows), from);
  }

  /** Sets the cursor's last text to the symbol of a row; false when the messages tell none. */
  text(cursor: JsonCursor, row: number): boolean {
    if (this.#text >= 0) this.#rows.text(cursor, this.#text, row);
    return this.#text >= 0;
  }

  #learn(): void {
    this.#version = this.#plan.version;
    this.#columns = [];
    this.#text = -1;
    this.#stamp = -1;
    this.#template = objectTemplate(this.#plan.layout().map(([key, member]) => [key, this.#placeOf(member)]));
  }

  #placeOf(member: Member | undefined): Place | null {
    if (member === undefined) return { kind: 'pass' };
    if ('plan' in member) return null;
    const column = this.#columns.length;
    if ('column' in member) {
      this.#columns.push(member.column);
      const writing = scanned(member.writing);
      return writing === null ? null : { kind: 'number', writing, column };
    }
    this.#columns.push(-1);
    if (member.role === this.#roles.text) {
      this.#text = column;
      return { kind: 'text', column };
    }
    const writing = scanned(this.#roles.time);
    if (member.role !== this.#roles.stamp || writing === null) return null;
    this.#stamp = column;
    return { kind: 'stamp', writing, column };
  }
}
