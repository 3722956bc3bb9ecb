import type { Money } from '#shared/domain/money.ts';

/** Limits of the risk gate. Shares in parts per million of equity unless named otherwise; amounts in 1e-8 USDT. */
export interface RiskLimits {
  /** Loss at the stop that sizes an entry. */
  readonly riskPerTradePpm: bigint;
  /** Largest loss at the stop that is admissible at all. */
  readonly maxRiskPerTradePpm: bigint;
  readonly orderValuePpm: bigint;
  readonly orderValueCap: bigint;
  readonly positionValuePpm: bigint;
  readonly grossExposurePpm: bigint;
  readonly netExposurePpm: bigint;
  readonly freeMarginPpm: bigint;
  readonly leverage: number;
  readonly dayLossPpm: bigint;
  readonly drawdownPpm: bigint;
  readonly maxOpenOrders: number;
  readonly duplicateWindowMs: number;
  readonly maxDataAgeMs: number;
}

/** Defaults for a small private account (`specification of the pre-trade checks`, rows 12 to 31). */
export const RISK_DEFAULTS: RiskLimits = {
  riskPerTradePpm: 5_000n,
  maxRiskPerTradePpm: 10_000n,
  orderValuePpm: 50_000n,
  orderValueCap: 1_000n * 100_000_000n,
  positionValuePpm: 150_000n,
  grossExposurePpm: 1_000_000n,
  netExposurePpm: 600_000n,
  freeMarginPpm: 200_000n,
  leverage: 3,
  dayLossPpm: 20_000n,
  drawdownPpm: 100_000n,
  maxOpenOrders: 40,
  duplicateWindowMs: 10_000,
  maxDataAgeMs: 3_000,
};

/** The share of an equity above zero that a limit allows, rounded down to 1e-8 USDT: a limit is never widened by rounding. */
export const shareOf = (equity: Money, ppm: bigint): Money => ((equity * ppm) / 1_000_000n) as Money;
