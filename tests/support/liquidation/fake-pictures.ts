import { Emitter } from '#shared/kernel/emitter.ts';
import type { MapReading, PictureMessage, PictureReader, PictureRequest } from '#core/ports/picture-reader.ts';
import type { TextShelf } from '#core/ports/text-shelf.ts';

/** A reader that says what a test tells it to. */
export class FakePictures implements PictureReader {
  readonly requests: PictureRequest[] = [];
  readonly #runs = new Map<string, Emitter<PictureMessage>>();
  #running: string | null = null;

  running = (): string | null => this.#running;

  start(request: PictureRequest): string {
    this.requests.push(request);
    const id = `picture-${String(this.requests.length)}`;
    this.#runs.set(id, new Emitter());
    this.#running = id;
    return id;
  }

  cancel(id: string): boolean {
    if (this.#running !== id) return false;
    this.tell({ kind: 'canceled' });
    return true;
  }

  watch(id: string, listener: (message: PictureMessage) => void) {
    return this.#runs.get(id)?.on(listener) ?? null;
  }

  close = (): Promise<void> => Promise.resolve();

  /** What the running one says next. */
  tell(message: PictureMessage): void {
    const id = this.#running;
    if (id === null) throw new Error('No picture is read');
    if (message.kind !== 'progress') this.#running = null;
    this.#runs.get(id)?.emit(message);
  }
}

/** A shelf in memory; `texts` may be tampered with. */
export function memoryShelf(): TextShelf & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    write: (id, text) => void texts.set(id, text),
    read: (id) => texts.get(id) ?? null,
    remove: (id) => void texts.delete(id),
  };
}

const box = { left: 0, top: 0, right: 4, bottom: 9 };
const axis = { scale: 'linear', used: 5, found: 5, worst: 0.2 } as const;
const READING: MapReading = {
  levels: [
    { side: 'long', price: 95, worth: 2e6, leverage: 50, box },
    { side: 'short', price: 104, worth: 3e6, leverage: null, box },
  ],
  ...{ price: 100, priceAxis: axis, worthAxis: axis, plot: box, priceAt: 2, pitch: 1, labels: [], warnings: [] },
};

/** What a reader says at the end of a picture with a long and a short level. */
export const READ: PictureMessage = { kind: 'read', reading: READING, width: 4, height: 9, hash: 'ab'.repeat(32) };
