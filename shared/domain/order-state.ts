/**
 * The life of an order. In SENDING, UNKNOWN and the CANCEL states it counts as fully live for risk; while a change is
 * sent or in doubt (the AMEND states) the larger of its old and new size counts.
 */
export const ORDER_STATES = [
  'INTENT',
  'SENDING',
  'UNKNOWN',
  'OPEN',
  'TRIGGERED',
  'PARTIAL',
  'CANCEL_SENDING',
  'CANCEL_UNKNOWN',
  'AMEND_SENDING',
  'AMEND_UNKNOWN',
  'FILLED',
  'CANCELED',
  'EXPIRED',
  'REJECTED',
  'NOT_PLACED',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * How an order came to us other than by an intent: `EXTERNAL` was found at the venue and adopted by a person, `ADOPTED` is
 * a tombstone (called not placed) that came back.
 */
export const ORDER_MARKS = ['EXTERNAL', 'ADOPTED'] as const;
export type OrderMark = (typeof ORDER_MARKS)[number];

/** Why an order exists. */
export type OrderRole = 'entry' | 'stop' | 'target' | 'exit';

const FINAL: ReadonlySet<OrderState> = new Set(['FILLED', 'CANCELED', 'EXPIRED', 'REJECTED', 'NOT_PLACED']);

const IN_DOUBT: ReadonlySet<OrderState> = new Set(['UNKNOWN', 'CANCEL_UNKNOWN', 'AMEND_UNKNOWN']);

/** True when it could not be proven what the venue holds: the symbol takes no new risk. */
export const isOrderInDoubt = (state: OrderState): boolean => IN_DOUBT.has(state);

const RESTING: ReadonlySet<OrderState> = new Set(['OPEN', 'TRIGGERED', 'PARTIAL']);

/** True when the order is proven to live at the venue, and nothing is under way with it. */
export const isRestingOrder = (state: OrderState): boolean => RESTING.has(state);

/** True in a state that only a late fill can still change. */
export const isFinalOrderState = (state: OrderState): boolean => FINAL.has(state);
