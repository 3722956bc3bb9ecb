import { Worker } from 'node:worker_threads';
import type { SampleProgress, SampleSummary } from '#shared/contract/symbol-management.ts';
import type { SampleMaker, SampleRequest } from '#core/ports/sample-maker.ts';
import { workerFile } from '../system/worker-runs.ts';
import { madeSample, madeSamples, type SampleJob } from './sample-job.ts';

/** What the worker tells. */
export type SampleMessage =
  | { readonly kind: 'progress'; readonly what: 'market' | 'trading'; readonly share: number }
  | { readonly kind: 'done'; readonly summary: SampleSummary }
  | { readonly kind: 'failed'; readonly problem: string };

const EMPTY = { what: null, share: null, summary: null } as const;

const done = (summary: SampleSummary): SampleProgress => ({
  ...EMPTY,
  state: 'done',
  summary,
  sentence: `The sample data are in ${summary.folder}. Look at them with: zmart serve --mode replay --data-dir "${summary.folder}"`,
});

const percent = (share: number): string => `${String(Math.floor(share * 100))} %`;
const DOING = { market: 'The market is made', trading: 'It is traded through' } as const;

/** Makes samples in a worker thread, one at a time. */
export class ThreadSampleMaker implements SampleMaker {
  readonly #dataFolder: string;
  readonly #version: string;
  #worker: Worker | null = null;
  #progress: SampleProgress;

  constructor(dataFolder: string, version: string) {
    this.#dataFolder = dataFolder;
    this.#version = version;
    const made = madeSamples(dataFolder).at(-1);
    const sentence = 'No sample data were made in this data folder.';
    this.#progress = made === undefined ? { ...EMPTY, state: 'none', sentence } : done(made);
  }

  progress(): SampleProgress {
    return this.#progress;
  }

  start(request: SampleRequest): void {
    if (this.#worker !== null) return;
    const made = madeSample(this.#dataFolder, request);
    if (made !== null) {
      this.#progress = done(made);
      return;
    }
    const job: SampleJob = { request, dataFolder: this.#dataFolder, version: this.#version };
    const worker = new Worker(workerFile('sample'), { workerData: job });
    this.#worker = worker;
    this.#tell({ kind: 'progress', what: 'market', share: 0 });
    worker.on('message', (message: SampleMessage) => this.#tell(message));
    worker.on('error', (error) => this.#tell({ kind: 'failed', problem: String(error) }));
    worker.on('exit', () => {
      this.#worker = null;
      if (this.#progress.state === 'running') this.#tell({ kind: 'failed', problem: 'its thread ended' });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #tell(message: SampleMessage): void {
    if (message.kind === 'done') this.#progress = done(message.summary);
    else if (message.kind === 'failed')
      this.#progress = { ...EMPTY, state: 'failed', sentence: `The sample data were not made: ${message.problem}` };
    else {
      const { what, share } = message;
      const sentence = `${DOING[what]}: ${percent(share)}.`;
      this.#progress = { ...EMPTY, state: 'running', what, share, sentence };
    }
  }
}
