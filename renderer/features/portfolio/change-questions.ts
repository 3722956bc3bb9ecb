import { formatCount } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';
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
    title: say('Take a symbol in'),
    sentence: say('It gets a free slot at once, whatever its score. Listing, trading status and bans still hold.'),
    confirm: say('Take in'),
    stops: false,
    previewed: true,
  }),
  replace: () => ({
    title: say('Give a slot to another symbol'),
    sentence: say(
      'One record names both. What is held of the leaver drains first; the newcomer comes in once it is flat.',
    ),
    confirm: say('Replace'),
    stops: true,
    previewed: true,
  }),
  remove: (symbol) => ({
    title: say('Remove {symbol}?', { symbol }),
    sentence: say('Its slot is free until the next review fills it. It may come back by rule only after the cool-off.'),
    confirm: say('Remove'),
    stops: true,
    previewed: true,
  }),
  ban: (symbol) => ({
    title: say('Ban {symbol}?', { symbol }),
    sentence: say('It never comes in, by rule or by hand, until the ban is lifted. If it is in, it leaves.'),
    confirm: say('Ban'),
    stops: true,
    previewed: true,
  }),
  unban: (symbol) =>
    still({
      title: say('Lift the ban of {symbol}?', { symbol }),
      sentence: say('It may come in again as any other.'),
      confirm: say('Lift the ban'),
    }),
  pin: (symbol) =>
    still({
      title: say('Pin {symbol}?', { symbol }),
      sentence: say('Its slot is never given up by rule. It still leaves when the venue closes or delists it.'),
      confirm: say('Pin'),
    }),
  unpin: (symbol) =>
    still({
      title: say('Unpin {symbol}?', { symbol }),
      sentence: say('Rules decide on its slot again.'),
      confirm: say('Unpin'),
    }),
  keep: (symbol) =>
    still({
      title: say('Take {symbol} back?', { symbol }),
      sentence: say('It stops draining, keeps its slot and may open positions again. What was closed stays closed.'),
      confirm: say('Take back'),
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

/**
 * The change that takes another back and trades nothing; null where there is none: what came in or went out may have moved
 * positions. @param wasIn whether the symbol had a slot before.
 */
export function counterOf(change: NamedChange, wasIn: boolean): NamedChange | null {
  const { kind, symbol } = change;
  if (kind === 'pin') return { kind: 'unpin', symbol };
  if (kind === 'unpin') return { kind: 'pin', symbol };
  if (kind === 'unban') return { kind: 'ban', symbol };
  return kind === 'ban' && !wasIn ? { kind: 'unban', symbol } : null;
}

const DONE: Readonly<Record<Exclude<NamedChange['kind'], 'replace'>, (symbol: string, record: string) => string>> = {
  add: (symbol, record) => say('{symbol} is in, record #{record}.', { symbol, record }),
  remove: (symbol, record) => say('{symbol} is out, record #{record}.', { symbol, record }),
  ban: (symbol, record) => say('{symbol} is banned, record #{record}.', { symbol, record }),
  unban: (symbol, record) => say('{symbol} may come in again, record #{record}.', { symbol, record }),
  pin: (symbol, record) => say('{symbol} is pinned, record #{record}.', { symbol, record }),
  unpin: (symbol, record) => say('{symbol} is no longer pinned, record #{record}.', { symbol, record }),
  keep: (symbol, record) => say('{symbol} keeps its slot, record #{record}.', { symbol, record }),
};

/** What is said once it is done. */
export function doneWords(
  change: NamedChange,
  result: { readonly state: 'done' | 'draining'; readonly seq: number },
): string {
  const { symbol } = change;
  const record = formatCount(result.seq);
  if (result.state === 'draining')
    return say('{symbol} drains and leaves once it is flat, record #{record}.', { symbol, record });
  if (change.kind === 'replace') {
    const { newcomer } = change;
    return say('{symbol} gave its slot to {newcomer}, record #{record}.', { symbol, newcomer, record });
  }
  return DONE[change.kind](symbol, record);
}
