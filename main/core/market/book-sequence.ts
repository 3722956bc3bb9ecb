import type { DepthColumns } from './depth-columns.ts';

/** What the numbers of a message say against the book's: it follows, it is old, or something in between is missing. */
export type SequenceVerdict = 'follows' | 'old' | 'gap';

/**
 * How a venue numbers its depth messages.
 *
 * `consecutive`: each change has the next whole number and a message covers `first` to `final` (KuCoin; Binance spot).
 * `linked`: numbers rise with holes and each message names the `final` of the one before (Binance futures: U, u, pu).
 */
export type SequenceDialect = 'consecutive' | 'linked';

type Judge = (last: number, message: DepthColumns, first: boolean) => SequenceVerdict;

/** By dialect: `last` is the number the book is as of, `first` says that this would be the first message on a snapshot. */
export const SEQUENCE_RULES: Readonly<Record<SequenceDialect, Judge>> = {
  consecutive: (last, { first, final }) => {
    if (final <= last) return 'old';
    return first <= last + 1 ? 'follows' : 'gap';
  },
  linked: (last, { final, previous }, first) => {
    if (previous === last) return 'follows';
    if (final <= last) return 'old';
    // A snapshot may be as of any moment between two messages; the message that spans it repeats what it already has.
    return first && previous < last ? 'follows' : 'gap';
  },
};

/** Why the numbers of a message cannot be used; null when they can. */
export function sequenceProblem(message: DepthColumns, dialect: SequenceDialect): string | null {
  const { first, final, previous } = message;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(final) || first < 0 || final < first)
    return `A message with the sequence ${String(first)} to ${String(final)} cannot be placed.`;
  if (dialect === 'linked' && !(Number.isSafeInteger(previous) && previous >= 0 && previous <= final))
    return `A message that follows ${String(previous)} cannot be placed.`;
  return null;
}
