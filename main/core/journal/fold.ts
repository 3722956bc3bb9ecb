import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import { formatMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { assertNever } from '#shared/kernel/assert-never.ts';
import type { EventDataByType, EventType, LedgerAccount } from './event-types.ts';
import type { JournalEvent } from './event.ts';
import type { AccountRow } from './account-row.ts';
import { FoldError } from './fold-error.ts';
import { FoldState, type Recall, type Retention } from './fold-state.ts';
import { ACCOUNT_HANDLERS, accountsOf } from './projections/accounts.ts';
import { type FACT_OF_TYPE, keepFact, sampleEquity, type FactName, type FactType } from './projections/facts.ts';
import type { Handler, Handlers } from './projections/handler.ts';
import { checkedLines, postLines } from './projections/ledger.ts';
import { decide } from './projections/decisions.ts';
import { GUARD_HANDLERS } from './projections/guard.ts';
import { ORDER_HANDLERS } from './projections/orders.ts';
import { PORTFOLIO_HANDLERS } from './projections/portfolio.ts';
import { PRICE_ALERT_HANDLERS } from './projections/price-alerts.ts';
import { correctFee, moveMoney } from './projections/movements.ts';
import { adjustPosition, settleFunding } from './projections/positions.ts';
import { SIGNAL_HANDLERS } from './projections/signals.ts';
import { memoryCells, slotCells, slotChangeCells, type PortfolioState } from './portfolio-rows.ts';
import {
  decisionCells,
  movementCells,
  orderCells,
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

/** Every record type; null where no table but the ledger changes. */
const HANDLERS: Handlers<EventType> = {
  ...ACCOUNT_HANDLERS,
  ...GUARD_HANDLERS,
  ...SIGNAL_HANDLERS,
  ...ORDER_HANDLERS,
  ...PORTFOLIO_HANDLERS,
  ...PRICE_ALERT_HANDLERS,
  'system.started': keepFact,
  'system.stopped': null,
  'account.opened': null,
  'feed.status': keepFact,
  'feed.gap': null,
  'agent.state': null,
  'agent.task': null,
  'intake.invalid': null,
  'intake.sources': keepFact,
  'intake.retried': null,
  'trading.state': keepFact,
  'risk.pauses': keepFact,
  'risk.alarms': keepFact,
  'risk.emergency': null,
  'throttle.pause': keepFact,
  'throttle.caps': keepFact,
  'throttle.alert': null,
  'conflict.decided': null,
  'lock.acquired': null,
  'lock.released': null,
  'lock.expired': null,
  'lock.broken': null,
  'lock.waiting': null,
  'lock.gave-up': null,
  'funding.settled': settleFunding,
  'ledger.moved': moveMoney,
  'fee.corrected': correctFee,
  'position.adjusted': adjustPosition,
  'reconcile.difference': null,
  'trade.replanned': null,
  'parent.started': null,
  'parent.part': null,
  'parent.state': keepFact,
  'manual.requested': null,
  'manual.decided': null,
  'reconcile.decided': decide,
  'reconcile.state': keepFact,
  'venue.condition': null,
  'limits.changed': keepFact,
  'settings.changed': keepFact,
  'gate.approved': keepFact,
  'strategy.state': keepFact,
  'equity.sampled': sampleEquity,
  'alerts.changed': keepFact,
  'liquidation-alerts.changed': keepFact,
  'liquidation-alert.fired': null,
  'liquidations.imported': null,
  'liquidations.import_removed': null,
  'liquidations.import_restored': null,
  'liquidations.picture_rejected': null,
  'candles.imported': null,
  'candles.removed': null,
  'model.trained': null,
  'model.adopted': null,
  'model.retired': null,
  'sources.changed': keepFact,
  'watchdog.state': null,
  'watchdog.chosen': keepFact,
  'replay.started': null,
  'replay.finished': null,
};

/** The data kept under a fact's name. */
export type FactData<N extends FactName> = EventDataByType[{
  [T in FactType]: (typeof FACT_OF_TYPE)[T] extends N ? T : never;
}[FactType]];

/** A fact and when it became true. */
export interface Fact<N extends FactName> {
  readonly data: FactData<N>;
  readonly updatedAt: number;
}

/** What the journal says is so now: the read side of the fold. */
export interface JournalState {
  /** A signal, from memory or from disk; null when it is not known. */
  signal(id: SignalId): SignalRow | null;
  /** An order, from memory or from disk; null when it is not known. */
  order(id: ClientOrderId): OrderRow | null;
  /** Signals in memory: all that can still change, and the latest of the rest. */
  signals(): IterableIterator<SignalRow>;
  /** Orders that are not in an end state, oldest first. */
  openOrders(): readonly OrderRow[];
  position(symbol: ContractSymbol): PositionRow | null;
  /** Every symbol ever held; `lots` is 0 when flat. */
  positions(): readonly PositionRow[];
  /** What a person decided about a difference; null when nobody did. */
  decision(id: string): DecisionRow | null;
  decisions(): IterableIterator<DecisionRow>;
  /** The movement of money booked under an id; null when none was. */
  movement(id: string): MovementRow | null;
  movements(): IterableIterator<MovementRow>;
  balance(account: LedgerAccount): Money;
  balances(): ReadonlyMap<LedgerAccount, Money>;
  fact<N extends FactName>(name: N): Fact<N> | null;
  latestEquity(): EquityRow | null;
  /** The ten slots, what is remembered of symbols, and every change. */
  portfolio(): PortfolioState;
  /** Exchange accounts, oldest first, without their logins. */
  accounts(): readonly AccountRow[];
  /** Rows of a table in memory; complete only when the fold retains all. */
  rows(table: TableName): IterableIterator<readonly [key: string | number, row: Row]>;
}

/** The fold of the journal: applies records in order and says which rows each changes. */
export class Fold implements JournalState {
  readonly #state: FoldState;

  constructor(retain: Retention = 'needed') {
    this.#state = new FoldState(retain);
  }

  get retain(): Retention {
    return this.#state.retention;
  }

  /**
   * Applies one record and returns the rows it changes.
   * @throws FoldError (LedgerImbalance) when the record is not allowed; then nothing has changed.
   */
  apply(event: JournalEvent): readonly RowChange[] {
    const handler = HANDLERS[event.type] as Handler<EventType> | null | undefined;
    if (handler === undefined) throw new FoldError(event, 'its type is not known');
    const state = this.#state;
    state.changes = [];
    const lines = checkedLines(event);
    handler?.(state, event, event.data as unknown as EventDataByType[EventType]);
    if (lines.length > 0) postLines(state, event, lines);
    return state.changes;
  }

  /** Lets go of everything that is not needed any more; after a verification this is the state to go on with. */
  keepNeeded(): void {
    this.#state.keepNeeded();
  }

  /** Where to read rows that were let go. */
  recallFrom(recall: Recall): void {
    this.#state.recall = recall;
  }

  signal(id: SignalId): SignalRow | null {
    return this.#state.signal(id);
  }

  order(id: ClientOrderId): OrderRow | null {
    return this.#state.order(id);
  }

  signals(): IterableIterator<SignalRow> {
    return this.#state.signals.values();
  }

  openOrders(): readonly OrderRow[] {
    return [...this.#state.openOrders.values()];
  }

  position(symbol: ContractSymbol): PositionRow | null {
    return this.#state.positions.get(symbol) ?? null;
  }

  positions(): readonly PositionRow[] {
    return [...this.#state.positions.values()];
  }

  decision(id: string): DecisionRow | null {
    return this.#state.decisions.get(id) ?? null;
  }

  decisions(): IterableIterator<DecisionRow> {
    return this.#state.decisions.values();
  }

  movement(id: string): MovementRow | null {
    return this.#state.movements.get(id) ?? null;
  }

  movements(): IterableIterator<MovementRow> {
    return this.#state.movements.values();
  }

  balance(account: LedgerAccount): Money {
    return this.#state.balances.get(account) ?? ZERO;
  }

  balances(): ReadonlyMap<LedgerAccount, Money> {
    return this.#state.balances;
  }

  fact<N extends FactName>(name: N): Fact<N> | null {
    const row = this.#state.facts.get(name);
    if (row === undefined) return null;
    return { data: JSON.parse(String(row['value'])) as FactData<N>, updatedAt: Number(row['updated_at']) };
  }

  latestEquity(): EquityRow | null {
    return this.#state.latestEquity;
  }

  portfolio(): PortfolioState {
    return this.#state.portfolio();
  }

  accounts(): readonly AccountRow[] {
    return accountsOf(this.#state);
  }

  *rows(table: TableName): IterableIterator<readonly [key: string | number, row: Row]> {
    for (const key of this.#keys(table)) {
      const row = this.row(table, key);
      if (row !== null) yield [key, row];
    }
  }

  /** The row of a key as it must be stored, if it is in memory. */
  row(table: TableName, key: string | number): Row | null {
    const state = this.#state;
    switch (table) {
      case 'signals':
        return stored(state.signals.get(String(key)), signalCells);
      case 'orders':
        return stored(state.orders.get(String(key)), orderCells);
      case 'positions':
        return stored(state.positions.get(String(key)), positionCells);
      case 'decisions':
        return stored(state.decisions.get(String(key)), decisionCells);
      case 'movements':
        return stored(state.movements.get(String(key)), movementCells);
      case 'portfolio_composition':
        return stored(state.slots[Number(key) - 1], slotCells);
      case 'portfolio_symbols':
        return stored(state.symbolMemory.get(key as ContractSymbol), memoryCells);
      case 'portfolio_history':
        return stored(state.slotChanges.get(Number(key)), slotChangeCells);
      case 'balances':
        return stored(state.balances.get(key as LedgerAccount), (amount) => ({
          account: key,
          amount: formatMoney(amount),
        }));
      case 'facts':
        return state.facts.get(String(key)) ?? null;
      case 'fills':
      case 'ledger':
      case 'equity':
        return state[table].get(Number(key)) ?? null;
      default:
        return assertNever(table, 'table');
    }
  }

  #keys(table: TableName): IterableIterator<string | number> {
    const state = this.#state;
    switch (table) {
      case 'portfolio_composition':
        return state.slots.map(({ rank }) => rank).values();
      case 'portfolio_symbols':
        return state.symbolMemory.keys();
      case 'portfolio_history':
        return state.slotChanges.keys();
      default:
        return state[table].keys();
    }
  }
}

const stored = <T>(value: T | undefined, cells: (value: T) => Row): Row | null =>
  value === undefined ? null : cells(value);
