import { isFinalOrderState, type OrderState } from '#shared/domain/order-state.ts';
import type { EventType } from './event-types.ts';

/** Records that move an order, without those that create it (`order.intent`, `order.found`) or fill it (`order.fill`). */
export type OrderMove = Exclude<Extract<EventType, `order.${string}`>, 'order.intent' | 'order.found' | 'order.fill'>;

/** What each record does in a state: the state after it, or null where it is illegal. Every cell is decided. */
type Moves = Readonly<Record<OrderMove, OrderState | null>>;

/** An end state hears later news without moving: a status never takes back what is proven. */
const settled = (state: OrderState): Moves => ({
  'order.sending': null,
  'order.accepted': state,
  'order.rejected': null,
  'order.unknown': state,
  'order.triggered': state,
  'order.cancel': state,
  'order.cancel-answered': state,
  'order.canceled': state,
  'order.expired': state,
  'order.not-placed': null,
  'order.amend': null,
  'order.amended': state,
  'order.amend-refused': state,
  'order.missing': state,
});

/**
 * The order's state machine: `(state, record) → state`; null is illegal. A state given as OPEN or PARTIAL is refined by
 * the lots filled so far, see {@link nextOrderState}. In SENDING and UNKNOWN a cancel may be attempted, but the order
 * stays in doubt. In CANCEL_SENDING `order.accepted` is the late answer to the send and proves nothing about the cancel;
 * in CANCEL_UNKNOWN it is the venue's word that the order still lives. A change in doubt (AMEND_UNKNOWN) is ended by
 * terms only: that the order lives does not say with which size. An order that the venue held and shows no more
 * (`order.missing`) is in doubt until its end is proven.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, Moves>> = {
  INTENT: {
    'order.sending': 'SENDING',
    'order.accepted': null,
    'order.rejected': null,
    'order.unknown': null,
    'order.triggered': null,
    'order.cancel': null,
    'order.cancel-answered': null,
    'order.canceled': null,
    'order.expired': null,
    'order.not-placed': 'NOT_PLACED',
    'order.amend': null,
    'order.amended': null,
    'order.amend-refused': null,
    'order.missing': null,
  },
  SENDING: {
    'order.sending': null,
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'UNKNOWN',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'SENDING',
    'order.cancel-answered': 'SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': null,
    'order.amend-refused': null,
    'order.missing': null,
  },
  UNKNOWN: {
    'order.sending': null,
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'UNKNOWN',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'UNKNOWN',
    'order.cancel-answered': 'UNKNOWN',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': 'NOT_PLACED',
    'order.amend': null,
    'order.amended': 'OPEN',
    'order.amend-refused': 'UNKNOWN',
    'order.missing': 'UNKNOWN',
  },
  OPEN: {
    'order.sending': null,
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'OPEN',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'OPEN',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': 'AMEND_SENDING',
    'order.amended': 'OPEN',
    'order.amend-refused': 'OPEN',
    'order.missing': 'UNKNOWN',
  },
  TRIGGERED: {
    'order.sending': null,
    'order.accepted': 'TRIGGERED',
    'order.rejected': 'REJECTED',
    'order.unknown': 'TRIGGERED',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'TRIGGERED',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': 'TRIGGERED',
    'order.amend-refused': 'TRIGGERED',
    'order.missing': 'UNKNOWN',
  },
  PARTIAL: {
    'order.sending': null,
    'order.accepted': 'PARTIAL',
    'order.rejected': null,
    'order.unknown': 'PARTIAL',
    'order.triggered': 'PARTIAL',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'PARTIAL',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': 'AMEND_SENDING',
    'order.amended': 'PARTIAL',
    'order.amend-refused': 'PARTIAL',
    'order.missing': 'UNKNOWN',
  },
  CANCEL_SENDING: {
    'order.sending': null,
    'order.accepted': 'CANCEL_SENDING',
    'order.rejected': 'REJECTED',
    'order.unknown': 'CANCEL_UNKNOWN',
    'order.triggered': 'CANCEL_SENDING',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'CANCEL_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': 'CANCEL_SENDING',
    'order.amend-refused': 'CANCEL_SENDING',
    'order.missing': 'CANCEL_UNKNOWN',
  },
  CANCEL_UNKNOWN: {
    'order.sending': null,
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'CANCEL_UNKNOWN',
    'order.triggered': 'CANCEL_UNKNOWN',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'CANCEL_UNKNOWN',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': 'CANCEL_UNKNOWN',
    'order.amend-refused': 'CANCEL_UNKNOWN',
    'order.missing': 'CANCEL_UNKNOWN',
  },
  AMEND_SENDING: {
    'order.sending': null,
    'order.accepted': 'AMEND_SENDING',
    'order.rejected': 'REJECTED',
    'order.unknown': 'AMEND_UNKNOWN',
    'order.triggered': 'AMEND_SENDING',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'AMEND_SENDING',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': 'OPEN',
    'order.amend-refused': 'OPEN',
    'order.missing': 'UNKNOWN',
  },
  AMEND_UNKNOWN: {
    'order.sending': null,
    'order.accepted': 'AMEND_UNKNOWN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'AMEND_UNKNOWN',
    'order.triggered': 'AMEND_UNKNOWN',
    'order.cancel': 'CANCEL_SENDING',
    'order.cancel-answered': 'AMEND_UNKNOWN',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': 'OPEN',
    'order.amend-refused': 'OPEN',
    'order.missing': 'UNKNOWN',
  },
  FILLED: settled('FILLED'),
  CANCELED: settled('CANCELED'),
  EXPIRED: settled('EXPIRED'),
  REJECTED: {
    'order.sending': null,
    'order.accepted': null,
    'order.rejected': 'REJECTED',
    'order.unknown': 'REJECTED',
    'order.triggered': null,
    'order.cancel': 'REJECTED',
    'order.cancel-answered': 'REJECTED',
    'order.canceled': null,
    'order.expired': null,
    'order.not-placed': null,
    'order.amend': null,
    'order.amended': null,
    'order.amend-refused': 'REJECTED',
    'order.missing': 'REJECTED',
  },
  // A tombstone that appears at the venue after all was placed: what is live of it must be canceled.
  NOT_PLACED: {
    'order.sending': null,
    'order.accepted': 'OPEN',
    'order.rejected': 'REJECTED',
    'order.unknown': 'NOT_PLACED',
    'order.triggered': 'TRIGGERED',
    'order.cancel': 'NOT_PLACED',
    'order.cancel-answered': 'NOT_PLACED',
    'order.canceled': 'CANCELED',
    'order.expired': 'EXPIRED',
    'order.not-placed': 'NOT_PLACED',
    'order.amend': null,
    'order.amended': null,
    'order.amend-refused': null,
    'order.missing': 'NOT_PLACED',
  },
};

/** Every record that moves an order. */
export const ORDER_MOVES = Object.keys(ORDER_TRANSITIONS.INTENT) as readonly OrderMove[];

/** The state after a record, or null when the record is illegal in this state. `lots` is the size after the record. */
export function nextOrderState(
  state: OrderState,
  move: OrderMove,
  filledLots: number,
  lots: number = Number.POSITIVE_INFINITY,
): OrderState | null {
  const next = ORDER_TRANSITIONS[state][move];
  if (filledLots === 0 || next === null) return next;
  if (filledLots >= lots && !isFinalOrderState(next)) return 'FILLED';
  if (next === 'OPEN') return 'PARTIAL';
  return next === 'REJECTED' || next === 'NOT_PLACED' ? null : next;
}

/** States that a partial fill does not end: what was asked of the order is still without its answer. */
const KEPT_BY_FILLS: ReadonlySet<OrderState> = new Set([
  'CANCEL_SENDING',
  'CANCEL_UNKNOWN',
  'AMEND_SENDING',
  'AMEND_UNKNOWN',
]);

/**
 * The state after a fill, which is legal in every state: money outranks status. `filledLots` includes the fill; `lots` is
 * the largest size the order can have. A canceled or expired order keeps its state with the fill booked; one that was
 * called rejected or not placed was live.
 */
export function stateAfterFill(state: OrderState, lots: number, filledLots: number): OrderState {
  if (filledLots >= lots) return 'FILLED';
  if (KEPT_BY_FILLS.has(state)) return state;
  if (state === 'REJECTED' || state === 'NOT_PLACED') return 'PARTIAL';
  return isFinalOrderState(state) ? state : 'PARTIAL';
}
