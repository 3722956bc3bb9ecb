import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** What a message asks for: places with values, marked parts, and the cases of its plurals. */
export interface MessageNeeds {
  readonly places: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
  /** Names of the values that are counted, with the cases each plural has. */
  readonly plurals: ReadonlyMap<string, ReadonlySet<string>>;
  readonly selects: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Open {
  readonly places: Set<string>;
  readonly marks: Set<string>;
  readonly plurals: Map<string, Set<string>>;
  readonly selects: Map<string, Set<string>>;
}

function gather(elements: readonly MessageFormatElement[], into: Open): void {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    if (element.type === TYPE.tag) {
      into.marks.add(element.value);
      gather(element.children, into);
      continue;
    }
    into.places.add(element.value);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
    const known = element.type === TYPE.plural ? into.plurals : into.selects;
    const cases = known.get(element.value) ?? new Set<string>();
    known.set(element.value, cases);
    for (const [name, option] of Object.entries(element.options)) {
      cases.add(name);
      gather(option.value, into);
    }
  }
}

/**
 * Reads an ICU message.
 * @throws SyntaxError when it is none; the sentence says where.
 */
export function needsOf(message: string, tags: boolean): MessageNeeds {
  const needs: Open = { places: new Set(), marks: new Set(), plurals: new Map(), selects: new Map() };
  try {
    gather(parse(message, { ignoreTag: !tags }), needs);
  } catch (error) {
    throw new SyntaxError(`no ICU message (${error instanceof Error ? error.message : String(error)}): ${message}`, {
      cause: error,
    });
  }
  return needs;
}

const sorted = (names: Iterable<string>): string => [...names].sort().join(', ');

/** What a translation has wrong against the English it stands for; null when nothing. */
export function translationProblem(english: string, translation: string, tags: boolean, tag: string): string | null {
  if (translation.trim() === '') return 'is empty';
  const [there, here] = [needsOf(english, tags), needsOf(translation, tags)];
  if (sorted(there.places) !== sorted(here.places))
    return `has the places {${sorted(here.places)}} and the English has {${sorted(there.places)}}`;
  if (sorted(there.marks) !== sorted(here.marks))
    return `marks <${sorted(here.marks)}> and the English marks <${sorted(there.marks)}>`;
  for (const [name, cases] of here.plurals) {
    if (!there.plurals.has(name)) return `counts {${name}}, which the English only shows`;
    const asked = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const missing = asked.filter((category) => !cases.has(category));
    if (missing.length > 0) return `lacks ${missing.join(', ')} of the plural {${name}}`;
  }
  for (const [name, cases] of here.selects) {
    const known = there.selects.get(name);
    if (known === undefined || sorted(known) !== sorted(cases)) return `has other cases of {${name}} than the English`;
  }
  return null;
}

/** A place right behind a letter ends a word, as `order{s}`: another language has no use for it. */
const isGrammar = (english: string, name: string): boolean => new RegExp(`\\p{L}\\{${name}\\}`, 'u').test(english);

/**
 * What is wrong with what is said for a sentence of the host; null when nothing. A place may be left out where only the grammar of
 * English needs it; no figure may be lost, and none made up.
 */
export function sentenceProblem(english: string, said: string, tag: string): string | null {
  if (said.trim() === '') return 'is empty';
  const places = new Set([...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const needs = needsOf(said, false);
  const unknown = [...needs.places].filter((name) => !places.has(name));
  if (unknown.length > 0) return `is said with the places {${unknown.join(', ')}}, which it does not have`;
  const lost = [...places].filter((name) => !needs.places.has(name) && !isGrammar(english, name));
  if (lost.length > 0) return `is said without {${lost.join(', ')}}`;
  for (const [name, cases] of needs.plurals) {
    const missing = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.filter((one) => !cases.has(one));
    if (missing.length > 0) return `lacks ${missing.join(', ')} of the plural {${name}}`;
  }
  return null;
}
