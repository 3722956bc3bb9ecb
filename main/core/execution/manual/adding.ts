import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import { formatTicks, notional, type Instrument, type Lots, type Ticks } from '#shared/domain/instrument.ts';
import { add, ZERO, type Money } from '#shared/domain/money.ts';
import type { JournalState } from '../../journal/fold.ts';
import { largestLots, type OrderRow } from '../../journal/rows.ts';
import type { JoinableTrade } from '../hand-moves.ts';
import { averageTicks } from './appraisal.ts';
import type { ManualTicket } from './ticket.ts';

/** The ticket with what it takes from the trade it adds to: stop, target, trail and leverage, where it names none. */
export const completed = (ticket: ManualTicket, trade: JoinableTrade | null): ManualTicket =>
  trade === null
    ? ticket
    : {
        ...ticket,
        stopTicks: ticket.stopTicks ?? trade.plan.stopTicks,
        targetTicks: ticket.targetTicks ?? trade.plan.targetTicks,
        leverage: ticket.leverage ?? trade.leverage,
      };

/** One position has one stop, one target, one leverage and one time: an addition with others is refused. */
export function otherPlan(ticket: ManualTicket, trade: JoinableTrade, instrument: Instrument | null): Denial | null {
  const { stopTicks, targetTicks, trailTicks } = trade.plan;
  const at = (ticks: number): string =>
    instrument === null ? `tick ${String(ticks)}` : formatTicks(instrument, ticks);
  const differs = (given: number | null | undefined, held: number | null | undefined): boolean =>
    given !== null && given !== undefined && held !== null && given !== held;
  if (differs(ticket.stopTicks, stopTicks))
    return other(`the position has its stop at ${at(stopTicks)}; move it instead`);
  if (differs(ticket.targetTicks, targetTicks))
    return other(`the position has its target at ${at(targetTicks)}; move it instead`);
  if (differs(ticket.leverage, trade.leverage))
    return other(`the position was opened with leverage ${String(trade.leverage)}`);
  if (differs(ticket.trailTicks, trailTicks)) return other('its stop trails as that of the position does');
  return ticket.holdMs === null ? null : other('it is held as long as the position');
}

const other = (problem: string): Denial => denial('ORDER_INVALID', { problem });

/** What a symbol's trade is once all its entries have filled. Contracts > 0. */
export interface WholeTrade {
  readonly lots: Lots;
  /** The average price, rounded away from profit. */
  readonly priceTicks: Ticks;
}

/** What of a trade is to be left out, and what is to be counted besides. */
export interface WholeOptions {
  /** The order that is to be changed. */
  readonly without?: ClientOrderId | null;
  /** An entry that is to be added; `sign` + for a buy. */
  readonly more?: WholeTrade & { readonly sign: 1 | -1 };
}

/**
 * What is held on a contract, at its cost, and every entry on its way, at its price or the mark; null when nothing is, or an
 * entry has no price.
 */
export function wholeTrade(
  state: Pick<JournalState, 'position' | 'openOrders'>,
  instrument: Instrument,
  markTicks: number | null,
  { without = null, more }: WholeOptions = {},
): WholeTrade | null {
  const { symbol } = instrument;
  const held = state.position(symbol);
  const counted = state
    .openOrders()
    .filter((row) => row.symbol === symbol && row.role === 'entry' && row.id !== without)
    .map(pendingOf);
  if (more !== undefined) counted.push({ signed: more.lots * more.sign, ticks: more.priceTicks });
  let lots: number = held?.lots ?? 0;
  let value: Money = held?.entryValue ?? ZERO;
  for (const { signed, ticks } of counted) {
    const price = ticks ?? markTicks;
    if (price === null) return null;
    lots += signed;
    value = add(value, notional(instrument, price, signed));
  }
  if (lots === 0) return null;
  return { lots: Math.abs(lots) as Lots, priceTicks: averageTicks(instrument, value, lots) };
}

/** What an entry can still fill, signed, and its price; null for the mark. */
const pendingOf = (row: OrderRow): { readonly signed: number; readonly ticks: number | null } => ({
  signed: (largestLots(row) - row.filledLots) * (row.side === 'buy' ? 1 : -1),
  ticks: row.priceTicks ?? row.triggerTicks,
});
