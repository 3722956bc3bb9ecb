import type { WebSocket } from 'ws';
import { TRY_AGAIN_LATER, type Wire } from './wire-session.ts';

/** Streams pause while this much waits to be sent. */
const PAUSE_BYTES = 1_048_576;
/** A reader that lets this much pile up is cut off; it may come back. */
const CUT_OFF_BYTES = 16 * 1_048_576;

/** A WebSocket as a wire with a bound on what waits to be sent. */
export class WebSocketWire implements Wire {
  readonly #socket: WebSocket;
  readonly #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.once('close', () => this.#release());
  }

  send(frame: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(frame, () => {
      if (this.#hasRoom()) this.#release();
    });
    if (this.#socket.bufferedAmount > CUT_OFF_BYTES) this.close(TRY_AGAIN_LATER, 'reader too slow');
  }

  ready(): Promise<void> {
    if (this.#hasRoom()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #hasRoom(): boolean {
    return this.#socket.readyState !== this.#socket.OPEN || this.#socket.bufferedAmount <= PAUSE_BYTES;
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
