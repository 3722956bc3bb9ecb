import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';

/** How much a point of score is expected to bring, in basis points of the slot over {@link ManagerSettings.horizonMs}. */
interface GainRate {
  /** `stated`: an assumption nobody measured; `measured`: the slope found on past data, with how many cases. */
  readonly kind: 'stated' | 'measured';
  readonly bpsPerPoint: number;
  readonly n: number;
}

/** Every rule of the ten slots, as data. Times in ms, shares as fractions, turnover in USDT. */
export interface ManagerSettings {
  readonly slots: number;
  /** How many of the lowest ranks are first to go. */
  readonly candidates: number;
  /** A review at each multiple of this, on closed bars. */
  readonly reviewMs: number;
  readonly minTurnover: number;
  readonly maxSpreadBps: number;
  /** The same where the spread is estimated from candles: such estimates lie far above the spread of a book. */
  readonly maxEstimatedSpreadBps: number;
  readonly minAgeMs: number;
  /** A contract whose end is announced is out from this long before it. */
  readonly delistingNoticeMs: number;
  readonly maxScoreAgeMs: number;
  /** Points by which a challenger must lead the slot it would take. */
  readonly lead: number;
  /** For how long without a break. */
  readonly holdMs: number;
  readonly minStayMs: number;
  readonly coolOffMs: number;
  readonly swapsPerWeek: number;
  readonly swapsPerMonth: number;
  /** The share of the weights one sector may have. */
  readonly sectorCap: number;
  /** No pair of the portfolio may come to this correlation by a swap. */
  readonly correlationCap: number;
  readonly minReturns: number;
  readonly gain: GainRate;
  readonly horizonMs: number;
  /** The gain must be this many times the cost. */
  readonly gainOverCost: number;
  /** What a market order loses beside the half spread, per side. */
  readonly slippageBps: number;
  /** After this long what is left of a draining position is closed at the market. */
  readonly drainMs: number;
  readonly weightFloor: number;
  readonly weightCap: number;
  /** Weights move when any of them differs by this share or more, and with every change of who is in. */
  readonly weightDrift: number;
  /** Whether the size of an entry follows the weight of its slot: weight × slots, never more than the whole. */
  readonly sizeByWeight: boolean;
  /** False: who is in is never swapped by rule; the bench is reviewed all the same. */
  readonly rotate: boolean;
}

/** What every host starts from. */
export const MANAGER_DEFAULTS: ManagerSettings = {
  slots: 10,
  candidates: 2,
  reviewMs: HOUR,
  minTurnover: 1_000_000,
  maxSpreadBps: 20,
  maxEstimatedSpreadBps: 100,
  minAgeMs: 14 * DAY,
  delistingNoticeMs: 7 * DAY,
  maxScoreAgeMs: 10 * MINUTE,
  lead: 5,
  holdMs: 48 * HOUR,
  minStayMs: 14 * DAY,
  coolOffMs: 7 * DAY,
  swapsPerWeek: 1,
  swapsPerMonth: 1,
  sectorCap: 0.55,
  correlationCap: 0.92,
  minReturns: 30,
  gain: { kind: 'stated', bpsPerPoint: 6, n: 0 },
  horizonMs: 30 * DAY,
  gainOverCost: 2,
  slippageBps: 2,
  drainMs: 24 * HOUR,
  weightFloor: 0.02,
  weightCap: 0.15,
  weightDrift: 0.02,
  sizeByWeight: false,
  rotate: true,
};

/** The version of the rules; it goes into every record they make. */
export const MANAGER_ALGORITHM = 'hysteresis-1';

/**
 * What cannot be in settings, as a sentence; null when they are sound.
 * A cap below one part of the slots cannot hold all of the weight, a floor above it cannot be given to all.
 */
export function settingsProblem(settings: ManagerSettings): string | null {
  const { slots, candidates, reviewMs } = settings;
  if (!Number.isSafeInteger(slots) || slots < 1 || slots > 10) return 'slots must be 1 to 10';
  if (!Number.isSafeInteger(candidates) || candidates < 0 || candidates > slots) return 'candidates must be 0 to slots';
  if (reviewMs < 5 * MINUTE || reviewMs > DAY) return 'reviewMs must be 5 minutes to a day';
  const negative = Object.entries(settings).find(([, value]) => typeof value === 'number' && !(value >= 0));
  return negative === undefined ? weightProblem(settings) : `${negative[0]} must not be negative`;
}

function weightProblem({ slots, weightCap, weightFloor }: ManagerSettings): string | null {
  if (weightCap > 1 || weightFloor > weightCap) return 'the weight floor must not be above the cap';
  if (weightFloor * slots <= 1) return null;
  return `a floor of ${String(weightFloor)} for ${String(slots)} slots is more than the whole`;
}
