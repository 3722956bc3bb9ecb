/** JSON with numbers kept as the digits that were sent: `1731665526461000001` and `0.1` lose nothing. */
export type ExactJson = string | boolean | null | readonly ExactJson[] | ExactObject;
export interface ExactObject {
  readonly [key: string]: ExactJson | undefined;
}

/** A field of a venue's message that is missing or not what it must be. The message is then not used at all. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepDigits: SourceReviver = (_key, value, { source }) => (typeof value === 'number' ? (source ?? '') : value);

/**
 * Parses a message; numbers become their own text.
 * @throws UnreadableMessage when it is no JSON, or nested deeper than the stack allows.
 */
export function parseExact(text: string): ExactJson {
  try {
    return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as ExactJson;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableMessage(`Not JSON: ${why.slice(0, 120)}`);
  }
}

export const isObject = (value: ExactJson | undefined): value is ExactObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: ExactJson | undefined): value is readonly ExactJson[] => Array.isArray(value);

const shown = (value: ExactJson | undefined): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

/** The value as an object. @throws UnreadableMessage */
export function objectOf(value: ExactJson | undefined, what: string): ExactObject {
  if (isObject(value)) return value;
  throw new UnreadableMessage(`${what} is not an object but ${shown(value)}`);
}

/** The value as a list of objects. @throws UnreadableMessage */
export function objectsOf(value: ExactJson | undefined, what: string): readonly ExactObject[] {
  if (!isList(value)) throw new UnreadableMessage(`${what} is not a list but ${shown(value)}`);
  return value.map((item) => objectOf(item, what));
}

/** A text or a number's digits; null when the field is missing, null or empty, which venues use alike. */
export function optionalText(object: ExactObject, key: string): string | null {
  const value = object[key];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new UnreadableMessage(`"${key}" is neither text nor number but ${shown(value)}`);
}

/** A text or a number's digits that must be there. @throws UnreadableMessage */
export function textOf(object: ExactObject, key: string): string {
  const value = optionalText(object, key);
  if (value === null) throw new UnreadableMessage(`"${key}" is missing`);
  return value;
}

/** The first of some fields that says something; null when none does. */
export function firstText(object: ExactObject, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = optionalText(object, key);
    if (value !== null) return value;
  }
  return null;
}

/** A flag, also as the text `true`; absent means false. */
export const flagOf = (object: ExactObject, key: string): boolean => object[key] === true || object[key] === 'true';

/** One of some words. @throws UnreadableMessage when it is another one: a word we do not know is not guessed at. */
export function wordOf<T>(object: ExactObject, key: string, words: Readonly<Record<string, T>>): T {
  const word = textOf(object, key);
  const meaning = Object.hasOwn(words, word) ? words[word] : undefined;
  if (meaning === undefined) throw new UnreadableMessage(`"${key}" is the unknown word ${shown(word)}`);
  return meaning;
}
