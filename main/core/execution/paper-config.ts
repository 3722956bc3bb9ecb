import type { ContractSymbol } from '#shared/domain/ids.ts';

/**
 * How the paper venue makes prices where the data do not give them. All are assumptions and are shown as such.
 */
export interface PaperConfig {
  /** Full bid-ask spread for contracts without an entry of their own, in parts per million of the price. */
  readonly spreadPpm: number;
  /** Full spread by contract, in parts per million of the price. */
  readonly spreadPpmOf: ReadonlyMap<ContractSymbol, number>;
  /** Largest share of a candle's volume that our orders together may take, in parts per million. */
  readonly participationPpm: number;
  /** How many levels deep a market order may walk on one ticker; each level is as large as the touch. */
  readonly depthLevels: number;
  /** How many ticks lie between two levels. */
  readonly ticksPerLevel: number;
}

/**
 * 200 ppm (2 basis points) of spread is wide for the largest contracts and about right for the middle of the list, so
 * that a replay rather understates than flatters. 10 % of a candle's volume is the customary bound above which one's
 * own orders move the market.
 */
export const DEFAULT_PAPER_CONFIG: PaperConfig = {
  spreadPpm: 200,
  spreadPpmOf: new Map(),
  participationPpm: 100_000,
  depthLevels: 5,
  ticksPerLevel: 1,
};

/** Half the spread at a price, in whole ticks, rounded up so that crossing it is never too cheap. */
export function halfSpreadTicks(config: PaperConfig, symbol: ContractSymbol, priceTicks: number): number {
  const ppm = config.spreadPpmOf.get(symbol) ?? config.spreadPpm;
  return Math.ceil((priceTicks * ppm) / 2_000_000);
}
