import { say } from '#shared/language/words.ts';

/** What is typed into the calculator. */
export interface CalculatorDraft {
  readonly side: 'long' | 'short';
  readonly entry: string;
  readonly size: string;
  readonly leverage: string;
  /** Empty for none. */
  readonly addedMargin: string;
}

export type CalculatorField = Exclude<keyof CalculatorDraft, 'side'>;

/** Without grouping, as the host reads it. */
const plain = (text: string): string => text.trim().replaceAll(',', '');

const DECIMAL = /^\d{1,18}(\.\d{1,18})?$/;
const isZero = (text: string): boolean => !/[1-9]/.test(text);

const NAMES: Readonly<Record<CalculatorField, string>> = {
  entry: say('Entry'),
  size: say('Size'),
  leverage: say('Leverage'),
  addedMargin: say('Added margin'),
};

/** What is wrong with one field as a sentence; null while it is right, or still empty. */
export function fieldProblem(
  draft: CalculatorDraft,
  field: CalculatorField,
  maxLeverage: number | null,
): string | null {
  const text = plain(draft[field]);
  if (text === '') return null;
  if (!DECIMAL.test(text)) return say('{field}: give a decimal number such as 12.5.', { field: NAMES[field] });
  if (field !== 'addedMargin' && isZero(text)) return say('{field} must be above zero.', { field: NAMES[field] });
  if (field === 'leverage' && maxLeverage !== null && Number(text) > maxLeverage) {
    return say('This contract allows leverage up to {most}.', { most: maxLeverage });
  }
  return null;
}

/** What is asked of the host; null while something is missing or wrong. */
export function askedOf(draft: CalculatorDraft, maxLeverage: number | null) {
  const fields = Object.keys(NAMES) as CalculatorField[];
  if (fields.some((field) => fieldProblem(draft, field, maxLeverage) !== null)) return null;
  if (fields.some((field) => field !== 'addedMargin' && plain(draft[field]) === '')) return null;
  const { side, entry, size, leverage, addedMargin } = draft;
  return {
    side,
    entry: plain(entry),
    size: plain(size),
    leverage: plain(leverage),
    addedMargin: plain(addedMargin) === '' ? '0' : plain(addedMargin),
  };
}

/** What an outcome without a price means. */
export const OUTCOME_WORDS = {
  never: {
    title: say('Never'),
    sentence: say('No price above zero liquidates it: the margin covers all it can lose.'),
  },
  'at-once': {
    title: say('At once'),
    sentence: say('The margin does not cover maintenance at the entry: lower the leverage or add margin.'),
  },
  'beyond-table': {
    title: say('Not known'),
    sentence: say('So large a position lies beyond the maintenance table of this contract: make it smaller.'),
  },
} as const;
