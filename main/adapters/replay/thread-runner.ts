import type { ReplayMessage, ReplayReport, ReplayRequest, ReplaySummary } from '#shared/contract/replay.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ReplayRunner } from '#core/ports/replay-runner.ts';
import { WorkerRuns } from '../system/worker-runs.ts';
import { listRuns, openRunFolder } from './run-folder.ts';
import { runFolder, type ReplayJob } from './replay-job.ts';

/** Runs replays in worker threads, one at a time; one that was ended continues when it is started again. */
export class ThreadReplayRunner extends WorkerRuns<ReplayMessage> implements ReplayRunner {
  readonly #dataFolder: string;
  readonly #version: string;
  readonly #now: () => number;

  constructor(dataFolder: string, version: string, now: () => number) {
    super('replay');
    this.#dataFolder = dataFolder;
    this.#version = version;
    this.#now = now;
  }

  start(request: ReplayRequest): string {
    const startedAt = this.#now();
    const id = `run-${new Date(startedAt)
      .toISOString()
      .replace(/[-:.TZ]/g, '')
      .slice(0, 17)}`;
    const job: ReplayJob = { id, request, dataFolder: this.#dataFolder, version: this.#version, startedAt };
    this.run(id, job);
    return id;
  }

  override watch(id: string, listener: (message: ReplayMessage) => void): Disposable | null {
    const watching = super.watch(id, listener);
    if (watching !== null) return watching;
    const report = this.report(id);
    if (report === null) return null;
    listener({ kind: 'report', report });
    return { dispose: () => undefined };
  }

  list(): readonly ReplaySummary[] {
    return listRuns(this.#dataFolder, this.running());
  }

  report(id: string): ReplayReport | null {
    if (!/^[\w-]{1,64}$/.test(id)) return null;
    return openRunFolder(runFolder(this.#dataFolder, id)).readReport();
  }
}
