import { NOTHING, parseRational, rational, multiply, type Rational } from '#shared/domain/rational.ts';
import {
  MarginTierError,
  marginTiers,
  type DeductionRule,
  type MarginTierRow,
  type MarginTiers,
} from './margin-tiers.ts';

/** A row of a file by its column names, lower case, with the values as text. */
export type TierRecord = ReadonlyMap<string, string>;

type Field = 'symbol' | 'floor' | 'cap' | 'minSize' | 'maxSize' | 'rate' | 'ratePercent' | 'deduction' | 'leverage';

/** How venues and tables name the same thing, lower case: Binance, Bybit, KuCoin, OKX, and plain tables. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  symbol: ['symbol', 'instid', 'instfamily'],
  floor: ['min_notional', 'minnotional', 'notionalfloor', 'minrisklimit', 'floor'],
  cap: [
    'max_notional',
    'maxnotional',
    'notionalcap',
    'maxrisklimit',
    'risk_limit_usdt',
    'risk_limit',
    'risklimitvalue',
    'cap',
  ],
  minSize: ['minsz'],
  maxSize: ['maxsz'],
  rate: ['maintenance_margin_rate', 'maintmarginratio', 'maintainmargin', 'maintenancemargin', 'mmr'],
  ratePercent: ['maintenance_margin_rate_pct'],
  deduction: ['maintenance_amount_cum', 'maintenance_margin_deduction', 'mmdeduction', 'cum'],
  leverage: ['max_leverage', 'maxleverage', 'maxlever', 'initialleverage'],
};

const textOf = (record: TierRecord, field: Field): string | null => {
  for (const name of NAMES[field]) {
    const text = record.get(name)?.trim();
    if (text !== undefined && text !== '') return text;
  }
  return null;
};

function numberOf(record: TierRecord, field: Field, row: number): Rational | null {
  const text = textOf(record, field);
  if (text === null) return null;
  try {
    return parseRational(text);
  } catch {
    throw new MarginTierError(`Row ${String(row)}: "${text}" is not a number.`);
  }
}

/**
 * Makes the maintenance table of one contract out of a file's records.
 * @param symbol which contract is meant; needed when the file holds several.
 * @throws MarginTierError naming the row and what is wrong with it.
 */
export function tiersFromRecords(
  records: readonly TierRecord[],
  symbol: string | null,
  deductions: DeductionRule,
): MarginTiers {
  const own = recordsOf(records, symbol);
  const bySize = own.some((record) => textOf(record, 'maxSize') !== null);
  const rows: MarginTierRow[] = [];
  for (const [i, record] of own.entries()) rows.push(rowOf(record, i + 1, bySize, rows[i - 1]?.cap ?? NOTHING));
  return marginTiers(rows, deductions, bySize ? 'size' : 'value');
}

function recordsOf(records: readonly TierRecord[], symbol: string | null): readonly TierRecord[] {
  const symbols = [...new Set(records.map((record) => textOf(record, 'symbol')))];
  if (symbol === null) {
    if (symbols.length <= 1) return records;
    const some = symbols.slice(0, 5).join(', ');
    throw new MarginTierError(
      `The file holds ${String(symbols.length)} contracts (${some}, …): name one with --symbol.`,
    );
  }
  // A table without a symbol column is of one contract only, and its name is not there to be checked.
  if (symbols.length === 1 && symbols[0] === null) return records;
  const own = records.filter((record) => textOf(record, 'symbol') === symbol);
  if (own.length > 0) return own;
  throw new MarginTierError(`The file has no contract "${symbol}"; it has ${symbols.slice(0, 5).join(', ')}.`);
}

function rowOf(record: TierRecord, row: number, bySize: boolean, before: Rational): MarginTierRow {
  const percent = numberOf(record, 'ratePercent', row);
  const rate = numberOf(record, 'rate', row) ?? (percent === null ? null : multiply(percent, rational(1n, 100n)));
  if (rate === null) throw new MarginTierError(`Row ${String(row)} has no maintenance rate (${namesText('rate')}).`);
  const cap = numberOf(record, bySize ? 'maxSize' : 'cap', row);
  if (cap === null && !bySize && textOf(record, 'floor') === null) {
    throw new MarginTierError(`Row ${String(row)} has no upper bound (${namesText('cap')}).`);
  }
  return {
    // OKX numbers sizes as 0–1000, 1001–2000: a step starts where the one before ends.
    floor: bySize ? before : (numberOf(record, 'floor', row) ?? before),
    cap,
    rate,
    deduction: numberOf(record, 'deduction', row),
    maxLeverage: numberOf(record, 'leverage', row),
  };
}

const namesText = (field: Field): string => `a column such as ${NAMES[field].slice(0, 3).join(', ')}`;

/** The records in a venue's JSON: the first array of objects that carry a maintenance rate, however deep it lies. */
export function tierRecordsOfJson(json: unknown): readonly TierRecord[] {
  const found = search(json, 4);
  if (found === null) throw new MarginTierError('The JSON has no list of objects with a maintenance rate.');
  return found;
}

function search(json: unknown, depth: number): readonly TierRecord[] | null {
  if (typeof json !== 'object' || json === null || depth < 0) return null;
  const values: readonly unknown[] = Object.values(json);
  if (Array.isArray(json)) {
    const records = values.map(recordOf);
    if (records.some((record) => textOf(record, 'rate') !== null)) return records;
  }
  for (const value of values) {
    const inner = search(value, depth - 1);
    if (inner !== null) return inner;
  }
  return null;
}

function recordOf(item: unknown): TierRecord {
  const record = new Map<string, string>();
  if (typeof item !== 'object' || item === null) return record;
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'string' || typeof value === 'number') record.set(name.toLowerCase(), String(value));
  }
  return record;
}
