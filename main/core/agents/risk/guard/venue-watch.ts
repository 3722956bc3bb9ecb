import type { Answer, Venue, VenueQuestions } from '../../../ports/venue.ts';

/** Told of each call's end: whether it failed to give a clear answer, and how long it took, ms. */
export type CallListener = (failed: boolean, tookMs: number) => void;

/**
 * The same venue, with the end of each call told. A refusal is a clear answer; what is unknown, thrown or unreadable is a
 * failure of the connection.
 */
export function watchVenue(venue: Venue, monotonic: () => number, onCall: CallListener): Venue {
  const watched = async <T>(call: () => Promise<T>, isFailure: (answer: T) => boolean): Promise<T> => {
    const from = monotonic();
    let failed = true;
    try {
      const answer = await call();
      failed = isFailure(answer);
      return answer;
    } finally {
      onCall(failed, monotonic() - from);
    }
  };
  const asked = <T>(call: () => Promise<Answer<T>>): Promise<Answer<T>> => watched(call, ({ known }) => !known);
  const ask: VenueQuestions = {
    order: (ref) => asked(() => venue.ask.order(ref)),
    openOrders: () => asked(() => venue.ask.openOrders()),
    doneOrders: (since) => asked(() => venue.ask.doneOrders(since)),
    fills: (since) => asked(() => venue.ask.fills(since)),
    positions: () => asked(() => venue.ask.positions()),
    account: () => asked(() => venue.ask.account()),
    movements: (since) => asked(() => venue.ask.movements(since)),
    service: () => asked(() => venue.ask.service()),
    clockOffset: () => asked(() => venue.ask.clockOffset()),
  };
  return {
    name: venue.name,
    simulated: venue.simulated,
    ask,
    submit: (...order) =>
      watched(
        () => venue.submit(...order),
        ({ kind }) => kind === 'unknown',
      ),
    cancel: (order) =>
      watched(
        () => venue.cancel(order),
        (outcome) => outcome === 'unknown',
      ),
    amend: (order, change) =>
      watched(
        () => venue.amend(order, change),
        ({ kind }) => kind === 'unknown',
      ),
    onEvent: (listener) => venue.onEvent(listener),
    onCondition: (listener) => venue.onCondition(listener),
  };
}
