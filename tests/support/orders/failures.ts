import type { AmendOutcome, CancelOutcome, SubmitOutcome } from '#core/ports/venue.ts';
import type { Plan } from './planned-venue.ts';

/** How a request can go wrong, as it is seen from our side of the connection. */
export interface Failure {
  readonly name: string;
  /** When the request reaches the venue's books, ms; null when it never does. */
  readonly arrivesAfter: number | null;
  /** `refused`: the venue's proven refusal. The rest proves nothing. */
  readonly heard: 'unclear' | 'throws' | 'fails' | 'never' | 'refused' | 'twice';
  readonly heardAfter?: number;
}

const TIME_OUT = 10_000;

export const FAILURES: readonly Failure[] = [
  { name: 'the connection is refused', arrivesAfter: null, heard: 'unclear' },
  { name: 'the name is not resolved', arrivesAfter: null, heard: 'unclear', heardAfter: 5_000 },
  { name: 'the connection is reset before a byte left', arrivesAfter: null, heard: 'throws' },
  { name: 'the connection is reset after the last byte', arrivesAfter: 0, heard: 'throws' },
  { name: 'TLS is cut while it is sent', arrivesAfter: null, heard: 'fails' },
  { name: 'TLS is cut while it is answered', arrivesAfter: 20, heard: 'fails', heardAfter: 40 },
  { name: 'a time-out, and it was lost', arrivesAfter: null, heard: 'unclear', heardAfter: TIME_OUT },
  { name: 'a time-out, and it was taken', arrivesAfter: 0, heard: 'unclear', heardAfter: TIME_OUT },
  { name: 'unclear, and taken 1 s later', arrivesAfter: 1_000, heard: 'unclear' },
  { name: 'unclear, and taken 8 s later', arrivesAfter: 8_000, heard: 'unclear' },
  { name: 'unclear, and taken 40 s later', arrivesAfter: 40_000, heard: 'unclear' },
  {
    name: '400 "order request timed out", and taken 8 s later',
    arrivesAfter: 8_000,
    heard: 'unclear',
    heardAfter: 300,
  },
  { name: '200 without an order id, and taken', arrivesAfter: 0, heard: 'unclear' },
  { name: '200 without an order id, and not taken', arrivesAfter: null, heard: 'unclear' },
  { name: 'an answer cut in the middle of its JSON', arrivesAfter: 0, heard: 'unclear', heardAfter: 30 },
  { name: 'an HTML page from a proxy', arrivesAfter: null, heard: 'unclear', heardAfter: 30 },
  { name: '429, and refused', arrivesAfter: null, heard: 'unclear', heardAfter: 30 },
  { name: '403, the key is suspended', arrivesAfter: null, heard: 'unclear', heardAfter: 30 },
  { name: '418, the address is banned', arrivesAfter: null, heard: 'unclear', heardAfter: 30 },
  { name: '500, and taken', arrivesAfter: 0, heard: 'unclear', heardAfter: 60 },
  { name: '503, and taken 1 s later', arrivesAfter: 1_000, heard: 'unclear', heardAfter: 60 },
  { name: 'no answer ever, and taken', arrivesAfter: 0, heard: 'never' },
  { name: 'a good answer told twice', arrivesAfter: 0, heard: 'twice' },
  { name: 'a proven refusal', arrivesAfter: null, heard: 'refused' },
];

const unclear = { kind: 'unknown', reason: 'no clear answer' } as const;
const refused = { kind: 'rejected', code: '300003', reason: 'refused before matching' } as const;

function planWith<T>(failure: Failure, whenUnclear: T, whenRefused: T): Plan<T> {
  const { arrivesAfter, heard, heardAfter = 0 } = failure;
  switch (heard) {
    case 'throws':
    case 'fails':
    case 'never':
      return { arrivesAfter, answer: heard, answerAfter: heardAfter };
    case 'unclear':
      return { arrivesAfter, answer: whenUnclear, answerAfter: heardAfter };
    case 'refused':
      return { arrivesAfter, answer: whenRefused, answerAfter: heardAfter };
    case 'twice':
      return { arrivesAfter, answer: 'as it is', answerAfter: heardAfter };
  }
}

export const submitPlan = (failure: Failure): Plan<SubmitOutcome> => planWith<SubmitOutcome>(failure, unclear, refused);

/** A cancel has no proof of refusal: "not found" may mean filled, canceled or never there. */
export const cancelPlan = (failure: Failure): Plan<CancelOutcome> =>
  planWith<CancelOutcome>(failure, 'unknown', 'not-found');

export const amendPlan = (failure: Failure): Plan<AmendOutcome> => planWith<AmendOutcome>(failure, unclear, refused);
