import { DAY, HOUR } from '#shared/domain/time.ts';
import type { SkillVerdict } from './skill-report.ts';

/** What was measured on recorded months: the page `docs/technical/liquidation-skill.md` holds all of it. */
export interface MeasuredSkill extends SkillVerdict {
  readonly coin: string;
  /** The file it was measured on. */
  readonly source: string;
  /** Moments out of sample, and 1 − Brier ÷ that of a random walk, with the interval of the gain × 100. */
  readonly cases: number;
  readonly skill: number;
  readonly gain: readonly [number, number];
  /** Gain of ln likelihood of realised liquidations over price and past alone, with its interval. */
  readonly sizeGain: readonly [number, number, number];
  /** By the map's clusters, shortest horizon first. */
  readonly horizons: readonly MeasuredHorizon[];
}

/** What was measured within a horizon; null where the cases are too few to tell. */
export interface MeasuredHorizon {
  readonly horizonMs: number;
  readonly levels: number;
  /** Share of the levels that were reached, with its interval, and of random ones of the same side and distances. */
  readonly hitRate: number | null;
  readonly hitInterval: readonly [lower: number, upper: number] | null;
  readonly randomHitRate: number | null;
  readonly gain: MeasuredGain | null;
  /** Moments at which one of the two nearest was reached, 1 − Brier ÷ that of a random walk, and its gain × 100. */
  readonly cases: number;
  readonly brierSkill: number | null;
  readonly brierGain: MeasuredGain | null;
}

interface MeasuredGain {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** One entry a coin, from `zmart liquidation skill --measured`; a test measures it again where the recorded months are. */
export const MEASURED_SKILL: readonly MeasuredSkill[] = [
  {
    coin: 'BTC',
    source: 'btc-1h-price-liquidation-funding-oi.csv.gz',
    mayWeigh: false,
    sentence: 'Not measurably better than a random walk within three days: Brier skill −15.1 %.',
    cases: 180,
    skill: -0.1507,
    gain: [-6.8603, 0.4316],
    sizeGain: [0.0251, -0.0032, 0.0532],
    horizons: [
      {
        horizonMs: 4 * HOUR,
        levels: 1152,
        hitRate: 0.0087,
        hitInterval: [0.0041, 0.0152],
        randomHitRate: 0.0051,
        gain: { mean: 0.0036, lower: -0.0013, upper: 0.0102 },
        cases: 10,
        brierSkill: null,
        brierGain: null,
      },
      {
        horizonMs: 12 * HOUR,
        levels: 1144,
        hitRate: 0.0315,
        hitInterval: [0.02, 0.0425],
        randomHitRate: 0.0338,
        gain: { mean: -0.0023, lower: -0.0151, upper: 0.0085 },
        cases: 34,
        brierSkill: null,
        brierGain: null,
      },
      {
        horizonMs: DAY,
        levels: 1132,
        hitRate: 0.0742,
        hitInterval: [0.047, 0.1011],
        randomHitRate: 0.0749,
        gain: { mean: -0.0007, lower: -0.0168, upper: 0.021 },
        cases: 79,
        brierSkill: null,
        brierGain: null,
      },
      {
        horizonMs: 3 * DAY,
        levels: 1084,
        hitRate: 0.1956,
        hitInterval: [0.1535, 0.2413],
        randomHitRate: 0.2089,
        gain: { mean: -0.0133, lower: -0.0506, upper: 0.0309 },
        cases: 180,
        brierSkill: -0.1507,
        brierGain: { mean: -3.248, lower: -6.8603, upper: 0.4316 },
      },
    ],
  },
];

/** What is known of the map of a coin; null when it was never measured. */
export const measuredSkillOf = (coin: string): MeasuredSkill | null =>
  MEASURED_SKILL.find((one) => one.coin === coin) ?? null;
