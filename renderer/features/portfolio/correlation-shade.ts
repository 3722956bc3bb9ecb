import type { CorrelationView } from '#shared/contract/portfolio-figures.ts';

/** A cell of the matrix: below the diagonal the hours, above it the last day. */
export interface PairCell {
  readonly value: number | null;
  readonly n: number;
  readonly window: 'hours' | 'quarters';
}

/** The cell of a row and a column; null on the diagonal. */
export function pairCell(view: CorrelationView, row: number, column: number): PairCell | null {
  if (row === column) return null;
  const window = column < row ? 'hours' : 'quarters';
  const table = view[window];
  return { value: table.values[row]?.[column] ?? null, n: table.n[row]?.[column] ?? 0, window };
}

/** Share of the full colour a correlation is drawn with: none up to 0.3, all of it from 1. */
export const shadeOf = (value: number): number => Math.max(0, Math.min(1, (value - 0.3) / 0.7));

/** `.82`, `−.10`, `1.0`: without the zero that every one has. */
export function pairText(value: number): string {
  const rounded = Math.round(Math.abs(value) * 100);
  const sign = value < 0 && rounded > 0 ? '\u2212' : '';
  return rounded >= 100 ? `${sign}1.0` : `${sign}.${String(rounded).padStart(2, '0')}`;
}

export interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly hours: number | null;
  readonly quarters: number | null;
  readonly n: number;
  readonly quartersN: number;
}

/** Every pair once, the most alike first, those not known last. */
export function pairRows({ symbols, hours, quarters }: CorrelationView): readonly PairRow[] {
  const rows = symbols.flatMap((a, i) =>
    symbols.slice(i + 1).map((b, k) => {
      const j = i + 1 + k;
      return {
        a,
        b,
        hours: hours.values[i]?.[j] ?? null,
        quarters: quarters.values[i]?.[j] ?? null,
        n: hours.n[i]?.[j] ?? 0,
        quartersN: quarters.n[i]?.[j] ?? 0,
      };
    }),
  );
  return rows.sort((x, y) => (y.hours ?? -2) - (x.hours ?? -2));
}

/** `n 270`, or the range when pairs rest on different counts. */
export function countWords({ symbols, hours }: CorrelationView, which: CorrelationView['hours'] = hours): string {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < symbols.length; i += 1)
    for (let j = 0; j < i; j += 1) {
      const n = which.n[i]?.[j] ?? 0;
      least = Math.min(least, n);
      most = Math.max(most, n);
    }
  if (most === 0 && !Number.isFinite(least)) return 'n 0';
  return least === most ? `n ${String(most)}` : `n ${String(least)}–${String(most)}`;
}
