import type { ModelCardView, ModelTraining } from '#shared/contract/models.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import type { Hasher } from '../../ports/hasher.ts';
import { BOOSTING_DEFAULTS } from './boosting.ts';
import type { Assessment } from './card.ts';
import type { FittedModel } from './fitted-model.ts';
import type { Samples } from './samples.ts';
import type { ModelKind } from './fit-once.ts';
import { TRAIN_DEFAULTS } from './train.ts';

const FORMAT = 2;

/** A model of one's own: where its file is, and the hash of its bytes when it was measured. */
export interface OwnModel {
  readonly file: string;
  readonly hash: string;
  readonly features: readonly string[];
}

/** Everything that is kept of a trained model. */
export interface ModelArtifact {
  readonly format: number;
  readonly createdAt: number;
  readonly codeVersion: string;
  readonly request: ModelTraining;
  readonly kind: ModelKind | 'onnx';
  readonly trainedFrom: number;
  readonly trainedTo: number;
  readonly cases: number;
  readonly left: Samples['left'];
  readonly dataHash: string;
  readonly hyperparameters: Readonly<Record<string, number | string>>;
  readonly model: FittedModel | OwnModel;
  readonly assessment: Assessment;
}

export interface ArtifactSource {
  readonly createdAt: number;
  readonly codeVersion: string;
  readonly request: ModelTraining;
  readonly samples: Samples;
  readonly dataHash: string;
  readonly embargoMs: number;
  readonly trained:
    | { readonly model: FittedModel; readonly kind: ModelKind }
    | { readonly model: OwnModel; readonly kind: 'onnx' };
  readonly assessment: Assessment;
}

/** The text of a model: canonical, so that its hash is the model's. */
export function artifactText({ samples, trained, embargoMs, ...source }: ArtifactSource): string {
  const { depth, shrinkage, subsample, minLeaf, lambda, bins, rounds, patience } = BOOSTING_DEFAULTS;
  const trees = { depth, shrinkage, subsample, minLeaf, lambda, bins, rounds, patience };
  const artifact: ModelArtifact = {
    format: FORMAT,
    ...source,
    kind: trained.kind,
    trainedFrom: samples.start[0] ?? 0,
    trainedTo: samples.start.at(-1) ?? 0,
    cases: samples.matrix.rows,
    left: samples.left,
    hyperparameters:
      trained.kind === 'onnx'
        ? { embargoMs, file: trained.model.file, fileHash: trained.model.hash }
        : {
            embargoMs,
            holdBack: TRAIN_DEFAULTS.holdBack,
            calibration: trained.model.calibrator.kind,
            ...(trained.kind === 'logistic' ? { l2: TRAIN_DEFAULTS.l2 } : trees),
          },
    model: trained.model,
  };
  return canonicalJson(artifact as unknown as Json);
}

/** A model is named by its hash. */
export const modelId = (hash: Sha256Hex): string => `model-${hash.slice(0, 12)}`;

/**
 * Reads a kept model; a sentence when it must not be used: changed since it was recorded, or made for other features.
 * @param expected the hash in the journal.
 */
export function openArtifact(text: string | null, expected: string, hasher: Hasher): Result<ModelArtifact, string> {
  if (text === null) return err('The file of the model is not in the data folder any more; train it again.');
  if (hasher.sha256(text) !== expected)
    return err('The file of the model is not the one that was recorded when it was trained; train it again.');
  // Its hash says that it is a text this program wrote.
  const artifact = JSON.parse(text) as ModelArtifact;
  if (artifact.format !== FORMAT)
    return err(`The model has format ${String(artifact.format)}, which is not read here.`);
  const { features } = artifact.model;
  if (features.length !== MODEL_FEATURES.length || features.some((name, j) => name !== MODEL_FEATURES[j]))
    return err('The model was trained on other features than are computed now; train it again.');
  return ok(artifact);
}

export function cardOf(artifact: ModelArtifact, id: string, hash: string): ModelCardView {
  const { createdAt, codeVersion, request, kind, trainedFrom, trainedTo, cases, left, dataHash } = artifact;
  const { features, outOfSample, verdict } = artifact.assessment;
  return {
    id,
    hash,
    createdAt,
    codeVersion,
    request,
    kind,
    trainedFrom,
    trainedTo,
    cases,
    left,
    dataHash,
    hyperparameters: { ...artifact.hyperparameters },
    features: [...features].sort((a, b) => (b.importance ?? 0) - (a.importance ?? 0)),
    outOfSample: { ...outOfSample, curve: [...outOfSample.curve], folds: [...outOfSample.folds] },
    verdict,
  };
}
