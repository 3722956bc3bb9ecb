import type { Evidence, Opinion } from '#shared/domain/agent.ts';
import type { TechnicalReading } from './reading.ts';

/** An input of the technical opinion: its share, how it is measured and how that maps to −1…+1. */
interface Input {
  readonly name: string;
  /** Whole ten-thousandths; the shares of all inputs sum to 10,000. */
  readonly share: number;
  /** The input on −1…+1 before clamping; + speaks for a long. */
  readonly value: (r: TechnicalReading) => number;
  /** The measurement as printed. */
  readonly measured: (r: TechnicalReading) => string;
}

const sign = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

/**
 * The inputs and their shares. Each is scaled so that ±1 is a strong but ordinary reading; beyond that it is clamped.
 * trend: distance of EMA(20) from EMA(50), full at 2 ATR. momentum: MACD histogram, full at 0.4 ATR. direction: Wilder's
 * directional movement, weighted by ADX up to 40. breakout: place of the close in the channel of the 20 candles before.
 * oscillator: RSI(14) from 50, full at 25. band: place in the Bollinger band. volume: the candle's body, full at a quarter ATR,
 * times how far its volume exceeds the mean of 20, full at three times.
 */
const INPUTS: readonly Input[] = [
  {
    name: 'trend',
    share: 2500,
    value: (r) => (r.ema - r.slowEma) / (2 * r.atr),
    measured: (r) => `${sign((r.ema - r.slowEma) / r.atr, 2)} ATR`,
  },
  {
    name: 'momentum',
    share: 2000,
    value: (r) => r.histogram / (0.4 * r.atr),
    measured: (r) => `${sign(r.histogram / r.atr, 2)} ATR`,
  },
  {
    name: 'direction',
    share: 1500,
    value: (r) => ((r.plusDi - r.minusDi) / Math.max(1, r.plusDi + r.minusDi)) * Math.min(1, r.adx / 40) * 2,
    measured: (r) => `+DI ${r.plusDi.toFixed(0)}, −DI ${r.minusDi.toFixed(0)}, ADX ${r.adx.toFixed(0)}`,
  },
  {
    name: 'breakout',
    share: 1500,
    value: (r) => channelPlace(r),
    measured: (r) => `${sign(channelPlace(r) * 100, 0)} % of channel`,
  },
  { name: 'oscillator', share: 1000, value: (r) => (r.rsi - 50) / 25, measured: (r) => `RSI ${r.rsi.toFixed(1)}` },
  {
    name: 'band',
    share: 1000,
    value: (r) => bandPlace(r),
    measured: (r) => (r.upper > r.lower ? `${sign(((r.close - r.middle) / (r.upper - r.middle)) * 2, 2)} σ` : 'flat'),
  },
  {
    name: 'volume',
    share: 500,
    value: (r) => (bodyOf(r) * Math.max(0, volumeRatio(r) - 1)) / 2,
    measured: (r) => `${volumeRatio(r).toFixed(1)} × mean`,
  },
];

/** A channel or band narrower than this share of the ATR is measured as if it were that wide: no steps where it closes. */
const LEAST_WIDTH = 0.1;

const channelPlace = (r: TechnicalReading): number => {
  const middle = (r.channelHigh + r.channelLow) / 2;
  return (2 * (r.close - middle)) / Math.max(r.channelHigh - r.channelLow, LEAST_WIDTH * r.atr);
};

const bandPlace = (r: TechnicalReading): number =>
  (r.close - r.middle) / Math.max(r.upper - r.middle, (LEAST_WIDTH / 2) * r.atr);

/** The candle's side: full from a body of a quarter ATR on. */
const bodyOf = (r: TechnicalReading): number => Math.max(-1, Math.min(1, (r.close - r.open) / (0.25 * r.atr)));

const volumeRatio = (r: TechnicalReading): number => (r.meanVolume <= 0 ? 1 : r.volume / r.meanVolume);

/** −100…+100 in steps of 0.1, as whole tenths; quantised before weighting so that a replay is equal to the byte. */
function tenths(value: number): number {
  const clamped = value > 1 ? 1 : value < -1 ? -1 : value;
  return Math.round(clamped * 1000) + 0;
}

/** Σ|input × share| below which inputs that all say next to nothing do not count as agreeing: 2 % of the most. */
const LEAST_WEIGHT = 200_000;

/** Opinion, confidence and whether the reading is complete, without evidence: for the decision on every candle. */
export interface QuickOpinion {
  /** Whole 1e-5 steps of −100…+100. */
  opinionSteps: number;
  confidence: number;
}

/**
 * False when the reading is incomplete or an input cannot be measured; what is not known never counts as 0.
 * The opinion alone, without allocation: Σ input × share in exact whole steps, and the confidence, which is how far the
 * inputs agree (|Σ| ÷ max(Σ| |, 2 % of the most)) on a scale from 0.3 to 0.95, less below an ADX of 20 because a market without direction
 * makes trend inputs worth less.
 */
export function quickOpinion(r: TechnicalReading, into: QuickOpinion): boolean {
  if (r.missing > 0 || !(r.atr > 0)) return false;
  let sum = 0;
  let weight = 0;
  for (const input of INPUTS) {
    const measured = input.value(r);
    if (!Number.isFinite(measured)) return false;
    const steps = tenths(measured) * input.share;
    sum += steps;
    weight += Math.abs(steps);
  }
  if (!Number.isFinite(r.adx)) return false;
  into.opinionSteps = sum;
  const agreement = Math.abs(sum) / Math.max(weight, LEAST_WEIGHT);
  const directed = Math.min(1, Math.max(0.5, r.adx / 20));
  into.confidence = Math.round((0.3 + 0.65 * agreement * directed) * 1000) / 1000;
  return true;
}

const scratch: QuickOpinion = { opinionSteps: 0, confidence: 0 };

const evidenceOf = (input: Input, r: TechnicalReading): Evidence => ({
  name: input.name,
  measured: input.measured(r),
  input: tenths(input.value(r)) / 10,
  weight: input.share / 10_000,
  asOf: r.asOf,
});

/**
 * The full opinion with its evidence; opinion = Σ input × weight to the last digit.
 * @param told false where only the figures are wanted: then the evidence, which is half of the work, is left empty.
 */
export function technicalOpinion(r: TechnicalReading, told = true): Opinion {
  if (r.missing > 0) {
    const reason = `${String(r.missing)} more closed candles are needed`;
    return { status: 'warming-up', agent: 'technical', reason, missing: r.missing };
  }
  if (!quickOpinion(r, scratch)) {
    const reason = r.atr === 0 ? 'the price has not moved: no range to measure by' : 'an input could not be measured';
    return { status: 'no-data', agent: 'technical', reason, missing: null };
  }
  return {
    status: 'ok',
    agent: 'technical',
    opinion: scratch.opinionSteps / 1e5,
    confidence: scratch.confidence,
    evidence: told ? INPUTS.map((input) => evidenceOf(input, r)) : [],
    veto: false,
    asOf: r.asOf,
  };
}

/** The opinion that a set of evidence amounts to, −100…+100: for re-runs with one input changed. */
export function opinionOfEvidence(evidence: readonly Pick<Evidence, 'input' | 'weight'>[]): number {
  let steps = 0;
  for (const { input, weight } of evidence) steps += Math.round(input * 10) * Math.round(weight * 10_000);
  return steps / 1e5;
}
