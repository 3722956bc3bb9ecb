import type { TickerView } from '#shared/contract/market.ts';

export interface Breadth {
  readonly up: number;
  /** Contracts whose change over 24 h is known. */
  readonly known: number;
  /** Mean change over those, a fraction; null when none is known. */
  readonly mean: number | null;
}

/** How many contracts rose over 24 h, of those whose change is known. */
export function breadth(tickers: readonly TickerView[]): Breadth {
  const changes = tickers.flatMap(({ change24h }) => (change24h === null ? [] : [change24h]));
  const sum = changes.reduce((total, change) => total + change, 0);
  return {
    up: changes.filter((change) => change > 0).length,
    known: changes.length,
    mean: changes.length === 0 ? null : sum / changes.length,
  };
}

/** The contracts with the most open interest first; those without a figure keep their order behind them. */
export const byOpenInterest = (tickers: readonly TickerView[]): readonly TickerView[] =>
  [...tickers].sort((a, b) => (b.openInterest ?? -1) - (a.openInterest ?? -1));

/** Open interest of all contracts together in USDT; null when no contract has a figure. */
export function totalOpenInterest(tickers: readonly TickerView[]): number | null {
  const known = tickers.flatMap(({ openInterest }) => (openInterest === null ? [] : [openInterest]));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
