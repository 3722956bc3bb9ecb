/** How a number is written: which sign parts thousands and which the fraction. */
export const NOTATIONS = ['1,234.5', '1.234,5', '1 234,5'] as const;
export type Notation = (typeof NOTATIONS)[number];

const THOUSAND = String.raw`\d{1,3}(?:SEP\d{3})+`;
const shape = (separator: string, point: string): RegExp =>
  new RegExp(`^(${THOUSAND.replace('SEP', separator)}|\\d+)(?:${point}(\\d+))?$`);
const SHAPES: Readonly<Record<Notation, RegExp>> = {
  '1,234.5': shape(',', String.raw`\.`),
  '1.234,5': shape(String.raw`\.`, ','),
  '1 234,5': shape(' ', ','),
};

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^$/, 1],
  [/^(k|tsd\.?)$/i, 1e3],
  [/^(m|mio\.?|mln\.?)$/i, 1e6],
  [/^(b|bn|mrd\.?)$/i, 1e9],
];

/** A label that is written like a number with its unit: `$1.2M`, `850 Tsd.`, `62.000,5`. */
const LABEL = /^[$€]? ?(\d[\d., ]*?) ?([A-Za-z]{0,3}\.?) ?[$€]?$/;

/** More stand after the point of prices below one only; else a unit was taken for a digit. */
const MOST_DECIMALS = 3;

/** What a label says in a notation; null when it is not a number in it. */
export function labelNumber(text: string, notation: Notation): number | null {
  const [, digits = '', unitText = ''] = LABEL.exec(text.trim()) ?? [];
  const [, whole = '', fraction = ''] = SHAPES[notation].exec(digits) ?? [];
  if (whole === '' || (fraction.length > MOST_DECIMALS && Number(whole) > 0)) return null;
  const unit = UNITS.find(([pattern]) => pattern.test(unitText));
  if (unit === undefined) return null;
  return Number(`${whole.replaceAll(/[., ]/g, '')}.${fraction === '' ? '0' : fraction}`) * unit[1];
}
