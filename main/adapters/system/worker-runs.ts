import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { JobFailed } from './work-in-thread.ts';

interface Run<Message> {
  readonly messages: Emitter<Message>;
  latest: Message | null;
}

/** The worker of a name beside the bundle in a build, or its source when run from source. */
export function workerFile(name: string): string {
  const built = fileURLToPath(new URL(`./${name}-worker.mjs`, import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL(`../../${name}-worker.ts`, import.meta.url));
}

/** Runs of one kind in worker threads, one at a time; whoever watches late hears the latest message at once. */
export abstract class WorkerRuns<Message extends { readonly kind: string }> {
  readonly #file: string;
  readonly #runs = new Map<string, Run<Message | JobFailed>>();
  #running: { readonly id: string; readonly worker: Worker } | null = null;

  /** @param name of the worker's entry: `replay` is `main/replay-worker.ts`. */
  constructor(name: string) {
    this.#file = workerFile(name);
  }

  running(): string | null {
    return this.#running?.id ?? null;
  }

  /** Starts a worker with a job; the caller has looked whether one runs. */
  protected run(id: string, job: object): void {
    const worker = new Worker(this.#file, { workerData: job });
    const run: Run<Message | JobFailed> = { messages: new Emitter(), latest: null };
    this.#runs.set(id, run);
    this.#running = { id, worker };
    worker.on('message', (message: Message) => this.#tell(id, run, message));
    worker.on('error', (error) => {
      this.#tell(id, run, { kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', () => {
      if (this.running() === id) this.#tell(id, run, { kind: 'failed', problem: 'Its thread ended without a word.' });
    });
  }

  /** Asks a run to stop; false when it does not run. */
  cancel(id: string): boolean {
    if (this.#running?.id !== id) return false;
    this.#running.worker.postMessage('cancel');
    return true;
  }

  /** Null when there was no such run since the start. */
  watch(id: string, listener: (message: Message | JobFailed) => void): Disposable | null {
    const run = this.#runs.get(id);
    if (run === undefined) return null;
    if (run.latest !== null) listener(run.latest);
    return run.messages.on(listener);
  }

  /** Ends what runs without waiting for it. */
  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.worker.terminate();
  }

  /** What comes after the end is not told: the end was. */
  #tell(id: string, run: Run<Message | JobFailed>, message: Message | JobFailed): void {
    if (run.latest !== null && run.latest.kind !== 'progress') return;
    run.latest = message;
    if (message.kind !== 'progress' && this.running() === id) this.#running = null;
    run.messages.emit(message);
  }
}
