import type { Opinion } from '#shared/domain/agent.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { abstain } from './composite.ts';
import { FeatureRow } from '../../features/feature-row.ts';
import {
  modelOpinion,
  opinionOfRow,
  type ModelJudge,
  type ModelsOf,
  type ModelStanding,
  type OwnVoice,
} from './model-agent.ts';
import { MODEL_FEATURES, modelFeatures } from './model-features.ts';
import type { TechnicalReading } from './reading.ts';

/** Fills a row with a symbol's features as of a moment. */
export type FeaturesAt = (symbol: ContractSymbol, at: number, into: FeatureRow) => FeatureRow;

interface Said {
  readonly asOf: number;
  readonly standing: ModelStanding;
  opinion: Opinion;
}

/**
 * Lets the adopted models speak: on the last closed candle, as they were trained, also while the next one is open. What
 * was said of a candle is kept until it is followed or another model is adopted: explaining trees takes its time. A model
 * of a person's own is asked once per candle and abstains until it has answered.
 */
export function modelVoice(
  closed: (symbol: ContractSymbol, timeframe: Timeframe) => TechnicalReading,
  features: FeaturesAt,
  models: ModelsOf,
): (symbol: ContractSymbol, timeframe: Timeframe) => Opinion {
  const kept = new Map<string, Said>();
  // A row of its own: who asked for a score is reading the store's.
  const row = new FeatureRow();
  return (symbol, timeframe) => {
    const standing = models(timeframe);
    const reading = closed(symbol, timeframe);
    if (standing.kind === 'none') return abstain('model', standing.reason);
    const key = `${symbol}:${timeframe}`;
    const before = kept.get(key);
    if (before?.asOf === reading.asOf && before.standing === standing) return before.opinion;
    features(symbol, reading.asOf, row);
    const said: Said = { asOf: reading.asOf, standing, opinion: modelOpinion(reading, row, standing) };
    kept.set(key, said);
    if (standing.kind === 'own') void ask(standing.model, reading, row, said);
    return said.opinion;
  };
}

/** Asks a model that answers later. Its one evidence is its own chance: it does not say what it was made of. */
async function ask(own: OwnVoice, reading: TechnicalReading, features: FeatureRow, said: Said): Promise<void> {
  const row = new Float64Array(MODEL_FEATURES.length);
  if (!modelFeatures(reading, features, row)) {
    said.opinion = abstain('model', 'a feature of the model could not be measured');
    return;
  }
  try {
    const p = await own.ask(Float32Array.from(row));
    said.opinion = opinionOfRow(row, said.asOf, onlyChance(own, p));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    said.opinion = abstain('model', `model ${own.id} could not answer: ${why}`);
  }
}

const onlyChance = ({ id, accuracy }: OwnVoice, p: number): ModelJudge => ({
  id,
  accuracy,
  rest: 'own model',
  probability: () => p,
  attribution: () => ({ baseline: Math.log(p / (1 - p)), values: new Float64Array(MODEL_FEATURES.length) }),
});
