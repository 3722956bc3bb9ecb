import type { Wish } from './wish.ts';

/** A change that asks for a reason. */
export type AskedChange = Exclude<Wish, { readonly kind: 'weights' }>;

/** What a dialog says of a change. */
export interface Question {
  readonly title: string;
  readonly sentence: string;
  readonly confirm: string;
  /** True for what takes a symbol out. */
  readonly stops: boolean;
  /** Whether host and person look at what it would do before. */
  readonly previewed: boolean;
}

type Asker = (symbol: string) => Question;

const still = (question: Omit<Question, 'stops' | 'previewed'>): Question => ({
  ...question,
  stops: false,
  previewed: false,
});

const QUESTIONS: Readonly<Record<AskedChange['kind'], Asker>> = {
  add: () => ({
    title: 'Take a symbol in',
    sentence: 'It gets a free slot at once, whatever its score. Listing, trading status and bans still hold.',
    confirm: 'Take in',
    stops: false,
    previewed: true,
  }),
  replace: () => ({
    title: 'Give a slot to another symbol',
    sentence: 'One record names both. What is held of the leaver drains first; the newcomer comes in once it is flat.',
    confirm: 'Replace',
    stops: true,
    previewed: true,
  }),
  remove: (symbol) => ({
    title: `Remove ${symbol}?`,
    sentence: 'Its slot is free until the next review fills it. It may come back by rule only after the cool-off.',
    confirm: 'Remove',
    stops: true,
    previewed: true,
  }),
  ban: (symbol) => ({
    title: `Ban ${symbol}?`,
    sentence: 'It never comes in, by rule or by hand, until the ban is lifted. If it is in, it leaves.',
    confirm: 'Ban',
    stops: true,
    previewed: true,
  }),
  unban: (symbol) =>
    still({
      title: `Lift the ban of ${symbol}?`,
      sentence: 'It may come in again as any other.',
      confirm: 'Lift the ban',
    }),
  pin: (symbol) =>
    still({
      title: `Pin ${symbol}?`,
      sentence: 'Its slot is never given up by rule. It still leaves when the venue closes or delists it.',
      confirm: 'Pin',
    }),
  unpin: (symbol) =>
    still({ title: `Unpin ${symbol}?`, sentence: 'Rules decide on its slot again.', confirm: 'Unpin' }),
  keep: (symbol) =>
    still({
      title: `Take ${symbol} back?`,
      sentence: 'It stops draining, keeps its slot and may open positions again. What was closed stays closed.',
      confirm: 'Take back',
    }),
};

export const questionOf = ({ kind, symbol }: AskedChange): Question => QUESTIONS[kind](symbol ?? '');

/** A change with everybody in it named; null while somebody is still to be chosen. */
export type NamedChange =
  | { readonly kind: 'replace'; readonly symbol: string; readonly newcomer: string }
  | { readonly kind: Exclude<AskedChange['kind'], 'replace'>; readonly symbol: string };

export function namedChange(change: AskedChange): NamedChange | null {
  const { symbol } = change;
  if (symbol === null || symbol === '') return null;
  if (change.kind !== 'replace') return { kind: change.kind, symbol };
  const { newcomer } = change;
  return newcomer === null || newcomer === '' || newcomer === symbol ? null : { kind: 'replace', symbol, newcomer };
}

/** What is said once it is done. */
export function doneWords(
  change: NamedChange,
  result: { readonly state: 'done' | 'draining'; readonly seq: number },
): string {
  const record = `record #${result.seq.toLocaleString('en-US')}`;
  if (result.state === 'draining') return `${change.symbol} drains and leaves once it is flat, ${record}.`;
  const words: Readonly<Record<NamedChange['kind'], string>> = {
    add: 'is in',
    replace: change.kind === 'replace' ? `gave its slot to ${change.newcomer}` : '',
    remove: 'is out',
    ban: 'is banned',
    unban: 'may come in again',
    pin: 'is pinned',
    unpin: 'is no longer pinned',
    keep: 'keeps its slot',
  };
  return `${change.symbol} ${words[change.kind]}, ${record}.`;
}
