import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, MaintenanceTier } from '#shared/domain/instrument.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { CONTRACT_CATALOGUE } from './contract-catalogue.ts';
import type { ContractRecord } from './contract-record.ts';
import {
  finestPriceStep,
  finestVolumeStep,
  parseStep,
  stepForPrice,
  stepSize,
  type DecimalStep,
} from './decimal-step.ts';
import { coinProfile } from './sim/coin-profiles.ts';

/** A record with everything an {@link Instrument} needs; what no record gave is named in `assumed`. */
interface FilledTerms {
  readonly tick: DecimalStep;
  readonly lotSize: number;
  readonly maxOrderLots: number;
  readonly makerFeePpm: number;
  readonly takerFeePpm: number;
  readonly maxLeverage: number;
  readonly tiers: readonly MaintenanceTier[];
  readonly fundingIntervalMs: number;
  readonly assumed: readonly string[];
}

/**
 * Worth of one tick for one contract in 1e-8 USDT: `tick × multiplier × 1e8`.
 * @throws RangeError when that is not a whole number: money could not be exact.
 */
export function tickValueOf(tick: DecimalStep, multiplier: DecimalStep): bigint {
  const product = BigInt(tick.units) * BigInt(multiplier.units);
  const exponent = 8 - tick.scale - multiplier.scale;
  if (exponent >= 0) return product * 10n ** BigInt(exponent);
  const divisor = 10n ** BigInt(-exponent);
  if (product % divisor !== 0n) {
    throw new RangeError(
      `A tick of ${String(stepSize(tick))} × ${String(stepSize(multiplier))} is finer than 1e-8 USDT`,
    );
  }
  return product / divisor;
}

const tier = (maxUsdt: number, maxLeverage: number, maintenancePpm: number): MaintenanceTier => ({
  maxNotional: parseMoney(String(maxUsdt)),
  maxLeverage,
  maintenanceRatePpm: BigInt(maintenancePpm),
});

/** The known part of the venue's table: all levels, or the first when the record shows only that. */
function tiersOf(record: ContractRecord): readonly MaintenanceTier[] | null {
  if (record.riskLevels !== null) {
    return record.riskLevels.map((row) => tier(row.maxUsdt, row.maxLeverage, row.maintenancePpm));
  }
  const { maxRiskLimit, maxLeverage, maintenancePpm } = record;
  if (maxRiskLimit === null || maxLeverage === null || maintenancePpm === null) return null;
  return [tier(maxRiskLimit, maxLeverage, maintenancePpm)];
}

function toInstrument(record: ContractRecord, terms: FilledTerms): Instrument {
  return {
    symbol: contractSymbol(record.symbol),
    coin: record.coin,
    tickUnits: terms.tick.units,
    priceScale: terms.tick.scale,
    multiplier: record.multiplier,
    tickValue: tickValueOf(terms.tick, parseStep(record.multiplier)),
    lotSize: terms.lotSize,
    maxOrderLots: terms.maxOrderLots,
    makerFeePpm: BigInt(terms.makerFeePpm),
    takerFeePpm: BigInt(terms.takerFeePpm),
    maxLeverage: terms.maxLeverage,
    maintenanceTiers: terms.tiers,
    fundingIntervalMs: terms.fundingIntervalMs,
    asOf: record.asOf,
    assumed: terms.assumed,
  };
}

/** The most cautious value among the records that have one. */
function known(pick: (record: ContractRecord) => number | null, choose: (...values: number[]) => number): number {
  const values = CONTRACT_CATALOGUE.map(pick).filter((value) => value !== null);
  if (values.length === 0) throw new Error('The contract catalogue has no record with this figure');
  return choose(...values);
}

/** What is assumed where no record speaks: the figure that makes trading dearest and positions smallest. */
const cautious = {
  maxOrderLots: (): number => known((record) => record.maxOrderLots, Math.min),
  makerFeePpm: (): number => known((record) => record.makerFeePpm, Math.max),
  takerFeePpm: (): number => known((record) => record.takerFeePpm, Math.max),
  maxLeverage: (): number => known((record) => record.maxLeverage, Math.min),
  maintenancePpm: (): number => known((record) => record.maintenancePpm, Math.max),
  maxRiskLimit: (): number => known((record) => record.maxRiskLimit, Math.min),
  fundingIntervalMs: (): number => known((record) => record.fundingIntervalMs, Math.min),
};

/** The finest recorded price step, or five significant digits of the coin's typical price. */
function assumedTick(record: ContractRecord, observed: CandleColumns | null): DecimalStep {
  const step = observed === null ? null : finestPriceStep(observed);
  return step ?? stepForPrice(coinProfile(record.coin).startPrice);
}

/** The finest recorded volume step in whole contracts, never below one. */
function assumedLot(record: ContractRecord, observed: CandleColumns | null): number {
  const step = observed === null ? null : finestVolumeStep(observed);
  if (step === null) return 1;
  return Math.max(1, Math.ceil(stepSize(step) / stepSize(parseStep(record.multiplier)) - 1e-9));
}

function simulationInstrument(record: ContractRecord, observed: CandleColumns | null): Instrument {
  const assumed: string[] = [];
  const fill = <T>(name: string, value: T | null, assume: () => T): T => {
    if (value !== null) return value;
    assumed.push(name);
    return assume();
  };
  const terms = {
    tick: fill('tickSize', record.tickSize === null ? null : parseStep(record.tickSize), () =>
      assumedTick(record, observed),
    ),
    lotSize: fill('lotSize', record.lotSize, () => assumedLot(record, observed)),
    maxOrderLots: fill('maxOrderLots', record.maxOrderLots, cautious.maxOrderLots),
    makerFeePpm: fill('makerFeePpm', record.makerFeePpm, cautious.makerFeePpm),
    takerFeePpm: fill('takerFeePpm', record.takerFeePpm, cautious.takerFeePpm),
    maxLeverage: fill('maxLeverage', record.maxLeverage, cautious.maxLeverage),
    tiers: fill('maintenanceTiers', tiersOf(record), () => [
      tier(cautious.maxRiskLimit(), cautious.maxLeverage(), cautious.maintenancePpm()),
    ]),
    fundingIntervalMs: fill('fundingIntervalMs', record.fundingIntervalMs, cautious.fundingIntervalMs),
  };
  return toInstrument(record, { ...terms, assumed });
}

/**
 * The twelve contracts for the simulated market, replay and paper trading; unknown figures are filled and named in
 * `assumed`.
 * @param observed recorded candles by coin (`AAVE`): their finest steps stand in for unknown ticks and lots.
 */
export const instrumentsForSimulation = (observed?: ReadonlyMap<string, CandleColumns>): readonly Instrument[] =>
  CONTRACT_CATALOGUE.map((record) => simulationInstrument(record, observed?.get(record.coin) ?? null));

/**
 * The contracts with no figure assumed. Their records are dated: live trading compares them with the venue's own
 * record first. Where the venue's risk-limit table is known only in its first level, the table ends there.
 */
export const instrumentsForVenue = (): readonly Instrument[] =>
  instrumentsForSimulation().filter((instrument) => instrument.assumed.length === 0);
