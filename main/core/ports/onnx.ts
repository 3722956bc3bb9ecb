import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { Result } from '#shared/kernel/result.ts';

/** A person's own model, opened: it has one float input of the width asked for and gives a chance of an up. */
export interface OnnxModel {
  readonly file: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: Sha256Hex;
  /**
   * The chances of an up of several cases.
   * @param rows row after row, `width` values each.
   * @throws Error with a sentence when the model fails or gives something that is no probability.
   */
  probabilities(rows: Float32Array): Promise<Float64Array>;
}

/** What runs models in the ONNX format; it may not be installed. */
export interface OnnxRuntime {
  /**
   * Opens a model and tries it once; an error is a sentence: no runtime, no such file, another shape, no probability.
   * @param width values of a case.
   */
  open(file: string, width: number): Promise<Result<OnnxModel, string>>;
}
