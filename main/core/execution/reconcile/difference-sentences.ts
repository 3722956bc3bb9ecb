import type { OrderRow } from '../../journal/rows.ts';
import type { OrderReport, VenueFillReport } from '../../ports/venue.ts';
import type { DifferenceSide } from './difference.ts';
import type { FoundDifference } from './difference-book.ts';
import { termsDifference, type SeenOrder } from './order-comparison.ts';
import type { PositionGap } from './position-comparison.ts';

const orderSide = (report: OrderReport): DifferenceSide => ({
  lots: report.lots,
  filledLots: report.filledLots,
  priceTicks: report.priceTicks ?? report.triggerTicks,
  state: report.state,
});

const rowSide = (row: OrderRow): DifferenceSide => ({
  lots: row.lots,
  filledLots: row.filledLots,
  priceTicks: row.priceTicks ?? row.triggerTicks,
  state: row.state,
});

/** An order at the venue that is not ours. */
export function foreignOrder(report: OrderReport): FoundDifference {
  const { symbol, side, lots, kind, venueOrderId, reduceOnly } = report;
  const what = `${reduceOnly ? 'reduce-only ' : ''}${kind} order to ${side} ${String(lots)}`;
  return {
    id: `foreign-order:${venueOrderId}`,
    kind: 'foreign-order',
    symbol,
    clientOrderId: report.clientOrderId,
    venueOrderId,
    ours: null,
    theirs: orderSide(report),
    sentence: `${symbol}: the venue holds a ${what} that was not made here.`,
    choices: ['ignore', 'cancel', 'adopt'],
    state: 'open',
  };
}

/** An order of ours that lives at the venue after its end here; it is being canceled again. */
export function returnedOrder({ row, report }: SeenOrder): FoundDifference {
  return {
    id: `order-returned:${row.id}`,
    kind: 'order-returned',
    symbol: row.symbol,
    clientOrderId: row.id,
    venueOrderId: report.venueOrderId,
    ours: rowSide(row),
    theirs: orderSide(report),
    sentence: `${row.symbol}: the ${row.role} order is ${row.state} here, but the venue shows it as ${report.state}; it is being canceled.`,
    choices: [],
    state: 'working',
  };
}

/** An order whose terms are not the same on both sides; null when they are. */
export function differingOrder(seen: SeenOrder): FoundDifference | null {
  const difference = termsDifference(seen);
  if (difference === null) return null;
  const { row, report } = seen;
  const terms = [report.lots, report.priceTicks, report.triggerTicks].map(String).join('/');
  return {
    id: `order-differs:${row.id}:${terms}`,
    kind: 'order-differs',
    symbol: row.symbol,
    clientOrderId: row.id,
    venueOrderId: report.venueOrderId,
    ours: rowSide(row),
    theirs: orderSide(report),
    sentence: `${row.symbol}: the ${row.role} order is not as it was made: ${difference}.`,
    choices: ['adopt', 'cancel', 'ignore'],
    state: 'open',
  };
}

/** An order whose state at the venue is not proven. It ends by proof only. */
export function unprovenOrder(row: OrderRow): FoundDifference {
  const held = row.venueOrderId !== null;
  const what = held ? 'was accepted and is not proven to live or to have ended' : 'may or may not have arrived';
  return {
    id: `order-in-doubt:${row.id}`,
    kind: held ? 'order-gone' : 'order-unproven',
    symbol: row.symbol,
    clientOrderId: row.id,
    venueOrderId: row.venueOrderId,
    ours: rowSide(row),
    theirs: null,
    sentence: `${row.symbol}: the ${row.role} order to ${row.side} ${String(row.lots)} ${what} (${row.reason ?? row.state}).`,
    choices: [],
    state: 'working',
  };
}

const contracts = (lots: number): string =>
  lots === 0 ? 'nothing' : `${lots > 0 ? 'long' : 'short'} ${String(Math.abs(lots))}`;

/** A position that is not the same on both sides. */
export function differingPosition(gap: PositionGap, foreignFills: readonly VenueFillReport[]): FoundDifference {
  const { kind, symbol, ourLots, theirLots } = gap;
  // Our side as it was last booked, so that what is booked later makes a new difference. Of a position that is not ours
  // at all the size is left out: its owner may change it.
  const basis = `${symbol}:${String(gap.ours?.updatedAt ?? 0)}`;
  const id = kind === 'foreign-position' ? `${kind}:${basis}` : `${kind}:${basis}:${String(theirLots)}`;
  const why =
    foreignFills.length === 0
      ? 'no fill explains it'
      : `${String(foreignFills.length)} fill(s) that are not of our orders explain it`;
  return {
    id,
    kind,
    symbol,
    clientOrderId: null,
    venueOrderId: null,
    ours: ourLots === 0 ? null : { lots: ourLots, filledLots: null, priceTicks: null, state: contracts(ourLots) },
    theirs:
      theirLots === 0 ? null : { lots: theirLots, filledLots: null, priceTicks: null, state: contracts(theirLots) },
    sentence: `${symbol}: the venue holds ${contracts(theirLots)}, the journal ${contracts(ourLots)}; ${why}.`,
    choices: CHOICES[kind],
    state: 'open',
  };
}

const CHOICES = {
  'foreign-position': ['ignore', 'close', 'adopt'],
  'position-mismatch': ['adopt', 'close'],
  'position-gone': ['adopt'],
} as const;

/** A position of ours without a stop that works, where none can be placed by itself. */
export const missingStop = (row: {
  readonly symbol: FoundDifference['symbol'];
  readonly lots: number;
}): FoundDifference => ({
  id: `stop-missing:${row.symbol}:${String(row.lots)}`,
  kind: 'stop-missing',
  symbol: row.symbol,
  clientOrderId: null,
  venueOrderId: null,
  ours: { lots: row.lots, filledLots: null, priceTicks: null, state: contracts(row.lots) },
  theirs: null,
  sentence: `${row.symbol}: ${contracts(row.lots)} is held without a stop at the venue.`,
  choices: ['close', 'ignore'],
  state: 'open',
});
