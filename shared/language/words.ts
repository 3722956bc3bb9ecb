import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGE_TAGS, type Language } from './languages.ts';

/** Messages of one language by the English they stand for. */
export type Catalogue = Readonly<Record<string, string>>;

/** What fills the places of a message: a number where a plural counts, else text that is ready to be shown. */
export type MessageValues = Readonly<Record<string, string | number>>;

const byThousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

let spoken: Language = 'en';
let catalogue: ReadonlyMap<string, string> = new Map();
let showCount: (count: number) => string = byThousands;
const formats = new Map<string, IntlMessageFormat>();

/**
 * Chooses the language of every text made from now on. Texts are also made when modules are loaded, so this comes first and a
 * window that changes its language is loaded anew.
 */
export function speak(language: Language, messages: Catalogue): void {
  spoken = language;
  catalogue = new Map(Object.entries(messages));
  formats.clear();
}

/** How the `#` of a plural writes its count; grouped by commas unless told. */
export function countsAs(format: (count: number) => string): void {
  showCount = format;
}

export const language = (): Language => spoken;

/** The tag of the language for `Intl`. */
export const languageTag = (): string => LANGUAGE_TAGS[spoken];

/** A message in the language that is spoken; the English one where that has none. */
export const translated = (message: string): string => catalogue.get(message) ?? message;

const COUNTS = { format: (count: number) => showCount(count) } as Intl.NumberFormat;

/** A text of ICU syntax, made ready in a language; the parts it may mark are tags where these are asked for. */
export const readied = (text: string, tag: string, tags: boolean): IntlMessageFormat =>
  new IntlMessageFormat(text, tag, undefined, {
    ignoreTag: !tags,
    formatters: {
      getNumberFormat: () => COUNTS,
      getDateTimeFormat: (...given) => new Intl.DateTimeFormat(...given),
      getPluralRules: (...given) => new Intl.PluralRules(...given),
    },
  });

/** A message made ready once. */
export function prepared(message: string, tags: boolean): IntlMessageFormat {
  const text = translated(message);
  const key = tags ? `<>${text}` : text;
  let format = formats.get(key);
  if (format === undefined) {
    format = readied(text, LANGUAGE_TAGS[spoken], tags);
    formats.set(key, format);
  }
  return format;
}

/**
 * A text for people, in their language. The English text is its own key; places and plurals are those of ICU messages:
 * `say('{count, plural, one {# order} other {# orders}} of {symbol}', { count, symbol })`.
 * @throws Error when a place has no value.
 */
export function say(message: string, values?: MessageValues): string {
  if (values === undefined) return translated(message);
  return String(prepared(message, false).format(values));
}

/** `say` for English that means several things: the use tells translators which. `sayAs('candle', 'Close')`. */
export function sayAs(use: string, message: string): string {
  return catalogue.get(contextKey(use, message)) ?? message;
}

/** The key of a message with a use: `Close [candle]`. */
export const contextKey = (use: string, message: string): string => `${message} [${use}]`;

/** A text that stays English, for what is not read by people alone: reasons for the journal, commands, formats. */
export const verbatim = (text: string): string => text;
