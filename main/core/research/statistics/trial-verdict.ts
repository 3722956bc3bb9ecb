import { err, ok, type Result } from '#shared/kernel/result.ts';
import { columnOf, fromColumns } from '../../portfolio/analytics/matrix.ts';
import { mean, sampleDeviation } from '../../portfolio/analytics/moments.ts';
import type { Random } from '../../ports/random.ts';
import { bootstrapInterval, usualBlock, type BootstrapInterval } from '../../statistics/block-bootstrap.ts';
import { probabilityOfOverfitting, USUAL_BLOCKS } from './overfitting.ts';
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  sharpeEstimate,
  type SharpeEstimate,
} from './sharpe-tests.ts';

/** What a chosen trial must show. */
export interface VerdictSettings {
  /** Least deflated Sharpe ratio, as a probability. */
  readonly leastDeflated: number;
  /** Most probability of overfitting. */
  readonly mostOverfitting: number;
  readonly blocks: number;
  readonly resamples: number;
  readonly confidence: number;
}

export const VERDICT_DEFAULTS: VerdictSettings = {
  leastDeflated: 0.95,
  mostOverfitting: 0.2,
  blocks: USUAL_BLOCKS,
  resamples: 1_000,
  confidence: 0.95,
};

/** Whether the best of the trials is more than luck, with every number that led to it. */
export interface TrialVerdict {
  readonly passes: boolean;
  /** Why it does not pass, one sentence each; empty when it does. */
  readonly reasons: readonly string[];
  /** Place of the best trial in sample. */
  readonly best: number;
  readonly trials: number;
  /** Sharpe ratio of the best, of one period. */
  readonly sharpe: number;
  /** Sharpe ratio that luck alone would show over so many trials. */
  readonly luck: number;
  readonly deflated: number;
  /** Null for a single trial: nothing was chosen. */
  readonly overfitting: number | null;
  /** Returns needed before the Sharpe ratio counts as above luck; null when it is not above it. */
  readonly neededReturns: number | null;
  /** Sharpe ratio of one period with its bootstrap interval. */
  readonly interval: BootstrapInterval | null;
}

/**
 * Judges the best of all trials that were made, the discarded ones included: leaving one out makes luck look like skill.
 * @param trials returns of every trial over the same periods.
 * @returns the verdict, or why none can be given.
 */
export function judgeTrials(
  trials: readonly Float64Array[],
  random: Random,
  settings: VerdictSettings = VERDICT_DEFAULTS,
): Result<TrialVerdict, string> {
  const found = bestOf(trials);
  if (!found.ok) return found;
  const { best, estimate, sharpes } = found.value;
  const variance = trials.length > 1 ? sampleDeviation(sharpes) ** 2 : 0;
  const table = fromColumns(trials);
  const overfitting = trials.length > 1 ? probabilityOfOverfitting(table, settings.blocks) : null;
  if (overfitting !== null && !overfitting.ok) return overfitting;
  const probability = overfitting === null ? null : overfitting.value.probability;
  const luck = expectedMaximumSharpe(trials.length, variance);
  const deflated = deflatedSharpe(estimate, trials.length, variance);
  const needed = minimumTrackRecord(estimate, luck, settings.leastDeflated);
  const series = columnOf(table, best);
  const bootstrap = {
    resamples: settings.resamples,
    meanBlock: usualBlock(series.length),
    confidence: settings.confidence,
  };
  const reasons = reasonsAgainst(deflated, probability, trials.length, settings);
  return ok({
    passes: reasons.length === 0,
    reasons,
    best,
    trials: trials.length,
    sharpe: estimate.sharpe,
    luck,
    deflated,
    overfitting: probability,
    neededReturns: Number.isFinite(needed) ? Math.ceil(needed) : null,
    interval: bootstrapInterval(series, sharpeOf, bootstrap, random),
  });
}

interface Best {
  readonly best: number;
  readonly estimate: SharpeEstimate;
  readonly sharpes: Float64Array;
}

function bestOf(trials: readonly Float64Array[]): Result<Best, string> {
  if (new Set(trials.map((trial) => trial.length)).size > 1) return err('Every trial needs the same periods.');
  const sharpes = new Float64Array(trials.length);
  let best: Omit<Best, 'sharpes'> | null = null;
  for (const [i, trial] of trials.entries()) {
    const estimate = sharpeEstimate(trial);
    if (estimate === null) return err(`Trial ${i + 1} has too few returns or none that vary.`);
    sharpes[i] = estimate.sharpe;
    if (best === null || estimate.sharpe > best.estimate.sharpe) best = { best: i, estimate };
  }
  return best === null ? err('There is no trial.') : ok({ ...best, sharpes });
}

const sharpeOf = (sample: Float64Array): number => {
  const deviation = sampleDeviation(sample);
  return deviation === 0 ? Number.NaN : mean(sample) / deviation;
};

function reasonsAgainst(
  deflated: number,
  overfitting: number | null,
  trials: number,
  { leastDeflated, mostOverfitting }: VerdictSettings,
): readonly string[] {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const reasons: string[] = [];
  if (deflated < leastDeflated) {
    reasons.push(
      `After ${trials} trials the Sharpe ratio is above luck with ${percent(deflated)}; ${percent(leastDeflated)} are needed.`,
    );
  }
  if (overfitting !== null && overfitting > mostOverfitting) {
    reasons.push(
      `The best in one half of the time is below the median in the other in ${percent(overfitting)} of the splits; ${percent(mostOverfitting)} are allowed.`,
    );
  }
  return reasons;
}
