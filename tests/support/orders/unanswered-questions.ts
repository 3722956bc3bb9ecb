import type { Answer, VenueQuestions } from '#core/ports/venue.ts';

/** No question is answered. */
export function unansweredQuestions(): VenueQuestions {
  const unknown = (): Promise<Answer<never>> => Promise.resolve({ known: false, reason: 'the test gave no answer' });
  return {
    order: unknown,
    openOrders: unknown,
    doneOrders: unknown,
    fills: unknown,
    positions: unknown,
    account: unknown,
    movements: unknown,
    service: unknown,
    clockOffset: unknown,
  };
}
