/** +1 asks for a long, −1 for a short. */
export type Direction = 1 | -1;

/** The stages of a signal's way, in order. */
export const STAGES = ['intake', 'throttle', 'scoring', 'conflict', 'lock', 'risk', 'execution', 'outcome'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Where a signal stands. RECEIVED → ADMITTED → SCORED → CLEARED → LOCKED → PASSED → EXECUTED → RESOLVED;
 * REFUSED from any stage before execution, then RESOLVED too (its outcome is simulated).
 */
export const SIGNAL_STATES = [
  'RECEIVED',
  'ADMITTED',
  'SCORED',
  'CLEARED',
  'LOCKED',
  'PASSED',
  'EXECUTED',
  'REFUSED',
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
