import { contractSymbol } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import { add, parseMoney, ZERO } from '#shared/domain/money.ts';
import type { EventDataByType } from '../event-types.ts';
import type { JournalEvent } from '../event.ts';
import { FoldError } from '../fold-error.ts';
import type { OrderRow, PositionRow } from '../rows.ts';
import type { Handler } from './handler.ts';

/**
 * The position after a fill, by cost basis: buying adds value, selling removes it, and the result realised by a reduction
 * is added back, so `entry value' = entry value + value + realised`. A flat position then holds exactly nothing.
 */
export function positionAfterFill(
  held: PositionRow | null,
  event: JournalEvent,
  data: EventDataByType['order.fill'],
  order: OrderRow,
): PositionRow {
  const before = held?.lots ?? 0;
  const lots = before + (data.side === 'buy' ? data.lots : -data.lots);
  const realised = parseMoney(data.realised);
  const entryValue = add(add(held?.entryValue ?? ZERO, parseMoney(data.value)), realised);
  if (lots === 0 && entryValue !== 0n) {
    throw new FoldError(event, `the position is flat but ${String(entryValue)} units of its cost are left`);
  }
  const opens = lots !== 0 && Math.sign(lots) !== Math.sign(before);
  return {
    symbol: order.symbol,
    lots: lots as Lots,
    entryValue,
    realised: add(held?.realised ?? ZERO, realised),
    fees: add(held?.fees ?? ZERO, parseMoney(data.fee)),
    funding: held?.funding ?? ZERO,
    signalId: opens ? order.signalId : lots === 0 ? null : (held?.signalId ?? null),
    openedAt: opens ? event.ts : lots === 0 ? null : (held?.openedAt ?? null),
    updatedAt: event.ts,
  };
}

/** Funding is paid or received on a symbol: the record's subject. */
export const settleFunding: Handler<'funding.settled'> = (state, event, data) => {
  const position = state.positions.get(contractSymbol(event.subject));
  if (position === undefined) throw new FoldError(event, 'no position was ever held in it');
  state.putPosition({
    ...position,
    funding: add(position.funding, parseMoney(data.amount)),
    updatedAt: event.ts,
  });
};
