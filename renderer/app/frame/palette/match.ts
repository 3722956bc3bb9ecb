/** What is searched: a name, further words about it, and how it is called in short. */
export interface Candidate {
  readonly label: string;
  readonly note: string;
  /** What it is called in English, where another language is shown: it is found by that too. */
  readonly english?: string;
}

const WORD_START = /[\s/·(&-]/;

const initialsOf = (text: string): string =>
  text
    .split(/[\s/·(&-]+/)
    .map((word) => word[0] ?? '')
    .join('');

/** Whether the letters come in this order, anywhere. */
function inOrder(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const startsWord = (word: string, text: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || WORD_START.test(text[at - 1] ?? '')) return true;
  }
  return false;
};

/** How well one word of the question fits; null when not at all. The name weighs more than what is said of it. */
function wordScore(word: string, label: string, note: string): number | null {
  if (label === word) return 100;
  if (label.startsWith(word)) return 80;
  if (startsWord(word, label)) return 60;
  if (word.length > 1 && initialsOf(label).startsWith(word)) return 50;
  if (label.includes(word)) return 40;
  if (startsWord(word, note)) return 25;
  if (note.includes(word)) return 15;
  return word.length > 2 && inOrder(word, label) ? 8 : null;
}

/** How well a candidate answers a question, more is better; null when a word of it fits nowhere. An empty question fits all alike. */
export function matchScore(question: string, { label, note, english = '' }: Candidate): number | null {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  const [name, about, other] = [label.toLowerCase(), note.toLowerCase(), english.toLowerCase()];
  let total = words.length > 1 && name.startsWith(words.join(' ')) ? 30 : 0;
  for (const word of words) {
    const scores = [wordScore(word, name, about), other === '' ? null : wordScore(word, other, '')];
    const score = Math.max(...scores.map((one) => one ?? 0));
    if (score === 0) return null;
    total += score;
  }
  // Of two that fit alike the shorter name is the one meant.
  return words.length === 0 ? 0 : total - Math.min(20, name.length) / 10;
}
