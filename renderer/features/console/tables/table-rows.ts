import type { OrderView } from '#shared/contract/order.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say } from '#shared/language/words.ts';

/** What a table is sorted by. */
export interface Sorting {
  readonly column: string;
  readonly down: boolean;
}

type Sortable = number | string | null;

/** Rows in the order asked for; what is not known stands last either way, equal rows keep their order. */
export function sorted<Row>(rows: readonly Row[], valueIn: (row: Row) => Sortable, down: boolean): readonly Row[] {
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [valueIn(a), valueIn(b)];
    if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
    if (typeof x === 'string' || typeof y === 'string') return sign * String(x).localeCompare(String(y));
    return sign * (x - y);
  });
}

/** A click on the head of a column: first falling, then rising, then as it came. */
export function nextSorting(now: Sorting | null, column: string): Sorting | null {
  if (now === null || now.column !== column) return { column, down: true };
  return now.down ? { column, down: false } : null;
}

/** Open orders first, newest first among themselves; then the rest, latest first. */
export const orderedOrders = (rows: readonly OrderView[]): readonly OrderView[] =>
  [...rows].sort(
    (a, b) => Number(b.open) - Number(a.open) || (a.open ? b.createdAt - a.createdAt : b.updatedAt - a.updatedAt),
  );

/** Result in quote units if the stop fills at its price, without fees; null without a stop. For display. */
export function ifStopped({ side, quantity, entry, stop }: PositionView): number | null {
  return stop === null ? null : (stop - entry) * Number(quantity) * (side === 'long' ? 1 : -1);
}

/** How much of a position a live stop at the venue covers, in words. */
export function coverWords({ stopLots, lots }: Pick<PositionView, 'stopLots' | 'lots'>): string {
  if (stopLots >= lots) return say('whole');
  return stopLots === 0 ? say('NONE') : `${String(Math.floor((stopLots / lots) * 100))} %`;
}

/** The place of the chosen row after a step, within the rows. */
export function stepSelection(keys: readonly string[], chosen: string | null, step: 1 | -1): string | null {
  if (keys.length === 0) return null;
  const at = chosen === null ? -1 : keys.indexOf(chosen);
  if (at < 0) return (step === 1 ? keys[0] : keys.at(-1)) ?? null;
  return keys[Math.min(keys.length - 1, Math.max(0, at + step))] ?? null;
}
