import { EventEmitter } from 'node:events';

/** One end of a channel in the main process. What is posted waits until the other end is connected and started. */
export class StandInPort extends EventEmitter {
  /** Takes what is posted here; set when the other end has a reader. */
  deliver: ((data: unknown) => void) | null = null;
  /** Told when this end closes. */
  onLocalClose: (() => void) | null = null;
  #started = false;
  #closed = false;
  readonly #incoming: unknown[] = [];

  get isClosed(): boolean {
    return this.#closed;
  }

  postMessage(data: unknown): void {
    if (!this.#closed) this.deliver?.(data);
  }

  start(): void {
    this.#started = true;
    for (const data of this.#incoming.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onLocalClose?.();
    this.emit('close');
  }

  /** What the other end sent. */
  receive(data: unknown): void {
    if (this.#closed) return;
    if (this.#started) this.emit('message', { data, ports: [] });
    else this.#incoming.push(data);
  }
}

const made: StandInPort[] = [];

/** Every port that was served so far, oldest first. */
export const servedPorts = (): readonly StandInPort[] => made;

/** Like Electron's: `port1` stays in the main process, `port2` is meant to be transferred to a page. */
export class MessageChannelMain {
  readonly port1 = new StandInPort();
  /** The transferable end is nothing but the way to the end that stays. */
  readonly port2 = this.port1;

  constructor() {
    made.push(this.port1);
  }
}
