/** A value that JSON can hold without loss. Amounts of money are decimal strings, never numbers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text form of a JSON value: keys sorted by UTF-16 code units, no white space, numbers in ECMAScript's shortest
 * round-trip form (the rules of RFC 8785). Equal values give equal text, so the text can be hashed.
 * @throws TypeError when a number is not finite or a value is not JSON.
 */
export function canonicalJson(value: Json): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
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

function canonicalArray(items: readonly Json[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += canonicalJson(items[i] ?? null);
  }
  return `${text}]`;
}

function canonicalObject(object: Record<string, Json>): string {
  const keys = Object.keys(object).sort();
  let text = '{';
  for (const key of keys) {
    const value = object[key];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}
