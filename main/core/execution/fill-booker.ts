import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { formatMoney, negate, subtract, ZERO } from '#shared/domain/money.ts';
import { largestLots, type OrderRow } from '../journal/rows.ts';
import { bookFill, fillLines, FLAT } from '../portfolio/ledger.ts';
import type { VenueEvent } from '../ports/venue.ts';
import type { DeskAlarm, OrderDeskParts } from './desk-types.ts';
import { record } from './order-records.ts';
import type { TradeBook } from './trade-book.ts';
import type { TradeFill } from './trade.ts';

/** A fill as the venue reports it. */
export type VenueFill = Extract<VenueEvent, { kind: 'fill' }>;

/** What became of a reported fill: booked, known already, or not ours to book. */
export type Booking =
  | { readonly kind: 'booked'; readonly fill: TradeFill; readonly alarm: DeskAlarm | null }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly alarm: DeskAlarm };

/** Books each fill once, by its trade id, in whatever state the order is: money outranks status. */
export class FillBooker {
  readonly #parts: Pick<OrderDeskParts, 'journal' | 'instruments' | 'recordsOf'>;
  readonly #book: TradeBook;

  constructor(parts: Pick<OrderDeskParts, 'journal' | 'instruments' | 'recordsOf'>, book: TradeBook) {
    this.#parts = parts;
    this.#book = book;
  }

  /** Journals the fill with its exact value, result and ledger lines. `row` is the order it belongs to, if ours. */
  book(event: VenueFill, row: OrderRow | null): Booking {
    const { journal, instruments } = this.#parts;
    const instrument = instruments.get(event.symbol);
    if (row === null || instrument === undefined) {
      return { kind: 'refused', alarm: alarm('foreign-event', event, 'a fill came for an order that is not ours') };
    }
    if (
      row.symbol !== event.symbol ||
      row.side !== event.side ||
      !Number.isSafeInteger(event.lots) ||
      event.lots <= 0 ||
      event.tradeId === ''
    ) {
      return { kind: 'refused', alarm: alarm('mismatched-fill', event, 'a fill does not fit the order it names') };
    }
    this.#recallFills(row);
    if (this.#book.isBooked(event.symbol, event.tradeId)) {
      this.#correctFee(event, row);
      return { kind: 'repeated' };
    }
    if (event.tsVenue <= this.#book.fillsUntil(row.id)) return { kind: 'repeated' };
    const position = journal.state.position(event.symbol) ?? FLAT;
    const booked = bookFill(position, event, instrument);
    record(journal, 'order.fill', row.id, {
      symbol: event.symbol,
      tradeId: event.tradeId,
      side: event.side,
      lots: event.lots,
      priceTicks: event.priceTicks,
      value: formatMoney(booked.value),
      fee: formatMoney(booked.fee),
      realised: formatMoney(booked.realised),
      liquidity: event.liquidity,
      tsVenue: event.tsVenue,
      ...(event.feeEstimated === true ? { feeEstimated: true } : {}),
      lines: booked.lines,
    });
    this.#book.markBooked(event.symbol, event.tradeId, event.feeEstimated === true ? booked.fee : null);
    const { lots, priceTicks, fee, tsVenue } = event;
    const fill = { role: row.role, lots, priceTicks, realised: booked.realised, fee, tsVenue };
    return { kind: 'booked', fill, alarm: oddity(row, event) };
  }

  /** Books what the true fee of a fill differs from the estimate it was booked with, once. */
  #correctFee({ symbol, tradeId, fee, feeEstimated, tsVenue }: VenueFill, row: OrderRow): void {
    const before = this.#book.estimatedFee(symbol, tradeId);
    if (feeEstimated === true || before === null) return;
    const { journal } = this.#parts;
    const change = subtract(fee, before);
    if (change !== ZERO) {
      record(journal, 'fee.corrected', row.id, {
        symbol,
        tradeId,
        before: formatMoney(before),
        after: formatMoney(fee),
        amount: formatMoney(negate(change)),
        tsVenue,
        lines: fillLines(ZERO, change),
      });
    }
    this.#book.settleFee(symbol, tradeId, change);
  }

  /** Fills of an order that ended before this start are looked up once, so that none is booked twice. */
  #recallFills(row: OrderRow): void {
    const { recordsOf } = this.#parts;
    if (recordsOf === undefined || row.filledLots === 0 || this.#book.knowsFillsOf(row.id)) return;
    this.#book.recall(row.id, recordsOf(row.id));
  }
}

function oddity(before: OrderRow, event: VenueFill): DeskAlarm | null {
  if (before.filledLots + event.lots > largestLots(before)) {
    const total = String(before.filledLots + event.lots);
    return alarm('over-fill', event, `${total} of ${String(largestLots(before))} contracts were filled`);
  }
  if (!isFinalOrderState(before.state)) return null;
  return alarm('late-fill', event, `a fill came after the order was ${before.state}`);
}

const alarm = (kind: DeskAlarm['kind'], event: VenueFill, sentence: string): DeskAlarm => ({
  kind,
  symbol: event.symbol,
  orderId: event.clientOrderId,
  sentence: `${event.symbol}: ${sentence}.`,
});
