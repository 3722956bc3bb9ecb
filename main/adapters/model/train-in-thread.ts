import type { ModelTraining } from '#shared/contract/models.ts';
import type { TrainerMessage } from '#core/ports/model-trainer.ts';
import type { Store } from '#core/ports/store.ts';
import { measureOwn } from '#core/research/model/measure-own.ts';
import { storedSeries } from '#core/research/model/stored-source.ts';
import { trainingJob } from '#core/research/model/train-job.ts';
import { openStore } from '../storage/open-store.ts';
import { systemHasher } from '../system/hasher.ts';
import type { JobPort } from '../system/work-in-thread.ts';
import { onnxRuntime } from './onnx-runtime.ts';

/** What a training works on. */
export interface TrainerJob {
  readonly request: ModelTraining;
  readonly dataFolder: string;
  readonly version: string;
  readonly startedAt: number;
}

/** Trains a model and posts progress and end. */
export async function trainModel(job: TrainerJob, port: JobPort<TrainerMessage>): Promise<void> {
  const store = openStore(job.dataFolder, { readOnlyIfLocked: true });
  try {
    await train(job, store, port);
  } finally {
    store.close();
  }
}

async function train(
  { request, version: codeVersion, startedAt: createdAt }: TrainerJob,
  store: Store,
  { post, canceled }: JobPort<TrainerMessage>,
): Promise<void> {
  const source = { ...storedSeries(store, request), hasher: systemHasher, codeVersion, createdAt };
  if (request.kind === 'onnx') {
    post({ kind: 'progress', done: 0, total: 1, what: 'measuring your model' });
    post({ kind: 'trained', text: await measureOwn(request, source, onnxRuntime()) });
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
}
