interface Answer {
  readonly status: object;
  readonly slots: readonly { readonly rank: number }[];
  readonly bench: readonly object[];
}

const SLOTS = 10;

const fieldsOf = ({ status, slots, bench }: Answer): string =>
  [...new Set([status, ...slots, ...bench].map((row) => Object.keys(row).sort().join()))].join(' | ');

/** What is wrong with an answer of `slots.composition`; null when each rank is there once, with the fields of another answer. */
export function problemOf(answer: unknown, other: unknown = answer): string | null {
  const composition = answer as Answer;
  const ranks = new Set(composition.slots.map(({ rank }) => rank)).size;
  if (composition.slots.length !== SLOTS || ranks !== SLOTS)
    return `${String(composition.slots.length)} slots, ${String(ranks)} ranks`;
  return fieldsOf(composition) === fieldsOf(other as Answer) ? null : 'the answers have other fields';
}
