import { parentPort, workerData } from 'node:worker_threads';

/** What is posted of a job that threw. */
export interface JobFailed {
  readonly kind: 'failed';
  readonly problem: string;
}

/** Where a job in a worker thread tells how far it is, and asks whether to go on. */
export interface JobPort<Message> {
  readonly post: (message: Message) => void;
  /** Lets messages come in; true when the job is to end. */
  readonly canceled: () => Promise<boolean>;
}

/** Does the job that this worker thread was started with, and ends the thread. */
export async function workInThread<Job, Message>(
  work: (job: Job, port: JobPort<Message | JobFailed>) => Promise<void>,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('A worker runs in a worker thread only');
  const post = (message: Message | JobFailed): void => {
    port.postMessage(message);
  };
  let canceled = false;
  port.on('message', (message) => {
    canceled ||= message === 'cancel';
  });
  try {
    await work(workerData as Job, {
      post,
      canceled: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return canceled;
      },
    });
  } catch (error) {
    post({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
  } finally {
    port.close();
  }
}
