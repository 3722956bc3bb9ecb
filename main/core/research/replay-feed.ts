import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';

/** A recorded series to be replayed. */
export interface ReplaySeries {
  readonly symbol: ContractSymbol;
  readonly columns: CandleColumns;
}

/** Steps through several series in order of time; at equal times in the order the series are given. */
export class ReplayCursor {
  readonly series: readonly ReplaySeries[];
  readonly #place: number[];
  readonly total: number;
  #done = 0;

  constructor(series: readonly ReplaySeries[]) {
    this.series = series;
    this.#place = series.map(() => 0);
    this.total = series.reduce((sum, { columns }) => sum + columns.ts.length, 0);
  }

  /** Candles given so far. */
  get done(): number {
    return this.#done;
  }

  /** The open time of the next candles; null at the end. */
  get nextTs(): number | null {
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.series.length; i++) {
      const ts = this.series[i]?.columns.ts[this.#place[i] ?? 0];
      if (ts !== undefined && ts < next) next = ts;
    }
    return Number.isFinite(next) ? next : null;
  }

  /** Gives every candle that opens at `ts`: the series and the index of the candle in its columns. */
  take(ts: number, give: (series: ReplaySeries, index: number) => void): void {
    for (let i = 0; i < this.series.length; i++) {
      const series = this.series[i];
      const place = this.#place[i] ?? 0;
      if (series?.columns.ts[place] !== ts) continue;
      this.#place[i] = place + 1;
      this.#done += 1;
      give(series, place);
    }
  }
}

/** A text that changes with any value of the series, to be hashed: what was replayed is part of the record. */
export function seriesFingerprint({ symbol, columns }: ReplaySeries, hash: (text: string) => string): string {
  let text = symbol as string;
  const CHUNK = 2_048;
  let running = hash(symbol);
  for (let i = 0; i < columns.ts.length; i++) {
    text += `,${String(columns.ts[i])},${String(columns.open[i])},${String(columns.high[i])},${String(columns.low[i])},${String(columns.close[i])},${String(columns.volume[i])}`;
    if (i % CHUNK !== CHUNK - 1) continue;
    running = hash(running + text);
    text = '';
  }
  return hash(running + text);
}
