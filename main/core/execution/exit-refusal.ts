import { denial, type Denial } from '#shared/domain/denial.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderSide } from '../ports/venue.ts';

const unknown = (input: string): Denial => denial('RISK_INPUT_UNKNOWN', { input });

/** An order that closes: stop, target or exit. */
export interface ExitProposal {
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly lots: number;
  readonly reduceOnly: boolean;
}

/**
 * Row 27 of the pre-trade checks, asked of every order that is no entry: what closes a position is reduce-only, on the
 * other side, and not above what is confirmed to be held.
 * @param held signed contracts of the confirmed position; null when not known.
 */
export function exitRefusal(order: ExitProposal, held: number | null): Denial | null {
  const { symbol, side, lots, reduceOnly } = order;
  if (!reduceOnly) return denial('RISK_EXIT_NOT_REDUCING', { symbol });
  if (held === null || !Number.isSafeInteger(held)) return unknown(`position on ${symbol}`);
  if (!Number.isSafeInteger(lots) || lots <= 0) return unknown(`size of the exit on ${symbol}`);
  const reducible = side === 'sell' ? Math.max(0, held) : Math.max(0, -held);
  return lots <= reducible ? null : denial('RISK_EXIT_TOO_LARGE', { symbol, lots, held: reducible });
}
