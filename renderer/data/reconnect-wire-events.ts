import { say } from '#shared/language/words.ts';
import { isJson, WIRE_CLOSED, WIRE_OPEN, type PageWire } from './reconnect-wire.ts';

type Listener = (event: { readonly data: unknown }) => void;

/** How a wire sends and hangs up. */
export interface WireEnds {
  send(frame: string): void;
  close(): void;
}

/** The part that all wires share: listeners, one close, and a look at what comes in. */
export class EventedWire implements PageWire {
  readonly #ends: WireEnds;
  readonly #onClose: (reason: string) => void;
  readonly #listeners = new Map<string, Set<Listener>>();
  #state = WIRE_OPEN;

  constructor(ends: WireEnds, onClose: (reason: string) => void) {
    this.#ends = ends;
    this.#onClose = onClose;
  }

  get readyState(): number {
    return this.#state;
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  send(frame: string): void {
    this.#ends.send(frame);
  }

  close(): void {
    this.lost(say('The connection was closed'));
  }

  /** Takes a frame from the host. */
  receive(frame: unknown): void {
    if (this.#state !== WIRE_OPEN) return;
    if (typeof frame === 'string' && isJson(frame)) this.#emit('message', frame);
    else this.lost(say('The host sent something unreadable'));
  }

  /** The wire is gone: the library settles every open call, then the page hears of it. */
  lost(reason: string): void {
    if (this.#state === WIRE_CLOSED) return;
    this.#state = WIRE_CLOSED;
    this.#ends.close();
    this.#emit('close', null);
    this.#listeners.clear();
    this.#onClose(reason);
  }

  #emit(type: string, data: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data });
  }
}
