import type { ContractSymbol } from '#shared/domain/ids.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import type { LedgerLine } from '../journal/event-types.ts';
import { bookFunding } from '../portfolio/ledger.ts';
import type { AccountMovement } from '../ports/venue.ts';
import type { OrderDeskParts } from './desk-types.ts';
import { record } from './order-records.ts';

/** Books a funding settlement on what is held; returns what cash gained (− paid), or null when nothing is held. */
export function settleFunding(
  { journal, instruments }: Pick<OrderDeskParts, 'journal' | 'instruments'>,
  symbol: ContractSymbol,
  rate: number,
  markTicks: number,
): Money | null {
  const held = journal.state.position(symbol)?.lots ?? 0;
  const instrument = instruments.get(symbol);
  if (held === 0 || instrument === undefined) return null;
  const { amount, lines } = bookFunding(instrument, held, rate, markTicks);
  record(journal, 'funding.settled', symbol, { rate, lots: held, markTicks, amount: formatMoney(amount), lines });
  return amount;
}

/** A settlement as the venue tells it. */
export type VenueFunding = Extract<AccountMovement, { kind: 'funding' }>;

/** Records a settlement that the venue made, under its id. */
export function recordFunding(
  { journal }: Pick<OrderDeskParts, 'journal'>,
  { id, symbol, amount, rate, lots, markTicks, tsVenue }: VenueFunding,
  lines: readonly LedgerLine[],
): void {
  const data = { rate, lots, markTicks, amount: formatMoney(amount), id, tsVenue, lines };
  record(journal, 'funding.settled', symbol, data);
}
