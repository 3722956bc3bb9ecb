import { BOOSTERS, LEXICON, LEXICON_VERSION, LONGEST_PHRASE, NEGATIONS } from './lexicon.ts';
import { tokens } from './tokens.ts';

/** What made a score; stored beside it. */
export const METHOD = `valence-rules/lexicon-${String(LEXICON_VERSION)}`;

/** Words before a word of the lexicon that are looked at. */
const WINDOW = 3;
/** A negated valence is turned and damped: "not good" is less bad than "bad". */
const NEGATED = -0.74;
/** Boosters two and three words away count for less. */
const DISTANCE = [1, 0.95, 0.9] as const;
/** Brings the sum to −1…+1. */
const ALPHA = 15;
const BUT: ReadonlySet<string> = new Set(['but', 'however', 'yet']);
const BEFORE_BUT = 0.5;
const AFTER_BUT = 1.5;

interface Found {
  readonly at: number;
  readonly valence: number;
}

/** The entry of the lexicon that begins here, the longest first. */
function entryAt(words: readonly string[], at: number): { readonly valence: number; readonly length: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length -= 1) {
    const valence = LEXICON.get(words.slice(at, at + length).join('-'));
    if (valence !== undefined) return { valence, length };
  }
  return null;
}

/** A valence with what stands before it: boosters move it from or to zero, each negation turns it. */
function inContext(words: readonly string[], at: number, valence: number): number {
  let value = valence;
  for (let back = 1; back <= WINDOW; back += 1) {
    const word = words[at - back];
    if (word === undefined) break;
    const boost = BOOSTERS.get(word);
    if (boost !== undefined) value += Math.sign(valence) * boost * (DISTANCE[back - 1] ?? 0);
    if (NEGATIONS.has(word)) value *= NEGATED;
  }
  return value;
}

function find(words: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0; at < words.length;) {
    const entry = entryAt(words, at);
    if (entry !== null) found.push({ at, valence: inContext(words, at, entry.valence) });
    at += entry?.length ?? 1;
  }
  return found;
}

/** What follows the last "but" counts for more, what stands before it for less. */
function weighed(words: readonly string[], found: readonly Found[]): number {
  const but = words.findLastIndex((word) => BUT.has(word));
  let sum = 0;
  for (const { at, valence } of found) sum += but < 0 ? valence : valence * (at < but ? BEFORE_BUT : AFTER_BUT);
  return sum;
}

const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000 + 0;

/**
 * How good news a text is, −1…+1 in steps of 0.001; 0 when no word of the lexicon is in it.
 *
 * s = Σ valence in context, score = s ÷ √(s² + 15). Source: C. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model
 * for Sentiment Analysis of Social Media Text", 2014: negation within three words (× −0.74), boosters (± 0.293, less with
 * distance), contrast ("but") and the normalisation. Its rules for capitals and punctuation are left out, because headlines
 * are written in capitals by habit, and its lexicon is replaced by our own.
 */
export function valence(text: string): number {
  const words = tokens(text);
  const sum = weighed(words, find(words));
  return thousandths(sum / Math.sqrt(sum * sum + ALPHA));
}

/** How much a headline counts against its summary. */
const TITLE_SHARE = 0.7;

/** The score of an article: its title, and its summary where that says anything. */
export function articleScore(title: string, summary: string): number {
  const ofTitle = valence(title);
  const ofSummary = summary === '' ? 0 : valence(summary);
  return ofSummary === 0 ? ofTitle : thousandths(TITLE_SHARE * ofTitle + (1 - TITLE_SHARE) * ofSummary);
}
