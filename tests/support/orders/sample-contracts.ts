import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';

export const BTC = contractSymbol('XBTUSDTM');
export const ETH = contractSymbol('ETHUSDTM');
/** What the simulations trade. */
export const SYMBOLS = [BTC, ETH] as const;

/** A tick of 0.1 on BTC; the value of a tick is uneven on ETH, so that rounding has something to do. */
const contract = (symbol: ContractSymbol, coin: string, tickValue: bigint): Instrument => ({
  symbol,
  coin,
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue,
  lotSize: 1,
  maxOrderLots: 100_000,
  makerFeePpm: 200n,
  takerFeePpm: 600n,
  maxLeverage: 100,
  maintenanceTiers: [{ maxNotional: parseMoney('100000000'), maxLeverage: 100, maintenanceRatePpm: 4_000n }],
  fundingIntervalMs: 28_800_000,
  asOf: '2025-03-11',
  assumed: [],
});

export const CONTRACTS: ReadonlyMap<ContractSymbol, Instrument> = new Map([
  [BTC, contract(BTC, 'BTC', 10_000n)],
  [ETH, contract(ETH, 'ETH', 7_777n)],
]);
