/** One level of a venue's risk-limit table: notionals in USDT, rate in parts per million. */
export interface RiskLevel {
  readonly minUsdt: number;
  readonly maxUsdt: number;
  readonly maxLeverage: number;
  readonly initialPpm: number;
  readonly maintenancePpm: number;
}

/** What a contract record says beyond its name and multiplier; null where no record says it. */
export interface ContractTerms {
  readonly tickSize: string | null;
  readonly lotSize: number | null;
  /** Largest order, in contracts. */
  readonly maxOrderLots: number | null;
  /** Highest accepted price, USDT. */
  readonly maxPrice: number | null;
  readonly maxLeverage: number | null;
  /** Fractions of the notional at the first risk level, in parts per million. */
  readonly initialPpm: number | null;
  readonly maintenancePpm: number | null;
  /** The first risk level's bound, the smallest one and the step between levels, in USDT. */
  readonly maxRiskLimit: number | null;
  readonly minRiskLimit: number | null;
  readonly riskStep: number | null;
  /** Base-level fees without discount, in parts per million of the notional. */
  readonly makerFeePpm: number | null;
  readonly takerFeePpm: number | null;
  readonly fundingIntervalMs: number | null;
  readonly firstOpenAt: number | null;
  readonly indexTickSize: string | null;
  readonly riskLevels: readonly RiskLevel[] | null;
}

/** A contract as the catalogue knows it. */
export interface ContractRecord extends ContractTerms {
  readonly coin: string;
  readonly symbol: string;
  /** The venue's own name of the coin. */
  readonly baseCurrency: string;
  /** Base currency per contract, as a decimal text. */
  readonly multiplier: string;
  /** Date of the record: `2025-03-11` or a month when only that is known. */
  readonly asOf: string;
  /** Where the figures come from, for a person. */
  readonly source: string;
}

/** Nothing known beyond the multiplier. */
export const UNKNOWN_TERMS: ContractTerms = {
  tickSize: null,
  lotSize: null,
  maxOrderLots: null,
  maxPrice: null,
  maxLeverage: null,
  initialPpm: null,
  maintenancePpm: null,
  maxRiskLimit: null,
  minRiskLimit: null,
  riskStep: null,
  makerFeePpm: null,
  takerFeePpm: null,
  fundingIntervalMs: null,
  firstOpenAt: null,
  indexTickSize: null,
  riskLevels: null,
};
