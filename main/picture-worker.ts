import { parentPort, workerData } from 'node:worker_threads';
import { readPicture } from './adapters/pictures/read-in-thread.ts';
import type { PictureRequest } from '#core/ports/picture-reader.ts';

/** Reads one picture in a thread of its own; posts its progress and hears a request to stop. */
async function main(request: PictureRequest): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The picture worker runs in a worker thread only');
  let canceled = false;
  port.on('message', (message) => {
    canceled ||= message === 'cancel';
  });
  try {
    await readPicture(request, {
      post: (message) => {
        port.postMessage(message);
      },
      canceled: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return canceled;
      },
    });
  } finally {
    port.close();
  }
}

void main(workerData as PictureRequest);
