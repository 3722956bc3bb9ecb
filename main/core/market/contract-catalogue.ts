import { UNKNOWN_TERMS, type ContractRecord, type RiskLevel } from './contract-record.ts';

const level = (
  minUsdt: number,
  maxUsdt: number,
  maxLeverage: number,
  initialPpm: number,
  maintenancePpm: number,
): RiskLevel => ({ minUsdt, maxUsdt, maxLeverage, initialPpm, maintenancePpm });

/** Isolated-margin risk levels of XBTUSDTM (KuCoin SDK sample of the risk-limit endpoint, undated, present in 2025-11). */
const XBT_RISK_LEVELS: readonly RiskLevel[] = [
  level(0, 100_000, 125, 8_000, 4_000),
  level(100_000, 500_000, 100, 10_000, 5_000),
  level(500_000, 1_000_000, 75, 14_000, 7_000),
  level(1_000_000, 2_000_000, 50, 20_000, 10_000),
  level(2_000_000, 3_000_000, 30, 34_000, 17_000),
  level(3_000_000, 5_000_000, 20, 50_000, 25_000),
  level(5_000_000, 8_000_000, 10, 100_000, 50_000),
  level(8_000_000, 12_000_000, 5, 200_000, 100_000),
  level(12_000_000, 20_000_000, 4, 250_000, 125_000),
  level(20_000_000, 30_000_000, 3, 334_000, 167_000),
  level(30_000_000, 40_000_000, 2, 500_000, 250_000),
  level(40_000_000, 50_000_000, 1, 1_000_000, 500_000),
];

/** Figures that were the same in every full USDT record seen. */
const COMMON = {
  lotSize: 1,
  maxOrderLots: 1_000_000,
  maxPrice: 1_000_000,
  makerFeePpm: 200,
  takerFeePpm: 600,
  fundingIntervalMs: 28_800_000,
} as const;

const MULTIPLIER_TABLE =
  'multiplier table regenerated from the active-contracts endpoint by a public parser library; no other figure of this contract is on record';

const multiplierOnly = (coin: string, multiplier: string, note = ''): ContractRecord => ({
  ...UNKNOWN_TERMS,
  coin,
  symbol: `${coin}USDTM`,
  baseCurrency: coin,
  multiplier,
  asOf: '2023-11-27',
  source: note === '' ? MULTIPLIER_TABLE : `${MULTIPLIER_TABLE}; ${note}`,
});

/**
 * KuCoin Futures USDT perpetuals, as last recorded. Contracts change: live trading reads the venue's own record at
 * start, and this catalogue serves the simulated market, replay and paper trading.
 */
export const CONTRACT_CATALOGUE: readonly ContractRecord[] = [
  {
    ...COMMON,
    coin: 'BTC',
    symbol: 'XBTUSDTM',
    baseCurrency: 'XBT',
    multiplier: '0.001',
    tickSize: '0.1',
    maxLeverage: 125,
    initialPpm: 8_000,
    maintenancePpm: 4_000,
    maxRiskLimit: 100_000,
    minRiskLimit: 100_000,
    riskStep: 50_000,
    firstOpenAt: 1_585_555_200_000,
    indexTickSize: '0.01',
    riskLevels: XBT_RISK_LEVELS,
    asOf: '2025-03-11',
    source: 'sample in the official SDK and two other dated records; tick 0.1 since 2023-06-25 by announcement',
  },
  {
    ...COMMON,
    coin: 'ETH',
    symbol: 'ETHUSDTM',
    baseCurrency: 'ETH',
    multiplier: '0.01',
    tickSize: '0.01',
    maxLeverage: 100,
    initialPpm: 10_000,
    maintenancePpm: 5_000,
    maxRiskLimit: 100_000,
    minRiskLimit: 100_000,
    riskStep: 50_000,
    firstOpenAt: 1_591_086_000_000,
    indexTickSize: '0.01',
    riskLevels: null,
    asOf: '2024-06-18',
    source: 'two dated contract records; risk limits from the newer one; levels beyond the first unknown',
  },
  {
    ...COMMON,
    coin: 'SOL',
    symbol: 'SOLUSDTM',
    baseCurrency: 'SOL',
    multiplier: '0.1',
    tickSize: '0.001',
    maxLeverage: 75,
    initialPpm: 14_000,
    maintenancePpm: 7_000,
    maxRiskLimit: 50_000,
    minRiskLimit: 50_000,
    riskStep: 25_000,
    firstOpenAt: 1_614_153_600_000,
    indexTickSize: '0.001',
    riskLevels: null,
    asOf: '2024-06-18',
    source: 'one dated contract record; multiplier from two; levels beyond the first unknown',
  },
  {
    ...COMMON,
    coin: 'ADA',
    symbol: 'ADAUSDTM',
    baseCurrency: 'ADA',
    multiplier: '10',
    tickSize: '0.00001',
    maxLeverage: 50,
    initialPpm: 20_000,
    maintenancePpm: 10_000,
    maxRiskLimit: 10_000,
    minRiskLimit: 10_000,
    riskStep: 5_000,
    firstOpenAt: 1_603_180_800_000,
    indexTickSize: '0.00001',
    riskLevels: null,
    asOf: '2023-11',
    source: 'one undated record, month from the prices in it; multiplier from two; leverage may differ today',
  },
  multiplierOnly('AAVE', '0.01'),
  multiplierOnly('ATOM', '0.1', 'a secondary table says 1: confirm with the venue before trading'),
  multiplierOnly('AVAX', '0.1'),
  multiplierOnly('DOT', '1'),
  multiplierOnly('LINK', '0.1'),
  multiplierOnly('NEAR', '0.1'),
  multiplierOnly('SUI', '1'),
  multiplierOnly('UNI', '1'),
];
