import { DENIAL_CODES, type DenialCode } from '#shared/domain/denial.ts';
import { clientOrderId, contractSymbol, signalId } from '#shared/domain/ids.ts';
import type { ClientOrderId, ContractSymbol, FencingToken, SignalId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import {
  ORDER_MARKS,
  ORDER_STATES,
  type OrderMark,
  type OrderRole,
  type OrderState,
} from '#shared/domain/order-state.ts';
import { OUTCOME_KINDS, SIGNAL_STATES, STAGES } from '#shared/domain/signal.ts';
import type { Direction, OutcomeKind, SignalState, Stage } from '#shared/domain/signal.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import { TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { OrderKind, OrderSide } from '../ports/venue.ts';
import type { LedgerAccount, MovementKind } from './event-types.ts';
import type { TermsData } from './order-event-types.ts';
import { RowCells } from './row-cells.ts';
import type { Row } from './tables.ts';

/** Where a signal stands. */
export interface SignalRow {
  readonly id: SignalId;
  readonly receivedAt: EpochMs;
  readonly symbol: ContractSymbol;
  readonly source: string;
  readonly timeframe: Timeframe;
  readonly direction: Direction;
  readonly state: SignalState;
  /** The last stage reached; of a refused signal the stage that refused it, also after its outcome is known. */
  readonly stage: Stage;
  readonly code: DenialCode | null;
  readonly sentence: string | null;
  readonly score: number | null;
  readonly priceTicks: Ticks;
  readonly stopTicks: Ticks;
  readonly targetTicks: Ticks;
  readonly orderId: ClientOrderId | null;
  readonly outcome: OutcomeKind | null;
  readonly r: number | null;
  readonly resolvedAt: EpochMs | null;
}

/** Where an order stands. */
export interface OrderRow {
  readonly id: ClientOrderId;
  readonly signalId: SignalId;
  readonly symbol: ContractSymbol;
  readonly role: OrderRole;
  readonly side: OrderSide;
  readonly kind: OrderKind;
  readonly lots: Lots;
  /** Never falls. */
  readonly filledLots: Lots;
  /** Signed notional of all fills, + bought, − sold; divided by lots and tick value it is the average price. */
  readonly filledValue: Money;
  readonly reduceOnly: boolean;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
  readonly state: OrderState;
  readonly venueOrderId: string | null;
  readonly token: FencingToken;
  readonly reason: string | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** Absent for an order that began with an intent and was never taken for absent. */
  readonly mark?: OrderMark;
  /** The size asked for by a change whose outcome is not known; the larger of it and `lots` counts for risk. */
  readonly amendLots?: Lots;
  /** Terms that are not the default. */
  readonly terms?: TermsData;
}

/** The size an order can reach, unanswered changes included. */
export const largestLots = (order: Pick<OrderRow, 'lots' | 'amendLots'>): number =>
  Math.max(order.lots, order.amendLots ?? 0);

/** What a person decided about a difference between journal and venue. */
export interface DecisionRow {
  /** The difference's id. */
  readonly id: string;
  readonly kind: string;
  readonly symbol: ContractSymbol;
  readonly choice: string;
  readonly by: string;
  readonly sentence: string;
  readonly decidedAt: EpochMs;
}

/** A movement of the ledger that was no fill, as it was booked. */
export interface MovementRow {
  /** The venue's id, or one made from what was corrected. */
  readonly id: string;
  readonly kind: MovementKind;
  readonly symbol: ContractSymbol | null;
  /** What cash gained. */
  readonly amount: Money;
  readonly tsVenue: EpochMs;
  readonly bookedAt: EpochMs;
}

/** What is held of a symbol. */
export interface PositionRow {
  readonly symbol: ContractSymbol;
  /** Signed: + long, − short. */
  readonly lots: Lots;
  /** Signed cost of what is held; zero when flat. Unrealised result = notional at mark − entry value. */
  readonly entryValue: Money;
  /** Sums over the life of the symbol. Fees and funding as they were recorded: a fee paid is positive. */
  readonly realised: Money;
  readonly fees: Money;
  readonly funding: Money;
  /** The signal whose order opened it; null when flat. */
  readonly signalId: SignalId | null;
  readonly openedAt: EpochMs | null;
  readonly updatedAt: EpochMs;
}

/** One execution of an order. */
export interface FillRow {
  /** Sequence number of the record that booked it. */
  readonly seq: number;
  readonly orderId: ClientOrderId;
  readonly symbol: ContractSymbol;
  readonly tradeId: string;
  readonly side: OrderSide;
  readonly lots: Lots;
  readonly priceTicks: Ticks;
  readonly value: Money;
  readonly fee: Money;
  readonly realised: Money;
  readonly liquidity: 'maker' | 'taker';
  /** The venue's time. */
  readonly ts: EpochMs;
}

/** One line of the double entry. */
export interface LedgerRow {
  /** seq × 16 + index of the line within its record. */
  readonly id: number;
  readonly seq: number;
  readonly account: LedgerAccount;
  readonly amount: Money;
  readonly ts: EpochMs;
}

/** The equity at a moment. */
export interface EquityRow {
  readonly ts: EpochMs;
  readonly equity: Money;
  readonly peak: Money;
  readonly gross: Money;
  readonly net: Money;
}

export const LEDGER_ACCOUNTS = ['cash', 'realised', 'fees', 'funding', 'capital'] as const satisfies LedgerAccount[];
const ROLES = ['entry', 'stop', 'target', 'exit'] as const satisfies OrderRole[];
const SIDES = ['buy', 'sell'] as const satisfies OrderSide[];
const KINDS = [
  'market',
  'limit',
  'stop-market',
  'stop-limit',
  'take-profit-market',
  'trailing-stop',
] as const satisfies OrderKind[];
const LIQUIDITY = ['maker', 'taker'] as const;

const momentOrNull = (value: number | null): EpochMs | null => (value === null ? null : epochMs(value));
const map = <T, U>(value: T | null, change: (value: T) => U): U | null => (value === null ? null : change(value));

/** @throws RowDamaged when a cell is not what the table promises. */
export function parseSignalRow(row: Row): SignalRow {
  const cells = new RowCells('signals', row);
  return {
    id: signalId(cells.text('id')),
    receivedAt: epochMs(cells.integer('received_at')),
    symbol: contractSymbol(cells.text('symbol')),
    source: cells.text('source'),
    timeframe: cells.oneOf('timeframe', TIMEFRAMES),
    direction: cells.integer('direction') < 0 ? -1 : 1,
    state: cells.oneOf('state', SIGNAL_STATES),
    stage: cells.oneOf('stage', STAGES),
    code: cells.oneOfOrNull('code', DENIAL_CODES),
    sentence: cells.textOrNull('sentence'),
    score: cells.realOrNull('score'),
    priceTicks: cells.integer('price_ticks') as Ticks,
    stopTicks: cells.integer('stop_ticks') as Ticks,
    targetTicks: cells.integer('target_ticks') as Ticks,
    orderId: map(cells.textOrNull('order_id'), clientOrderId),
    outcome: cells.oneOfOrNull('outcome', OUTCOME_KINDS),
    r: cells.realOrNull('r'),
    resolvedAt: momentOrNull(cells.integerOrNull('resolved_at')),
  };
}

/** @throws RowDamaged when a cell is not what the table promises. */
export function parseOrderRow(row: Row): OrderRow {
  const cells = new RowCells('orders', row);
  return {
    id: clientOrderId(cells.text('id')),
    signalId: signalId(cells.text('signal_id')),
    symbol: contractSymbol(cells.text('symbol')),
    role: cells.oneOf('role', ROLES),
    side: cells.oneOf('side', SIDES),
    kind: cells.oneOf('kind', KINDS),
    lots: cells.integer('lots') as Lots,
    filledLots: cells.integer('filled_lots') as Lots,
    filledValue: cells.money('filled_value'),
    reduceOnly: cells.integer('reduce_only') === 1,
    priceTicks: cells.integerOrNull('price_ticks') as Ticks | null,
    triggerTicks: cells.integerOrNull('trigger_ticks') as Ticks | null,
    state: cells.oneOf('state', ORDER_STATES),
    venueOrderId: cells.textOrNull('venue_order_id'),
    token: cells.integer('token') as FencingToken,
    reason: cells.textOrNull('reason'),
    createdAt: epochMs(cells.integer('created_at')),
    updatedAt: epochMs(cells.integer('updated_at')),
    ...extrasOf(cells),
  };
}

function extrasOf(cells: RowCells): Pick<OrderRow, 'mark' | 'amendLots' | 'terms'> {
  const mark = cells.oneOfOrNull('mark', ORDER_MARKS);
  const amendLots = cells.integerOrNull('amend_lots');
  const terms = cells.jsonOrNull('terms');
  return {
    ...(mark === null ? {} : { mark }),
    ...(amendLots === null ? {} : { amendLots: amendLots as Lots }),
    ...(terms === null ? {} : { terms }),
  };
}

/** @throws RowDamaged when a cell is not what the table promises. */
export function parsePositionRow(row: Row): PositionRow {
  const cells = new RowCells('positions', row);
  return {
    symbol: contractSymbol(cells.text('symbol')),
    lots: cells.integer('lots') as Lots,
    entryValue: cells.money('entry_value'),
    realised: cells.money('realised'),
    fees: cells.money('fees'),
    funding: cells.money('funding'),
    signalId: map(cells.textOrNull('signal_id'), signalId),
    openedAt: momentOrNull(cells.integerOrNull('opened_at')),
    updatedAt: epochMs(cells.integer('updated_at')),
  };
}

/** @throws RowDamaged when a cell is not what the table promises. */
export function parseFillRow(row: Row): FillRow {
  const cells = new RowCells('fills', row);
  return {
    seq: cells.integer('seq'),
    orderId: clientOrderId(cells.text('order_id')),
    symbol: contractSymbol(cells.text('symbol')),
    tradeId: cells.text('trade_id'),
    side: cells.oneOf('side', SIDES),
    lots: cells.integer('lots') as Lots,
    priceTicks: cells.integer('price_ticks') as Ticks,
    value: cells.money('value'),
    fee: cells.money('fee'),
    realised: cells.money('realised'),
    liquidity: cells.oneOf('liquidity', LIQUIDITY),
    ts: epochMs(cells.integer('ts')),
  };
}

/** @throws RowDamaged when a cell is not what the table promises. */
export function parseLedgerRow(row: Row): LedgerRow {
  const cells = new RowCells('ledger', row);
  return {
    id: cells.integer('id'),
    seq: cells.integer('seq'),
    account: cells.oneOf('account', LEDGER_ACCOUNTS),
    amount: cells.money('amount'),
    ts: epochMs(cells.integer('ts')),
  };
}

/** @throws RowDamaged when a cell is not what the table promises. */
export function parseEquityRow(row: Row): EquityRow {
  const cells = new RowCells('equity', row);
  return {
    ts: epochMs(cells.integer('ts')),
    equity: cells.money('equity'),
    peak: cells.money('peak'),
    gross: cells.money('gross'),
    net: cells.money('net'),
  };
}

/** The stored form of a signal. */
export const signalCells = (signal: SignalRow): Row => ({
  id: signal.id,
  received_at: signal.receivedAt,
  symbol: signal.symbol,
  source: signal.source,
  timeframe: signal.timeframe,
  direction: signal.direction,
  state: signal.state,
  stage: signal.stage,
  code: signal.code,
  sentence: signal.sentence,
  score: signal.score,
  price_ticks: signal.priceTicks,
  stop_ticks: signal.stopTicks,
  target_ticks: signal.targetTicks,
  order_id: signal.orderId,
  outcome: signal.outcome,
  r: signal.r,
  resolved_at: signal.resolvedAt,
});

/** The stored form of an order. */
export const orderCells = (order: OrderRow): Row => ({
  id: order.id,
  signal_id: order.signalId,
  symbol: order.symbol,
  role: order.role,
  side: order.side,
  kind: order.kind,
  lots: order.lots,
  filled_lots: order.filledLots,
  filled_value: formatMoney(order.filledValue),
  reduce_only: order.reduceOnly ? 1 : 0,
  price_ticks: order.priceTicks,
  trigger_ticks: order.triggerTicks,
  state: order.state,
  venue_order_id: order.venueOrderId,
  token: order.token,
  reason: order.reason,
  created_at: order.createdAt,
  updated_at: order.updatedAt,
  mark: order.mark ?? null,
  amend_lots: order.amendLots ?? null,
  terms: order.terms === undefined ? null : canonicalJson(order.terms),
});

/** The stored form of a decision. */
export const decisionCells = (decision: DecisionRow): Row => ({
  id: decision.id,
  kind: decision.kind,
  symbol: decision.symbol,
  choice: decision.choice,
  decided_by: decision.by,
  sentence: decision.sentence,
  decided_at: decision.decidedAt,
});

/** The stored form of a movement. */
export const movementCells = (movement: MovementRow): Row => ({
  id: movement.id,
  kind: movement.kind,
  symbol: movement.symbol,
  amount: formatMoney(movement.amount),
  ts_venue: movement.tsVenue,
  booked_at: movement.bookedAt,
});

/** The stored form of a position. */
export const positionCells = (position: PositionRow): Row => ({
  symbol: position.symbol,
  lots: position.lots,
  entry_value: formatMoney(position.entryValue),
  realised: formatMoney(position.realised),
  fees: formatMoney(position.fees),
  funding: formatMoney(position.funding),
  signal_id: position.signalId,
  opened_at: position.openedAt,
  updated_at: position.updatedAt,
});
