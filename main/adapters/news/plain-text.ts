/** Named entities that feeds use; every other one stays as it is written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

/** Longer input is cut before anything is done with it, so that the work is bounded. */
const MOST_READ = 20_000;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g;
/** Elements whose content is not meant to be read. */
const UNREAD = ['script', 'style', 'iframe', 'object', 'svg'] as const;
/** Control characters, and those that turn the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu;

function decode(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x1f && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}

/** The place behind the next `mark`, or the end: what is not closed takes everything. */
function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Where the comment, tag or element that begins here ends. @param lower the text in lower case. */
function endOfMarkup(text: string, lower: string, at: number): number {
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  const unread = UNREAD.find((name) => lower.startsWith(name, at + 1));
  const closing = unread === undefined ? at : behind(lower, `</${unread}`, at + 1);
  return behind(text, '>', closing);
}

/** Takes out markup in one pass: every step goes forward, so hostile nesting costs no more than its length. */
function strip(text: string): string {
  // Lower case of a few letters is longer, which would shift the places.
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  let plain = '';
  let at = 0;
  for (;;) {
    const next = text.indexOf('<', at);
    if (next < 0) return plain + text.slice(at);
    plain += text.slice(at, next);
    const opens = /[a-zA-Z/!?]/.test(text.charAt(next + 1));
    plain += opens ? ' ' : '<';
    at = opens ? endOfMarkup(text, lower, next) : next + 1;
  }
}

/**
 * What a person would read of a text that may hold markup: elements taken out, entities decoded, control characters and
 * needless space removed, at most `length` characters. Feeds carry markup escaped once or twice, so both steps are done
 * twice; what still looks like a tag then loses its brackets.
 */
export function plainText(raw: string, length: number): string {
  const text = strip(decode(strip(decode(raw.slice(0, MOST_READ)))));
  const clean = text.replace(/[<>]/g, ' ').replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const letters = [...clean];
  return letters.length <= length
    ? clean
    : `${letters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
