import { runSampleJob, type SampleJob } from './adapters/sample/sample-job.ts';
import type { SampleMessage } from './adapters/sample/thread-maker.ts';
import { streamLog } from './adapters/system/log.ts';
import { workInThread } from './adapters/system/work-in-thread.ts';

/** Makes one sample. */
void workInThread<SampleJob, SampleMessage>(async (job, { post }) => {
  const summary = await runSampleJob(job, {
    log: streamLog((text) => process.stderr.write(text)),
    onProgress: (what, share) => {
      post({ kind: 'progress', what, share });
      return Promise.resolve('go on');
    },
  });
  if (summary !== null) post({ kind: 'done', summary });
});
