/** What a schema asks for or gives, in words: for the page of the interface. */
import * as z from 'zod';

type Schema = z.ZodType;

/** The inside of a schema: the kind and what it is made of. */
export interface Inside {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly items?: readonly Schema[];
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly in?: Schema;
  readonly defaultValue?: unknown;
}

export const inside = (schema: Schema): Inside => (schema as unknown as { readonly def: Inside }).def;

/** Names of the schemas that have a section of their own. */
export type Names = ReadonlyMap<Schema, string>;

const MOST_ENTRIES = 12;

const quoted = (values: readonly unknown[]): string => {
  const shown = values.slice(0, MOST_ENTRIES).map((value) => `\`${JSON.stringify(value)}\``);
  const more = values.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
};

interface Facts {
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Facts): string {
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? null : minimum;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum;
  if (exclusiveMinimum !== undefined) return ` above ${String(exclusiveMinimum)}`;
  if (low !== null && high !== null) return ` ${String(low)} to ${String(high)}`;
  if (low !== null) return ` from ${String(low)}`;
  return high === null ? '' : ` up to ${String(high)}`;
}

function lengthOf({ minLength, maxLength, pattern }: Facts): string {
  if (pattern !== undefined) return ` like \`${pattern}\``;
  if (minLength !== undefined && maxLength !== undefined)
    return ` of ${String(minLength)} to ${String(maxLength)} characters`;
  return maxLength === undefined ? '' : ` of at most ${String(maxLength)} characters`;
}

function leafText(schema: Schema): string {
  const facts = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Facts;
  const { type } = facts;
  if (type === 'integer') return `whole number${rangeOf(facts)}`;
  if (type === 'number') return `number${rangeOf(facts)}`;
  if (type === 'string') return `text${lengthOf(facts)}`;
  return type === 'boolean' ? 'yes or no' : 'anything';
}

const WRAPPERS: Readonly<Record<string, (inner: string) => string>> = {
  optional: (inner) => inner,
  default: (inner) => inner,
  readonly: (inner) => inner,
  nullable: (inner) => `${inner}, or null`,
};

/** A schema in one phrase. Objects without a section are called `object`; their fields are listed apart. */
export function phrase(schema: Schema, names: Names): string {
  const name = names.get(schema);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  const { type, innerType, in: from } = inside(schema);
  const wrapper = WRAPPERS[type];
  if (wrapper !== undefined && innerType !== undefined) return wrapper(phrase(innerType, names));
  if (from !== undefined) return phrase(from, names);
  return severalText(schema, names) ?? chosenText(schema) ?? (type === 'object' ? 'object' : leafText(schema));
}

function severalText(schema: Schema, names: Names): string | null {
  const { type, element, options, items, valueType } = inside(schema);
  if (element !== undefined) return `list of ${phrase(element, names)}`;
  if (type === 'tuple') return `list of ${(items ?? []).map((item) => phrase(item, names)).join(', ')}`;
  if (type === 'record' && valueType !== undefined) return `by name: ${phrase(valueType, names)}`;
  if (options === undefined) return null;
  return [...new Set(options.map((option) => phrase(option, names)))].join(' or ');
}

function chosenText(schema: Schema): string | null {
  const { type, entries, values } = inside(schema);
  if (type === 'enum') return `one of ${quoted(Object.values(entries ?? {}))}`;
  return type === 'literal' ? quoted(values ?? []) : null;
}

/** A field with its path: `slots[].rank`. */
export interface Field {
  readonly path: string;
  readonly text: string;
  readonly optional: boolean;
  /** JSON of the default; null when there is none. */
  readonly standard: string | null;
}

/** Takes off what says only whether a value must be there. */
function unwrapped(schema: Schema): {
  readonly schema: Schema;
  readonly optional: boolean;
  readonly standard: string | null;
} {
  const { type, innerType, defaultValue } = inside(schema);
  if (type === 'default' && innerType !== undefined)
    return { schema: innerType, optional: true, standard: JSON.stringify(defaultValue) };
  if (type === 'optional' && innerType !== undefined) return { schema: innerType, optional: true, standard: null };
  return { schema, optional: false, standard: null };
}

/** Objects without a section that lie in a schema, with the path to each. */
function* objectsIn(schema: Schema, path: string, names: Names): Generator<readonly [string, Inside], void, void> {
  if (names.has(schema)) return;
  const found = inside(schema);
  if (found.shape !== undefined) yield [path, found];
  else if (found.element !== undefined) yield* objectsIn(found.element, `${path}[]`, names);
  else if (found.innerType !== undefined) yield* objectsIn(found.innerType, path, names);
  else if (found.valueType !== undefined) yield* objectsIn(found.valueType, `${path}.*`, names);
  else for (const option of found.options ?? []) yield* objectsIn(option, path, names);
}

/** Every field of a schema, those of objects without a section too. */
export function fieldsOf(schema: Schema, names: Names, path = ''): readonly Field[] {
  const rows: Field[] = [];
  for (const [at, { shape = {} }] of objectsIn(schema, path, names)) {
    for (const [name, field] of Object.entries(shape)) {
      const own = `${at}${at === '' ? '' : '.'}${name}`;
      const { schema: plain, optional, standard } = unwrapped(field);
      rows.push({ path: own, text: phrase(plain, names), optional, standard }, ...fieldsOf(plain, names, own));
    }
  }
  return rows;
}
