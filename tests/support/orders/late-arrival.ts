import type { Exchange } from './exchange.ts';
import type { Departure } from './model-venue.ts';

/** An order may arrive later than any rule can wait; it must then be found and canceled. */
const PROOF_MS = 30_000;

/** What was sent, and when it arrived. */
interface Ways {
  readonly departures: readonly Departure[];
  readonly exchange: Pick<Exchange, 'arrivals'>;
}

/** True when the order with this id was on its way for longer than proofs of absence wait. */
export function isTooLate({ departures, exchange }: Ways, id: string): boolean {
  const left = departures.find(({ kind, clientOrderId: sent }) => kind === 'submit' && sent === id)?.at ?? 0;
  return (exchange.arrivals.get(id) ?? 0) - left > PROOF_MS;
}
