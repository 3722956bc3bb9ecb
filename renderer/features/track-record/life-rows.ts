import { SIGNAL_STATES, type SignalState } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

/** Each state as a word, and what it means. */
export const STATE_WORDS: Readonly<Record<SignalState, { readonly word: string; readonly about: string }>> = {
  RECEIVED: { word: say('Received'), about: say('Just came in') },
  VALIDATED: { word: say('Validated'), about: say('Well formed and in time') },
  QUEUED: { word: say('Queued'), about: say('Waits for its turn') },
  THROTTLED: { word: say('Throttled'), about: say('Beyond a cap on signals') },
  EVALUATING: { word: say('Evaluating'), about: say('The agents vote') },
  APPROVED: { word: say('Approved'), about: say('Approved, on its way to the order') },
  CONDITIONAL: { word: say('Approved in part'), about: say('Approved at half the size') },
  REJECTED: { word: say('Rejected'), about: say('By the score or the votes') },
  CONFLICT: { word: say('Conflict'), about: say('Gave way to what was running') },
  RISK_BLOCKED: { word: say('Risk blocked'), about: say('Refused by a limit of the risk gate') },
  EXECUTED: { word: say('Executed'), about: say('Became an order; its outcome is awaited') },
  EXPIRED: { word: say('Expired'), about: say('Its time ran out first') },
  FAILED: { word: say('Failed'), about: say('By a fault of the program; may be tried again') },
  RESOLVED: { word: say('Resolved'), about: say('Target, stop or time-out was reached') },
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
