import type { ModelTraining } from '#shared/contract/models.ts';
import type { OnnxRuntime } from '#core/ports/onnx.ts';
import type { TrainerMessage } from '#core/ports/model-trainer.ts';
import type { Store } from '#core/ports/store.ts';
import { measureOwn } from '#core/research/model/measure-own.ts';
import { storedSeries } from '#core/research/model/stored-source.ts';
import { trainingJob } from '#core/research/model/train-job.ts';
import { systemHasher } from '../system/hasher.ts';
import { onnxRuntime } from './onnx-runtime.ts';

/** What a training works on. */
export interface TrainerJob {
  readonly request: ModelTraining;
  readonly dataFolder: string;
  readonly version: string;
  readonly startedAt: number;
}

/** Where a training tells how far it is, and asks whether to go on. */
export interface TrainerJobHost {
  readonly store: Pick<Store, 'candles' | 'derivatives'>;
  readonly post: (message: TrainerMessage) => void;
  /** What runs a model of one's own; the installed one unless told. */
  readonly onnx?: OnnxRuntime;
  /** Lets messages come in; true when the training is to end. */
  readonly canceled: () => Promise<boolean>;
}

/** Runs a training step by step and posts its progress and its end. */
export async function runTrainerJob(
  job: TrainerJob,
  { store, post, canceled, onnx = onnxRuntime() }: TrainerJobHost,
): Promise<void> {
  const { request, version: codeVersion, startedAt: createdAt } = job;
  try {
    const source = {
      ...storedSeries(store, request),
      hasher: systemHasher,
      codeVersion,
      createdAt,
    };
    if (request.kind === 'onnx') {
      post({ kind: 'progress', done: 0, total: 1, what: 'measuring your model' });
      post({ kind: 'trained', text: await measureOwn(request, source, onnx) });
      return;
    }
    const run = trainingJob(request, source);
    let step = run.next();
    for (; step.done !== true; step = run.next()) {
      post({ kind: 'progress', ...step.value });
      if (await canceled()) {
        post({ kind: 'canceled' });
        return;
      }
    }
    post({ kind: 'trained', text: step.value });
  } catch (error) {
    post({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
  }
}
