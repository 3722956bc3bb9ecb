import type { ContractSymbol, Sha256Hex } from './ids.ts';

/** What a symbol is ranked by, in the order of the screens; each part counts a quarter unless its weight is changed. */
export const STANDING_PARTS = ['technical', 'fundamental', 'structure', 'risk'] as const;
export type StandingPart = (typeof STANDING_PARTS)[number];

/**
 * How fit a symbol is to be in the portfolio at a moment, whichever way it may be traded. It says nothing of direction
 * that a trade could follow: that is the score.
 */
export interface SymbolStanding {
  readonly symbol: ContractSymbol;
  /** When it was computed, ms since 1970. */
  readonly at: number;
  /** 0…100 each, 50 is the ordinary symbol; null where an input it needs is missing. */
  readonly parts: Readonly<Record<StandingPart, number | null>>;
  /** 0…100: weighted mean of the parts; null when any part is missing, never a mean of the others. */
  readonly score: number | null;
  /** −1…+1 and 0…1 of the composite score on the ranking timeframe; null when it is not known. */
  readonly direction: number | null;
  readonly confidence: number | null;
  /** Traded in the last 24 hours, quote units; null when not known. */
  readonly turnover24h: number | null;
  /** Basis points of the price; null when not known. */
  readonly spreadBps: number | null;
  /** True when the spread is estimated from candles and not read from a book. */
  readonly spreadEstimated: boolean;
  /** When the newest datum behind it was true, ms since 1970. */
  readonly asOf: number;
  /** Hash of every input the parts were computed from. */
  readonly inputHash: Sha256Hex;
}
