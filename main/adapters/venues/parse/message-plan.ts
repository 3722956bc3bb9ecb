import { WordTable } from './field-names.ts';
import { CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT, KeyBytes, type JsonCursor } from './json-cursor.ts';

/** A field to be read: a number that the reader knows it by. */
export interface Field {
  readonly role: number;
  readonly optional: boolean;
}

/** A field whose own fields are read. */
export interface Inside {
  readonly plan: ObjectPlan;
}

export const field = (role: number): Field => ({ role, optional: false });
export const optional = (role: number): Field => ({ role, optional: true });

/** What is remembered of the order of keys, however strange a message. */
const MOST_REMEMBERED = 64;
const LONGEST_REMEMBERED = 64;

/** Takes the value of a field at the cursor, whole. */
export type TakeField = (role: number) => void;

/**
 * Which fields of an object are read, by name. All others are passed over; a repeated or missing one is refused. It makes
 * no object of what it reads, so no key of a message can be more than a name that is compared.
 */
export class ObjectPlan {
  readonly #names: readonly string[];
  readonly #words: WordTable;
  readonly #members: readonly (Field | Inside)[];
  readonly #required: number;
  /** The keys of the last object in their order, with quotes and colon, and the member each is; −1 for none. */
  readonly #lastKeys: KeyBytes[] = [];
  readonly #lastMembers: number[] = [];

  constructor(members: Readonly<Record<string, Field | Inside>>) {
    this.#names = Object.keys(members);
    if (this.#names.length > 31) throw new RangeError('A plan has room for 31 fields');
    this.#words = new WordTable(this.#names);
    this.#members = Object.values(members);
    this.#required = this.#members.reduce(
      (bits, member, index) => ('optional' in member && member.optional ? bits : bits | (1 << index)),
      0,
    );
  }

  /** Reads an object. @throws UnreadableMessage */
  read(cursor: JsonCursor, take: TakeField): void {
    let seen = 0;
    if (cursor.enter(OPEN_OBJECT, CLOSE_OBJECT)) {
      let place = 0;
      do {
        const index = this.#key(cursor, place);
        place += 1;
        const member = index < 0 ? undefined : this.#members[index];
        if (member === undefined) {
          cursor.skip();
          continue;
        }
        const bit = 1 << index;
        if ((seen & bit) !== 0) cursor.fail(`the field "${this.#names[index] ?? ''}" comes twice`);
        seen |= bit;
        if ('plan' in member) member.plan.read(cursor, take);
        else take(member.role);
      } while (cursor.more(CLOSE_OBJECT));
    }
    const missing = this.#required & ~seen;
    if (missing !== 0) cursor.fail(`the field "${this.#names[31 - Math.clz32(missing)] ?? ''}" is missing`);
  }

  /** Reads a key and gives the member it is. Venues keep the order of their keys, so the one of last time is tried first. */
  #key(cursor: JsonCursor, place: number): number {
    const expected = this.#lastKeys[place];
    if (expected !== undefined && cursor.takeKey(expected)) return this.#lastMembers[place] ?? -1;
    cursor.key();
    const index = this.#words.find(cursor);
    if (place < MOST_REMEMBERED && cursor.to - cursor.from <= LONGEST_REMEMBERED) {
      this.#lastKeys[place] = new KeyBytes(cursor.text());
      this.#lastMembers[place] = index;
    }
    return index;
  }
}

export const inside = (members: Readonly<Record<string, Field | Inside>>): Inside => ({
  plan: new ObjectPlan(members),
});

/** Reads a list, handing the cursor over at each entry. @throws UnreadableMessage */
export function readList(cursor: JsonCursor, entry: () => void): void {
  if (!cursor.enter(OPEN_LIST, CLOSE_LIST)) return;
  do entry();
  while (cursor.more(CLOSE_LIST));
}
