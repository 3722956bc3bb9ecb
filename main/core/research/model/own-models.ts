import type { ModelStanding } from '../../agents/scoring/model-agent.ts';
import { MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import type { OnnxModel, OnnxRuntime } from '../../ports/onnx.ts';
import type { OwnModel } from './artifact.ts';

type Opening = 'opening' | { readonly problem: string } | { readonly model: OnnxModel };

/** Opens the models of a person's own when they are to speak; that takes a moment, and until then they abstain. */
export class OwnModels {
  readonly #runtime: OnnxRuntime;
  readonly #onOpened: () => void;
  readonly #opened = new Map<string, Opening>();

  constructor(runtime: OnnxRuntime, onOpened: () => void) {
    this.#runtime = runtime;
    this.#onOpened = onOpened;
  }

  /** The voice of an adopted model, or why it has none. */
  standing(id: string, own: OwnModel, accuracy: number): ModelStanding {
    const opened = this.#opened.get(id);
    if (opened === undefined) void this.#open(id, own);
    if (opened === undefined || opened === 'opening') return { kind: 'none', reason: `model ${id} is being opened` };
    if ('problem' in opened) return { kind: 'none', reason: opened.problem };
    const { model } = opened;
    const ask = async (row: Float32Array): Promise<number> => (await model.probabilities(row))[0] ?? NaN;
    return { kind: 'own', model: { id, accuracy, ask } };
  }

  async #open(id: string, { file, hash }: OwnModel): Promise<void> {
    this.#opened.set(id, 'opening');
    const opened = await this.#runtime.open(file, MODEL_FEATURES.length);
    if (!opened.ok) this.#opened.set(id, { problem: opened.error });
    else if (opened.value.hash !== hash)
      this.#opened.set(id, { problem: `The file ${file} is not the one that was measured; measure it again.` });
    else this.#opened.set(id, { model: opened.value });
    this.#onOpened();
  }
}
