import type { SortKey } from './slot-order.ts';

/** What a key of the screen does. */
export type PortfolioAction =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'sort'; readonly by: SortKey }
  | { readonly kind: 'open' | 'replace' | 'remove' | 'pin' | 'ban' | 'add' | 'weights' | 'filter' | 'table' | 'back' }
  | { readonly kind: 'menu' };

const KEYS: Readonly<Record<string, PortfolioAction>> = {
  ArrowDown: { kind: 'move', by: 1 },
  ArrowUp: { kind: 'move', by: -1 },
  Home: { kind: 'move', by: -1_000 },
  End: { kind: 'move', by: 1_000 },
  Enter: { kind: 'open' },
  r: { kind: 'replace' },
  x: { kind: 'remove' },
  i: { kind: 'pin' },
  b: { kind: 'ban' },
  a: { kind: 'add' },
  w: { kind: 'weights' },
  '/': { kind: 'filter' },
  t: { kind: 'table' },
  m: { kind: 'menu' },
  Escape: { kind: 'back' },
  '0': { kind: 'sort', by: 'rank' },
  '1': { kind: 'sort', by: 'technical' },
  '2': { kind: 'sort', by: 'fundamental' },
  '3': { kind: 'sort', by: 'structure' },
  '4': { kind: 'sort', by: 'risk' },
};

/** Keys that mean a row and are left alone elsewhere: a button takes its own Enter, a chart its own arrows. */
const OF_ROWS = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter']);

interface Press {
  readonly key: string;
  readonly modified: boolean;
  /** True while the focus lies on a row, or nowhere in particular. */
  readonly onRow: boolean;
}

/** What a key press does; null for one that is not of the screen. */
export function portfolioAction({ key, modified, onRow }: Press): PortfolioAction | null {
  if (modified || (OF_ROWS.has(key) && !onRow)) return null;
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** The row that is `by` rows further; the first when none is chosen. */
export function rowAfter(rows: readonly string[], current: string | null, by: number): string | null {
  const at = current === null ? -1 : rows.indexOf(current);
  const next = at < 0 ? (by < 0 ? rows.length - 1 : 0) : at + by;
  return rows[Math.max(0, Math.min(rows.length - 1, next))] ?? null;
}
