import type { ContractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';

/** A level of a source outside: what it says is liquidated when the price gets there. An estimate of that source's. */
export interface ImportedLevel {
  readonly symbol: ContractSymbol;
  readonly side: 'long' | 'short';
  readonly price: number;
  /** Quote units, or the source's own scale. */
  readonly worth: number;
  readonly leverage: number | null;
  /** When its positions were opened, ms. */
  readonly born: number | null;
}

/** A liquidation that happened, as a source outside tells. */
export interface ImportedLiquidation {
  readonly symbol: ContractSymbol;
  readonly ts: number;
  /** Of the position that was liquidated. */
  readonly side: 'long' | 'short';
  readonly price: number;
  /** Quote units. */
  readonly worth: number;
}

export type ImportKind = 'levels' | 'liquidations';

/** Text of a field; empty when the row does not tell it. */
export type Cell = (field: string) => string;

export interface RowContext {
  /** The contract of a name: its symbol or its coin; null when it is not known. */
  readonly symbolOf: (text: string) => ContractSymbol | null;
  /** ms; nothing can have happened later. */
  readonly now: number;
}

/** Fields that must be there, and ways to say the worth, of which one must. */
export const FIELDS: Readonly<
  Record<ImportKind, { readonly needed: readonly string[]; readonly worth: readonly string[] }>
> = {
  levels: { needed: ['symbol', 'side', 'price'], worth: ['worth'] },
  liquidations: { needed: ['timestamp_ms', 'symbol', 'side', 'price'], worth: ['worth', 'size'] },
};

/** A row that cannot be taken: the sentence is for a person. */
class RowFault extends Error {}

const MOST = 1e13;
const MOST_LEVERAGE = 1_000;
/** 2009: before it there was nothing to liquidate. */
const EARLIEST = 1_230_768_000_000;

/** Longer texts are not shown whole. */
const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

function number(cell: Cell, field: string, most = MOST): number {
  const text = cell(field);
  const value = /^\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new RowFault(`${field} ${shown(text)} is not a number.`);
  if (!(value > 0)) throw new RowFault(`${field} is not above zero.`);
  if (value > most) throw new RowFault(`${field} ${shown(text)} is beyond ${String(most)}.`);
  return value;
}

function moment(cell: Cell, field: string, now: number): number {
  const value = number(cell, field, Number.MAX_SAFE_INTEGER);
  if (!Number.isInteger(value) || value < EARLIEST || value > now + DAY)
    throw new RowFault(`${field} ${shown(cell(field))} is not a time in milliseconds since 1970 up to now.`);
  return value;
}

function sideOf(cell: Cell): 'long' | 'short' {
  const text = cell('side').toLowerCase();
  if (text === 'long' || text === 'short') return text;
  throw new RowFault(`side ${shown(cell('side'))} is neither long nor short: it is the side of the position.`);
}

function symbolOf(cell: Cell, context: RowContext): ContractSymbol {
  const found = context.symbolOf(cell('symbol').toUpperCase());
  if (found === null) throw new RowFault(`symbol ${shown(cell('symbol'))} is not a contract or coin known here.`);
  return found;
}

const optional = (cell: Cell, field: string, read: () => number): number | null => (cell(field) === '' ? null : read());

/** A row as what it tells, or the sentence that says why it cannot be taken. */
function taken<Row>(read: () => Row): Row | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowFault) return error.message;
    throw error;
  }
}

export const levelOf = (cell: Cell, context: RowContext): ImportedLevel | string =>
  taken(() => ({
    symbol: symbolOf(cell, context),
    side: sideOf(cell),
    price: number(cell, 'price'),
    worth: number(cell, 'worth'),
    leverage: optional(cell, 'leverage', () => number(cell, 'leverage', MOST_LEVERAGE)),
    born: optional(cell, 'born', () => moment(cell, 'born', context.now)),
  }));

export const liquidationOf = (cell: Cell, context: RowContext): ImportedLiquidation | string =>
  taken(() => {
    const price = number(cell, 'price');
    return {
      ts: moment(cell, 'timestamp_ms', context.now),
      symbol: symbolOf(cell, context),
      side: sideOf(cell),
      price,
      worth: cell('worth') === '' ? price * number(cell, 'size') : number(cell, 'worth'),
    };
  });
