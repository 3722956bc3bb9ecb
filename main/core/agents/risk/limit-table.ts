import type { RiskLimits } from './limits.ts';

export type LimitKey = keyof RiskLimits;

/** What a limit counts: parts per million of equity or of a price, 1e-8 USDT, milliseconds, bytes, or a plain number. */
export type LimitUnit = 'ppm' | 'usdt' | 'ms' | 'bytes' | 'number';

/** One limit of the gate: its default, how far it may be loosened at all, and which way is looser. */
export interface LimitSpec<T extends number | bigint = number | bigint> {
  /** Number of the check in the table of pre-trade checks. */
  readonly row: number;
  readonly unit: LimitUnit;
  readonly standard: T;
  /** Never loosened beyond this. */
  readonly hardCap: T;
  /** Never tightened beyond this: past it the limit would mean nothing. */
  readonly tightest: T;
  readonly looser: 'higher' | 'lower';
  /** Where the use of it is a figure of the account; the others are asked per order. */
  readonly sentence: string;
}

type LimitTable = { readonly [K in LimitKey]: LimitSpec<RiskLimits[K]> };

const HOUR = 3_600_000;
const USDT = 100_000_000n;

type Bounds<T> = readonly [tightest: T, standard: T, hardCap: T];

const atMost = <T extends number | bigint>(row: number, unit: LimitUnit, bounds: Bounds<T>, sentence: string) => ({
  row,
  unit,
  tightest: bounds[0],
  standard: bounds[1],
  hardCap: bounds[2],
  looser: 'higher' as const,
  sentence,
});

const atLeast = <T extends number | bigint>(row: number, unit: LimitUnit, bounds: Bounds<T>, sentence: string) => ({
  ...atMost(row, unit, bounds, sentence),
  looser: 'lower' as const,
});

/**
 * Every limit of the gate. Each line: number of the check, unit, then the tightest value, the default and the hard cap.
 * Source: the project's table of pre-trade checks.
 */
export const LIMIT_TABLE: LimitTable = {
  minLeaseMs: atLeast(3, 'ms', [30_000, 2_000, 2_000], 'What must be left of the lock when the order leaves.'),
  minFreeDiskBytes: atLeast(4, 'bytes', [1e12, 500e6, 100e6], 'Free space on the disk of the journal.'),
  maxCommitP99Ms: atMost(4, 'ms', [1, 250, 1_000], 'Time of the slowest commit in a hundred.'),
  maxClockOffsetMs: atMost(5, 'ms', [50, 1_500, 3_000], 'Distance of this clock from the venue’s.'),
  maxSpecificationAgeMs: atMost(7, 'ms', [60_000, 24 * HOUR, 48 * HOUR], 'Age of the contract’s specification.'),
  collarLargePpm: atMost(9, 'ppm', [100n, 20_000n, 100_000n], 'Price beyond the mark, Bitcoin and Ether.'),
  collarOthersPpm: atMost(9, 'ppm', [100n, 40_000n, 100_000n], 'Price beyond the mark, all other coins.'),
  slippagePpm: atMost(10, 'ppm', [10n, 5_000n, 20_000n], 'What a market order pays beyond the best price of the book.'),
  maxBookAgeMs: atMost(10, 'ms', [100, 2_000, 10_000], 'Age of the order book.'),
  indexDeviationPpm: atMost(11, 'ppm', [100n, 15_000n, 50_000n], 'Last price against the index.'),
  orderValuePpm: atMost(12, 'ppm', [100n, 50_000n, 250_000n], 'Value of one order, of equity.'),
  orderValueCap: atMost(
    12,
    'usdt',
    [USDT, 1_000n * USDT, 1_000_000n * USDT],
    'Value of one order, whatever the equity.',
  ),
  positionValuePpm: atMost(
    13,
    'ppm',
    [100n, 150_000n, 500_000n],
    'Value of a position with the order, of equity times leverage.',
  ),
  grossExposurePpm: atMost(14, 'ppm', [100n, 1_000_000n, 3_000_000n], 'Sum of all positions and entries, of equity.'),
  netExposurePpm: atMost(14, 'ppm', [100n, 600_000n, 3_000_000n], 'Longs less shorts, of equity.'),
  leverage: atMost(15, 'number', [1, 3, 10], 'Leverage of a position.'),
  freeMarginPpm: atLeast(
    17,
    'ppm',
    [900_000n, 200_000n, 100_000n],
    'Margin that stays free after the order, of equity.',
  ),
  liquidationDistancePpm: atLeast(18, 'ppm', [900_000n, 150_000n, 80_000n], 'Distance of the liquidation price.'),
  liquidationAtrPpm: atLeast(
    18,
    'ppm',
    [50_000_000n, 3_000_000n, 1_000_000n],
    'The same in hourly ATRs, a millionth each.',
  ),
  duplicateWindowMs: atLeast(19, 'ms', [HOUR, 10_000, 1_000], 'Time between two equal orders.'),
  maxOpenOrdersPerSymbol: atMost(20, 'number', [1, 4, 20], 'Open orders of one symbol.'),
  maxOpenOrders: atMost(20, 'number', [1, 20, 60], 'Open orders in all.'),
  symbolOrderSpacingMs: atLeast(21, 'ms', [HOUR, 2_000, 500], 'Time per entry of one symbol, in the long run.'),
  symbolOrderBurst: atMost(21, 'number', [1, 2, 5], 'Entries of one symbol at once.'),
  accountOrderSpacingMs: atLeast(21, 'ms', [HOUR, 2_000, 500], 'Time per entry of the account, in the long run.'),
  accountOrderBurst: atMost(21, 'number', [1, 5, 20], 'Entries of the account at once.'),
  messagesPerMinute: atMost(22, 'number', [10, 60, 120], 'Orders, cancels and changes within a minute.'),
  repeatsPerHour: atMost(23, 'number', [1, 3, 30], 'Executions of a strategy on a symbol within an hour.'),
  repeatsPerDay: atMost(23, 'number', [1, 10, 30], 'Executions of a strategy on a symbol within a day.'),
  maxSignalAgeMs: atMost(24, 'ms', [1_000, 30_000, 300_000], 'Age of a signal.'),
  maxDataAgeMs: atMost(25, 'ms', [100, 3_000, 10_000], 'Age of the last price.'),
  maxMarkAgeMs: atMost(25, 'ms', [100, 10_000, 10_000], 'Age of the mark price.'),
  riskPerTradePpm: atMost(
    29,
    'ppm',
    [100n, 5_000n, 30_000n],
    'Loss at the stop by which an entry is sized, of equity.',
  ),
  maxRiskPerTradePpm: atMost(29, 'ppm', [100n, 10_000n, 30_000n], 'Loss at the stop that is admissible, of equity.'),
  dayLossPpm: atMost(30, 'ppm', [1_000n, 20_000n, 100_000n], 'Loss of the day, of its first equity.'),
  drawdownPpm: atMost(31, 'ppm', [1_000n, 100_000n, 250_000n], 'Equity below its peak, of the peak.'),
  weekLossPpm: atMost(31, 'ppm', [1_000n, 60_000n, 250_000n], 'Loss of the week, of its first equity.'),
  maintenanceWindowMs: atLeast(35, 'ms', [24 * HOUR, 600_000, 600_000], 'Time before announced maintenance.'),
};

/** True when `value` allows more than `than` does. */
export function isLooser(key: LimitKey, value: number | bigint, than: number | bigint): boolean {
  return LIMIT_TABLE[key].looser === 'higher' ? value > than : value < than;
}
