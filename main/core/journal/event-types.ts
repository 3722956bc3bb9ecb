import type { DenialCode } from '#shared/domain/denial.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { Direction, Mode, OutcomeKind, Stage, TradingState } from '#shared/domain/signal.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { OrderKind, OrderSide, TimeInForce, TriggerPrice } from '../ports/venue.ts';
import { ACCOUNT_EVENT_TYPES, type AccountEventData } from './account-event-types.ts';

/** One side of a double entry: account and exact amount (decimal text, USDT). The lines of a record sum to zero. */
export type LedgerLine = readonly [account: LedgerAccount, amount: string];

/**
 * `cash` is the wallet balance; the others say where it came from or went: capital paid in, realised results, fees,
 * funding. A linear perpetual moves no cash when opened but its fee; results move it when a position is reduced.
 */
export type LedgerAccount = 'cash' | 'realised' | 'fees' | 'funding' | 'capital';

type Data<T extends { readonly [K in keyof T]: Json }> = T;

/** Where a trade is to end; with it on the entry's intent the trade can be rebuilt from the journal alone. */
export type PlanData = Data<{ stopTicks: number; targetTicks: number; maxHoldUntil: number }>;

/** Terms of an order that are not the default; each is absent when it is. */
export type TermsData = Data<{
  timeInForce?: TimeInForce;
  postOnly?: boolean;
  triggerBy?: TriggerPrice;
  trailTicks?: number;
  closePosition?: boolean;
  leverage?: number;
}>;

/** The data of every record type. Amounts are decimal text, prices whole ticks, sizes whole contracts, times ms. */
export interface EventDataByType extends AccountEventData {
  'system.started': Data<{
    mode: Mode;
    feed: string;
    venue: string;
    simulated: boolean;
    configHash: string;
    version: string;
  }>;
  'system.stopped': Data<{ reason: string }>;
  'account.opened': Data<{ account: string; lines: readonly LedgerLine[] }>;
  'feed.status': Data<{ status: 'open' | 'down'; reason: string }>;
  'feed.gap': Data<{ timeframe: string; from: number; missing: number }>;
  'agent.state': Data<{ state: string; reason: string }>;
  'trading.state': Data<{ state: TradingState; cause: string; by: string }>;
  'throttle.pause': Data<{ paused: boolean; reason: string; by: string }>;
  /** A proposal that could not be read; it never became a signal. */
  'intake.invalid': Data<{ code: DenialCode; sentence: string }>;
  'signal.received': Data<{
    source: string;
    symbol: string;
    timeframe: string;
    direction: Direction;
    /** Source's own strength and confidence, both 0…1. */
    strength: number;
    confidence: number;
    priceTicks: number;
    stopTicks: number;
    targetTicks: number;
    tsSource: number;
    expiresAt: number;
    reason: string;
  }>;
  'signal.admitted': Data<{
    symbolHour: number;
    symbolLimit: number;
    sourceHour: number;
    sourceLimit: number;
    totalHour: number;
    totalLimit: number;
  }>;
  'signal.scored': Data<{
    timeframe: string;
    side: number;
    threshold: number;
    score: { readonly [key: string]: Json };
  }>;
  'signal.cleared': Data<{ rule: string; running: string }>;
  'signal.locked': Data<{ resource: string; token: number; leaseUntil: number }>;
  'signal.passed': Data<{ checks: number; lots: number; numbers: { readonly [key: string]: number | string } }>;
  /** `stageUs`: microseconds spent in each stage from intake on, by the monotonic clock. */
  'signal.refused': Data<{
    stage: Stage;
    code: DenialCode;
    sentence: string;
    numbers: { readonly [key: string]: number | string };
    stageUs: readonly number[];
  }>;
  'signal.executed': Data<{ orderId: string; lots: number; stageUs: readonly number[] }>;
  'signal.resolved': Data<{
    outcome: OutcomeKind;
    /** Result after costs in multiples of the risk to the stop. */
    r: number;
    /** False when the signal was refused and its outcome is what would have been. */
    real: boolean;
    exitTicks: number;
    heldMs: number;
    feesPpm: number;
    fundingPpm: number;
  }>;
  'lock.released': Data<{ resource: string; token: number; reason: string }>;
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
    lines: readonly LedgerLine[];
  }>;
  'funding.settled': Data<{
    rate: number;
    lots: number;
    markTicks: number;
    amount: string;
    lines: readonly LedgerLine[];
  }>;
  /**
   * A difference to the venue was booked as ours: signed like a fill, but of no order. `id` is made from the difference.
   * `cause` is `adopted`, or what the venue did unasked (`liquidation`, `adl`, `settlement`).
   */
  'position.adjusted': Data<{
    id: string;
    side: OrderSide;
    lots: number;
    priceTicks: number;
    value: string;
    fee: string;
    realised: string;
    cause: string;
    by: string;
    sentence: string;
    plan?: PlanData;
    lines: readonly LedgerLine[];
  }>;
  /** Stop or target of the running trade on a symbol were moved by a person; what is placed from now on follows this. */
  'trade.replanned': Data<{ signalId: string; plan: PlanData; by: string }>;
  /** A person asked for something that trades. The subject is the order or symbol meant, or the id of the new trade. */
  'manual.requested': Data<{ action: string; by: string; asked: { readonly [key: string]: Json } }>;
  /** What became of it. */
  'manual.decided': Data<{
    action: string;
    by: string;
    outcome: 'done' | 'in-doubt' | 'refused';
    code: string | null;
    sentence: string;
    numbers: { readonly [key: string]: number | string };
    orderIds: readonly string[];
  }>;
  /** Something differs between journal and venue, or does no more. */
  'reconcile.difference': Data<{ kind: string; symbol: string; state: string; sentence: string }>;
  /** A person's decision about a difference. */
  'reconcile.decided': Data<{ kind: string; symbol: string; choice: string; by: string; sentence: string }>;
  /** Where the comparison with the venue stands; every fill up to `fillsUntil` (venue time) is known. */
  'reconcile.state': Data<{ phase: string; reason: string; fillsUntil: number }>;
  'venue.condition': Data<{ about: string; status: string; reason: string }>;
  'equity.sampled': Data<{ equity: string; peak: string; cash: string; open: string; gross: string; net: string }>;
  'replay.started': Data<{
    from: number;
    to: number;
    symbols: readonly string[];
    timeframe: string;
    seed: number;
    dataHash: string;
  }>;
  'replay.finished': Data<{ candles: number }>;
}

export type EventType = keyof EventDataByType;

/** Every record type, for filters and for the parser of stored rows. */
export const EVENT_TYPES = [
  ...ACCOUNT_EVENT_TYPES,
  'system.started',
  'system.stopped',
  'account.opened',
  'feed.status',
  'feed.gap',
  'agent.state',
  'trading.state',
  'throttle.pause',
  'intake.invalid',
  'signal.received',
  'signal.admitted',
  'signal.scored',
  'signal.cleared',
  'signal.locked',
  'signal.passed',
  'signal.refused',
  'signal.executed',
  'signal.resolved',
  'lock.released',
  'trade.replanned',
  'manual.requested',
  'manual.decided',
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
  'funding.settled',
  'position.adjusted',
  'reconcile.difference',
  'reconcile.decided',
  'reconcile.state',
  'venue.condition',
  'equity.sampled',
  'replay.started',
  'replay.finished',
] as const satisfies readonly EventType[];
