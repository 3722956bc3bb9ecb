/** +1 asks for a long, −1 for a short. */
export type Direction = 1 | -1;

/** The stages of a signal's way, in order. */
export const STAGES = ['intake', 'throttle', 'scoring', 'conflict', 'lock', 'risk', 'execution', 'outcome'] as const;
export type Stage = (typeof STAGES)[number];

/** The stage that comes after one; the last is its own. */
export const stageAfter = (stage: Stage): Stage => STAGES[STAGES.indexOf(stage) + 1] ?? 'outcome';

/**
 * Where a signal stands in its life; the moves between are one table in `signal-life.ts`. QUEUED waits for a place under
 * the caps, THROTTLED found none. APPROVED and CONDITIONAL go on to the conflict check, the lock, the gate and the venue;
 * REJECTED, THROTTLED, CONFLICT, RISK_BLOCKED, EXPIRED and FAILED are refusals, of which the price still tells what would
 * have been: RESOLVED.
 */
export const SIGNAL_STATES = [
  'RECEIVED',
  'VALIDATED',
  'QUEUED',
  'THROTTLED',
  'EVALUATING',
  'APPROVED',
  'CONDITIONAL',
  'REJECTED',
  'CONFLICT',
  'RISK_BLOCKED',
  'EXECUTED',
  'EXPIRED',
  'FAILED',
  'RESOLVED',
] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

export const OUTCOME_KINDS = ['target', 'stop', 'time-out'] as const;
/** How the price went after a signal. */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

export const TRADING_STATES = ['ACTIVE', 'REDUCING', 'HALTED'] as const;
/** ACTIVE trades; REDUCING only lowers exposure; HALTED sends nothing new. */
export type TradingState = (typeof TRADING_STATES)[number];

export const MODES = ['demo', 'replay', 'paper', 'live'] as const;
export type Mode = (typeof MODES)[number];
