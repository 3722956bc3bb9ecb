import type { TickerView } from '#shared/contract/market.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { SymbolRow } from './row-order.ts';

/** The quote currency and the kind of contract end every contract's name: `XBTUSDTM`. */
const coinOf = (symbol: string, ticker: TickerView | null): string => ticker?.coin ?? symbol.replace(/USDTM$/, '');

const NO_PAST: ReadonlyMap<string, Float32Array> = new Map();

function sameCells(a: ReadonlyMap<Timeframe, CellView>, b: ReadonlyMap<Timeframe, CellView>): boolean {
  if (a.size !== b.size) return false;
  for (const [timeframe, cell] of a) if (b.get(timeframe) !== cell) return false;
  return true;
}

/** Puts cells together as rows; a row of which nothing changed stays the same object, so that it is not drawn again. */
export class SymbolRows {
  readonly #kept = new Map<string, SymbolRow>();

  /**
   * One row per symbol, in the order in which the cells came.
   * @param past the scores of the moments shown, by symbol
   * @param priced false leaves the prices away: they are of now, the cells are not
   */
  rows(
    cells: readonly CellView[],
    tickers: readonly TickerView[],
    past: ReadonlyMap<string, Float32Array> = NO_PAST,
    priced = true,
  ): readonly SymbolRow[] {
    const tickerOf = new Map(tickers.map((ticker) => [ticker.key, ticker]));
    const bySymbol = new Map<string, Map<Timeframe, CellView>>();
    for (const cell of cells) {
      const row = bySymbol.get(cell.symbol);
      if (row === undefined) bySymbol.set(cell.symbol, new Map([[cell.timeframe, cell]]));
      else row.set(cell.timeframe, cell);
    }
    for (const symbol of this.#kept.keys()) if (!bySymbol.has(symbol)) this.#kept.delete(symbol);
    const rows: SymbolRow[] = [];
    for (const [symbol, byTime] of bySymbol) {
      const ticker = tickerOf.get(symbol) ?? null;
      const made = { symbol, coin: coinOf(symbol, ticker), ticker: priced ? ticker : null, cells: byTime };
      rows.push(this.#unlessSame({ ...made, past: past.get(symbol) ?? null }));
    }
    return rows;
  }

  #unlessSame(row: SymbolRow): SymbolRow {
    const kept = this.#kept.get(row.symbol);
    const same = kept?.ticker === row.ticker && kept.past === row.past && kept.coin === row.coin;
    if (kept !== undefined && same && sameCells(kept.cells, row.cells)) return kept;
    this.#kept.set(row.symbol, row);
    return row;
  }
}
