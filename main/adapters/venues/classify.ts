import type { AmendOutcome, Answer, CancelOutcome, OrderRef, SubmitOutcome, VenueOrder } from '#core/ports/venue.ts';
import { UnreadableMessage } from './exact-json.ts';
import type { OrderQuirks, Refusal, Verdict } from './quirks.ts';
import type { CallResult } from './rest-client.ts';

/** Refusals of our own, made before anything left. */
export const HELD = 'NOT_SENT';

/**
 * What an answer proves about an order. A refusal counts only when its code is on the venue's list and it came the normal
 * way: what a gateway says with 403, 429 or 5xx proves nothing, and a repeated client id says that an order with our id may be live.
 */
const provesRefusal = (status: number, refusal: Refusal, orders: OrderQuirks): boolean =>
  (status === 200 || status === 400 || status === 401) && orders.refusals.has(refusal.code);

const told = ({ code, message }: Refusal): string => `${code}: ${message}`;

export function submitOutcome(result: CallResult, order: VenueOrder, orders: OrderQuirks): SubmitOutcome {
  if (result.kind === 'held') return { kind: 'rejected', code: HELD, reason: result.reason };
  if (result.kind === 'lost') return { kind: 'unknown', reason: result.reason };
  const { verdict, status } = result;
  if (!verdict.ok) {
    if (provesRefusal(status, verdict, orders))
      return { kind: 'rejected', code: verdict.code, reason: verdict.message };
    return { kind: 'unknown', reason: `HTTP ${String(status)}, ${told(verdict)}` };
  }
  const venueOrderId = readable(() => orders.placed(verdict.data, order));
  return venueOrderId === null
    ? { kind: 'unknown', reason: 'The venue said yes, but named no order' }
    : { kind: 'accepted', venueOrderId };
}

export function cancelOutcome(result: CallResult, ref: OrderRef, orders: OrderQuirks): CancelOutcome {
  if (result.kind !== 'answered') return 'unknown';
  const { verdict } = result;
  if (!verdict.ok) return orders.gone(verdict) ? 'not-found' : 'unknown';
  return readable(() => orders.canceled(verdict.data, ref)) === true ? 'accepted' : 'unknown';
}

export function amendOutcome(result: CallResult, orders: OrderQuirks): AmendOutcome {
  if (result.kind === 'held') return { kind: 'rejected', code: HELD, reason: result.reason };
  if (result.kind === 'lost') return { kind: 'unknown', reason: result.reason };
  const { verdict, status } = result;
  if (verdict.ok) return { kind: 'accepted' };
  return provesRefusal(status, verdict, orders)
    ? { kind: 'rejected', code: verdict.code, reason: verdict.message }
    : { kind: 'unknown', reason: `HTTP ${String(status)}, ${told(verdict)}` };
}

/** Reads what an answer says; whatever is not a readable success is not known. */
export function answerOf<T>(result: CallResult, read: (verdict: Verdict) => Answer<T>): Answer<T> {
  if (result.kind !== 'answered') return { known: false, reason: result.reason };
  try {
    return read(result.verdict);
  } catch (error) {
    if (error instanceof UnreadableMessage) return { known: false, reason: error.message };
    throw error;
  }
}

export const notKnown = (refusal: Refusal): { readonly known: false; readonly reason: string } => ({
  known: false,
  reason: told(refusal),
});

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableMessage) return null;
    throw error;
  }
}
