import type { ContractSymbol } from '#shared/domain/ids.ts';

/** Something the account holds at the venue, or may come to hold, that is not booked here as ours. */
export interface ForeignHolding {
  readonly symbol: ContractSymbol;
  /** Signed contracts beyond what is ours: + long, − short; never 0. */
  readonly lots: number;
  /** Where it was made or would be filled, for a contract without a mark; null when not known. */
  readonly priceTicks: number | null;
  /** The leverage it is held with; null when the venue does not tell. */
  readonly leverage: number | null;
}

/** What theirs has beyond ours; 0 when it is only less of the same: then our own record is the larger of the two. */
export function beyondOurs(ours: number, theirs: number): number {
  const reduced = Math.sign(theirs) * Math.sign(ours) >= 0 && Math.abs(theirs) <= Math.abs(ours);
  return reduced ? 0 : theirs - ours;
}
