import type { Random } from '../../ports/random.ts';

/** What the whole market is doing. */
export type RegimeName = 'trend-up' | 'trend-down' | 'range' | 'volatile';

/** One state of the market's Markov chain. */
export interface Regime {
  /** Drift of the common log return per day. */
  readonly driftPerDay: number;
  /** Pull back to the level at which the regime began, per day; zero where nothing pulls. */
  readonly pullPerDay: number;
  /** Factor on the common volatility. */
  readonly volatility: number;
  /** Mean stay in minutes; the stay is exponential. */
  readonly meanMinutes: number;
  /** Where it goes next, with probabilities that add up to one. */
  readonly next: readonly (readonly [RegimeName, number])[];
}

/** The chain. Stays of hours, trends of one to three percent, short violent phases: the look of a crypto week. */
export const REGIMES: Readonly<Record<RegimeName, Regime>> = {
  'trend-up': {
    driftPerDay: 0.034,
    pullPerDay: 0,
    volatility: 0.9,
    meanMinutes: 420,
    next: [
      ['range', 0.6],
      ['volatile', 0.25],
      ['trend-down', 0.15],
    ],
  },
  'trend-down': {
    driftPerDay: -0.038,
    pullPerDay: 0,
    volatility: 1.1,
    meanMinutes: 360,
    next: [
      ['range', 0.5],
      ['volatile', 0.3],
      ['trend-up', 0.2],
    ],
  },
  range: {
    driftPerDay: 0,
    pullPerDay: 5,
    volatility: 0.65,
    meanMinutes: 540,
    next: [
      ['trend-up', 0.45],
      ['trend-down', 0.4],
      ['volatile', 0.15],
    ],
  },
  volatile: {
    driftPerDay: -0.01,
    pullPerDay: 0,
    volatility: 2,
    meanMinutes: 110,
    next: [
      ['range', 0.45],
      ['trend-up', 0.3],
      ['trend-down', 0.25],
    ],
  },
};

export const isRegimeName = (text: unknown): text is RegimeName => typeof text === 'string' && text in REGIMES;

/** The regime a minute later: mostly the same. Always draws twice, so that the stream does not depend on the outcome. */
export function nextRegime(current: RegimeName, random: Random): RegimeName {
  const leaves = random.next() < 1 / REGIMES[current].meanMinutes;
  let left = random.next();
  if (!leaves) return current;
  for (const [name, probability] of REGIMES[current].next) {
    left -= probability;
    if (left < 0) return name;
  }
  return current;
}
