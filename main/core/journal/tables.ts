/** What a cell of a table folded from the journal can hold. Amounts of money are decimal text. */
export type Cell = string | number | null;

export type Row = Readonly<Record<string, Cell>>;

/** A column: its SQLite type, and whether null is allowed. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'real';
  readonly nullable?: true;
}

/** A table folded from the journal. `key` names the one column that identifies a row (text or integer). */
export interface TableSpec {
  readonly key: string;
  readonly columns: readonly ColumnSpec[];
}

/**
 * The tables that are the fold of the journal. The database's schema (migrations) must have exactly these columns, in
 * this order; a test compares the two.
 */
export const TABLES = {
  signals: {
    key: 'id',
    columns: [
      { name: 'id', type: 'text' },
      { name: 'received_at', type: 'integer' },
      { name: 'symbol', type: 'text' },
      { name: 'source', type: 'text' },
      { name: 'timeframe', type: 'text' },
      { name: 'direction', type: 'integer' },
      { name: 'state', type: 'text' },
      { name: 'stage', type: 'text' },
      { name: 'code', type: 'text', nullable: true },
      { name: 'sentence', type: 'text', nullable: true },
      { name: 'score', type: 'real', nullable: true },
      { name: 'price_ticks', type: 'integer' },
      { name: 'stop_ticks', type: 'integer' },
      { name: 'target_ticks', type: 'integer' },
      { name: 'order_id', type: 'text', nullable: true },
      { name: 'outcome', type: 'text', nullable: true },
      { name: 'r', type: 'real', nullable: true },
      { name: 'resolved_at', type: 'integer', nullable: true },
    ],
  },
  orders: {
    key: 'id',
    columns: [
      { name: 'id', type: 'text' },
      { name: 'signal_id', type: 'text' },
      { name: 'symbol', type: 'text' },
      { name: 'role', type: 'text' },
      { name: 'side', type: 'text' },
      { name: 'kind', type: 'text' },
      { name: 'lots', type: 'integer' },
      { name: 'filled_lots', type: 'integer' },
      { name: 'filled_value', type: 'text' },
      { name: 'reduce_only', type: 'integer' },
      { name: 'price_ticks', type: 'integer', nullable: true },
      { name: 'trigger_ticks', type: 'integer', nullable: true },
      { name: 'state', type: 'text' },
      { name: 'venue_order_id', type: 'text', nullable: true },
      { name: 'token', type: 'integer' },
      { name: 'reason', type: 'text', nullable: true },
      { name: 'created_at', type: 'integer' },
      { name: 'updated_at', type: 'integer' },
      { name: 'mark', type: 'text', nullable: true },
      { name: 'amend_lots', type: 'integer', nullable: true },
      { name: 'terms', type: 'text', nullable: true },
    ],
  },
  fills: {
    key: 'seq',
    columns: [
      { name: 'seq', type: 'integer' },
      { name: 'order_id', type: 'text' },
      { name: 'symbol', type: 'text' },
      { name: 'trade_id', type: 'text' },
      { name: 'side', type: 'text' },
      { name: 'lots', type: 'integer' },
      { name: 'price_ticks', type: 'integer' },
      { name: 'value', type: 'text' },
      { name: 'fee', type: 'text' },
      { name: 'realised', type: 'text' },
      { name: 'liquidity', type: 'text' },
      { name: 'ts', type: 'integer' },
    ],
  },
  positions: {
    key: 'symbol',
    columns: [
      { name: 'symbol', type: 'text' },
      { name: 'lots', type: 'integer' },
      { name: 'entry_value', type: 'text' },
      { name: 'realised', type: 'text' },
      { name: 'fees', type: 'text' },
      { name: 'funding', type: 'text' },
      { name: 'signal_id', type: 'text', nullable: true },
      { name: 'opened_at', type: 'integer', nullable: true },
      { name: 'updated_at', type: 'integer' },
    ],
  },
  ledger: {
    key: 'id',
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'seq', type: 'integer' },
      { name: 'account', type: 'text' },
      { name: 'amount', type: 'text' },
      { name: 'ts', type: 'integer' },
    ],
  },
  balances: {
    key: 'account',
    columns: [
      { name: 'account', type: 'text' },
      { name: 'amount', type: 'text' },
    ],
  },
  equity: {
    key: 'ts',
    columns: [
      { name: 'ts', type: 'integer' },
      { name: 'equity', type: 'text' },
      { name: 'peak', type: 'text' },
      { name: 'gross', type: 'text' },
      { name: 'net', type: 'text' },
    ],
  },
  decisions: {
    key: 'id',
    columns: [
      { name: 'id', type: 'text' },
      { name: 'kind', type: 'text' },
      { name: 'symbol', type: 'text' },
      { name: 'choice', type: 'text' },
      { name: 'decided_by', type: 'text' },
      { name: 'sentence', type: 'text' },
      { name: 'decided_at', type: 'integer' },
    ],
  },
  movements: {
    key: 'id',
    columns: [
      { name: 'id', type: 'text' },
      { name: 'kind', type: 'text' },
      { name: 'symbol', type: 'text', nullable: true },
      { name: 'amount', type: 'text' },
      { name: 'ts_venue', type: 'integer' },
      { name: 'booked_at', type: 'integer' },
    ],
  },
  portfolio_composition: {
    key: 'rank',
    columns: [
      { name: 'rank', type: 'integer' },
      { name: 'symbol', type: 'text' },
      { name: 'state', type: 'text' },
      { name: 'since', type: 'integer' },
      { name: 'seq', type: 'integer' },
      { name: 'score_then', type: 'real', nullable: true },
      { name: 'pin_reason', type: 'text', nullable: true },
      { name: 'weight', type: 'integer', nullable: true },
      { name: 'drain', type: 'text', nullable: true },
    ],
  },
  portfolio_symbols: {
    key: 'symbol',
    columns: [
      { name: 'symbol', type: 'text' },
      { name: 'ban_reason', type: 'text', nullable: true },
      { name: 'banned_by', type: 'text', nullable: true },
      { name: 'banned_at', type: 'integer', nullable: true },
      { name: 'left_how', type: 'text', nullable: true },
      { name: 'left_at', type: 'integer', nullable: true },
    ],
  },
  portfolio_history: {
    key: 'seq',
    columns: [
      { name: 'seq', type: 'integer' },
      { name: 'ts', type: 'integer' },
      { name: 'symbol', type: 'text' },
      { name: 'action', type: 'text' },
      { name: 'reason', type: 'text' },
      { name: 'code', type: 'text', nullable: true },
      { name: 'actor', type: 'text' },
      { name: 'override', type: 'integer' },
      { name: 'score', type: 'real', nullable: true },
      { name: 'confidence', type: 'real', nullable: true },
      { name: 'replaced', type: 'text', nullable: true },
      { name: 'difference', type: 'real', nullable: true },
      { name: 'gain_bps', type: 'real', nullable: true },
      { name: 'cost_bps', type: 'real', nullable: true },
      { name: 'held_ms', type: 'integer', nullable: true },
      { name: 'algorithm', type: 'text', nullable: true },
      { name: 'effect', type: 'text', nullable: true },
      { name: 'effect_note', type: 'text', nullable: true },
    ],
  },
  facts: {
    key: 'name',
    columns: [
      { name: 'name', type: 'text' },
      { name: 'value', type: 'text' },
      { name: 'updated_at', type: 'integer' },
    ],
  },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** A row to be put (insert or replace by key) or, when `row` is null, removed. */
export interface RowChange {
  readonly table: TableName;
  readonly key: string | number;
  readonly row: Row | null;
}
