import type { ReplayMessage } from '#shared/contract/replay.ts';
import { replayCandles } from './adapters/candles/imported-store.ts';
import { runReplayJob, type ReplayJob } from './adapters/replay/replay-job.ts';
import { openStore } from './adapters/storage/open-store.ts';
import { streamLog } from './adapters/system/log.ts';
import { workInThread } from './adapters/system/work-in-thread.ts';

/** Runs one replay. */
void workInThread<ReplayJob, ReplayMessage>(async (job, { post, canceled }) => {
  const store = openStore(job.dataFolder, { readOnlyIfLocked: true });
  const { candles, close } = replayCandles(job.dataFolder, job.request.candles, store.candles);
  try {
    const report = await runReplayJob(job, {
      candles,
      open: (folder) => openStore(folder),
      log: streamLog((text) => process.stderr.write(text)),
      onProgress: async (progress) => {
        post({ kind: 'progress', ...progress, equity: Number.isFinite(progress.equity) ? progress.equity : 0 });
        return (await canceled()) ? 'cancel' : 'go on';
      },
    });
    post(report === null ? { kind: 'canceled' } : { kind: 'report', report });
  } finally {
    close();
    store.close();
  }
});
