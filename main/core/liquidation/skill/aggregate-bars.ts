import { emptyBar, type ModelBar } from '../model-bar.ts';

/** A bar of the model with what was really liquidated in it, quote units; NaN where the file does not tell. */
export interface AggregateBar {
  readonly bar: ModelBar;
  readonly longWorth: number;
  readonly shortWorth: number;
}

/** A file that is not a series of price, open interest and liquidations. */
export class AggregateFileError extends Error {
  override readonly name = 'AggregateFileError';
}

const NEEDED = ['timestamp', 'price_open', 'price_high', 'price_low', 'price_close', 'oi_close'] as const;

/**
 * Reads a CSV of bars with price, open interest in quote units, funding, and liquidations in quote units by side. Lines that
 * cannot be read are an error, not passed over.
 * @param fundingUnit what one unit of the funding column is: 0.01 for percent.
 */
export function readAggregate(text: string, fundingUnit: number): readonly AggregateBar[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new AggregateFileError(`The first line names no ${missing.join(', ')}.`);
  const rows = lines.map((line, i) => rowOf(names, line, i + 2));
  const steps = rows.slice(1).map((row, i) => row('timestamp') - (rows[i]?.('timestamp') ?? Number.NaN));
  const ms = Math.min(...steps);
  if (!(ms > 0)) throw new AggregateFileError('The times do not rise, or there are fewer than two lines.');
  return rows.map((row) => barOf(row, ms, fundingUnit));
}

type Row = (name: string) => number;

function rowOf(names: readonly string[], line: string, number: number): Row {
  const cells = line.split(',');
  for (const name of NEEDED) {
    const cell = cells[names.indexOf(name)] ?? '';
    if (!(Number(cell) > 0))
      throw new AggregateFileError(`Line ${String(number)}: ${name} is "${cell}", not a number above 0.`);
  }
  return (name) => {
    const at = names.indexOf(name);
    return at < 0 || cells[at] === '' ? Number.NaN : Number(cells[at]);
  };
}

function barOf(row: Row, ms: number, fundingUnit: number): AggregateBar {
  const bar = emptyBar();
  bar.ts = row('timestamp');
  bar.ms = ms;
  bar.open = row('price_open');
  bar.close = row('price_close');
  bar.high = Math.max(row('price_high'), bar.open, bar.close);
  bar.low = Math.min(row('price_low'), bar.open, bar.close);
  // No marks are told; the trades stand for them.
  bar.markHigh = bar.high;
  bar.markLow = bar.low;
  bar.openInterest = row('oi_close') / bar.close;
  bar.funding = row('funding_close') * fundingUnit;
  const longWorth = row('liquidation_long_usd');
  const shortWorth = row('liquidation_short_usd');
  bar.liquidatedLong = longWorth / bar.close;
  bar.liquidatedShort = shortWorth / bar.close;
  return { bar, longWorth, shortWorth };
}
