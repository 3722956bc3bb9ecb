import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ModelTraining } from '#shared/contract/models.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { ModelTrainer, TrainerMessage } from '#core/ports/model-trainer.ts';
import type { TrainerJob } from './train-in-thread.ts';

interface Run {
  readonly worker: Worker;
  readonly messages: Emitter<TrainerMessage>;
  latest: TrainerMessage | null;
}

/** The worker beside the bundle in a build, or its source when run from source. */
function workerFile(): string {
  const built = fileURLToPath(new URL('./model-worker.mjs', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../../model-worker.ts', import.meta.url));
}

/** Trains models in a worker thread, one at a time. */
export class ThreadModelTrainer implements ModelTrainer {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #now: () => number;
  readonly #runs = new Map<string, Run>();
  #running: string | null = null;
  #count = 0;

  constructor(dataFolder: string, version: string, now: () => number) {
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#now = now;
  }

  running(): string | null {
    return this.#running;
  }

  start(request: ModelTraining): string {
    if (this.#running !== null) throw new Error(`Training ${this.#running} runs`);
    const startedAt = this.#now();
    this.#count += 1;
    const id = `training-${String(startedAt)}-${String(this.#count)}`;
    const job: TrainerJob = { request, dataFolder: this.#dataFolder, version: this.#version, startedAt };
    const worker = new Worker(workerFile(), { workerData: job });
    const run: Run = { worker, messages: new Emitter(), latest: null };
    this.#runs.set(id, run);
    this.#running = id;
    worker.on('message', (message: TrainerMessage) => {
      this.#tell(id, run, message);
    });
    worker.on('error', (error) => {
      this.#tell(id, run, { kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', () => {
      if (this.#running === id) this.#tell(id, run, { kind: 'failed', problem: 'The training ended without a word.' });
    });
    return id;
  }

  cancel(id: string): boolean {
    const run = this.#runs.get(id);
    if (run === undefined || this.#running !== id) return false;
    run.worker.postMessage('cancel');
    return true;
  }

  watch(id: string, listener: (message: TrainerMessage) => void): Disposable | null {
    const run = this.#runs.get(id);
    if (run === undefined) return null;
    if (run.latest !== null) listener(run.latest);
    return run.messages.on(listener);
  }

  /** Ends a training without waiting for it. */
  async close(): Promise<void> {
    const running = this.#running === null ? undefined : this.#runs.get(this.#running);
    this.#running = null;
    await running?.worker.terminate();
  }

  #tell(id: string, run: Run, message: TrainerMessage): void {
    if (run.latest !== null && run.latest.kind !== 'progress') return;
    run.latest = message;
    if (message.kind !== 'progress' && this.#running === id) this.#running = null;
    run.messages.emit(message);
  }
}
