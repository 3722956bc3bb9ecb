import type { Money } from '#shared/domain/money.ts';
import { LIMIT_TABLE, type LimitKey } from './limit-table.ts';

/** Limits of the risk gate. Shares in parts per million of equity unless named otherwise; amounts in 1e-8 USDT; times in ms. */
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
  readonly weekLossPpm: bigint;
  readonly drawdownPpm: bigint;
  readonly maxOpenOrders: number;
  readonly maxOpenOrdersPerSymbol: number;
  readonly duplicateWindowMs: number;
  readonly maxDataAgeMs: number;
  readonly maxMarkAgeMs: number;
  readonly maxSignalAgeMs: number;
  readonly maxClockOffsetMs: number;
  readonly minFreeDiskBytes: number;
  readonly maxCommitP99Ms: number;
  readonly minLeaseMs: number;
  readonly maxSpecificationAgeMs: number;
  /** Distance of the price from the mark, on the side that pays more than the mark: Bitcoin and Ether, and all others. */
  readonly collarLargePpm: bigint;
  readonly collarOthersPpm: bigint;
  readonly slippagePpm: bigint;
  readonly maxBookAgeMs: number;
  readonly indexDeviationPpm: bigint;
  /** Distance of the liquidation price from the entry, as a share of the entry. */
  readonly liquidationDistancePpm: bigint;
  /** The same in multiples of the hourly ATR(14), parts per million of one. */
  readonly liquidationAtrPpm: bigint;
  /** Entries in the long run: one per this time, and how many at once; of one symbol, and of the account. */
  readonly symbolOrderSpacingMs: number;
  readonly symbolOrderBurst: number;
  readonly accountOrderSpacingMs: number;
  readonly accountOrderBurst: number;
  /** Orders, cancels and changes. */
  readonly messagesPerMinute: number;
  readonly repeatsPerHour: number;
  readonly repeatsPerDay: number;
  readonly maintenanceWindowMs: number;
}

const tableDefaults = (): RiskLimits => {
  const values = Object.entries(LIMIT_TABLE).map(([key, { standard }]) => [key, standard]);
  return Object.fromEntries(values) as RiskLimits;
};

/** Defaults for a small private account, by the limit table. */
export const RISK_DEFAULTS: RiskLimits = tableDefaults();

/** The keys of the limits, in the order of the table. */
export const LIMIT_KEYS = Object.keys(LIMIT_TABLE) as readonly LimitKey[];

/** The share of an equity above zero that a limit allows, rounded down to 1e-8 USDT: a limit is never widened by rounding. */
export const shareOf = (equity: Money, ppm: bigint): Money => ((equity * ppm) / 1_000_000n) as Money;
