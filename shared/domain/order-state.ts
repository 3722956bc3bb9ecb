/** The life of an order. In SENDING, UNKNOWN and the CANCEL states it counts as fully live for risk. */
export const ORDER_STATES = [
  'INTENT',
  'SENDING',
  'UNKNOWN',
  'OPEN',
  'TRIGGERED',
  'PARTIAL',
  'CANCEL_SENDING',
  'CANCEL_UNKNOWN',
  'FILLED',
  'CANCELED',
  'EXPIRED',
  'REJECTED',
  'NOT_PLACED',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Why an order exists. */
export type OrderRole = 'entry' | 'stop' | 'target' | 'exit';

const FINAL: ReadonlySet<OrderState> = new Set(['FILLED', 'CANCELED', 'EXPIRED', 'REJECTED', 'NOT_PLACED']);

/** True in a state that only a late fill can still change. */
export const isFinalOrderState = (state: OrderState): boolean => FINAL.has(state);
