import { isFinalOrderState, type OrderState } from '#shared/domain/order-state.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { OrderReport } from '../../ports/venue.ts';

/** An order of ours that the venue shows. */
export interface SeenOrder {
  readonly row: OrderRow;
  readonly report: OrderReport;
}

/** The venue's complete list of live orders, held against the journal. */
export interface OrderComparison {
  /** Live at the venue and not ours. */
  readonly foreign: readonly OrderReport[];
  /** Live at the venue although our record of it has ended. */
  readonly returned: readonly SeenOrder[];
  /** Live on both sides. */
  readonly seen: readonly SeenOrder[];
  /** Confirmed as live here once, and not in the list. */
  readonly unseen: readonly OrderRow[];
}

/** States in which the venue has said that it holds the order. */
const CONFIRMED: ReadonlySet<OrderState> = new Set(['OPEN', 'TRIGGERED', 'PARTIAL']);

/**
 * Compares a complete list of live orders with ours. What is in doubt here is not part of `unseen`: it is asked for one by
 * one anyway.
 */
export function compareOrders(
  reports: readonly OrderReport[],
  find: (report: OrderReport) => OrderRow | null,
  openOrders: readonly OrderRow[],
): OrderComparison {
  const foreign: OrderReport[] = [];
  const returned: SeenOrder[] = [];
  const seen: SeenOrder[] = [];
  const listed = new Set<string>();
  for (const report of reports) {
    const row = find(report);
    if (row === null) {
      foreign.push(report);
      continue;
    }
    listed.add(row.id);
    (isFinalOrderState(row.state) ? returned : seen).push({ row, report });
  }
  const unseen = openOrders.filter((row) => CONFIRMED.has(row.state) && !listed.has(row.id));
  return { foreign, returned, seen, unseen };
}

/** A term that is not the same on both sides, in words; null when all agree or a change is unanswered. */
export function termsDifference({ row, report }: SeenOrder): string | null {
  if (row.amendLots !== undefined) return null;
  // A venue ignores the size of an order that closes whatever is held.
  if (row.terms?.closePosition !== true && report.lots !== row.lots) {
    return `its size is ${String(report.lots)} there and ${String(row.lots)} here`;
  }
  if (differs(report.priceTicks, row.priceTicks)) return `its price is ${words(report)} there and ${words(row)} here`;
  if (differs(report.triggerTicks, row.triggerTicks) && row.kind !== 'trailing-stop') {
    return `its trigger is ${String(report.triggerTicks)} there and ${String(row.triggerTicks)} here`;
  }
  return null;
}

/** Venues leave out what an order does not have, or does not have any more. */
const differs = (theirs: number | null, ours: number | null): boolean =>
  theirs !== null && ours !== null && theirs !== ours;

const words = ({ priceTicks }: { readonly priceTicks: number | null }): string => String(priceTicks);

/** True when the venue shows fills that are not booked here. */
export const lacksFills = ({ row, report }: SeenOrder): boolean => report.filledLots > row.filledLots;
