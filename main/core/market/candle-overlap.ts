import type { CandleColumns } from '#shared/domain/candle.ts';

/** How candles to be brought in compare with what is stored. */
export interface Overlap {
  /** Not stored yet. */
  readonly fresh: number;
  /** Stored with other figures, which they replace. */
  readonly changed: number;
  /** Stored just so. */
  readonly same: number;
}

const FIGURES = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Compares candles with those stored; both rise in time. */
export function overlapOf(columns: CandleColumns, stored: CandleColumns): Overlap {
  const counts = { fresh: 0, changed: 0, same: 0 };
  let other = 0;
  for (let row = 0; row < columns.ts.length; row += 1) {
    const at = columns.ts[row] ?? 0;
    while ((stored.ts[other] ?? Number.POSITIVE_INFINITY) < at) other += 1;
    if (stored.ts[other] !== at) counts.fresh += 1;
    else if (FIGURES.every((name) => columns[name][row] === stored[name][other])) counts.same += 1;
    else counts.changed += 1;
  }
  return counts;
}
