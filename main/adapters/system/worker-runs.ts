import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';

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
export class WorkerRuns<Message extends { readonly kind: string }> {
  readonly #file: string;
  readonly #failed: (problem: string) => Message;
  readonly #runs = new Map<string, Run<Message>>();
  #running: { readonly id: string; readonly worker: Worker } | null = null;

  /** @param name of the worker's entry: `replay` is `main/replay-worker.ts`. */
  constructor(name: string, failed: (problem: string) => Message) {
    this.#file = workerFile(name);
    this.#failed = failed;
  }

  get running(): string | null {
    return this.#running?.id ?? null;
  }

  start(id: string, job: object): void {
    const worker = new Worker(this.#file, { workerData: job });
    const run: Run<Message> = { messages: new Emitter(), latest: null };
    this.#runs.set(id, run);
    this.#running = { id, worker };
    worker.on('message', (message: Message) => this.#tell(id, run, message));
    worker.on('error', (error) => {
      this.#tell(id, run, this.#failed(error instanceof Error ? error.message : String(error)));
    });
    worker.on('exit', () => {
      if (this.running === id) this.#tell(id, run, this.#failed('Its thread ended without a word.'));
    });
  }

  cancel(id: string): boolean {
    if (this.#running?.id !== id) return false;
    this.#running.worker.postMessage('cancel');
    return true;
  }

  /** Null when there was no such run since the start. */
  watch(id: string, listener: (message: Message) => void): Disposable | null {
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
  #tell(id: string, run: Run<Message>, message: Message): void {
    if (run.latest !== null && run.latest.kind !== 'progress') return;
    run.latest = message;
    if (message.kind !== 'progress' && this.running === id) this.#running = null;
    run.messages.emit(message);
  }
}
