import type { PictureMessage, PictureReader, PictureRequest } from '#core/ports/picture-reader.ts';
import { WorkerRuns } from '../system/worker-runs.ts';

/** Reads pictures in a worker thread, one at a time; the thread and its trained data go with the picture. */
export class ThreadPictureReader extends WorkerRuns<PictureMessage> implements PictureReader {
  #count = 0;

  constructor() {
    super('picture');
  }

  start(request: PictureRequest): string {
    const running = this.running();
    if (running !== null) throw new Error(`Picture ${running} is read`);
    this.#count += 1;
    const id = `picture-${String(this.#count)}`;
    this.run(id, request);
    return id;
  }
}
