import { SIGNAL_STATES, type SignalState } from '#shared/domain/signal.ts';

/** Each state as a word, and what it means. */
export const STATE_WORDS: Readonly<Record<SignalState, { readonly word: string; readonly about: string }>> = {
  RECEIVED: { word: 'Received', about: 'Just came in' },
  VALIDATED: { word: 'Validated', about: 'Well formed and in time' },
  QUEUED: { word: 'Queued', about: 'Waits for its turn' },
  THROTTLED: { word: 'Throttled', about: 'Beyond a cap on signals' },
  EVALUATING: { word: 'Evaluating', about: 'The agents vote' },
  APPROVED: { word: 'Approved', about: 'Approved, on its way to the order' },
  CONDITIONAL: { word: 'Approved in part', about: 'Approved at half the size' },
  REJECTED: { word: 'Rejected', about: 'By the score or the votes' },
  CONFLICT: { word: 'Conflict', about: 'Gave way to what was running' },
  RISK_BLOCKED: { word: 'Risk blocked', about: 'Refused by a limit of the risk gate' },
  EXECUTED: { word: 'Executed', about: 'Became an order; its outcome is awaited' },
  EXPIRED: { word: 'Expired', about: 'Its time ran out first' },
  FAILED: { word: 'Failed', about: 'By a fault of the program; may be tried again' },
  RESOLVED: { word: 'Resolved', about: 'Target, stop or time-out was reached' },
};

interface StateCount {
  readonly state: SignalState;
  readonly count: number;
}

/** The states that hold a signal, in the order of the life. */
export const stateRows = (counts: readonly StateCount[]): readonly StateCount[] =>
  [...counts]
    .filter(({ count }) => count > 0)
    .sort((a, b) => SIGNAL_STATES.indexOf(a.state) - SIGNAL_STATES.indexOf(b.state));
