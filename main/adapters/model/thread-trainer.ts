import type { ModelTraining } from '#shared/contract/models.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ModelTrainer, TrainerMessage } from '#core/ports/model-trainer.ts';
import { WorkerRuns } from '../system/worker-runs.ts';
import type { TrainerJob } from './train-in-thread.ts';

/** Trains models in a worker thread, one at a time. */
export class ThreadModelTrainer implements ModelTrainer {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #now: () => number;
  readonly #runs = new WorkerRuns<TrainerMessage>('model', (problem) => ({ kind: 'failed', problem }));
  #count = 0;

  constructor(dataFolder: string, version: string, now: () => number) {
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#now = now;
  }

  running(): string | null {
    return this.#runs.running;
  }

  start(request: ModelTraining): string {
    const { running } = this.#runs;
    if (running !== null) throw new Error(`Training ${running} runs`);
    const startedAt = this.#now();
    this.#count += 1;
    const id = `training-${String(startedAt)}-${String(this.#count)}`;
    const job: TrainerJob = { request, dataFolder: this.#dataFolder, version: this.#version, startedAt };
    this.#runs.start(id, job);
    return id;
  }

  cancel(id: string): boolean {
    return this.#runs.cancel(id);
  }

  watch(id: string, listener: (message: TrainerMessage) => void): Disposable | null {
    return this.#runs.watch(id, listener);
  }

  /** Ends a training without waiting for it. */
  close(): Promise<void> {
    return this.#runs.close();
  }
}
