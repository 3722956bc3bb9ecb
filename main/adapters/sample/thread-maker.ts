import type { SampleProgress, SampleSummary } from '#shared/contract/symbol-management.ts';
import type { SampleMaker, SampleRequest } from '#core/ports/sample-maker.ts';
import { WorkerRuns } from '../system/worker-runs.ts';
import { madeSample, madeSamples, type SampleJob } from './sample-job.ts';

/** What the worker tells. */
export type SampleMessage =
  | { readonly kind: 'progress'; readonly what: 'market' | 'trading'; readonly share: number }
  | { readonly kind: 'done'; readonly summary: SampleSummary }
  | { readonly kind: 'failed'; readonly problem: string };

/** There is one run at a time, and nobody asks for an earlier one. */
const RUN = 'sample';
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
export class ThreadSampleMaker extends WorkerRuns<SampleMessage> implements SampleMaker {
  readonly #dataFolder: string;
  readonly #version: string;
  #progress: SampleProgress;

  constructor(dataFolder: string, version: string) {
    super('sample');
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
    if (this.running() !== null) return;
    const made = madeSample(this.#dataFolder, request);
    if (made !== null) {
      this.#progress = done(made);
      return;
    }
    const job: SampleJob = { request, dataFolder: this.#dataFolder, version: this.#version };
    this.#tell({ kind: 'progress', what: 'market', share: 0 });
    this.run(RUN, job);
    this.watch(RUN, (message) => this.#tell(message));
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
