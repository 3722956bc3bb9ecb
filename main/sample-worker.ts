import { parentPort, workerData } from 'node:worker_threads';
import { runSampleJob, type SampleJob } from './adapters/sample/sample-job.ts';
import type { SampleMessage } from './adapters/sample/thread-maker.ts';
import { streamLog } from './adapters/system/log.ts';

/** Makes one sample in a thread of its own; posts its progress. */
async function main(job: SampleJob): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The sample worker runs in a worker thread only');
  const post = (message: SampleMessage): void => {
    port.postMessage(message);
  };
  try {
    const summary = await runSampleJob(job, {
      log: streamLog((text) => process.stderr.write(text)),
      onProgress: (what, share) => {
        post({ kind: 'progress', what, share });
        return Promise.resolve('go on');
      },
    });
    if (summary !== null) post({ kind: 'done', summary });
  } catch (error) {
    post({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
  } finally {
    port.close();
  }
}

void main(workerData as SampleJob);
