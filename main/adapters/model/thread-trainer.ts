import type { ModelTraining } from '#shared/contract/models.ts';
import type { ModelTrainer, TrainerMessage } from '#core/ports/model-trainer.ts';
import { WorkerRuns } from '../system/worker-runs.ts';
import type { TrainerJob } from './train-in-thread.ts';

/** Trains models in a worker thread, one at a time. */
export class ThreadModelTrainer extends WorkerRuns<TrainerMessage> implements ModelTrainer {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #now: () => number;
  #count = 0;

  constructor(dataFolder: string, version: string, now: () => number) {
    super('model');
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#now = now;
  }

  start(request: ModelTraining): string {
    const running = this.running();
    if (running !== null) throw new Error(`Training ${running} runs`);
    const startedAt = this.#now();
    this.#count += 1;
    const id = `training-${String(startedAt)}-${String(this.#count)}`;
    const job: TrainerJob = { request, dataFolder: this.#dataFolder, version: this.#version, startedAt };
    this.run(id, job);
    return id;
  }
}
