import type { SignalState, Stage } from '#shared/domain/signal.ts';
import type { EventType } from './event-types.ts';

/** Records that move a signal, without the one that creates it. */
export type SignalMove = Exclude<Extract<EventType, `signal.${string}`>, 'signal.received'>;

/** The signal's state machine: `(state, record) → state`; what is not listed is illegal. */
export const SIGNAL_TRANSITIONS: Readonly<Record<SignalState, Readonly<Partial<Record<SignalMove, SignalState>>>>> = {
  RECEIVED: { 'signal.admitted': 'ADMITTED', 'signal.waiting': 'RECEIVED', 'signal.refused': 'REFUSED' },
  ADMITTED: { 'signal.scored': 'SCORED', 'signal.refused': 'REFUSED' },
  SCORED: { 'signal.cleared': 'CLEARED', 'signal.waiting': 'SCORED', 'signal.refused': 'REFUSED' },
  CLEARED: { 'signal.locked': 'LOCKED', 'signal.refused': 'REFUSED' },
  LOCKED: { 'signal.passed': 'PASSED', 'signal.refused': 'REFUSED' },
  PASSED: { 'signal.executed': 'EXECUTED', 'signal.refused': 'REFUSED' },
  EXECUTED: { 'signal.resolved': 'RESOLVED' },
  REFUSED: { 'signal.resolved': 'RESOLVED' },
  RESOLVED: {},
};

/** The state after a record, or null when the record is illegal in this state. */
export const nextSignalState = (state: SignalState, move: SignalMove): SignalState | null =>
  SIGNAL_TRANSITIONS[state][move] ?? null;

/** The stage that a state shows as reached; a refusal names its own stage. */
export const STAGE_OF_STATE: Readonly<Record<Exclude<SignalState, 'REFUSED'>, Stage>> = {
  RECEIVED: 'intake',
  ADMITTED: 'throttle',
  SCORED: 'scoring',
  CLEARED: 'conflict',
  LOCKED: 'lock',
  PASSED: 'risk',
  EXECUTED: 'execution',
  RESOLVED: 'outcome',
};
