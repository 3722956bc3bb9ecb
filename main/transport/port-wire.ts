import { TRY_AGAIN_LATER, type Wire } from './wire-session.ts';

/** What all message ports have: Electron's in the main process, Node's, and the browser's. */
export interface PortLike {
  postMessage(data: unknown): void;
  close(): void;
  start?(): void;
}

/**
 * A port queues without bound and does not tell how much waits. The reader therefore says every few frames how many it
 * took, `{ taken: n }` counted from the start, and streams pause while more than this is not taken. A reader must tell at
 * least every 16 frames and every 256 KB, or streams would pause for what it took long ago.
 */
const PAUSE_FRAMES = 64;
const PAUSE_CHARS = 1_048_576;
const CUT_OFF_CHARS = 16 * 1_048_576;

/** A message port as a wire with a bound on what waits to be read. */
export class PortWire implements Wire {
  readonly #port: PortLike;
  readonly #sizes: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #chars = 0;
  #closed = false;

  constructor(port: PortLike) {
    this.#port = port;
  }

  send(frame: string): void {
    if (this.#closed) return;
    this.#sizes.push(frame.length);
    this.#chars += frame.length;
    if (this.#chars > CUT_OFF_CHARS) this.close(TRY_AGAIN_LATER, 'reader too slow');
    else this.#port.postMessage(frame);
  }

  ready(): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The reader took so many frames since the start; false when it cannot have. */
  acknowledge(taken: number): boolean {
    const fresh = taken - this.#taken;
    if (!Number.isInteger(fresh) || fresh < 0 || fresh > this.#sizes.length) return false;
    this.#taken = taken;
    for (const size of this.#sizes.splice(0, fresh)) this.#chars -= size;
    if (this.#hasRoom()) this.#release();
    return true;
  }

  /** A port has no words for why it closes; the page sees that it did. */
  close(_code: number, _reason: string): void {
    this.end();
    this.#port.close();
  }

  /** The port is gone: nothing waits for it any more. */
  end(): void {
    this.#closed = true;
    this.#sizes.length = 0;
    this.#chars = 0;
    this.#release();
  }

  #hasRoom(): boolean {
    return this.#closed || (this.#sizes.length <= PAUSE_FRAMES && this.#chars <= PAUSE_CHARS);
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
