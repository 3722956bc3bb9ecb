import { integerField, numberField } from '../field.ts';
import type { SettingSection } from '../section.ts';

/** When models are trained by themselves, and on which cases. A type, so that it has an index signature. */
export type ModelSettings = {
  /** Days between trainings; 0 is never. */
  readonly retrainDays: number;
  /** Days of candles that are trained on, up to now. */
  readonly historyDays: number;
  /** Cases out of sample below which a model gets no weight. */
  readonly minCases: number;
  /** Distance of target and stop from the entry, ATR(14). */
  readonly barrier: number;
  /** Candles after which the outcome is a time-out. */
  readonly horizon: number;
  /** A decision at every so manieth candle. */
  readonly stride: number;
};

/** Off: what a model is worth on a few weeks of candles is chance. */
export const MODEL_DEFAULTS: ModelSettings = {
  retrainDays: 0,
  historyDays: 365,
  minCases: 500,
  barrier: 2,
  horizon: 24,
  stride: 4,
};

/** The training of models by schedule; what it trains speaks only when a person adopts it. */
export const MODELS: SettingSection<ModelSettings> = {
  title: 'Models',
  sentence:
    'Whether models are trained again by themselves, and on which cases. None speaks before a person adopts it.',
  fields: {
    retrainDays: integerField(
      ['Train again', 'After so many days an hourly model is trained anew; 0 is never, 7 is weekly.'],
      'days',
      [0, 90, 1],
      MODEL_DEFAULTS.retrainDays,
    ),
    historyDays: integerField(
      ['History', 'Days of stored candles that are trained on, up to now.'],
      'days',
      [30, 1_460, 5],
      MODEL_DEFAULTS.historyDays,
    ),
    minCases: integerField(
      ['Cases needed', 'With fewer resolved cases out of sample a model gets no weight.'],
      'cases',
      [100, 100_000, 100],
      MODEL_DEFAULTS.minCases,
    ),
    barrier: numberField(
      ['Barriers', 'Target and stop of a case stand this far from the entry.'],
      'ATR',
      [0.5, 10, 0.5],
      MODEL_DEFAULTS.barrier,
    ),
    horizon: integerField(
      ['Horizon', 'A case that touches neither barrier ends at the close after so many candles.'],
      'candles',
      [2, 500, 1],
      MODEL_DEFAULTS.horizon,
    ),
    stride: integerField(
      ['Stride', 'A case is made of every so manieth candle; neighbours tell nearly the same.'],
      'candles',
      [1, 100, 1],
      MODEL_DEFAULTS.stride,
    ),
  },
  together: () => [],
  inForce: (values) => values,
};
