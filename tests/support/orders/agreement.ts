import { clientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { EngineOrder } from '../venue-simulator/engine/index.ts';
import type { Surroundings } from './desk-world.ts';
import type { Exchange } from './exchange.ts';
import { isTooLate } from './late-arrival.ts';
import type { Departure } from './model-venue.ts';
import type { WatchedProcess } from './order-watch.ts';
import { SYMBOLS } from './sample-contracts.ts';

/** Both sides of a simulation. */
interface BothSides {
  readonly exchange: Exchange;
  readonly around: Pick<Surroundings, 'store'>;
  readonly departures: readonly Departure[];
  readonly process: Pick<WatchedProcess, 'journal' | 'reconciler'> | null;
}

type OurSide = NonNullable<BothSides['process']>;

/** Everything in which our record and the exchange's differ without saying so; empty when they agree. */
export function disagreements(simulation: BothSides): readonly string[] {
  const { process } = simulation;
  if (process === null) return ['no process is running'];
  process.journal.commit();
  return [
    ...orderDifferences(simulation, process),
    ...fillDifferences(simulation),
    ...SYMBOLS.flatMap((symbol) => positionDifference(simulation, process, symbol) ?? []),
  ];
}

function orderDifferences(sides: BothSides, { journal }: OurSide): readonly string[] {
  const { exchange } = sides;
  const wrong = exchange.engine.orders().flatMap((order) => {
    const row = order.clientId === null ? null : journal.state.order(clientOrderId(order.clientId));
    return row === null || endedUnseen(sides, order, row) ? [] : unlike(order, row);
  });
  for (const row of journal.state.openOrders()) {
    if (exchange.engine.ordersByClientId(row.id).length > 0 || row.id.startsWith('found:')) continue;
    // Sent at this very moment; one that stays so is found at the end of a run.
    if (row.state !== 'UNKNOWN' && row.state !== 'SENDING')
      wrong.push(`${row.role} ${row.id} is ${row.state} and does not exist`);
  }
  return wrong;
}

/** It came after its absence was proven, and ended without a fill before anybody could look. */
const endedUnseen = (sides: BothSides, { state, filledLots }: EngineOrder, row: OrderRow): boolean =>
  row.state === 'NOT_PLACED' && state === 'done' && filledLots === 0 && isTooLate(sides, row.id);

function unlike(order: EngineOrder, row: OrderRow): readonly string[] {
  const name = `${row.role} ${row.id}`;
  return [
    ...(statesOf(order).includes(row.state) ? [] : [`${name} is ${row.state} here and ${order.state} there`]),
    ...(row.filledLots === order.filledLots
      ? []
      : [`${name} has ${String(row.filledLots)} filled of ${String(order.filledLots)}`]),
  ];
}

function statesOf(order: EngineOrder): readonly OrderState[] {
  if (order.state === 'waiting') return ['OPEN'];
  if (order.state === 'open')
    return order.filledLots > 0 ? ['PARTIAL'] : order.stop === null ? ['OPEN'] : ['OPEN', 'TRIGGERED'];
  return order.filledLots >= order.lots ? ['FILLED'] : ['CANCELED', 'EXPIRED'];
}

/** Each fill of an order of ours is booked exactly once, with its size, price and fee; nothing else is. */
function fillDifferences({ exchange, around }: BothSides): readonly string[] {
  const booked = new Map<string, JournalEvent>();
  const wrong: string[] = [];
  for (const event of around.store.records) {
    if (event.type !== 'order.fill') continue;
    const key = event.data['tradeId'] as string;
    if (booked.has(key)) wrong.push(`fill ${key} is booked twice`);
    booked.set(key, event);
  }
  for (const trade of exchange.engine.trades()) {
    const event = booked.get(trade.tradeId);
    booked.delete(trade.tradeId);
    if (trade.clientId === null) continue;
    if (event === undefined) wrong.push(`fill ${trade.tradeId} of ${trade.clientId} is not booked`);
    else if (event.data['lots'] !== trade.lots || event.data['priceTicks'] !== trade.priceTicks) {
      wrong.push(`fill ${trade.tradeId} is booked with other terms`);
    }
  }
  return [...wrong, ...[...booked.keys()].map((key) => `fill ${key} never happened`)];
}

/** A position may differ only where the difference is shown, with both sides as they are. */
function positionDifference(
  { exchange }: BothSides,
  { journal, reconciler }: OurSide,
  symbol: ContractSymbol,
): string | null {
  const ours: number = journal.state.position(symbol)?.lots ?? 0;
  const theirs = exchange.engine.position(symbol).lots;
  if (ours === theirs) return null;
  const shown = reconciler
    .status()
    .differences.some(
      (one) =>
        one.symbol === symbol &&
        one.kind !== 'foreign-order' &&
        one.state !== 'gone' &&
        (one.theirs?.lots ?? 0) === theirs &&
        (one.ours?.lots ?? 0) === ours,
    );
  return shown ? null : `${symbol}: ${String(ours)} here, ${String(theirs)} there, and it is not shown`;
}
