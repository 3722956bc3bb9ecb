import { contractSymbol } from '#shared/domain/ids.ts';
import type { MaintenanceTier } from '#shared/domain/instrument.ts';
import { parseStep } from '#core/market/decimal-step.ts';
import { tickValueOf } from '#core/market/instruments.ts';
import { UnreadableMessage, type ExactObject } from './exact-json.ts';
import { decimalText, exactDecimal, moneyAtMost, ppmOf } from './exact-number.ts';
import type { ContractList, SkippedContract, VenueContract } from './venue-contract.ts';

/** What a venue says of one contract, in texts as they came. */
export interface ContractFacts {
  readonly venueSymbol: string;
  readonly coin: string;
  readonly tick: string;
  /** Base currency per lot of ours. */
  readonly multiplier: string;
  /** One lot in the venue's unit of size. */
  readonly sizeStep: string;
  /** Order sizes are multiples of this many lots. */
  readonly lotSize: number;
  readonly maxOrderLots: number;
  readonly makerFee: string;
  readonly takerFee: string;
  readonly maxLeverage: number;
  readonly tiers: readonly MaintenanceTier[];
  readonly fundingIntervalMs: number;
  /** Figures the venue did not give and that stand in for it. */
  readonly assumed?: readonly string[];
}

/** Says why a contract of the venue is left out. */
export class NotRepresentable extends Error {
  override readonly name = 'NotRepresentable';
}

const plain = (text: string): string => decimalText(exactDecimal(text));

export const tierOf = (maxNotional: string, maxLeverage: string, maintenance: string): MaintenanceTier => ({
  maxNotional: moneyAtMost(maxNotional),
  maxLeverage: Number(maxLeverage),
  maintenanceRatePpm: ppmOf(maintenance),
});

/** Our symbol: the venue's without its separators. */
export const symbolFor = (venueSymbol: string): string => venueSymbol.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();

/** @throws UnreadableMessage, SyntaxError or RangeError when a figure cannot be held exactly. */
export function buildContract(facts: ContractFacts, asOf: string): VenueContract {
  const tick = parseStep(plain(facts.tick));
  const multiplier = plain(facts.multiplier);
  return {
    venueSymbol: facts.venueSymbol,
    sizeStep: plain(facts.sizeStep),
    instrument: {
      symbol: contractSymbol(symbolFor(facts.venueSymbol)),
      coin: facts.coin,
      tickUnits: tick.units,
      priceScale: tick.scale,
      multiplier,
      tickValue: tickValueOf(tick, parseStep(multiplier)),
      lotSize: facts.lotSize,
      maxOrderLots: facts.maxOrderLots,
      makerFeePpm: ppmOf(facts.makerFee),
      takerFeePpm: ppmOf(facts.takerFee),
      maxLeverage: facts.maxLeverage,
      maintenanceTiers: facts.tiers,
      fundingIntervalMs: facts.fundingIntervalMs,
      asOf,
      assumed: facts.assumed ?? [],
    },
  };
}

/** Builds each row that can be held; the others are listed with their reason, never with a guess. */
export function buildContracts(
  rows: readonly ExactObject[],
  nameOf: (row: ExactObject) => string,
  factsOf: (row: ExactObject) => ContractFacts,
  asOf: string,
): ContractList {
  const contracts: VenueContract[] = [];
  const skipped: SkippedContract[] = [];
  for (const row of rows) {
    try {
      contracts.push(buildContract(factsOf(row), asOf));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      skipped.push({ symbol: nameOf(row), reason: error.message });
    }
  }
  return { contracts, skipped };
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof NotRepresentable ||
  error instanceof UnreadableMessage ||
  error instanceof SyntaxError ||
  error instanceof RangeError;
