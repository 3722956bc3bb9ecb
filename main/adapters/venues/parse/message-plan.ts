import { entryKind, OTHER, PASS } from './entry.ts';
import { WordTable } from './field-names.ts';
import { CLOSE_OBJECT, OPEN_OBJECT, type JsonCursor, type Writing } from './json-cursor.ts';
import { ObjectShape } from './object-shape.ts';

/** A field to be read: a number that the reader knows it by. */
export interface Field {
  readonly role: number;
  readonly optional: boolean;
}

/** A field that is a number and goes into a column; an optional one may be null, and the column then stays as it is. */
export interface Figure {
  readonly column: number;
  readonly writing: Writing;
  readonly optional: boolean;
}

/** A field whose own fields are read. */
export interface Inside {
  readonly plan: ObjectPlan;
}

export type Member = Field | Figure | Inside;

export const field = (role: number): Field => ({ role, optional: false });
export const optional = (role: number): Field => ({ role, optional: true });
export const figure = (column: number, writing: Writing): Figure => ({ column, writing, optional: false });

function kindOf(member: Member | undefined): number {
  if (member === undefined) return PASS;
  return 'column' in member ? entryKind(member.writing) : OTHER;
}

/** Takes the value of a field at the cursor, whole. */
export type TakeField = (role: number) => void;

const NO_COLUMNS: readonly Float64Array[] = [];

/**
 * Which fields of an object are read, by name. All others are passed over; a repeated or missing one is refused. It makes
 * no object of what it reads, so no key of a message can be more than a name that is compared.
 */
export class ObjectPlan {
  readonly #names: readonly string[];
  readonly #words: WordTable;
  readonly #members: readonly Member[];
  readonly #required: number;
  readonly #shape = new ObjectShape();
  /** By place in the shape, the member it is; −1 for none. */
  readonly #places: number[] = [];
  readonly #keys: string[] = [];
  /** Rises when an object came whose keys or their order were others than those of the one before. */
  version = 0;

  constructor(members: Readonly<Record<string, Member>>) {
    this.#names = Object.keys(members);
    if (this.#names.length > 31) throw new RangeError('A plan has room for 31 fields');
    this.#words = new WordTable(this.#names);
    this.#members = Object.values(members);
    this.#required = this.#members.reduce(
      (bits, member, index) => ('optional' in member && member.optional ? bits : bits | (1 << index)),
      0,
    );
  }

  /** The keys of the last object in its order, with the members that are read; empty when it was too strange to remember. */
  layout(): readonly (readonly [key: string, member: Member | undefined])[] {
    return this.#keys
      .slice(0, this.#shape.places)
      .map((key, place) => [key, this.#members[this.#places[place] ?? -1]] as const);
  }

  /** The columns its figures go into. */
  columns(): readonly number[] {
    return this.#members.flatMap((member) =>
      'plan' in member ? member.plan.columns() : 'column' in member ? [member.column] : [],
    );
  }

  /**
   * Reads an object.
   * @param columns what the figures go into, at `row`.
   * @throws UnreadableMessage
   */
  read(cursor: JsonCursor, take: TakeField, columns = NO_COLUMNS, row = 0): void {
    const { view } = cursor;
    const shape = this.#shape;
    const { places } = shape;
    let at = shape.follow(view, cursor.position, 0, columns, row);
    while (shape.place < places && shape.value >= 0) {
      const { place } = shape;
      cursor.position = shape.value;
      this.#value(cursor, this.#places[place] ?? -1, take, columns, row);
      at = shape.follow(view, cursor.position, place + 1, columns, row);
    }
    cursor.position = at;
    if (places > 0 && shape.place === places && view.getUint8(at) === CLOSE_OBJECT) cursor.position = at + 1;
    else this.#readOn(cursor, shape.place, take, columns, row);
  }

  /** The full reading, from a place in the object on. */
  #readOn(cursor: JsonCursor, from: number, take: TakeField, columns: readonly Float64Array[], row: number): void {
    let place = from;
    let seen = this.#seenBefore(from);
    let known = true;
    let goesOn = from === 0 ? cursor.enter(OPEN_OBJECT, CLOSE_OBJECT) : cursor.more(CLOSE_OBJECT);
    for (; goesOn; goesOn = cursor.more(CLOSE_OBJECT)) {
      cursor.key();
      const index = this.#words.find(cursor);
      known = this.#remember(cursor, place, index) && known;
      place += 1;
      const bit = index < 0 ? 0 : 1 << index;
      if ((seen & bit) !== 0) cursor.fail(`the field "${this.#names[index] ?? ''}" comes twice`);
      seen |= bit;
      this.#value(cursor, index, take, columns, row);
    }
    const missing = this.#required & ~seen;
    if (missing !== 0) cursor.fail(`the field "${this.#names[31 - Math.clz32(missing)] ?? ''}" is missing`);
    this.#shape.places = known ? place : 0;
    this.version += 1;
  }

  /** The members at the places before one, as bits. */
  #seenBefore(place: number): number {
    return this.#places.slice(0, place).reduce((bits, index) => (index < 0 ? bits : bits | (1 << index)), 0);
  }

  #remember(cursor: JsonCursor, place: number, index: number): boolean {
    const member = this.#members[index];
    const key = cursor.text();
    this.#shape.places = 0;
    this.#places[place] = index;
    this.#keys[place] = key;
    return this.#shape.note(
      place,
      key,
      kindOf(member),
      member !== undefined && 'column' in member ? member.column : -1,
    );
  }

  #value(cursor: JsonCursor, index: number, take: TakeField, columns: readonly Float64Array[], row: number): void {
    const member = this.#members[index];
    if (member === undefined) cursor.skip();
    else if ('plan' in member) member.plan.read(cursor, take, columns, row);
    else if ('role' in member) take(member.role);
    else if (!member.optional || !cursor.takeNull()) {
      const value = cursor.number(member.writing);
      const column = columns[member.column];
      if (column !== undefined) column[row] = value;
    }
  }
}

export const inside = (members: Readonly<Record<string, Member>>): Inside => ({
  plan: new ObjectPlan(members),
});
