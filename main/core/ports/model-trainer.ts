import type { ModelTraining } from '#shared/contract/models.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { OnnxRuntime } from './onnx.ts';
import type { TextShelf } from './text-shelf.ts';

/** How far a training is, or how it ended. `text` is the artifact, to be kept and hashed as it is. */
export type TrainerMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly what: string }
  | { readonly kind: 'trained'; readonly text: string }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly problem: string };

/** Trains models beside the core, one at a time. */
export interface ModelTrainer {
  /** The id of the training that runs now, or null. */
  running(): string | null;
  start(request: ModelTraining): string;
  /** Asks a training to stop; false when it does not run. */
  cancel(id: string): boolean;
  /** Messages of a training from its latest on; null when the id is not known. */
  watch(id: string, listener: (message: TrainerMessage) => void): Disposable | null;
}

/** What the core trains and keeps models with. */
export interface ModelPorts {
  readonly trainer: ModelTrainer;
  readonly shelf: Pick<TextShelf, 'read' | 'write'>;
  /** Runs models of one's own. */
  readonly onnx: OnnxRuntime;
}
