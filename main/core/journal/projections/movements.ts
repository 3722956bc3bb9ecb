import { contractSymbol } from '#shared/domain/ids.ts';
import { add, parseMoney, subtract, type Money } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { MovementKind } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { FoldState } from '../fold-state.ts';
import { storable } from '../row-cells.ts';
import type { Handler } from './handler.ts';

/** A movement as its record tells it. */
interface Moved {
  readonly id: string;
  readonly kind: MovementKind;
  readonly symbol: string | null;
  readonly amount: Money;
  readonly tsVenue: number;
}

/**
 * Keeps a movement under its id.
 * @throws FoldError when one with this id was booked before: money that is counted twice is a wrong balance.
 */
export function bookOnce(state: FoldState, event: JournalEvent, moved: Moved): void {
  const id = storable(moved.id);
  if (id === '') throw new FoldError(event, 'its movement has no id');
  if (state.movements.has(id)) throw new FoldError(event, `the movement ${id} is booked already`);
  state.putMovement({
    id,
    kind: moved.kind,
    symbol: moved.symbol === null ? null : contractSymbol(moved.symbol),
    amount: moved.amount,
    tsVenue: epochMs(moved.tsVenue),
    bookedAt: event.ts,
  });
}

/** Money came or went without a fill: the record's subject is the movement's id. */
export const moveMoney: Handler<'ledger.moved'> = (state, event, data) => {
  const { kind, symbol, tsVenue } = data;
  bookOnce(state, event, { id: event.subject, kind, symbol, amount: parseMoney(data.amount), tsVenue });
};

/** The id a correction is booked under: one per trade. */
export const feeCorrectionId = (symbol: string, tradeId: string): string => `fee:${symbol}:${tradeId}`;

/** The true fee of a fill takes the place of an estimate. */
export const correctFee: Handler<'fee.corrected'> = (state, event, data) => {
  const symbol = contractSymbol(data.symbol);
  const amount = parseMoney(data.amount);
  const change = subtract(parseMoney(data.after), parseMoney(data.before));
  if (add(change, amount) !== 0n) throw new FoldError(event, 'its amount is not the difference of the fees');
  const position = state.positions.get(symbol);
  if (position === undefined) throw new FoldError(event, 'no position was ever held in it');
  const id = feeCorrectionId(symbol, data.tradeId);
  bookOnce(state, event, { id, kind: 'fee', symbol, amount, tsVenue: data.tsVenue });
  state.putPosition({ ...position, fees: add(position.fees, change), updatedAt: event.ts });
};
