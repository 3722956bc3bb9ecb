import type { LiquidationRow } from '#shared/contract/liquidations.ts';

/** Most crowded with longs first by what is soon to be reached; unknown ones last; equals by name. */
export function orderSymbols(rows: readonly LiquidationRow[]): readonly string[] {
  const share = (row: LiquidationRow): number => row.optical.longShare ?? -1;
  return [...rows].sort((a, b) => share(b) - share(a) || a.coin.localeCompare(b.coin)).map(({ key }) => key);
}

/** The rows in an order worked out before: new ones at the end, gone ones left out. */
export function inOrder(rows: readonly LiquidationRow[], order: readonly string[]): readonly LiquidationRow[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const known = order.flatMap((key) => byKey.get(key) ?? []);
  const listed = new Set(order);
  return [...known, ...rows.filter(({ key }) => !listed.has(key))];
}
