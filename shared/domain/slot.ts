/** Most slots a portfolio can have, whatever is configured. */
export const MOST_SLOTS = 10;

/**
 * A symbol's life with the portfolio. `discovered`: listed, but not eligible; `eligible`: it may come in;
 * `replacement-candidate`: in, and first to go; `draining`: it opens nothing more and leaves once it is flat.
 */
export const SLOT_STATES = [
  'discovered',
  'eligible',
  'active',
  'replacement-candidate',
  'draining',
  'removed',
  'replaced',
] as const;
export type SlotState = (typeof SLOT_STATES)[number];

/** The states in which a symbol holds a rank. */
export const HELD_STATES = ['active', 'replacement-candidate', 'draining'] as const;
export type HeldState = (typeof HELD_STATES)[number];

/** What moves a symbol from one state to another. */
export const SLOT_MOVES = [
  'qualify',
  'disqualify',
  'add',
  'mark',
  'clear',
  'drain',
  'keep',
  'remove',
  'replace',
] as const;
export type SlotMove = (typeof SLOT_MOVES)[number];

/** The state machine: `(state, move) → state`; what is not listed is illegal. */
export const SLOT_TRANSITIONS: Readonly<Record<SlotState, Readonly<Partial<Record<SlotMove, SlotState>>>>> = {
  // A person may take in what the rules would not.
  discovered: { qualify: 'eligible', add: 'active' },
  eligible: { disqualify: 'discovered', add: 'active' },
  active: { mark: 'replacement-candidate', drain: 'draining', remove: 'removed', replace: 'replaced' },
  'replacement-candidate': { clear: 'active', drain: 'draining', remove: 'removed', replace: 'replaced' },
  draining: { keep: 'active', remove: 'removed', replace: 'replaced' },
  removed: { qualify: 'eligible', disqualify: 'discovered', add: 'active' },
  replaced: { qualify: 'eligible', disqualify: 'discovered', add: 'active' },
};

/** The state after a move, or null when the move is illegal in this state. */
export const nextSlotState = (state: SlotState, move: SlotMove): SlotState | null =>
  SLOT_TRANSITIONS[state][move] ?? null;

/** What was done to the portfolio, for the history. */
export const SLOT_ACTIONS = [
  'added',
  'removed',
  'replaced',
  'draining',
  'kept',
  'pinned',
  'unpinned',
  'banned',
  'unbanned',
  'weighted',
] as const;
export type SlotAction = (typeof SLOT_ACTIONS)[number];

/**
 * Every condition a challenger has to meet, in the order in which it has to: the first that is missing is the one main
 * reason why it is not in. The first eleven make it eligible at all.
 */
export const SLOT_CONDITIONS = {
  'not-listed': 'It is not listed at this date.',
  banned: 'It is banned: {reason}.',
  'status-unknown': 'The venue does not say whether it is open for trading.',
  'not-trading': 'The venue has closed it for trading.',
  delisting: 'The venue takes it off its list in {hours} h.',
  age: 'It is known for {days} days; {limit} are needed.',
  'turnover-unknown': 'Its turnover of the last 24 h is not known.',
  turnover: 'It turned over {turnover} M USDT in 24 h; {limit} M are needed.',
  'spread-unknown': 'Its spread is not known.',
  spread: 'Its spread is {spread} bps; at most {limit} are allowed.',
  'score-unknown': 'Its score is not known: {missing}.',
  'score-stale': 'Its score is {minutes} min old; at most {limit} are allowed.',
  'cool-off': 'It left {days} days ago; {limit} must pass.',
  'no-slot-to-give': 'No slot can be given up: {why}.',
  'slot-score': 'The score of {slot}, which it would replace, is not known or too old.',
  lead: 'It leads {slot} by {lead} points; {limit} are needed.',
  hold: 'Its lead was held for {hours} h of {limit}.',
  'minimum-stay': '{slot} is in for {days} days; it stays at least {limit}.',
  'swap-running': 'Another swap is under way: {slot} is draining.',
  'swap-limit': '{count} swaps were made in {days} days; at most {limit} are allowed.',
  sector: '{sector} would weigh {weight} %; at most {limit} are allowed.',
  'correlation-unknown': 'Its correlation with {other} rests on {n} returns; {limit} are needed.',
  correlation: 'Its correlation with {other} is {value}; less than {limit} is needed.',
  'cost-unknown': 'What the swap would cost is not known.',
  cost: 'It would gain {gain} bps against {cost} bps of cost; {times} times the cost is needed.',
} as const;

export type SlotCondition = keyof typeof SLOT_CONDITIONS;
export const SLOT_CONDITION_NAMES = Object.keys(SLOT_CONDITIONS) as readonly SlotCondition[];

/** A condition that is not met, in words and with the figures behind it. */
export interface Unmet {
  readonly condition: SlotCondition;
  readonly sentence: string;
  readonly numbers: Readonly<Record<string, number | string>>;
}

/**
 * The sentence of a condition with its figures.
 * @throws RangeError when a figure that the sentence names is missing.
 */
export function unmet(condition: SlotCondition, numbers: Readonly<Record<string, number | string>> = {}): Unmet {
  const sentence = SLOT_CONDITIONS[condition].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = numbers[name];
    if (value === undefined) throw new RangeError(`${condition} needs the figure "${name}"`);
    return String(value);
  });
  return { condition, sentence, numbers };
}
