import type { OrderRow } from '../../journal/rows.ts';
import type { TradePlan } from '../desk-types.ts';
import type { ManualChange, ManualTicket } from './ticket.ts';

type Terms = Pick<ManualTicket, 'timeInForce' | 'postOnly' | 'leverage'>;

const termsOfRow = ({ terms }: OrderRow): Terms => ({
  timeInForce: terms?.timeInForce ?? 'gtc',
  postOnly: terms?.postOnly ?? false,
  leverage: terms?.leverage ?? null,
});

/** The ticket that what is left of a resting entry stands for, with new terms; null for an order that does not rest. */
export function ticketOfOrder(row: OrderRow, change: ManualChange, plan: TradePlan): ManualTicket | null {
  const { symbol, side, kind } = row;
  if (kind !== 'limit' && kind !== 'stop-market' && kind !== 'stop-limit') return null;
  // Once it fired, a stop-limit order is a limit order.
  const fired = kind === 'stop-limit' && (row.state === 'TRIGGERED' || row.filledLots > 0);
  const { lots, priceTicks, triggerTicks } = { ...row, ...change };
  return {
    symbol,
    side,
    kind: fired ? 'limit' : kind,
    lots: lots - row.filledLots,
    priceTicks,
    triggerTicks: fired ? null : triggerTicks,
    ...termsOfRow(row),
    stopTicks: plan.stopTicks,
    targetTicks: plan.targetTicks,
    holdMs: null,
  };
}
