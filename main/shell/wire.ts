import {
  ipcMain,
  MessageChannelMain,
  type BrowserWindow,
  type IpcMainInvokeEvent,
  type MessagePortMain,
} from 'electron';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { Log } from '#core/ports/log.ts';
import { senderProblem, type SenderProblem } from './sender-check.ts';

/** The one channel there is: the preload asks on it, and the port comes on it. `preload/index.ts` says the same name. */
export const PORT_CHANNEL = 'zmart:port';

/** What the preload hears; the port itself comes in a message of its own. */
export type PortAnswer = { readonly granted: true } | { readonly granted: false; readonly code: 'SENDER_REFUSED' };

/** Serves the contract on the main process's end of a channel. */
export type ServePort = (port: MessagePortMain) => Disposable;

/** Somebody who asks without end must not fill the log. */
const MAX_LOGGED = 50;

interface WiredWindow {
  readonly contents: BrowserWindow['webContents'];
  served: Disposable | null;
}

/**
 * Hands message ports to our windows, and to nothing else. A window has one port at a time: after a reload the page asks
 * again and the one before is closed. A refused sender gets an answer, and the log a line.
 */
export class Wire {
  readonly #windows = new Set<WiredWindow>();
  readonly #serve: ServePort;
  readonly #log: Log;
  #refusals = 0;

  constructor(serve: ServePort, log: Log) {
    this.#serve = serve;
    this.#log = log;
    ipcMain.handle(PORT_CHANNEL, (event) => this.#answer(event));
  }

  /** Lets a window ask for ports until it closes. */
  add(window: BrowserWindow): void {
    const wired: WiredWindow = { contents: window.webContents, served: null };
    this.#windows.add(wired);
    const end = toDisposable(() => {
      this.#windows.delete(wired);
      wired.served?.dispose();
    });
    window.once('closed', () => end.dispose());
    // The page of a renderer that died does not close its port.
    wired.contents.on('render-process-gone', () => wired.served?.dispose());
  }

  /** Closes every port and answers no more. */
  close(): void {
    ipcMain.removeHandler(PORT_CHANNEL);
    for (const wired of this.#windows) wired.served?.dispose();
    this.#windows.clear();
  }

  #answer(event: IpcMainInvokeEvent): PortAnswer {
    const wired = [...this.#windows].find(({ contents }) => contents === event.sender);
    const problem = wired === undefined ? 'OTHER_WINDOW' : senderProblem(event, wired.contents);
    const frame = event.senderFrame;
    if (wired === undefined || problem !== null || frame === null) {
      this.#tell(problem, frame?.url ?? null);
      return { granted: false, code: 'SENDER_REFUSED' };
    }
    wired.served?.dispose();
    const { port1, port2 } = new MessageChannelMain();
    wired.served = this.#serve(port1);
    frame.postMessage(PORT_CHANNEL, null, [port2]);
    return { granted: true };
  }

  #tell(problem: SenderProblem | null, url: string | null): void {
    this.#refusals += 1;
    if (this.#refusals > MAX_LOGGED + 1) return;
    if (this.#refusals > MAX_LOGGED) return this.#log.warn('Refused senders are told no more: there are too many');
    this.#log.warn('A message of a foreign sender was refused', { problem, url: url?.slice(0, 200) ?? null });
  }
}
