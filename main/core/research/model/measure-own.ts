import type { ModelTraining } from '#shared/contract/models.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import type { OnnxRuntime } from '../../ports/onnx.ts';
import { logLoss } from '../../statistics/probability.ts';
import { artifactText } from './artifact.ts';
import { assess } from './card.ts';
import { labelledSamples } from './labels.ts';
import { pick } from './matrix.ts';
import { walkForward, type Samples } from './samples.ts';
import { dataHashOf, HORIZONS_PER_BLOCK, seriesOf, type TrainingSource } from './train-job.ts';
import type { FoldResult, OutOfSample } from './train.ts';

/** Share of the span from which only the base rate is learned. */
const FIRST = 0.2;

/**
 * Measures a model of one's own as a trained one is measured: on the same cases, against the base rate known before each
 * fold, and with the same verdict. That it was trained before the span nobody can see from here: it is for its owner.
 * @throws RangeError with a sentence when it cannot be opened or there are too few cases.
 */
export async function measureOwn(
  request: ModelTraining,
  source: TrainingSource,
  runtime: OnnxRuntime,
): Promise<string> {
  const { file, folds, horizon, minCases, seed, timeframe } = request;
  const opened = await runtime.open(file ?? '', MODEL_FEATURES.length);
  if (!opened.ok) throw new RangeError(opened.error);
  const series = seriesOf(request, source);
  const samples = labelledSamples(series, request);
  const embargoMs = horizon * timeframeMs(timeframe);
  const given = await opened.value.probabilities(rowsOf(samples));
  const outOfSample = against(samples, given, { folds, firstTrain: FIRST, embargoMs });
  const options = { blockMs: HORIZONS_PER_BLOCK * embargoMs, minCases, seed };
  return artifactText({
    createdAt: source.createdAt,
    codeVersion: source.codeVersion,
    request,
    samples,
    dataHash: dataHashOf(series, source.hasher),
    embargoMs,
    trained: { kind: 'onnx', model: { file: opened.value.file, hash: opened.value.hash, features: MODEL_FEATURES } },
    assessment: assess(samples, { model: null, outOfSample }, options),
  });
}

/** All cases, row after row. */
function rowsOf({ matrix }: Samples): Float32Array {
  const { names, rows, values } = matrix;
  if (rows === 0) throw new RangeError('No case could be made of the stored candles of these symbols in this span.');
  const width = names.length;
  return Float32Array.from(
    { length: rows * width },
    (_, k) => values[(k % width) * rows + Math.floor(k / width)] ?? NaN,
  );
}

function against(samples: Samples, given: Float64Array, split: Parameters<typeof walkForward>[1]): OutOfSample {
  const cases: number[] = [];
  const base: number[] = [];
  const folds: FoldResult[] = [];
  for (const { train, test, from, to } of walkForward(samples, split)) {
    if (train.length === 0 || test.length === 0) continue;
    const rate = pick(samples.label, train).reduce((sum, value) => sum + value, 0) / train.length;
    const label = pick(samples.label, test);
    const rates = label.map(() => rate);
    const losses = { logLoss: logLoss(pick(given, test), label), baseLogLoss: logLoss(rates, label) };
    folds.push({ from, to, trained: train.length, tested: test.length, kind: 'onnx', ...losses });
    cases.push(...test);
    base.push(...rates);
  }
  return { cases: Uint32Array.from(cases), probability: pick(given, cases), baseRate: Float64Array.from(base), folds };
}
