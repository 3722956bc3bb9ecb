import { GUARD_DENIALS } from './guard-denials.ts';
import type { Stage } from './signal.ts';

/** Every reason for which a signal or an order can be refused. Closed: a refusal without an entry here does not compile. */
export const DENIALS = {
  SIGNAL_INVALID: { stage: 'intake', sentence: 'The signal could not be read: {problem}.' },
  SIGNAL_DUPLICATE: { stage: 'intake', sentence: 'The same signal came {agoSeconds} s ago from {source}.' },
  SIGNAL_EXPIRED: { stage: 'intake', sentence: 'The signal is {ageSeconds} s old; it was good for {limitSeconds} s.' },
  SIGNAL_UNKNOWN_SYMBOL: { stage: 'intake', sentence: 'No contract named {symbol} is known.' },
  SIGNAL_SOURCE_UNKNOWN: {
    stage: 'intake',
    sentence: 'No source of signals is named {source}; a person must add it first.',
  },
  SIGNAL_SOURCE_OFF: { stage: 'intake', sentence: 'The source {source} is turned off.' },
  SIGNAL_FAILED: { stage: 'intake', sentence: 'It could not be decided: {problem}.' },
  SIGNAL_INTERRUPTED: { stage: 'intake', sentence: 'The program ended while it was decided, after {stage}.' },
  AGENT_PAUSED: { stage: 'intake', sentence: 'The {agent} agent is paused: {reason}.' },
  AGENT_FAILED: { stage: 'intake', sentence: 'The {agent} agent failed and waits for a restart: {reason}.' },
  AGENT_QUEUE_FULL: { stage: 'intake', sentence: 'All {places} places of the {agent} agent are taken.' },
  AGENT_BUDGET_SPENT: {
    stage: 'intake',
    sentence: 'The {agent} agent used its {works} works or {processorMs} ms of this minute.',
  },
  AGENT_DRAINING: { stage: 'intake', sentence: 'The program ends; the {agent} agent takes nothing new.' },
  THROTTLE_PAUSED: { stage: 'throttle', sentence: 'Signal intake is paused: {reason}.' },
  THROTTLE_SYMBOL_HOUR: {
    stage: 'throttle',
    sentence: '{symbol} had its {limit} signals of this hour; next place in {waitSeconds} s.',
  },
  THROTTLE_SYMBOL_SPACING: {
    stage: 'throttle',
    sentence: 'The last signal on {symbol} came {sinceSeconds} s ago; {limitSeconds} s must lie between.',
  },
  THROTTLE_SOURCE_QUOTA: {
    stage: 'throttle',
    sentence: 'Source {source} used its {limit} signals of this hour; next place in {waitSeconds} s.',
  },
  THROTTLE_GLOBAL: {
    stage: 'throttle',
    sentence: 'All sources together used the {limit} signals of this hour; next place in {waitSeconds} s.',
  },
  THROTTLE_DROPPED: {
    stage: 'throttle',
    sentence: 'All {places} places to wait are taken by signals with a higher score than {score}.',
  },
  THROTTLE_QUEUE_FULL: { stage: 'throttle', sentence: 'All {places} places to wait are taken.' },
  THROTTLE_WAIT_OVER: { stage: 'throttle', sentence: 'No place came free within {waitedSeconds} s.' },
  SCORE_UNKNOWN: { stage: 'scoring', sentence: 'No agent has data for {symbol} on {timeframe}.' },
  SCORE_BELOW_THRESHOLD: { stage: 'scoring', sentence: 'The score for this side is {score}; {threshold} is needed.' },
  SCORE_LOW_CONFIDENCE: { stage: 'scoring', sentence: 'Confidence is {confidence}; {threshold} is needed.' },
  SCORE_INCOMPLETE: {
    stage: 'scoring',
    sentence: "Only {completeness} of the agents' weight had data; {threshold} is needed.",
  },
  SCORE_VETO: { stage: 'scoring', sentence: 'The {agent} agent vetoes new risk on {symbol}.' },
  EVALUATION_EMPTY_SIGNAL: {
    stage: 'scoring',
    sentence: 'The signal says nothing: its strength is {strength} and its confidence {confidence}.',
  },
  EVALUATION_NO_CONSENSUS: {
    stage: 'scoring',
    sentence: 'The agents agree to {consensus} %; {threshold} % is needed. {agent} speaks against it most.',
  },
  CONFLICT_SAME_SIDE: {
    stage: 'conflict',
    sentence: 'A {side} on {symbol} is already held or on its way (rule {rule}).',
  },
  CONFLICT_OPPOSITE_SIDE: {
    stage: 'conflict',
    sentence: 'A {side} on {symbol} is held or on its way, with priority (rule {rule}).',
  },
  CONFLICT_REDUCTION_RUNNING: {
    stage: 'conflict',
    sentence: 'Risk on {symbol} is being reduced; no entry meanwhile (rule {rule}).',
  },
  CONFLICT_CANCELED: { stage: 'conflict', sentence: 'A running {running} on {resource} goes first (rule {rule}).' },
  CONFLICT_QUEUED: { stage: 'conflict', sentence: 'It waits for {running} on {resource} to end (rule {rule}).' },
  CONFLICT_WAIT_OVER: {
    stage: 'conflict',
    sentence: 'What ran on {resource} did not end within {waitedSeconds} s (rule {rule}).',
  },
  CONFLICT_CONFIGURATION: {
    stage: 'conflict',
    sentence: 'The {what} changed meanwhile and stand at version {version}; read them again (rule {rule}).',
  },
  LOCK_HELD: { stage: 'lock', sentence: '{resource} is locked by {holder} for another {remainingMs} ms.' },
  LOCK_STALE: { stage: 'lock', sentence: 'The lock on {resource} was lost: token {token} is no longer current.' },
  LOCK_QUEUED: { stage: 'lock', sentence: '{resource} goes to {holder} first, who has waited {waitedMs} ms.' },
  LOCK_WAITED: { stage: 'lock', sentence: '{resource} was not free within {waitedMs} ms.' },
  LOCK_DROPPED: { stage: 'lock', sentence: 'The wait for {resource} ended after {waitedMs} ms: {reason}.' },
  LOCK_NESTED_WAIT: {
    stage: 'lock',
    sentence: '{holder} has or awaits {held}; {resource} must be asked for together with it.',
  },
  RISK_HALTED: { stage: 'risk', sentence: 'Trading is halted: {cause}.' },
  RISK_REDUCING: { stage: 'risk', sentence: 'Only reductions are allowed now: {cause}.' },
  RISK_PAUSED: { stage: 'risk', sentence: 'Entries are paused for {what} {end}: {reason}.' },
  RISK_NOT_ALLOWED: { stage: 'risk', sentence: '{symbol} is not on the list of symbols to trade.' },
  RISK_NOT_IN_PORTFOLIO: { stage: 'risk', sentence: 'Signals open nothing on {symbol} now: {why}.' },
  RISK_SPECIFICATION_UNKNOWN: {
    stage: 'risk',
    sentence: 'The contract {symbol} is not fully specified; live orders need: {missing}.',
  },
  RISK_OFF_TICK: { stage: 'risk', sentence: 'The price {price} is not a whole, positive number of ticks.' },
  RISK_OFF_LOT: {
    stage: 'risk',
    sentence: 'The size {lots} is not a positive multiple of {lotSize} contracts up to {maxLots}.',
  },
  RISK_TOO_SMALL: { stage: 'risk', sentence: 'The order would be {lots} contracts; the smallest is {lotSize}.' },
  RISK_ORDER_VALUE: { stage: 'risk', sentence: 'The order is worth {value} USDT; the limit is {limit} USDT.' },
  RISK_POSITION_VALUE: {
    stage: 'risk',
    sentence: 'The position on {symbol} would be {value} USDT; the limit is {limit} USDT.',
  },
  RISK_GROSS_EXPOSURE: {
    stage: 'risk',
    sentence: 'Gross exposure would be {exposure} % of equity; the limit is {limit} %.',
  },
  RISK_NET_EXPOSURE: {
    stage: 'risk',
    sentence: 'Net exposure would be {exposure} % of equity; the limit is {limit} %.',
  },
  RISK_FREE_MARGIN: {
    stage: 'risk',
    sentence: 'Free margin after the order would be {free} % of equity; {limit} % must remain.',
  },
  RISK_DAY_LOSS: { stage: 'risk', sentence: 'The day stands at {loss} %; at {limit} % entries stop.' },
  RISK_DRAWDOWN: { stage: 'risk', sentence: 'Equity is {drawdown} % below its peak; at {limit} % entries stop.' },
  RISK_DUPLICATE_ORDER: {
    stage: 'risk',
    sentence: 'The same order on {symbol} was made {agoSeconds} s ago; {limitSeconds} s must lie between.',
  },
  RISK_DATA_AGE: {
    stage: 'risk',
    sentence: 'The last price of {symbol} is {age} s old; at most {limit} s is allowed.',
  },
  RISK_NO_STOP: { stage: 'risk', sentence: 'The entry on {symbol} has no stop on the losing side of its price.' },
  RISK_STOP_LOSS: { stage: 'risk', sentence: 'The loss at the stop would be {loss} USDT; the limit is {limit} USDT.' },
  RISK_OPEN_ORDERS: { stage: 'risk', sentence: '{count} orders are open; the limit is {limit}.' },
  RISK_SYMBOL_FROZEN: { stage: 'risk', sentence: '{symbol} is frozen until the state of an order is proven.' },
  RISK_INPUT_UNKNOWN: { stage: 'risk', sentence: 'The {input} is not known; nothing is risked on an unknown.' },
  ...GUARD_DENIALS,
  RISK_RULES_CHANGED: {
    stage: 'risk',
    sentence: 'The rules of the gate ({running}) are not the ones approved last ({approved}).',
  },
  RISK_BUILD_NOT_APPROVED: {
    stage: 'risk',
    sentence: 'The program that runs ({running}) is not the one approved last ({approved}).',
  },
  RISK_LOCK_LOST: { stage: 'risk', sentence: 'The lock on {symbol} is not held any more.' },
  RISK_LOCK_ENDING: {
    stage: 'risk',
    sentence: 'The lock on {symbol} ends in {remaining} ms; {limit} ms must be left.',
  },
  RISK_DISK_FULL: { stage: 'risk', sentence: 'The disk has {free} MB left; {limit} MB are needed for the journal.' },
  RISK_DISK_SLOW: {
    stage: 'risk',
    sentence: 'The slowest commit in a hundred takes {took} ms; at most {limit} ms is allowed.',
  },
  RISK_CLOCK_OFFSET: {
    stage: 'risk',
    sentence: 'This clock is {offset} ms from the venue’s; at most {limit} ms is allowed.',
  },
  RISK_KEY_CANNOT_TRADE: { stage: 'risk', sentence: 'The login may not trade.' },
  RISK_KEY_MOVES_FUNDS: { stage: 'risk', sentence: 'The login may move funds; such a key is not traded with.' },
  RISK_KEY_ANY_ADDRESS: { stage: 'risk', sentence: 'The login works from any address; such a key is not traded with.' },
  RISK_WRONG_ACCOUNT: { stage: 'risk', sentence: 'The login is not that of the account released for live trading.' },
  RISK_CONTRACT_INACTIVE: { stage: 'risk', sentence: 'The contract {symbol} is not open for trading at the venue.' },
  RISK_SPECIFICATION_OLD: {
    stage: 'risk',
    sentence: 'The specification of {symbol} is {age} h old; at most {limit} h is allowed.',
  },
  RISK_PRICE_COLLAR: {
    stage: 'risk',
    sentence: 'The price is {distance} % {side} the mark price; at most {limit} % is allowed.',
  },
  RISK_SLIPPAGE: {
    stage: 'risk',
    sentence: 'The book would fill the order {slippage} % beyond its best price; at most {limit} % is allowed.',
  },
  RISK_BOOK_THIN: {
    stage: 'risk',
    sentence: 'The book of {symbol} holds {available} contracts on that side; the order needs {lots}.',
  },
  RISK_BOOK_AGE: { stage: 'risk', sentence: 'The book of {symbol} is {age} s old; at most {limit} s is allowed.' },
  RISK_INDEX_DEVIATION: {
    stage: 'risk',
    sentence: 'The last price of {symbol} is {distance} % from the index; at most {limit} % is allowed.',
  },
  RISK_LEVERAGE: { stage: 'risk', sentence: 'The leverage {leverage} is not a whole number from 1 to {limit}.' },
  RISK_MARGIN_MODE: {
    stage: 'risk',
    sentence: 'The venue holds {symbol} in {mode} margin; orders are made for isolated margin.',
  },
  RISK_DOUBT_UNCOUNTED: {
    stage: 'risk',
    sentence: '{doubts} entries are in doubt, and only {counted} of them are counted as filled.',
  },
  RISK_LIQUIDATION_NEAR: {
    stage: 'risk',
    sentence: 'The position would be liquidated {distance} % from its entry; {limit} % is needed.',
  },
  RISK_LIQUIDATION_ATR: {
    stage: 'risk',
    sentence: 'The position would be liquidated {distance} hourly ATRs from its entry; {limit} are needed.',
  },
  RISK_OPEN_ORDERS_SYMBOL: { stage: 'risk', sentence: '{count} orders are open on {symbol}; the limit is {limit}.' },
  RISK_ORDER_RATE_SYMBOL: {
    stage: 'risk',
    sentence: '{symbol} had its orders for now; the next place is free in {waitSeconds} s.',
  },
  RISK_ORDER_RATE_ACCOUNT: {
    stage: 'risk',
    sentence: 'The account had its orders for now; the next place is free in {waitSeconds} s.',
  },
  RISK_MESSAGE_RATE: {
    stage: 'risk',
    sentence: 'The messages to the venue are used up for now; the next place is free in {waitSeconds} s.',
  },
  RISK_REPEATED: {
    stage: 'risk',
    sentence: '{strategy} was executed {count} times on {symbol} within {window}; the limit is {limit}.',
  },
  RISK_STRATEGY_DISABLED: {
    stage: 'risk',
    sentence: '{strategy} is disabled on {symbol} until a person enables it: {cause}.',
  },
  RISK_SIGNAL_AGE: { stage: 'risk', sentence: 'The signal is {age} s old; at most {limit} s is allowed.' },
  RISK_SIGNAL_SEEN: { stage: 'risk', sentence: 'The signal was decided before; a signal trades once.' },
  RISK_MARK_AGE: {
    stage: 'risk',
    sentence: 'The mark price of {symbol} is {age} s old; at most {limit} s is allowed.',
  },
  RISK_STREAM_SILENT: { stage: 'risk', sentence: 'The private stream of the venue is {status}: {reason}.' },
  RISK_EXIT_NOT_REDUCING: {
    stage: 'risk',
    sentence: 'The order that closes {symbol} could open a position; exits are reduce-only.',
  },
  RISK_EXIT_TOO_LARGE: {
    stage: 'risk',
    sentence: 'The exit of {symbol} is {lots} contracts; only {held} are held and confirmed.',
  },
  RISK_OWN_CROSSING: {
    stage: 'risk',
    sentence: 'The order would trade with an own order on {symbol} at {price} ticks.',
  },
  RISK_WEEK_LOSS: { stage: 'risk', sentence: 'The week stands at {loss} %; at {limit} % entries stop.' },
  RISK_VENUE_CLOSED: { stage: 'risk', sentence: 'The venue is {status}: {reason}.' },
  RISK_MAINTENANCE: {
    stage: 'risk',
    sentence: 'The venue announced maintenance in {minutes} min; {limit} min must lie before it.',
  },
  JOURNAL_UNVERIFIED: {
    stage: 'risk',
    sentence: 'The journal and the tables do not agree; nothing is traded until they do.',
  },
  ORDER_INVALID: { stage: 'execution', sentence: 'The order cannot be made like this: {problem}.' },
  ORDER_LEVERAGE: {
    stage: 'execution',
    sentence: 'The ticket asks for leverage {leverage}; a whole number from 1 to {limit} is allowed.',
  },
  ORDER_PRICE_FAR: {
    stage: 'execution',
    sentence: 'The price of the ticket lies {distance} % {side} the market; at most {limit} % is allowed.',
  },
  ORDER_LIQUIDATION_FIRST: {
    stage: 'execution',
    sentence: 'The position would be liquidated at {liquidation}, before its stop at {stop}.',
  },
  ORDER_NOT_FOUND: { stage: 'execution', sentence: 'There is no order {orderId} here.' },
  ORDER_NOT_CHANGEABLE: { stage: 'execution', sentence: 'The order {orderId} cannot be changed: {reason}.' },
  ORDER_PROTECTS: {
    stage: 'execution',
    sentence: 'The order is the {role} of the position on {symbol}; it can be moved, not canceled.',
  },
  POSITION_NONE: { stage: 'execution', sentence: 'Nothing is held on {symbol}.' },
  POSITION_CLOSING: { stage: 'execution', sentence: 'The position on {symbol} is being closed already.' },
  VENUE_REJECTED: { stage: 'execution', sentence: 'The venue refused the order: {reason}.' },
  VENUE_UNKNOWN: {
    stage: 'execution',
    sentence: 'The venue gave no clear answer ({reason}); {symbol} is frozen until it does.',
  },
} as const satisfies Record<string, { readonly stage: Stage; readonly sentence: string }>;

export type DenialCode = keyof typeof DENIALS;

/** The figures behind a refusal: numbers as numbers, exact amounts and names as text. */
export type DenialNumbers = Readonly<Record<string, number | string>>;

/** A refusal: where, why, in words, and the figures that decided. */
export interface Denial {
  readonly stage: Stage;
  readonly code: DenialCode;
  readonly sentence: string;
  readonly numbers: DenialNumbers;
}

/**
 * Builds a refusal; `{name}` in the sentence is replaced by the figure of that name, with a true minus sign.
 * @throws Error when the sentence names a figure that was not given, so that no hole reaches a person.
 */
export function denial(code: DenialCode, numbers: DenialNumbers): Denial {
  // Text and names of figures in turn: a replayed year refuses hundreds of thousands of times.
  const parts = (TEMPLATES[code] ??= DENIALS[code].sentence.split(/\{(\w+)\}/));
  let sentence = parts[0] ?? '';
  for (let i = 1; i < parts.length; i += 2) {
    const name = parts[i] ?? '';
    const value = numbers[name];
    if (value === undefined) throw new Error(`${code} needs the figure "${name}"`);
    sentence += typeof value === 'number' ? String(value).replace('-', '−') : value;
    sentence += parts[i + 1] ?? '';
  }
  return { stage: DENIALS[code].stage, code, sentence, numbers };
}

const TEMPLATES: Partial<Record<DenialCode, readonly string[]>> = {};

export const DENIAL_CODES = Object.keys(DENIALS) as readonly DenialCode[];

/** A code in words, for counts: `RISK_GROSS_EXPOSURE` → `Gross exposure`. */
export function denialLabel(code: DenialCode): string {
  const prefix = /^(SIGNAL|THROTTLE|SCORE|CONFLICT|LOCK|RISK|JOURNAL|VENUE)_/;
  const words = code.replace(prefix, '').toLowerCase().replaceAll('_', ' ');
  return DENIALS[code].stage === 'throttle' ? `throttle: ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
}
