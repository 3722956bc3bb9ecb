import { EventEmitter } from 'node:events';
import { RefusableEvent } from './record.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** The part of `webContents` that guards are put on. */
export class FakeContents extends EventEmitter {
  reloads = 0;
  url = 'app://zmart/';
  #openHandler: OpenHandler | null = null;

  getURL(): string {
    return this.url;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  reload(): void {
    this.reloads += 1;
  }

  open(url: string): { readonly action: string } | undefined {
    return this.#openHandler?.({ url });
  }

  /** Emits an event that can be refused; true when it was. */
  emitRefusable(name: string, details: object): boolean {
    const event = Object.assign(new RefusableEvent(), details);
    this.emit(name, event);
    return event.prevented;
  }
}
