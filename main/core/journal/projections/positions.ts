import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { add, formatMoney, parseMoney, ZERO } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { EventDataByType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import { storable } from '../row-cells.ts';
import type { OrderRow, PositionRow } from '../rows.ts';
import type { Handler } from './handler.ts';
import { bookOnce } from './movements.ts';

/** On whose behalf a position changes. */
type Owner = Pick<OrderRow, 'symbol' | 'signalId'>;

/** The owner of what was not made by a signal of ours but adopted. */
export const ADOPTED_OWNER = signalId('adopted');

/** A symbol in which nothing was ever held. */
const untouched = (order: Owner, at: EpochMs): PositionRow => ({
  symbol: order.symbol,
  lots: 0 as Lots,
  entryValue: ZERO,
  realised: ZERO,
  fees: ZERO,
  funding: ZERO,
  signalId: null,
  openedAt: null,
  updatedAt: at,
});

/** Who opened what is held: the fill's signal when it opens or turns the position, nobody when it is flat. */
function openerOf(
  held: PositionRow,
  lots: number,
  order: Owner,
  at: EpochMs,
): Pick<PositionRow, 'signalId' | 'openedAt'> {
  if (lots === 0) return { signalId: null, openedAt: null };
  if (Math.sign(lots) !== Math.sign(held.lots)) return { signalId: order.signalId, openedAt: at };
  return { signalId: held.signalId, openedAt: held.openedAt };
}

/**
 * The position after a fill, by cost basis: buying adds value, selling removes it, and the result realised by a reduction
 * is added back, so `entry value' = entry value + value + realised`. A flat position then holds exactly nothing.
 */
export function positionAfterFill(
  before: PositionRow | null,
  event: JournalEvent,
  data: Pick<EventDataByType['order.fill'], 'side' | 'lots' | 'value' | 'realised' | 'fee'>,
  order: Owner,
): PositionRow {
  const held = before ?? untouched(order, event.ts);
  const lots = held.lots + (data.side === 'buy' ? data.lots : -data.lots);
  const realised = parseMoney(data.realised);
  const entryValue = add(add(held.entryValue, parseMoney(data.value)), realised);
  if (lots === 0 && entryValue !== 0n) {
    throw new FoldError(event, `the position is flat but ${formatMoney(entryValue)} of its cost is left`);
  }
  return {
    ...held,
    ...openerOf(held, lots, order, event.ts),
    lots: lots as Lots,
    entryValue,
    realised: add(held.realised, realised),
    fees: add(held.fees, parseMoney(data.fee)),
    updatedAt: event.ts,
  };
}

/** Funding is paid or received on a symbol: the record's subject. */
export const settleFunding: Handler<'funding.settled'> = (state, event, data) => {
  const position = state.positions.get(contractSymbol(event.subject));
  if (position === undefined) throw new FoldError(event, 'no position was ever held in it');
  const amount = parseMoney(data.amount);
  if (data.id !== undefined) {
    bookOnce(state, event, {
      id: data.id,
      kind: 'funding',
      symbol: event.subject,
      amount,
      tsVenue: data.tsVenue ?? event.ts,
    });
  }
  state.putPosition({
    ...position,
    funding: add(position.funding, amount),
    updatedAt: event.ts,
  });
};

/** A difference to the venue becomes ours: once per id, whatever happens between the record and the next start. */
export const adjustPosition: Handler<'position.adjusted'> = (state, event, data) => {
  if (!Number.isSafeInteger(data.lots) || data.lots <= 0) throw new FoldError(event, 'its size is not positive');
  if (state.decisions.has(storable(data.id))) throw new FoldError(event, 'the same difference is booked already');
  const symbol = contractSymbol(event.subject);
  const owner = { symbol, signalId: ADOPTED_OWNER };
  const position = positionAfterFill(state.positions.get(symbol) ?? null, event, data, owner);
  state.putPosition(position);
  state.putDecision({
    id: storable(data.id),
    kind: 'adjustment',
    symbol,
    choice: 'adopt',
    by: storable(data.by),
    sentence: storable(data.sentence),
    decidedAt: event.ts,
  });
};
