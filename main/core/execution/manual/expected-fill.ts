import { ticksToPlot, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, type Money } from '#shared/domain/money.ts';
import { bookColumns } from '../../market/book-columns.ts';
import { bookTaker } from '../../market/book-walk.ts';
import type { FeedBooks } from '../../ports/market-feed.ts';
import type { ManualTicket } from './ticket.ts';

/** What an entry would take at once from the book that is seen. */
export interface ExpectedFill {
  /** Fewer than asked for: the rest would rest at its limit, or fill at prices that nobody sees. */
  readonly lots: number;
  /** Average price in quote units. */
  readonly average: number;
  /** Paid beyond the middle of the book; null while one side is empty. */
  readonly slippage: Money | null;
  /** The same in hundredths of a percent. */
  readonly slippageBp: number | null;
  /** Of the book, ms; null when its venue tells no time. */
  readonly ageMs: number | null;
}

/** As deep as a market order of a sane size reaches. */
const LEVELS = 400;
const BASIS_POINTS = 10_000;

const levelsOf = (ticks: Float64Array, lots: Float64Array, count: number): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => [ticks[i] ?? Number.NaN, lots[i] ?? Number.NaN] as const);

/** The prices at which the order takes: any at market, up to its limit otherwise; null when it takes nothing now. */
function reach({ kind, priceTicks, postOnly }: ManualTicket): { readonly limit: number | null } | null {
  if (kind === 'market') return { limit: null };
  return kind === 'limit' && !postOnly ? { limit: priceTicks } : null;
}

/** Walks the book for an entry; null when the book is not known or the entry takes nothing from it. */
export function expectedFill(
  books: FeedBooks | null,
  ticket: ManualTicket,
  instrument: Instrument,
  now: number,
): ExpectedFill | null {
  const reached = reach(ticket);
  if (books === null || reached === null) return null;
  const columns = bookColumns(LEVELS);
  if (books.read(ticket.symbol, 1, columns) !== '') return null;
  const book = {
    bids: levelsOf(columns.bidTicks, columns.bidLots, columns.bids),
    asks: levelsOf(columns.askTicks, columns.askLots, columns.asks),
  };
  const taken = bookTaker(book, ticket.side === 'buy' ? 1 : -1).take(ticket.lots, reached.limit);
  if (taken === null || taken.lots === 0) return null;
  const { lots, tickLots, twiceMidTicks } = taken;
  const beyond = twiceMidTicks === null ? null : 2n * tickLots - BigInt(twiceMidTicks) * BigInt(lots);
  return {
    lots,
    average: ticksToPlot(instrument, Number(tickLots) / lots),
    slippage: beyond === null ? null : absolute(((beyond * instrument.tickValue) / 2n) as Money),
    slippageBp:
      beyond === null || twiceMidTicks === null
        ? null
        : (Math.abs(Number(beyond)) / (twiceMidTicks * lots)) * BASIS_POINTS,
    ageMs: Number.isFinite(columns.tsVenue) ? Math.max(0, now - columns.tsVenue) : null,
  };
}
