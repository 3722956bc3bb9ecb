import type { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGE_TAGS, type Language } from './languages.ts';
import { readied, type Catalogue } from './words.ts';

/**
 * What the host tells, said in the language of the window. The host has one language: its sentences go into the journal, whose
 * records never change and must give the same hash whoever reads them. The window knows every sentence of the host with places
 * where values stand, finds the one that was told, and says it anew with the values it found. What it does not find is shown as
 * it came: nothing is lost, and text of a person or of a venue stays as it is.
 */

/** A sentence of the host: what it looks like, and what is said for it. */
interface Sentence {
  readonly shape: RegExp;
  readonly places: readonly string[];
  /** Its longest run of fixed characters, by which it is ruled out at once. */
  readonly mark: string;
  /** How many characters are fixed: of several that fit, the one with the most says the most. */
  readonly fixed: number;
  readonly text: string;
  format: IntlMessageFormat | null;
}

/** How many told texts are kept said: more than any screen shows, few enough to be no burden. */
const KEPT = 4_000;
/** How deep values are looked at for sentences within sentences. */
const DEPTH = 4;
/** How many first characters sort sentences that begin with fixed text. */
const HEAD = 4;

const PLACE = /\{(\w+)\}/g;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function readSentence(english: string, text: string): Sentence {
  const fixed = english.split(PLACE).filter((_, at) => at % 2 === 0);
  const places = [...english.matchAll(PLACE)].map(([, name = '']) => name);
  return {
    shape: new RegExp(`^${fixed.map(escaped).join('([^]*?)')}$`, 'u'),
    places,
    mark: fixed.reduce((longest, one) => (one.length > longest.length ? one : longest), ''),
    fixed: fixed.reduce((sum, one) => sum + one.length, 0),
    text,
    format: null,
  };
}

const COUNT = /^\d{1,3}(?:,?\d{3})*$/;

/** Between these, what the host joins to one text is told part by part. */
const SEAMS = ['. ', '; ', ' · ', ': ', ', ', ' ('];

export class HostSentences {
  readonly #tag: string;
  readonly #exact = new Map<string, string>();
  readonly #byHead = new Map<string, Sentence[]>();
  readonly #others: Sentence[] = [];
  readonly #said = new Map<string, string>();

  /** @param sentences what is said for each sentence of the host, by its English with `{name}` for its places. */
  constructor(language: Language, sentences: Catalogue) {
    this.#tag = LANGUAGE_TAGS[language];
    for (const [english, text] of Object.entries(sentences)) {
      if (!english.includes('{')) {
        this.#exact.set(english, text);
        continue;
      }
      const sentence = readSentence(english, text);
      const head = english.slice(0, english.indexOf('{')).slice(0, HEAD);
      if (head.length < HEAD) this.#others.push(sentence);
      else {
        const list = this.#byHead.get(head);
        if (list === undefined) this.#byHead.set(head, [sentence]);
        else list.push(sentence);
      }
    }
  }

  /** A text of the host in this language, as far as it is known. */
  say(told: string): string {
    const kept = this.#said.get(told);
    if (kept !== undefined) return kept;
    const said = this.#find(told, DEPTH) ?? told;
    if (this.#said.size >= KEPT) this.#said.clear();
    this.#said.set(told, said);
    return said;
  }

  #find(told: string, depth: number): string | null {
    const exact = this.#exact.get(told);
    if (exact !== undefined) return exact;
    if (depth === 0 || !/\p{L}/u.test(told)) return null;
    return (
      this.#match(told, depth) ??
      this.#paragraph(told, depth) ??
      this.#inParts(told, depth) ??
      this.#capital(told, depth)
    );
  }

  #match(told: string, depth: number): string | null {
    let best: Sentence | null = null;
    let values: RegExpExecArray | null = null;
    for (const list of [this.#byHead.get(told.slice(0, HEAD)) ?? [], this.#others]) {
      for (const one of list) {
        if (best !== null && one.fixed <= best.fixed) continue;
        if (!told.includes(one.mark)) continue;
        const found = one.shape.exec(told);
        if (found !== null) [best, values] = [one, found];
      }
    }
    return best === null || values === null ? null : this.#fill(best, values, depth);
  }

  #fill(sentence: Sentence, found: RegExpExecArray, depth: number): string {
    sentence.format ??= readied(sentence.text, this.#tag, false);
    const values: Record<string, string | number> = {};
    sentence.places.forEach((name, at) => {
      const value = found[at + 1] ?? '';
      const counted = COUNT.test(value) && sentence.text.includes(`{${name}, plural`);
      values[name] = counted ? Number(value.replaceAll(',', '')) : (this.#find(value, depth - 1) ?? value);
    });
    return String(sentence.format.format(values));
  }

  /** Sentences that follow each other, each for itself. */
  #paragraph(told: string, depth: number): string | null {
    const sentences = told.split(/(?<=[.?!]) (?=\p{Lu})/u);
    if (sentences.length < 2) return null;
    const said = sentences.map((one) => this.#find(one, depth - 1));
    return said.some((one) => one !== null) ? said.map((one, at) => one ?? sentences[at]).join(' ') : null;
  }

  /** A text of several parts, when at least one of them is known. */
  #inParts(told: string, depth: number): string | null {
    for (const seam of SEAMS) {
      const at = told.indexOf(seam);
      if (at < 0) continue;
      const cut = at + (seam === '. ' ? 1 : 0);
      const [first, rest] = [told.slice(0, cut), told.slice(at + seam.length)];
      const [one, other] = [this.#find(first, depth), this.#find(rest, depth - 1)];
      if (one !== null || other !== null) return `${one ?? first}${seam.slice(cut - at)}${other ?? rest}`;
    }
    const closed = /^(.+)([.)])$/su.exec(told);
    const inner = closed === null ? null : this.#find(closed[1] ?? '', depth - 1);
    return inner === null ? null : `${inner}${closed?.[2] ?? ''}`;
  }

  /** The host begins a sentence with a clause it also tells within others. */
  #capital(told: string, depth: number): string | null {
    const first = told.charAt(0);
    const lower = first.toLowerCase();
    if (lower === first || /^\p{Lu}{2}/u.test(told)) return null;
    const said = this.#find(lower + told.slice(1), depth - 1);
    return said === null ? null : said.charAt(0).toUpperCase() + said.slice(1);
  }
}

let host: HostSentences | null = null;

/** Chooses what is said for the sentences of the host from now on; null leaves them as they come. */
export function hearHost(sentences: HostSentences | null): void {
  host = sentences;
}

/** A text of the host in the language of the window. Not for what a person, a venue or a feed wrote. */
export const told = (text: string): string => (host === null ? text : host.say(text));
