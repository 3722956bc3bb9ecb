import { isFinalOrderState, type OrderState } from '#shared/domain/order-state.ts';
import type { EventType } from './event-types.ts';

/** Records that move an order, without those that create it (`order.intent`) or fill it (`order.fill`). */
export type OrderMove = Exclude<Extract<EventType, `order.${string}`>, 'order.intent' | 'order.fill'>;

type Moves = Readonly<Partial<Record<OrderMove, OrderState>>>;

/** An end state hears later news without moving: a status never takes back what is proven. */
const settled = (state: OrderState): Moves => ({
  'order.accepted': state,
  'order.triggered': state,
  'order.unknown': state,
  'order.cancel': state,
  'order.canceled': state,
  'order.expired': state,
});

/**
 * The order's state machine: `(state, record) → state`; what is not listed is illegal. A state marked PARTIAL or OPEN is
 * refined by the lots filled so far, see {@link nextOrderState}. In SENDING and UNKNOWN a cancel may be attempted, but
 * the order stays in doubt. In CANCEL_SENDING `order.accepted` is the late answer to the send and proves nothing about
 * the cancel; in CANCEL_UNKNOWN it is the venue's word that the order still lives.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, Moves>> = {
  INTENT: { 'order.sending': 'SENDING', 'order.not-placed': 'NOT_PLACED' },
  SENDING: {
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'UNKNOWN',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  UNKNOWN: {
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'UNKNOWN',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'UNKNOWN',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': 'NOT_PLACED',
  },
  OPEN: {
    'order.accepted': 'OPEN',
    'order.unknown': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  TRIGGERED: {
    'order.accepted': 'TRIGGERED',
    'order.unknown': 'TRIGGERED',
    'order.rejected': 'REJECTED',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  PARTIAL: {
    'order.accepted': 'PARTIAL',
    'order.unknown': 'PARTIAL',
    'order.triggered': 'PARTIAL',
    'order.cancel': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  CANCEL_SENDING: {
    'order.accepted': 'CANCEL_SENDING',
    'order.rejected': 'REJECTED',
    'order.unknown': 'CANCEL_UNKNOWN',
    'order.triggered': 'CANCEL_SENDING',
    'order.cancel': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  CANCEL_UNKNOWN: {
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'CANCEL_UNKNOWN',
    'order.triggered': 'CANCEL_UNKNOWN',
    'order.cancel': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
  },
  FILLED: settled('FILLED'),
  CANCELED: settled('CANCELED'),
  EXPIRED: settled('EXPIRED'),
  REJECTED: { 'order.rejected': 'REJECTED', 'order.unknown': 'REJECTED', 'order.cancel': 'REJECTED' },
  // A tombstone that appears at the venue after all is live again and must be canceled.
  NOT_PLACED: { 'order.accepted': 'OPEN', 'order.unknown': 'NOT_PLACED', 'order.not-placed': 'NOT_PLACED' },
};

/** The state after a record, or null when the record is illegal in this state. */
export function nextOrderState(state: OrderState, move: OrderMove, filledLots: number): OrderState | null {
  const next = ORDER_TRANSITIONS[state][move] ?? null;
  if (filledLots === 0) return next;
  if (next === 'OPEN') return 'PARTIAL';
  return next === 'REJECTED' || next === 'NOT_PLACED' ? null : next;
}

/**
 * The state after a fill, which is legal in every state: money outranks status. `filledLots` includes the fill. A
 * canceled or expired order keeps its state with the fill booked; one that was called rejected or not placed was live.
 */
export function stateAfterFill(state: OrderState, lots: number, filledLots: number): OrderState {
  if (filledLots >= lots) return 'FILLED';
  if (state === 'CANCEL_SENDING' || state === 'CANCEL_UNKNOWN') return state;
  if (state === 'REJECTED' || state === 'NOT_PLACED') return 'PARTIAL';
  return isFinalOrderState(state) ? state : 'PARTIAL';
}
