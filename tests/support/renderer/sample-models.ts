import type { SeriesView } from '#shared/contract/market.ts';
import type { ModelCardView, ModelRow } from '#shared/contract/models.ts';
import { modelTraining } from '#shared/contract/models.ts';

const DAY = 86_400_000;
const COINS = ['XBT', 'ETH', 'SOL', 'XRP', 'DOGE', 'LINK', 'ADA', 'AVAX', 'LTC', 'DOT', 'UNI', 'BCH'];
const symbolOf = (coin: string): string => `${coin}USDTM`;

/** One in use, one that may be adopted, one no better than the base rate, one of too few cases, one whose file is gone. */
export const sampleModels = (now: number): readonly ModelRow[] => [
  {
    ...{ key: 'model-1f2e3d4c5b6a', timeframe: '1h', kind: 'trees', trainedAt: now - DAY, symbols: 12 },
    ...{ outOfSampleCases: 15_634, gain: 0.0041, gainLower: 0.0012, mayWeigh: true, state: 'adopted' },
    reason: 'It beats the base rate out of sample by 4.10 millinats per case (95 % interval 1.20 to 7.00).',
  },
  {
    ...{ key: 'model-7a6b5c4d3e2f', timeframe: '4h', kind: 'logistic', trainedAt: now - 0.2 * DAY, symbols: 8 },
    ...{ outOfSampleCases: 2_610, gain: 0.0067, gainLower: 0.0009, mayWeigh: true, state: 'trained' },
    reason: 'It beats the base rate out of sample by 6.70 millinats per case (95 % interval 0.90 to 12.50).',
  },
  {
    ...{ key: 'model-0a1b2c3d4e5f', timeframe: '4h', kind: 'logistic', trainedAt: now - 2 * DAY, symbols: 12 },
    ...{ outOfSampleCases: 3_902, gain: -0.00207, gainLower: -0.00536, mayWeigh: false, state: 'trained' },
    reason:
      'Out of sample it is no better than the base rate: gain −2.07 millinats per case (95 % interval −5.36 to 1.41).',
  },
  {
    ...{ key: 'model-9c8b7a6f5e4d', timeframe: '1d', kind: 'logistic', trainedAt: now - 5 * DAY, symbols: 2 },
    ...{ outOfSampleCases: 62, gain: null, gainLower: null, mayWeigh: false, state: 'trained' },
    reason: 'Only 62 cases out of sample are resolved; 500 are needed.',
  },
  {
    ...{ key: 'model-5d4c3b2a1f0e', timeframe: '1h', kind: 'onnx', trainedAt: now - 30 * DAY, symbols: 4 },
    ...{ outOfSampleCases: 5_120, gain: 0.0008, gainLower: -0.0011, mayWeigh: false, state: 'unusable' },
    reason: 'The file of the model is not the one that was recorded when it was trained; train it again.',
  },
];

const FEATURES: readonly (readonly [name: string, importance: number])[] = [
  ['momentum', 0.081],
  ['trend', 0.064],
  ['distance', 0.052],
  ['oscillator', 0.047],
  ['volatility', 0.039],
  ['channel', 0.028],
  ['volume', 0.022],
  ['band', 0.017],
  ['momentum change', 0.014],
  ['direction', 0.009],
  ['directedness', 0.006],
  ['band width', 0.004],
  ['candle', 0.002],
];

const LOGISTIC = { embargoMs: 86_400_000, holdBack: 0.3, calibration: 'platt', l2: 1 };
const TREES = { ...LOGISTIC, depth: 3, shrinkage: 0.05, subsample: 0.7, minLeaf: 40, bins: 64 };

/** Ten bins that lean as a model of a certain gain would. */
function curveOf(cases: number, gain: number) {
  const n = Math.floor(cases / 10);
  return Array.from({ length: 10 }, (_, bin) => {
    const said = 0.44 + bin * 0.0135;
    const wobble = [0.006, -0.009, 0.004, -0.003, 0.008, -0.006, 0.002, 0.007, -0.005, 0.003][bin] ?? 0;
    return { n, said, happened: 0.5 + (said - 0.5) * (gain > 0 ? 0.95 : -0.2) + wobble };
  });
}

/** The card that belongs to a row. */
export function sampleCard(row: ModelRow): ModelCardView {
  const { key, kind, timeframe, trainedAt, outOfSampleCases: cases, gain, gainLower } = row;
  const [from, to] = [trainedAt - 365 * DAY, trainedAt - DAY];
  const mean = gain ?? 0.001;
  const base = 0.6921;
  const fold = (index: number) => ({
    from: from + (1 + index) * 60 * DAY,
    to: from + (2 + index) * 60 * DAY,
    trained: Math.floor(cases * 0.2 * (index + 1)),
    tested: Math.floor(cases / 5),
    kind,
    baseLogLoss: 0.6912 + index * 0.0004,
    logLoss: 0.6912 + index * 0.0004 - mean * [1.4, 0.2, 1.9, -0.4, 1.9][index]!,
  });
  return {
    ...{ id: key, hash: `${key.slice(6)}${'7e'.repeat(26)}`, createdAt: trainedAt, codeVersion: '0.1.0', kind },
    request: modelTraining.parse({ symbols: COINS.slice(0, row.symbols).map(symbolOf), timeframe, from, to }),
    ...{ trainedFrom: from, trainedTo: to, cases: Math.floor(cases * 1.24) },
    left: { missing: 208, open: 96, even: 143 },
    dataHash: '3c'.repeat(32),
    hyperparameters: kind === 'trees' ? TREES : kind === 'onnx' ? { embargoMs: DAY, file: 'own.onnx' } : LOGISTIC,
    features: FEATURES.map(([name, importance]) => ({
      ...{ name, mean: 0.1, deviation: 1.2, importance: kind === 'onnx' ? null : importance },
    })),
    outOfSample: {
      ...{ cases, from: from + 60 * DAY, to },
      model: { logLoss: base - mean, brier: 0.2495 - mean / 2, accuracy: 0.514 + mean * 4 },
      baseRate: { logLoss: base, brier: 0.2495, accuracy: 0.5121 },
      ...{ auc: 0.508 + mean * 6, calibrationError: mean > 0 ? 0.0061 : 0.0312, followedR: mean > 0 ? 0.031 : -0.084 },
      calibration:
        mean > 0
          ? { mean: 0, lower: 0, upper: 0.0142, blocks: 91 }
          : { mean: 0.0247, lower: 0, upper: 0.0391, blocks: 91 },
      curve: curveOf(cases, mean),
      gain:
        gain === null ? null : { mean: gain, lower: gainLower ?? 0, upper: 2 * gain - (gainLower ?? 0), blocks: 88 },
      folds: [0, 1, 2, 3, 4].map(fold),
    },
    verdict: { mayWeigh: row.mayWeigh, reason: row.reason },
  };
}

/** Stored candles of twelve coins on two timeframes. */
export const sampleStored = (now: number): SeriesView[] =>
  (['1h', '4h'] as const).flatMap((timeframe, index) =>
    COINS.map((coin, place) => ({
      ...{ symbol: symbolOf(coin), coin, timeframe, from: now - (420 - place * 9) * DAY, to: now - (now % DAY) },
      ...{ count: Math.floor(((420 - place * 9) * 24) / (index === 0 ? 1 : 4)), gaps: place % 5 === 4 ? 2 : 0 },
      origin: 'imported',
      of: 'market' as const,
    })),
  );
