/** A value that JSON can hold without loss. Amounts of money are decimal strings, never numbers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text form of a JSON value: keys sorted by UTF-16 code units, no white space, numbers in ECMAScript's shortest
 * round-trip form (the rules of RFC 8785). Equal values give equal text, so the text can be hashed.
 * @throws TypeError when a number is not finite or a value is not JSON.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  return isCanonical(value) ? JSON.stringify(value) : rendered(value);
}

/**
 * True when `JSON.stringify` renders the value canonically as it is: keys in order, every number finite, nothing left
 * out. It writes numbers and text by the same rules, and one native call makes a third of the garbage.
 */
function isCanonical(value: Json): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return isCanonicalArray(value as readonly Json[]);
  const object = value as Record<string, Json | undefined>;
  let previous = '';
  for (const key in object) {
    const item = object[key];
    if (key < previous || item === undefined || !isCanonical(item)) return false;
    previous = key;
  }
  return isPlain(object);
}

/** A hole is read as undefined, which is no JSON. */
function isCanonicalArray(items: readonly Json[]): boolean {
  for (let i = 0; i < items.length; i++) if (!isCanonical(items[i] as Json)) return false;
  return true;
}

/** Classes may have a `toJSON`, and `for in` sees what they inherit. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in object);
}

function rendered(value: Json): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON holds no ${String(value)}`);
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      return Array.isArray(value)
        ? canonicalArray(value as readonly Json[])
        : canonicalObject(value as Record<string, Json>);
    default:
      throw new TypeError(`Canonical JSON holds no ${typeof value}`);
  }
}

/** Most text needs no escape; asking first costs a quarter of `JSON.stringify`, which every journal record pays per text. */
function quoted(text: string): string {
  return /["\\\0-\x1f\ud800-\udfff]/.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function canonicalArray(items: readonly Json[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += canonicalJson(items[i] ?? null);
  }
  return `${text}]`;
}

function canonicalObject(object: Record<string, Json>): string {
  const keys = Object.keys(object);
  if (!isSorted(keys)) keys.sort();
  let text = '{';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${quoted(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}

function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return false;
  return true;
}
