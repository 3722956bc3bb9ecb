import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { EntryRequest, OrderDeskParts, TradePlan } from './desk-types.ts';
import { marketOrder } from './order-records.ts';
import type { Sending } from './order-sender.ts';

/** Why an entry is not made. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/** Asked before each entry by whoever watches over the account: null lets it pass. */
export type EntryGuard = (symbol: ContractSymbol) => Refusal | null;

/** What the desk itself has against an entry; null when nothing. */
export function entryRefusal(
  parts: Pick<OrderDeskParts, 'journal' | 'instruments'>,
  frozen: ReadonlySet<ContractSymbol>,
  { symbol, side, stopTicks, targetTicks }: EntryRequest,
): Refusal | null {
  if (!parts.instruments.has(symbol)) return { code: 'DESK_SYMBOL_UNKNOWN', reason: `${symbol} is not known` };
  if (frozen.has(symbol)) {
    return { code: 'DESK_SYMBOL_FROZEN', reason: `${symbol} is frozen until the state of an order is proven` };
  }
  const { state } = parts.journal;
  const held = state.position(symbol)?.lots ?? 0;
  if (held !== 0 || state.openOrders().some((row) => row.symbol === symbol)) {
    return { code: 'DESK_SYMBOL_BUSY', reason: `${symbol} has a position or an open order already` };
  }
  if (side === 'buy' ? stopTicks >= targetTicks : stopTicks <= targetTicks) {
    return { code: 'DESK_BRACKET_INVALID', reason: 'the stop does not lie on the losing side of the target' };
  }
  return null;
}

/**
 * The entry as it is sent, with its plan on record.
 * @throws RangeError when the size is not a positive whole number.
 */
export function entryOf(request: EntryRequest, orderId: ClientOrderId): Sending & { readonly plan: TradePlan } {
  const { signalId, symbol, side, lots, token, stopTicks, targetTicks, maxHoldUntil, holdsLock, terms } = request;
  if (!Number.isSafeInteger(lots) || lots <= 0) {
    throw new RangeError(`An entry needs a positive whole number of contracts, not ${String(lots)}`);
  }
  const order = { ...marketOrder(orderId, symbol, side, lots, false), ...terms };
  return { order, signalId, role: 'entry', token, plan: { stopTicks, targetTicks, maxHoldUntil }, mayLeave: holdsLock };
}
