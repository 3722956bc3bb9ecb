import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReplayMessage, ReplayReport, ReplayRequest, ReplaySummary } from '#shared/contract/replay.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ReplayRunner } from '#core/ports/replay-runner.ts';
import { listRuns, openRunFolder } from './run-folder.ts';
import { runFolder, type ReplayJob } from './replay-job.ts';

interface Run {
  readonly worker: Worker;
  readonly messages: Emitter<ReplayMessage>;
  latest: ReplayMessage | null;
}

/** The worker beside the bundle in a build, or its source when run from source. */
function workerFile(): string {
  const built = fileURLToPath(new URL('./replay-worker.mjs', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../../replay-worker.ts', import.meta.url));
}

/** Runs replays in worker threads, one at a time. */
export class ThreadReplayRunner implements ReplayRunner {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #now: () => number;
  readonly #runs = new Map<string, Run>();
  #running: string | null = null;

  constructor(dataFolder: string, version: string, now: () => number) {
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#now = now;
  }

  running(): string | null {
    return this.#running;
  }

  start(request: ReplayRequest): string {
    const startedAt = this.#now();
    const id = `run-${new Date(startedAt)
      .toISOString()
      .replace(/[-:.TZ]/g, '')
      .slice(0, 17)}`;
    const job: ReplayJob = { id, request, dataFolder: this.#dataFolder, version: this.#version, startedAt };
    const worker = new Worker(workerFile(), { workerData: job });
    const run: Run = { worker, messages: new Emitter(), latest: null };
    this.#runs.set(id, run);
    this.#running = id;
    worker.on('message', (message: ReplayMessage) => {
      this.#tell(id, run, message);
    });
    worker.on('error', (error) => {
      this.#tell(id, run, { kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', () => {
      if (this.#running === id) this.#running = null;
    });
    return id;
  }

  cancel(id: string): boolean {
    const run = this.#runs.get(id);
    if (run === undefined || this.#running !== id) return false;
    run.worker.postMessage('cancel');
    return true;
  }

  watch(id: string, listener: (message: ReplayMessage) => void): Disposable | null {
    const run = this.#runs.get(id);
    if (run !== undefined) {
      if (run.latest !== null) listener(run.latest);
      return run.messages.on(listener);
    }
    const report = this.report(id);
    if (report === null) return null;
    listener({ kind: 'report', report });
    return { dispose: () => undefined };
  }

  list(): readonly ReplaySummary[] {
    return listRuns(this.#dataFolder, this.#running);
  }

  report(id: string): ReplayReport | null {
    if (!/^[\w-]{1,64}$/.test(id)) return null;
    return openRunFolder(runFolder(this.#dataFolder, id)).readReport();
  }

  /** Ends a running replay without waiting for it; it continues when it is started again. */
  async close(): Promise<void> {
    const running = this.#running === null ? undefined : this.#runs.get(this.#running);
    await running?.worker.terminate();
  }

  #tell(id: string, run: Run, message: ReplayMessage): void {
    run.latest = message;
    if (message.kind !== 'progress' && this.#running === id) this.#running = null;
    run.messages.emit(message);
  }
}
