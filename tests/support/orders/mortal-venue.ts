import type { Venue, VenueQuestions } from '#core/ports/venue.ts';

/** A process's own connection to a venue: once the process has ended, no answer and no event reaches it any more. */
export function mortalVenue(venue: Venue): { readonly venue: Venue; readonly end: () => void } {
  let alive = true;
  const heard = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      answer.then(
        (value) => {
          if (alive) resolve(value);
        },
        (error: Error) => {
          if (alive) reject(error);
        },
      );
    });
  const ask = Object.fromEntries(
    Object.entries(venue.ask).map(([name, question]) => [
      name,
      (...words: unknown[]) => heard((question as (...words: unknown[]) => Promise<unknown>).apply(venue.ask, words)),
    ]),
  ) as unknown as VenueQuestions;
  return {
    venue: {
      name: venue.name,
      simulated: venue.simulated,
      ask,
      submit: (order, mayLeave) => heard(venue.submit(order, mayLeave)),
      cancel: (order) => heard(venue.cancel(order)),
      amend: (order, change) => heard(venue.amend(order, change)),
      onEvent: (listener) => venue.onEvent((event) => void (alive && listener(event))),
      onCondition: (listener) => venue.onCondition((condition) => void (alive && listener(condition))),
    },
    end: () => void (alive = false),
  };
}
