import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';

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
  /** How long an order, a cancel or a change takes to the book, ms; on live prices only, on candles the next one stands for it. */
  readonly latencyMs: number;
  /** How long a picture of the book counts as the book, ms; after that the ticker's touch does. */
  readonly depthMaxAgeMs: number;
}

/** The money a paper venue trades with. Without it nothing is refused for margin and nothing is liquidated. */
export interface PaperAccountTerms {
  /** Wallet at the start. */
  readonly balance: Money;
  /** Leverage of orders that name none. */
  readonly leverage: number;
  /** Liquidation fee on top of maintenance, parts per million of the value; the taker fee when null. */
  readonly liquidationFeePpm: bigint | null;
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
  latencyMs: 0,
  depthMaxAgeMs: 5_000,
};

/** Half the spread at a price, in whole ticks, rounded up so that crossing it is never too cheap. */
export function halfSpreadTicks(config: PaperConfig, symbol: ContractSymbol, priceTicks: number): number {
  const ppm = config.spreadPpmOf.get(symbol) ?? config.spreadPpm;
  return Math.ceil((priceTicks * ppm) / 2_000_000);
}
