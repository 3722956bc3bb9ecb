/** Texts longer than this are cut: a headline with its summary is shorter, and the work stays bounded. */
const MOST_LETTERS = 2_000;
const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;

/**
 * The words of a text, lower case, apostrophes left out (`don’t` is `dont`), hyphens kept. Compatibility forms and accents are
 * brought to plain letters first, so that look-alike spellings of Unicode read alike.
 */
export function tokens(text: string): readonly string[] {
  const plain = text
    .slice(0, MOST_LETTERS)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return (plain.match(WORD) ?? []).map((word) => word.replace(/[’']/g, ''));
}

/** The letters and digits of a title alone: the same headline with other marks, spaces or capitals is the same. */
export const normalTitle = (title: string): string => tokens(title).join('').replace(/-/g, '');
