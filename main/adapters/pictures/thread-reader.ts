import type { Disposable } from '#shared/kernel/disposable.ts';
import type { PictureMessage, PictureReader, PictureRequest } from '#core/ports/picture-reader.ts';
import { WorkerRuns } from '../system/worker-runs.ts';

/** Reads pictures in a worker thread, one at a time; the thread and its trained data go with the picture. */
export class ThreadPictureReader implements PictureReader {
  readonly #runs = new WorkerRuns<PictureMessage>('picture', (problem) => ({ kind: 'failed', problem }));
  #count = 0;

  running(): string | null {
    return this.#runs.running;
  }

  start(request: PictureRequest): string {
    const { running } = this.#runs;
    if (running !== null) throw new Error(`Picture ${running} is read`);
    this.#count += 1;
    const id = `picture-${String(this.#count)}`;
    this.#runs.start(id, request);
    return id;
  }

  cancel(id: string): boolean {
    return this.#runs.cancel(id);
  }

  watch(id: string, listener: (message: PictureMessage) => void): Disposable | null {
    return this.#runs.watch(id, listener);
  }

  close(): Promise<void> {
    return this.#runs.close();
  }
}
