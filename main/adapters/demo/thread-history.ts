import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { HistoryRequest, HistorySpan } from '#core/market/sim/make-history.ts';
import { workerFile } from '../system/worker-runs.ts';

/** What the thread is asked for. */
export interface HistoryJob extends HistoryRequest {
  readonly seed: number;
  readonly instruments: readonly Instrument[];
}

/** A past that is being made beside this thread. */
export interface HistoryInMaking {
  readonly spans: AsyncIterable<HistorySpan>;
  /** Ends the making; what was made so far is left unread. */
  close(): void;
}

/** Begins at once: the first spans are there when the host has composed itself. */
export function historyInThread(job: HistoryJob): HistoryInMaking {
  const worker = new Worker(workerFile('history'), { workerData: job });
  const messages = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<readonly [HistorySpan]>;
  return { spans: spansOf(messages), close: () => void worker.terminate() };
}

/** @throws Error when the thread ends before its last span. */
async function* spansOf(messages: AsyncIterable<readonly [HistorySpan]>): AsyncGenerator<HistorySpan, void> {
  for await (const [span] of messages) {
    yield span;
    if (span.state !== null) return;
  }
  throw new Error('The past of the demo market was not made: its thread ended. Start again.');
}
