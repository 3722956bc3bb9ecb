import type { ModelTraining } from '#shared/contract/models.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { instrumentsForSimulation } from '../../market/instruments.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { seriesFingerprint } from '../replay-feed.ts';
import { artifactText } from './artifact.ts';
import { assess } from './card.ts';
import type { DerivativeHistory } from '../../features/derivative-history.ts';
import { labelledSamples, type LabelledSeries } from './labels.ts';
import { trainModel, type TrainStep } from './train.ts';

/** Fee of a contract that is not in the catalogue: the venue's ordinary taker fee. */
const ORDINARY_TAKER_FEE = 0.0006;
/** A block of the bootstrap holds so many horizons: labels in different blocks hardly overlap. */
export const HORIZONS_PER_BLOCK = 4;

/** What a training works with. */
export interface TrainingSource {
  readonly candlesOf: (symbol: ContractSymbol) => CandleColumns;
  /** Hourly candles, for timeframes longer than an hour. */
  readonly hoursOf?: (symbol: ContractSymbol) => CandleColumns;
  /** Funding and open interest; without it both are missing. */
  readonly derivativesOf?: (symbol: ContractSymbol) => DerivativeHistory;
  readonly hasher: Hasher;
  readonly codeVersion: string;
  readonly createdAt: number;
}

/**
 * A whole training in steps: candles, labels, walk-forward, card; its result is the text to keep.
 * @throws RangeError with a sentence when there are too few cases.
 */
export function* trainingJob(request: ModelTraining, source: TrainingSource): Generator<TrainStep, string> {
  const total = request.folds + 3;
  yield { done: 0, total, what: 'candles and labels' };
  const series = seriesOf(request, source);
  const samples = labelledSamples(series, request);
  if (samples.matrix.rows === 0)
    throw new RangeError('No case could be made of the stored candles of these symbols in this span; import more.');
  const horizonMs = request.horizon * timeframeMs(request.timeframe);
  const { folds, seed } = request;
  if (request.kind === 'onnx') throw new RangeError('A model of your own is measured, not trained.');
  const { kind } = request;
  const run = trainModel(samples, { kind, folds, seed, embargoMs: horizonMs });
  let step = run.next();
  for (; step.done !== true; step = run.next()) yield { done: step.value.done + 1, total, what: step.value.what };
  yield { done: total - 1, total, what: 'model card' };
  const options = { blockMs: HORIZONS_PER_BLOCK * horizonMs, minCases: request.minCases, seed: request.seed };
  const assessment = assess(samples, step.value, options);
  const dataHash = dataHashOf(series, source.hasher);
  const { createdAt, codeVersion } = source;
  const trained = { model: step.value.model, kind: step.value.kind };
  return artifactText({
    createdAt,
    codeVersion,
    request,
    samples,
    dataHash,
    embargoMs: horizonMs,
    trained,
    assessment,
  });
}

/** One hash of everything that was trained on: candles, and funding and open interest where they are stored. */
export const dataHashOf = (series: readonly LabelledSeries[], hasher: Hasher): string =>
  hasher.sha256(
    series
      .map((one) => {
        const candles = seriesFingerprint(one, (text) => hasher.sha256(text));
        const { hours, derivatives } = one;
        const longer =
          hours === undefined ? '' : seriesFingerprint({ ...one, columns: hours }, (t) => hasher.sha256(t));
        if (derivatives === undefined || derivatives.ts.length === 0) return candles + longer;
        const { ts, fundingRate, openInterestLots } = derivatives;
        return (
          candles + longer + hasher.sha256([ts, fundingRate, openInterestLots].map((column) => column.join()).join())
        );
      })
      .join(''),
  );

export function seriesOf(
  { symbols }: ModelTraining,
  { candlesOf, hoursOf, derivativesOf }: TrainingSource,
): readonly LabelledSeries[] {
  const fees = new Map(
    instrumentsForSimulation().map(({ symbol, takerFeePpm }) => [symbol, Number(takerFeePpm) / 1e6]),
  );
  return symbols.map((text) => {
    const symbol = contractSymbol(text);
    return {
      symbol,
      columns: candlesOf(symbol),
      ...(hoursOf === undefined ? {} : { hours: hoursOf(symbol) }),
      ...(derivativesOf === undefined ? {} : { derivatives: derivativesOf(symbol) }),
      feeRate: fees.get(symbol) ?? ORDINARY_TAKER_FEE,
    };
  });
}
