import { clientOrderId, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import { bookFill, FLAT } from '../portfolio/ledger.ts';
import type { OrderReport, OrderSide } from '../ports/venue.ts';
import type { OrderDeskParts, TradePlan } from './desk-types.ts';
import { record } from './order-records.ts';
import { adjustmentFill, type TradeBook } from './trade-book.ts';
import { sumsAfter, type Trade, type TradeFill } from './trade.ts';

/** A difference of a position that is to be booked as ours: signed like a fill, of no order. */
export interface Adjustment {
  /** Made from the difference, so that it is booked once however often it is found. */
  readonly id: string;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  /** Contracts, > 0. */
  readonly lots: number;
  readonly priceTicks: number;
  /** > 0 is paid. */
  readonly fee: Money;
  /** `adopted` by a person, or what the venue did unasked. */
  readonly cause: 'adopted' | 'liquidation' | 'adl' | 'settlement';
  readonly by: string;
  readonly sentence: string;
  /** Of an adopted position: where it is to end. */
  readonly plan: TradePlan | null;
}

/**
 * Books a difference with its exact result and ledger lines.
 * @throws FoldError when a difference with this id is booked already; RangeError when the contract is not known.
 */
function bookAdjustment(
  { journal, instruments }: Pick<OrderDeskParts, 'journal' | 'instruments'>,
  adjustment: Adjustment,
): EventDataByType['position.adjusted'] {
  const { id, symbol, side, lots, priceTicks, cause, by, sentence, plan } = adjustment;
  const instrument = instruments.get(symbol);
  if (instrument === undefined) throw new RangeError(`${symbol} is not known: what it is worth cannot be booked`);
  const booked = bookFill(journal.state.position(symbol) ?? FLAT, adjustment, instrument);
  const data: EventDataByType['position.adjusted'] = {
    id,
    side,
    lots,
    priceTicks,
    value: formatMoney(booked.value),
    fee: formatMoney(booked.fee),
    realised: formatMoney(booked.realised),
    cause,
    by,
    sentence,
    ...(plan === null ? {} : { plan: { ...plan } }),
    lines: booked.lines,
  };
  record(journal, 'position.adjusted', symbol, data);
  return data;
}

/** What an order found at the venue is for, by its terms. */
function roleOfFound({ reduceOnly, kind }: Pick<OrderReport, 'reduceOnly' | 'kind'>): OrderRole {
  if (!reduceOnly) return 'entry';
  if (kind === 'stop-market' || kind === 'stop-limit' || kind === 'trailing-stop') return 'stop';
  return kind === 'take-profit-market' ? 'target' : 'exit';
}

/** Our id for an order that was placed without one. */
const idOfFound = (report: OrderReport): ClientOrderId =>
  report.clientOrderId ?? clientOrderId(`found:${report.venueOrderId}`);

/** Takes an order found at the venue into the journal as ours; what is filled of it already stays out of the ledger. */
function recordFound(
  { journal }: Pick<OrderDeskParts, 'journal'>,
  report: OrderReport,
  fillsUntil: number,
  by: string,
): ClientOrderId {
  const id = idOfFound(report);
  record(journal, 'order.found', id, {
    symbol: report.symbol,
    role: roleOfFound(report),
    side: report.side,
    kind: report.kind,
    lots: report.lots,
    filledLots: report.filledLots,
    reduceOnly: report.reduceOnly,
    priceTicks: report.priceTicks,
    triggerTicks: report.triggerTicks,
    venueOrderId: report.venueOrderId,
    fillsUntil,
    by,
  });
  return id;
}

/** Takes an order found at the venue as ours, and gives it to the trade that runs on its symbol. */
export function takeFound(
  parts: Pick<OrderDeskParts, 'journal'>,
  book: TradeBook,
  report: OrderReport,
  fillsUntil: number,
  by: string,
): ClientOrderId {
  const id = recordFound(parts, report, fillsUntil, by);
  book.recall(id, []);
  book.noteFound(id, fillsUntil);
  book.attachFound(report.symbol, roleOfFound(report), id);
  return id;
}

/** Books a difference of a position as ours. Returns the trade that goes on with it; null when none runs and it is flat. */
export function takeAdjustment(
  parts: Pick<OrderDeskParts, 'journal' | 'instruments' | 'clock'>,
  book: TradeBook,
  adjustment: Adjustment,
): { readonly trade: Trade; readonly fill: TradeFill } | null {
  const { symbol, id, plan } = adjustment;
  const data = bookAdjustment(parts, adjustment);
  const { state } = parts.journal;
  const held = state.position(symbol)?.lots ?? 0;
  const trade = held === 0 ? book.running(symbol) : book.adopt(symbol, held, id, plan);
  if (trade === null) return null;
  const unowned = state.openOrders().filter((row) => row.symbol === symbol && book.ofOrder(row.id) === null);
  for (const row of unowned) book.attachFound(symbol, row.role, row.id);
  const fill = adjustmentFill(trade.side, data, parts.clock.now());
  trade.sums = sumsAfter(trade.sums, fill);
  return { trade, fill };
}
