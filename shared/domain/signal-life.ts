import { DENIALS, type DenialCode } from './denial.ts';
import type { SignalState, Stage } from './signal.ts';

/** What can happen to a signal. `validate` leaves no record of its own: the next move proves it. */
export const SIGNAL_MOVES = [
  'validate',
  'queue',
  'throttle',
  'evaluate',
  'approve',
  'approve-in-part',
  'reject',
  'conflict',
  'block',
  'execute',
  'expire',
  'fail',
  'resolve',
] as const;
export type SignalMove = (typeof SIGNAL_MOVES)[number];

/** How a refused signal ends. */
export type RefusedState = 'REJECTED' | 'THROTTLED' | 'CONFLICT' | 'RISK_BLOCKED' | 'EXPIRED' | 'FAILED';

/** Any open signal can run out of time or meet a fault of the program, of an agent or of the venue. */
const OPEN = { expire: 'EXPIRED', fail: 'FAILED' } as const;
/** A signal that was decided takes its outcome and nothing else. */
const DECIDED = { resolve: 'RESOLVED' } as const;
const ADMITTED = { ...OPEN, conflict: 'CONFLICT', block: 'RISK_BLOCKED', execute: 'EXECUTED' } as const;

/** The life of a signal: `(state, move) → state`; what is not listed is illegal. */
export const SIGNAL_LIFE: Readonly<Record<SignalState, Readonly<Partial<Record<SignalMove, SignalState>>>>> = {
  RECEIVED: { ...OPEN, validate: 'VALIDATED', reject: 'REJECTED' },
  VALIDATED: { ...OPEN, queue: 'QUEUED', throttle: 'THROTTLED', evaluate: 'EVALUATING' },
  // What waits for a place gives way to a reduction of risk on its symbol.
  QUEUED: { ...OPEN, queue: 'QUEUED', throttle: 'THROTTLED', conflict: 'CONFLICT', evaluate: 'EVALUATING' },
  EVALUATING: { ...OPEN, approve: 'APPROVED', 'approve-in-part': 'CONDITIONAL', reject: 'REJECTED' },
  APPROVED: { ...ADMITTED, queue: 'APPROVED' },
  CONDITIONAL: { ...ADMITTED, queue: 'CONDITIONAL' },
  REJECTED: DECIDED,
  THROTTLED: DECIDED,
  CONFLICT: DECIDED,
  RISK_BLOCKED: DECIDED,
  EXECUTED: DECIDED,
  EXPIRED: DECIDED,
  FAILED: DECIDED,
  RESOLVED: {},
};

/** The state after a move, or null when it is illegal. A received signal is validated on the way to what comes next. */
export function nextState(state: SignalState, move: SignalMove): SignalState | null {
  const own = SIGNAL_LIFE[state][move];
  if (own !== undefined) return own;
  const validated = SIGNAL_LIFE[state].validate;
  return validated === undefined ? null : (SIGNAL_LIFE[validated][move] ?? null);
}

/** True while a signal is under way. */
export const isOpenSignal = (state: SignalState): boolean => SIGNAL_LIFE[state].fail !== undefined;

/** What a refusal by a stage is, unless its code says otherwise. */
const END_OF_STAGE: Readonly<Record<Stage, RefusedState>> = {
  intake: 'REJECTED',
  throttle: 'THROTTLED',
  scoring: 'REJECTED',
  conflict: 'CONFLICT',
  lock: 'CONFLICT',
  risk: 'RISK_BLOCKED',
  execution: 'FAILED',
  outcome: 'FAILED',
};

const END_OF_CODE: Readonly<Partial<Record<DenialCode, RefusedState>>> = {
  SIGNAL_EXPIRED: 'EXPIRED',
  SIGNAL_FAILED: 'FAILED',
  SIGNAL_INTERRUPTED: 'FAILED',
  THROTTLE_WAIT_OVER: 'EXPIRED',
  CONFLICT_WAIT_OVER: 'EXPIRED',
  RISK_SIGNAL_AGE: 'EXPIRED',
  AGENT_PAUSED: 'FAILED',
  AGENT_FAILED: 'FAILED',
  AGENT_QUEUE_FULL: 'FAILED',
  AGENT_BUDGET_SPENT: 'FAILED',
  AGENT_DRAINING: 'FAILED',
};

/** The state in which a signal ends that is refused with this code. */
export const refusedState = (code: DenialCode): RefusedState => END_OF_CODE[code] ?? END_OF_STAGE[DENIALS[code].stage];

/** The move that a refusal with this code is. */
export const refusalMove = (code: DenialCode): SignalMove => MOVE_TO[refusedState(code)];

const MOVE_TO: Readonly<Record<RefusedState, SignalMove>> = {
  REJECTED: 'reject',
  THROTTLED: 'throttle',
  CONFLICT: 'conflict',
  RISK_BLOCKED: 'block',
  EXPIRED: 'expire',
  FAILED: 'fail',
};
