import { SCORING_AGENTS, type Opinion } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { abstain, compose } from './composite.ts';
import type { TechnicalReading } from './reading.ts';
import { technicalOpinion } from './technical-agent.ts';

/** What a score must reach for an entry. Score and strength 0…100, the others 0…1. */
export interface ScoreThresholds {
  readonly score: number;
  readonly confidence: number;
  readonly completeness: number;
}

export const SCORE_THRESHOLDS: ScoreThresholds = { score: 50, confidence: 0.4, completeness: 0.2 };

/** Why each agent without a source abstains: one sentence that says what is missing. */
export const WITHOUT_SOURCE: ReadonlyMap<string, string> = new Map([
  ['fundamental', 'no source of fundamental data is connected'],
  ['structure', 'no source of order-book depth is connected'],
  ['risk', 'no source of correlation and tail risk is connected'],
  ['sentiment', 'no source of sentiment is connected'],
  ['liquidation', 'no liquidation map is computed from this feed'],
  ['model', 'no trained model is installed'],
]);

const ABSTENTIONS: readonly Opinion[] = SCORING_AGENTS.flatMap((agent) => {
  const reason = WITHOUT_SOURCE.get(agent);
  return reason === undefined ? [] : [abstain(agent, reason)];
});

/** Every agent's opinion on a reading, in the order of the screens. */
export const opinionsOn = (reading: TechnicalReading): readonly Opinion[] => [
  technicalOpinion(reading),
  ...ABSTENTIONS,
];

/** The score of all agents on a reading. */
export const scoreOf = (reading: TechnicalReading): Score => compose(opinionsOn(reading));

/** Null when a score admits an entry on this side; else the reason, most fundamental first. */
export function judgeScore(
  score: Score,
  direction: Direction,
  symbol: string,
  timeframe: string,
  thresholds: ScoreThresholds = SCORE_THRESHOLDS,
): Denial | null {
  if (score.completeness === 0) return denial('SCORE_UNKNOWN', { symbol, timeframe });
  const vetoing = score.contributions.find(({ opinion }) => opinion.status === 'ok' && opinion.veto);
  if (vetoing !== undefined) return denial('SCORE_VETO', { agent: vetoing.opinion.agent, symbol });
  if (score.completeness < thresholds.completeness) {
    return denial('SCORE_INCOMPLETE', {
      completeness: percent(score.completeness),
      threshold: percent(thresholds.completeness),
    });
  }
  const side = score.score * direction;
  if (side < thresholds.score) {
    return denial('SCORE_BELOW_THRESHOLD', { score: Math.round(side * 100) / 100, threshold: thresholds.score });
  }
  if (score.confidence < thresholds.confidence) {
    return denial('SCORE_LOW_CONFIDENCE', { confidence: score.confidence, threshold: thresholds.confidence });
  }
  return null;
}

const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;
