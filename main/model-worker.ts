import { parentPort, workerData } from 'node:worker_threads';
import { runTrainerJob, type TrainerJob } from './adapters/model/train-in-thread.ts';
import { openStore } from './adapters/storage/open-store.ts';

/** Trains one model in a thread of its own; posts its progress and hears a request to stop. */
async function main(job: TrainerJob): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The model worker runs in a worker thread only');
  let canceled = false;
  port.on('message', (message) => {
    canceled ||= message === 'cancel';
  });
  const store = openStore(job.dataFolder, { readOnlyIfLocked: true });
  try {
    await runTrainerJob(job, {
      store,
      post: (message) => {
        port.postMessage(message);
      },
      canceled: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return canceled;
      },
    });
  } finally {
    store.close();
    port.close();
  }
}

void main(workerData as TrainerJob);
