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
}

/** One line a coin, from `zmart liquidation skill`; a test measures it again where the recorded months are. */
export const MEASURED_SKILL: readonly MeasuredSkill[] = [
  {
    coin: 'BTC',
    source: 'btc-1h-price-liquidation-funding-oi.csv.gz',
    mayWeigh: false,
    sentence: 'Not measurably better than a random walk within three days: Brier skill −12.0 %.',
    cases: 180,
    skill: -0.12,
    gain: [-7, 2.5],
    sizeGain: [0.025, -0.006, 0.053],
  },
];

/** What is known of the map of a coin; null when it was never measured. */
export const measuredSkillOf = (coin: string): MeasuredSkill | null =>
  MEASURED_SKILL.find((one) => one.coin === coin) ?? null;
