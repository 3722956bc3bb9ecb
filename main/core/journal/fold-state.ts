import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { formatMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { LedgerAccount } from './event-types.ts';
import {
  memoryCells,
  NO_REVIEW,
  slotCells,
  slotChangeCells,
  type PortfolioState,
  type ReviewState,
  type SlotChangeRow,
  type SlotRow,
  type SymbolMemory,
} from './portfolio-rows.ts';
import {
  decisionCells,
  movementCells,
  orderCells,
  parseOrderRow,
  parseSignalRow,
  positionCells,
  signalCells,
  type DecisionRow,
  type EquityRow,
  type MovementRow,
  type OrderRow,
  type PositionRow,
  type SignalRow,
} from './rows.ts';
import type { Row, RowChange, TableName } from './tables.ts';

/**
 * What the fold keeps in memory. `needed`: what can still change or is asked for at any time (see {@link KEEP}); the rest
 * is on disk and read back through `recall`. `all`: every row, for verification and for reports over a replay.
 */
export type Retention = 'needed' | 'all';

/** Reads a row that is no longer in memory. */
export type Recall = (table: TableName, key: string) => Row | null;

/** How many finished rows stay in memory under `needed`, newest first out last; refused signals await their outcome. */
export const KEEP = { signals: 16_384, orders: 4_096 } as const;

/** First in, first out; says which key falls out when full. */
class RecentKeys {
  readonly #limit: number;
  #keys: string[] = [];
  #start = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a key; returns the one that no longer fits, if any. */
  push(key: string): string | undefined {
    this.#keys.push(key);
    if (this.#keys.length - this.#start <= this.#limit) return undefined;
    const dropped = this.#keys[this.#start++];
    if (this.#start > this.#limit) {
      this.#keys = this.#keys.slice(this.#start);
      this.#start = 0;
    }
    return dropped;
  }
}

/** The tables in memory, and the list of rows that the record at hand changes. */
export class FoldState {
  retention: Retention;
  readonly signals = new Map<string, SignalRow>();
  readonly orders = new Map<string, OrderRow>();
  /** The orders not in an end state, again: asked for on every decision. */
  readonly openOrders = new Map<string, OrderRow>();
  readonly positions = new Map<string, PositionRow>();
  readonly balances = new Map<LedgerAccount, Money>();
  readonly facts = new Map<string, Row>();
  /** All of them: a person makes few. */
  readonly decisions = new Map<string, DecisionRow>();
  /** All of them, so that none is booked twice: a few a day for each symbol held. */
  readonly movements = new Map<string, MovementRow>();
  /** In order of rank: the slot of rank n is at n − 1. */
  slots: readonly SlotRow[] = [];
  readonly symbolMemory = new Map<ContractSymbol, SymbolMemory>();
  /** All of them: few a day. */
  readonly slotChanges = new Map<number, SlotChangeRow>();
  review: ReviewState = NO_REVIEW;
  #portfolio: PortfolioState | null = null;
  latestEquity: EquityRow | null = null;
  /** Held under `all` only. */
  readonly fills = new Map<number, Row>();
  readonly ledger = new Map<number, Row>();
  readonly equity = new Map<number, Row>();
  changes: RowChange[] = [];

  /** Where rows out of memory are read; null as long as all are in memory. */
  recall: Recall | null = null;
  readonly #pastSignals = new RecentKeys(KEEP.signals);
  readonly #pastOrders = new RecentKeys(KEEP.orders);

  constructor(retention: Retention) {
    this.retention = retention;
  }

  signal(id: string): SignalRow | null {
    const held = this.signals.get(id);
    if (held !== undefined) return held;
    const row = this.retention === 'all' ? null : (this.recall?.('signals', id) ?? null);
    return row === null ? null : parseSignalRow(row);
  }

  order(id: string): OrderRow | null {
    const held = this.orders.get(id);
    if (held !== undefined) return held;
    const row = this.retention === 'all' ? null : (this.recall?.('orders', id) ?? null);
    return row === null ? null : parseOrderRow(row);
  }

  putSignal(signal: SignalRow): void {
    this.signals.set(signal.id, signal);
    this.changes.push({ table: 'signals', key: signal.id, row: signalCells(signal) });
    if (this.retention === 'needed') this.#retireSignal(signal);
  }

  putOrder(order: OrderRow): void {
    this.orders.set(order.id, order);
    if (isFinalOrderState(order.state)) this.openOrders.delete(order.id);
    else this.openOrders.set(order.id, order);
    this.changes.push({ table: 'orders', key: order.id, row: orderCells(order) });
    if (this.retention === 'needed') this.#retireOrder(order);
  }

  putPosition(position: PositionRow): void {
    this.positions.set(position.symbol, position);
    this.changes.push({ table: 'positions', key: position.symbol, row: positionCells(position) });
  }

  putFill(seq: number, row: Row): void {
    if (this.retention === 'all') this.fills.set(seq, row);
    this.changes.push({ table: 'fills', key: seq, row });
  }

  /** Adds a line of the double entry to its account. */
  putLine(id: number, seq: number, account: LedgerAccount, amount: Money, ts: number): void {
    const row: Row = { id, seq, account, amount: formatMoney(amount), ts };
    if (this.retention === 'all') this.ledger.set(id, row);
    this.changes.push({ table: 'ledger', key: id, row });
    const balance = ((this.balances.get(account) ?? ZERO) + amount) as Money;
    this.balances.set(account, balance);
    this.changes.push({ table: 'balances', key: account, row: { account, amount: formatMoney(balance) } });
  }

  putEquity(point: EquityRow, row: Row): void {
    this.latestEquity = point;
    if (this.retention === 'all') this.equity.set(point.ts, row);
    this.changes.push({ table: 'equity', key: point.ts, row });
  }

  putDecision(decision: DecisionRow): void {
    this.decisions.set(decision.id, decision);
    this.changes.push({ table: 'decisions', key: decision.id, row: decisionCells(decision) });
  }

  putMovement(movement: MovementRow): void {
    this.movements.set(movement.id, movement);
    this.changes.push({ table: 'movements', key: movement.id, row: movementCells(movement) });
  }

  /** Replaces the slots; only those that differ are written. */
  putSlots(slots: readonly SlotRow[]): void {
    const before = this.slots;
    this.slots = slots;
    this.#portfolio = null;
    for (let i = 0; i < Math.max(before.length, slots.length); i += 1) {
      const slot = slots[i];
      if (slot === before[i]) continue;
      this.changes.push({
        table: 'portfolio_composition',
        key: i + 1,
        row: slot === undefined ? null : slotCells(slot),
      });
    }
  }

  putSymbolMemory(memory: SymbolMemory): void {
    this.symbolMemory.set(memory.symbol, memory);
    this.#portfolio = null;
    this.changes.push({ table: 'portfolio_symbols', key: memory.symbol, row: memoryCells(memory) });
  }

  putSlotChange(change: SlotChangeRow): void {
    this.slotChanges.set(change.seq, change);
    this.#portfolio = null;
    this.changes.push({ table: 'portfolio_history', key: change.seq, row: slotChangeCells(change) });
  }

  putReview(review: ReviewState): void {
    this.review = review;
    this.#portfolio = null;
  }

  /** The portfolio as it is: a value that later records do not change. */
  portfolio(): PortfolioState {
    this.#portfolio ??= {
      slots: this.slots,
      memory: new Map(this.symbolMemory),
      history: [...this.slotChanges.values()],
      review: this.review,
    };
    return this.#portfolio;
  }

  putFact(name: string, row: Row): void {
    this.facts.set(name, row);
    this.changes.push({ table: 'facts', key: name, row });
  }

  dropFact(name: string): void {
    this.facts.delete(name);
    this.changes.push({ table: 'facts', key: name, row: null });
  }

  /** Keeps from now on only what is needed, and lets go of the rest. */
  keepNeeded(): void {
    this.retention = 'needed';
    this.fills.clear();
    this.ledger.clear();
    this.equity.clear();
    for (const signal of this.signals.values()) this.#retireSignal(signal);
    for (const order of this.orders.values()) this.#retireOrder(order);
  }

  #retireSignal(signal: SignalRow): void {
    if (!isPastSignal(signal)) return;
    const dropped = this.#pastSignals.push(signal.id);
    if (dropped !== undefined) this.signals.delete(dropped);
  }

  #retireOrder(order: OrderRow): void {
    if (!isFinalOrderState(order.state)) return;
    const dropped = this.#pastOrders.push(order.id);
    const row = dropped === undefined ? undefined : this.orders.get(dropped);
    // A tombstone may have come back to life since it was retired.
    if (row !== undefined && isFinalOrderState(row.state)) this.orders.delete(row.id);
  }
}

const isPastSignal = ({ state }: SignalRow): boolean => state !== 'EXECUTED' && !isOpenSignal(state);
