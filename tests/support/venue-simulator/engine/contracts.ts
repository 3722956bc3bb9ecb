import type { Contract, RiskTier } from './types.ts';

/** Isolated risk limits of XBTUSDTM: max notional, leverage, initial and maintenance rate (KuCoin SDK sample, 2025-03). */
const XBT_TIERS: readonly (readonly [number, number, number, number])[] = [
  [100_000, 125, 8_000, 4_000],
  [500_000, 100, 10_000, 5_000],
  [1_000_000, 75, 14_000, 7_000],
  [2_000_000, 50, 20_000, 10_000],
  [3_000_000, 30, 34_000, 17_000],
  [5_000_000, 20, 50_000, 25_000],
  [8_000_000, 10, 100_000, 50_000],
  [12_000_000, 5, 200_000, 100_000],
  [20_000_000, 4, 250_000, 125_000],
  [30_000_000, 3, 334_000, 167_000],
  [40_000_000, 2, 500_000, 250_000],
  [50_000_000, 1, 1_000_000, 500_000],
];

/** Doubles of the first limit, each at half the leverage: the simulated table of contracts without a known one. */
const doublingTiers = (firstLimit: number, leverage: number): typeof XBT_TIERS =>
  [0, 1, 2, 3, 4].map((step) => {
    const max = Math.max(1, Math.floor(leverage / 2 ** step));
    const initialPpm = Math.ceil(1_000_000 / max);
    return [firstLimit * 2 ** step, max, initialPpm, Math.ceil(initialPpm / 2)] as const;
  });

const tiersOf = (rows: typeof XBT_TIERS): RiskTier[] =>
  rows.map(([maxNotional, maxLeverage, initialPpm, maintenancePpm], index) => ({
    level: index + 1,
    minNotional: index === 0 ? 0 : (rows[index - 1]?.[0] ?? 0),
    maxNotional,
    maxLeverage,
    initialPpm,
    maintenancePpm,
  }));

interface Row {
  readonly symbol: string;
  readonly base: string;
  readonly coin?: string;
  readonly priceDecimals: number;
  readonly markPerTick?: number;
  readonly multiplier: string;
  readonly tickValue: bigint;
  readonly maxLeverage: number;
  readonly tiers: typeof XBT_TIERS;
  readonly firstOpenAt: number;
  readonly startTicks: number;
}

const contract = (row: Row): Contract => ({
  ...row,
  coin: row.coin ?? row.base,
  markPerTick: row.markPerTick ?? 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  tiers: tiersOf(row.tiers),
  fundingIntervalMs: 28_800_000,
});

/** Four USDT perpetuals with the steps and fees of KuCoin's records of 2023 to 2025. */
export const CONTRACTS: readonly Contract[] = [
  contract({
    symbol: 'XBTUSDTM',
    base: 'XBT',
    coin: 'BTC',
    priceDecimals: 1,
    markPerTick: 10,
    multiplier: '0.001',
    tickValue: 10_000n,
    maxLeverage: 125,
    tiers: XBT_TIERS,
    firstOpenAt: 1_585_555_200_000,
    startTicks: 900_000,
  }),
  contract({
    symbol: 'ETHUSDTM',
    base: 'ETH',
    priceDecimals: 2,
    multiplier: '0.01',
    tickValue: 10_000n,
    maxLeverage: 100,
    tiers: doublingTiers(100_000, 100),
    firstOpenAt: 1_591_086_000_000,
    startTicks: 320_000,
  }),
  contract({
    symbol: 'SOLUSDTM',
    base: 'SOL',
    priceDecimals: 3,
    multiplier: '0.1',
    tickValue: 10_000n,
    maxLeverage: 75,
    tiers: doublingTiers(50_000, 75),
    firstOpenAt: 1_614_153_600_000,
    startTicks: 150_000,
  }),
  contract({
    symbol: 'XRPUSDTM',
    base: 'XRP',
    priceDecimals: 4,
    multiplier: '10',
    tickValue: 100_000n,
    maxLeverage: 75,
    tiers: doublingTiers(20_000, 75),
    firstOpenAt: 1_603_180_800_000,
    startTicks: 22_000,
  }),
];
