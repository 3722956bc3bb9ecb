import { parentPort, workerData } from 'node:worker_threads';
import type { ReplayMessage } from '#shared/contract/replay.ts';
import { openStore } from './adapters/storage/open-store.ts';
import { streamLog } from './adapters/system/log.ts';
import { runReplayJob, type ReplayJob } from './adapters/replay/replay-job.ts';

/** Runs one replay in a thread of its own; posts its progress and hears a request to stop. */
async function main(job: ReplayJob): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The replay worker runs in a worker thread only');
  const post = (message: ReplayMessage): void => {
    port.postMessage(message);
  };
  let canceled = false;
  port.on('message', (message) => {
    canceled ||= message === 'cancel';
  });
  const candles = openStore(job.dataFolder, { readOnlyIfLocked: true });
  try {
    const report = await runReplayJob(job, {
      candles: candles.candles,
      open: (folder) => openStore(folder),
      log: streamLog((text) => process.stderr.write(text)),
      onProgress: async (progress) => {
        post({ kind: 'progress', ...progress, equity: Number.isFinite(progress.equity) ? progress.equity : 0 });
        await new Promise((resolve) => setImmediate(resolve));
        return canceled ? 'cancel' : 'go on';
      },
    });
    post(report === null ? { kind: 'canceled' } : { kind: 'report', report });
  } catch (error) {
    post({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
  } finally {
    candles.close();
    port.close();
  }
}

void main(workerData as ReplayJob);
