import type { OrderRole } from '#shared/domain/order-state.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { OrderKind, OrderSide, TimeInForce, TriggerPrice } from '../ports/venue.ts';
import type { LedgerLine } from './event-types.ts';

type Data<T extends { readonly [K in keyof T]: Json }> = T;

/** Where a trade is to end; with it on the entry's intent the trade can be rebuilt from the journal alone. */
export type PlanData = Data<{
  stopTicks: number;
  targetTicks: number;
  maxHoldUntil: number;
  /** The stop follows the best mark price at this distance; it stays where it is when absent. */
  trailTicks?: number;
}>;

/** Terms of an order that are not the default; each is absent when it is. */
export type TermsData = Data<{
  timeInForce?: TimeInForce;
  postOnly?: boolean;
  triggerBy?: TriggerPrice;
  trailTicks?: number;
  closePosition?: boolean;
  leverage?: number;
}>;

/** The data of records about orders; the subject is the order's id. */
export interface OrderEventData {
  'order.intent': Data<{
    signalId: string;
    symbol: string;
    role: OrderRole;
    side: OrderSide;
    kind: OrderKind;
    lots: number;
    reduceOnly: boolean;
    priceTicks: number | null;
    triggerTicks: number | null;
    token: number;
    /** Of entries. */
    plan?: PlanData;
    /** It adds to the trade that runs on the symbol. */
    joins?: true;
    /** Why it was made, where its role does not say. */
    reason?: string;
    terms?: TermsData;
  }>;
  /** An order of the venue that was not ours and that a person adopted. Fills up to `fillsUntil` are in `filledLots`. */
  'order.found': Data<{
    symbol: string;
    role: OrderRole;
    side: OrderSide;
    kind: OrderKind;
    lots: number;
    filledLots: number;
    reduceOnly: boolean;
    priceTicks: number | null;
    triggerTicks: number | null;
    venueOrderId: string;
    fillsUntil: number;
    by: string;
  }>;
  'order.sending': Data<{ attempt: number }>;
  'order.accepted': Data<{ venueOrderId: string }>;
  'order.rejected': Data<{ code: string; reason: string }>;
  'order.unknown': Data<{ reason: string }>;
  'order.triggered': Data<{ reason: string }>;
  'order.cancel': Data<{ reason: string }>;
  'order.canceled': Data<{ reason: string }>;
  'order.expired': Data<{ reason: string }>;
  'order.not-placed': Data<{ reason: string }>;
  /** The answer to a cancel, where it does not move the order itself; the order's end is its own record. */
  'order.cancel-answered': Data<{ reason: string }>;
  /** A change was sent: new terms, null where one stays as it is. */
  'order.amend': Data<{
    lots: number | null;
    priceTicks: number | null;
    triggerTicks: number | null;
    reason: string;
  }>;
  /** The terms the venue holds, proven. */
  'order.amended': Data<{ lots: number; priceTicks: number | null; triggerTicks: number | null; reason: string }>;
  'order.amend-refused': Data<{ code: string; reason: string }>;
  /** The venue held it and shows it no more, without saying how it ended. */
  'order.missing': Data<{ reason: string }>;
  /** `value` is the signed notional (+ bought), `realised` the result closed by this fill before fees. */
  'order.fill': Data<{
    symbol: string;
    tradeId: string;
    side: OrderSide;
    lots: number;
    priceTicks: number;
    value: string;
    fee: string;
    realised: string;
    liquidity: 'maker' | 'taker';
    tsVenue: number;
    /** The fee is reckoned by the base rate; the true one follows as `fee.corrected` where it differs. */
    feeEstimated?: true;
    lines: readonly LedgerLine[];
  }>;
}

export const ORDER_EVENT_TYPES = [
  'order.intent',
  'order.sending',
  'order.accepted',
  'order.rejected',
  'order.unknown',
  'order.triggered',
  'order.cancel',
  'order.canceled',
  'order.expired',
  'order.not-placed',
  'order.cancel-answered',
  'order.amend',
  'order.amended',
  'order.amend-refused',
  'order.missing',
  'order.found',
  'order.fill',
] as const satisfies readonly (keyof OrderEventData)[];
