import type { ModelTraining } from '#shared/contract/models.ts';
import type { OnnxRuntime } from '#core/ports/onnx.ts';
import { err } from '#shared/kernel/result.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { ModelPorts, ModelTrainer, TrainerMessage } from '#core/ports/model-trainer.ts';

/** A trainer whose messages the test sends, and a shelf in memory. */
export class FakeTrainer implements ModelTrainer {
  readonly requests: ModelTraining[] = [];
  readonly texts = new Map<string, string>();
  /** No runtime of one's own models, unless a test gives one. */
  onnx: OnnxRuntime = { open: async () => err('not installed') };
  readonly #messages = new Emitter<TrainerMessage>();
  #running: string | null = null;

  running(): string | null {
    return this.#running;
  }

  start(request: ModelTraining): string {
    this.requests.push(request);
    this.#running = `training-${String(this.requests.length)}`;
    return this.#running;
  }

  cancel(id: string): boolean {
    if (this.#running !== id) return false;
    this.send({ kind: 'canceled' });
    return true;
  }

  watch(id: string, listener: (message: TrainerMessage) => void) {
    return id === this.#running ? this.#messages.on(listener) : null;
  }

  send(message: TrainerMessage): void {
    if (message.kind !== 'progress') this.#running = null;
    this.#messages.emit(message);
  }

  /** The ports of a core that trains with it. */
  get ports(): ModelPorts {
    return {
      trainer: this,
      onnx: this.onnx,
      shelf: {
        read: (id) => this.texts.get(id) ?? null,
        write: (id, text) => {
          this.texts.set(id, text);
        },
      },
    };
  }
}
