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
  /** Its fixed parts, in order; a place stands between each two. */
  readonly parts: readonly string[];
  /** Made when its mark is first found: few of thousands ever are. */
  shape: RegExp | null;
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
const DEPTH = 6;
/** How many first characters sort sentences that begin with fixed text. */
const HEAD = 4;

const PLACE = /\{(\w+)\}/g;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function readSentence(english: string, text: string): Sentence {
  const fixed = english.split(PLACE).filter((_, at) => at % 2 === 0);
  const places = [...english.matchAll(PLACE)].map(([, name = '']) => name);
  return {
    parts: fixed,
    shape: null,
    places,
    mark: fixed.reduce((longest, one) => (one.length > longest.length ? one : longest), ''),
    fixed: fixed.reduce((sum, one) => sum + one.length, 0),
    text,
    format: null,
  };
}

const shapeOf = ({ parts }: Sentence): RegExp => new RegExp(`^${parts.map(escaped).join('([^]*?)')}$`, 'u');

const COUNT = /^\d{1,3}(?:,?\d{3})*$/;

const LETTER = /\p{L}/u;
/** Longer texts are no sentences: records, files, what somebody pasted. */
const LONGEST = 4_000;
/** A sentence with fewer fixed characters says too little of what it is… */
const SCANT = 14;
/** …to fit where a place would hold more unknown words than a name has: half of another sentence would be said. */
const NAME_WORDS = 3;
/** A reading that knows this share of a text is good: no other is looked for. */
const ENOUGH = 0.9;

/** What is said for a text, and how many of its characters are known. */
interface Found {
  readonly text: string;
  readonly known: number;
}

type Inside = (part: string) => Found | null;

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
    const said = this.#find(told, DEPTH, new Map())?.text ?? told;
    if (this.#said.size >= KEPT) this.#said.clear();
    this.#said.set(told, said);
    return said;
  }

  /** What is known of a text, the reading that knows the most of it; null when nothing is. */
  #find(told: string, depth: number, seen: Map<string, Found | null>): Found | null {
    const exact = this.#exact.get(told);
    if (exact !== undefined) return { text: exact, known: told.length };
    if (depth === 0 || told.length > LONGEST || !LETTER.test(told)) return null;
    const before = seen.get(told);
    if (before !== undefined) return before;
    seen.set(told, null);
    const inside: Inside = (part) => this.#find(part, depth - 1, seen);
    let best = this.#match(told, inside);
    for (const read of [paragraph, parts, closed, capital]) {
      if (best !== null && best.known >= told.length * ENOUGH) break;
      const found = read(told, inside);
      if (found !== null && found.known > (best?.known ?? 0)) best = found;
    }
    seen.set(told, best);
    return best;
  }

  #match(told: string, inside: Inside): Found | null {
    let best: Sentence | null = null;
    let values: RegExpExecArray | null = null;
    for (const list of [this.#byHead.get(told.slice(0, HEAD)) ?? [], this.#others]) {
      for (const one of list) {
        if (best !== null && one.fixed <= best.fixed) continue;
        if (!told.includes(one.mark)) continue;
        const found = (one.shape ??= shapeOf(one)).exec(told);
        if (found !== null) [best, values] = [one, found];
      }
    }
    return best === null || values === null ? null : this.#fill(best, values, inside);
  }

  #fill(sentence: Sentence, found: RegExpExecArray, inside: Inside): Found | null {
    sentence.format ??= readied(sentence.text, this.#tag, false);
    const values: Record<string, string | number> = {};
    let known = sentence.fixed;
    let fits = true;
    sentence.places.forEach((name, at) => {
      const value = found[at + 1] ?? '';
      const counted = COUNT.test(value) && sentence.text.includes(`{${name}, plural`);
      const said = counted ? null : inside(value);
      if (said === null && sentence.fixed < SCANT && value.split(' ').length > NAME_WORDS) fits = false;
      known += said?.known ?? (LETTER.test(value) ? 0 : value.length);
      values[name] = counted ? Number(value.replaceAll(',', '')) : (said?.text ?? value);
    });
    return fits ? { text: String(sentence.format.format(values)), known } : null;
  }
}

/** Sentences that follow each other, each for itself. */
function paragraph(told: string, inside: Inside): Found | null {
  const sentences = told.split(/(?<=[.?!]) (?=\p{Lu})/u);
  if (sentences.length < 2) return null;
  const said = sentences.map((one) => inside(one));
  const known = said.reduce((sum, one) => sum + (one?.known ?? 0), 0);
  return known === 0 ? null : { text: said.map((one, at) => one?.text ?? sentences[at]).join(' '), known };
}

/** A text of two parts, when at least one of them is known. */
function parts(told: string, inside: Inside): Found | null {
  for (const seam of SEAMS) {
    const at = told.indexOf(seam);
    if (at < 0) continue;
    const [first, rest] = [told.slice(0, at), told.slice(at + seam.length)];
    const [one, other] = [inside(first), inside(rest)];
    const known = (one?.known ?? 0) + (other?.known ?? 0);
    if (known > 0) return { text: `${one?.text ?? first}${seam}${other?.text ?? rest}`, known };
  }
  return null;
}

/** A clause that the host ends with a stop or a bracket. */
function closed(told: string, inside: Inside): Found | null {
  const [, clause = '', end = ''] = /^(.+)([.)])$/su.exec(told) ?? [];
  const said = clause === '' ? null : inside(clause);
  return said === null ? null : { text: `${said.text}${end}`, known: said.known + 1 };
}

/** The host begins a sentence with a clause it also tells within others. */
function capital(told: string, inside: Inside): Found | null {
  const first = told.charAt(0);
  const lower = first.toLowerCase();
  if (lower === first || /^\p{Lu}{2}/u.test(told)) return null;
  const said = inside(lower + told.slice(1));
  return said === null ? null : { text: said.text.charAt(0).toUpperCase() + said.text.slice(1), known: said.known };
}

let host: HostSentences | null = null;

/** Chooses what is said for the sentences of the host from now on; null leaves them as they come. */
export function hearHost(sentences: HostSentences | null): void {
  host = sentences;
}

/** A text of the host in the language of the window. Not for what a person, a venue or a feed wrote. */
export const told = (text: string): string => (host === null ? text : host.say(text));
