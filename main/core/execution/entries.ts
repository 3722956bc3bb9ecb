import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { EntryRequest, OrderDeskParts, TradePlan } from './desk-types.ts';
import type { Exits } from './exits.ts';
import { marketOrder } from './order-records.ts';
import type { Sending } from './order-sender.ts';
import type { Trade } from './trade.ts';

/** Why an entry is not made. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
}

/** Asked before each entry by whoever watches over the account: null lets it pass. */
export type EntryGuard = (symbol: ContractSymbol) => Refusal | null;

/** Why an entry cannot add to a trade; null when it can. */
export function joinProblem(
  trade: Trade | null,
  { symbol, side }: Pick<EntryRequest, 'symbol' | 'side'>,
  { journal, exits }: Pick<OrderDeskParts, 'journal'> & { readonly exits: Pick<Exits, 'running'> },
): string | null {
  const held = journal.state.position(symbol)?.lots ?? 0;
  if (trade === null) return 'no trade runs there';
  if (trade.side !== side || (held !== 0 && held > 0 !== (side === 'buy')))
    return 'the trade there is for the other side';
  if (trade.plan === null) return 'it is not known where the trade there is to end';
  if (trade.exitReason !== null || exits.running(symbol) !== null) return 'the trade there is being closed';
  return null;
}

/** What the desk itself has against an entry; null when nothing. */
export function entryRefusal(
  parts: Pick<OrderDeskParts, 'journal' | 'instruments'> & { readonly exits: Pick<Exits, 'running'> },
  frozen: ReadonlySet<ContractSymbol>,
  request: EntryRequest,
  running: Trade | null,
): Refusal | null {
  const { symbol, side, stopTicks, targetTicks } = request;
  if (!parts.instruments.has(symbol)) return { code: 'DESK_SYMBOL_UNKNOWN', reason: `${symbol} is not known` };
  if (frozen.has(symbol)) {
    return { code: 'DESK_SYMBOL_FROZEN', reason: `${symbol} is frozen until the state of an order is proven` };
  }
  const { state } = parts.journal;
  if (request.joins === true) {
    const problem =
      running?.signalId === request.signalId ? joinProblem(running, request, parts) : 'it is another trade';
    if (problem !== null) return { code: 'DESK_NOT_JOINED', reason: `${symbol} cannot be added to: ${problem}` };
  } else if ((state.position(symbol)?.lots ?? 0) !== 0 || state.openOrders().some((row) => row.symbol === symbol)) {
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
  const { signalId, symbol, side, lots, token, stopTicks, targetTicks, maxHoldUntil, trailTicks, terms } = request;
  if (!Number.isSafeInteger(lots) || lots <= 0) {
    throw new RangeError(`An entry needs a positive whole number of contracts, not ${String(lots)}`);
  }
  const order = { ...marketOrder(orderId, symbol, side, lots, false), ...terms };
  const plan = { stopTicks, targetTicks, maxHoldUntil, ...(trailTicks === undefined ? {} : { trailTicks }) };
  return {
    order,
    signalId,
    role: 'entry',
    token,
    plan,
    mayLeave: request.holdsLock,
    ...(request.joins === true ? { joins: true } : {}),
  };
}
