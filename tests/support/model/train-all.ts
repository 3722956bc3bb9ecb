import { timeframeMs } from '#shared/domain/timeframe.ts';
import { assess, type Assessment } from '#core/research/model/card.ts';
import { LABEL_DEFAULTS, labelledSamples } from '#core/research/model/labels.ts';
import type { Samples } from '#core/research/model/samples.ts';
import { trainModel, type TrainedModel, type TrainOptions } from '#core/research/model/train.ts';
import { syntheticMarket, type SyntheticMarket } from './synthetic-market.ts';

const HOUR = timeframeMs('1h');
const HORIZON = LABEL_DEFAULTS.horizon * HOUR;

/** Runs a training to its end. */
export function trainToEnd(samples: Samples, options: Partial<TrainOptions> = {}): TrainedModel {
  const run = trainModel(samples, { embargoMs: HORIZON, ...options });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

export interface Trained {
  readonly samples: Samples;
  readonly trained: TrainedModel;
  readonly assessment: Assessment;
}

/** Trains on a synthetic market with the defaults of the product. */
export function trainOn(market: SyntheticMarket, options: Partial<TrainOptions> = {}): Trained {
  const samples = labelledSamples(syntheticMarket(market), { timeframe: '1h', ...LABEL_DEFAULTS });
  const trained = trainToEnd(samples, options);
  const assessment = assess(samples, trained, { blockMs: 4 * HORIZON, minCases: 500, seed: 1 });
  return { samples, trained, assessment };
}
