import type { Stage } from './signal.ts';

/** Every reason for which a signal or an order can be refused. Closed: a refusal without an entry here does not compile. */
export const DENIALS = {
  SIGNAL_INVALID: { stage: 'intake', sentence: 'The signal could not be read: {problem}.' },
  SIGNAL_DUPLICATE: { stage: 'intake', sentence: 'The same signal came {agoSeconds} s ago from {source}.' },
  SIGNAL_EXPIRED: { stage: 'intake', sentence: 'The signal is {ageSeconds} s old; it was good for {limitSeconds} s.' },
  SIGNAL_UNKNOWN_SYMBOL: { stage: 'intake', sentence: 'No contract named {symbol} is known.' },
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
  SCORE_UNKNOWN: { stage: 'scoring', sentence: 'No agent has data for {symbol} on {timeframe}.' },
  SCORE_BELOW_THRESHOLD: { stage: 'scoring', sentence: 'The score for this side is {score}; {threshold} is needed.' },
  SCORE_LOW_CONFIDENCE: { stage: 'scoring', sentence: 'Confidence is {confidence}; {threshold} is needed.' },
  SCORE_INCOMPLETE: {
    stage: 'scoring',
    sentence: "Only {completeness} of the agents' weight had data; {threshold} is needed.",
  },
  SCORE_VETO: { stage: 'scoring', sentence: 'The {agent} agent vetoes new risk on {symbol}.' },
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
  LOCK_HELD: { stage: 'lock', sentence: '{resource} is locked by {holder} for another {remainingMs} ms.' },
  LOCK_STALE: { stage: 'lock', sentence: 'The lock on {resource} was lost: token {token} is no longer current.' },
  RISK_HALTED: { stage: 'risk', sentence: 'Trading is halted: {cause}.' },
  RISK_REDUCING: { stage: 'risk', sentence: 'Only reductions are allowed now: {cause}.' },
  RISK_NOT_ALLOWED: { stage: 'risk', sentence: '{symbol} is not on the list of symbols to trade.' },
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
  JOURNAL_UNVERIFIED: {
    stage: 'risk',
    sentence: 'The journal and the tables do not agree; nothing is traded until they do.',
  },
  ORDER_INVALID: { stage: 'execution', sentence: 'The order cannot be made like this: {problem}.' },
  ORDER_LEVERAGE: { stage: 'execution', sentence: 'The leverage {leverage} is not a whole number from 1 to {limit}.' },
  ORDER_PRICE_FAR: {
    stage: 'execution',
    sentence: 'The price is {distance} % {side} the mark price; at most {limit} % is allowed.',
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
  const entry = DENIALS[code];
  const sentence = entry.sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = numbers[name];
    if (value === undefined) throw new Error(`${code} needs the figure "${name}"`);
    return typeof value === 'number' ? String(value).replace('-', '−') : value;
  });
  return { stage: entry.stage, code, sentence, numbers };
}

export const DENIAL_CODES = Object.keys(DENIALS) as readonly DenialCode[];
