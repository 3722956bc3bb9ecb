import {
  ipcMain,
  MessageChannelMain,
  type BrowserWindow,
  type IpcMainInvokeEvent,
  type MessagePortMain,
} from 'electron';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { ShellWish } from '#shared/domain/shell-wish.ts';
import type { Log } from '#core/ports/log.ts';
import { isOwnAddress } from './app-origin.ts';
import { senderProblem, type SenderProblem } from './sender-check.ts';

/** The one channel there is: the preload asks on it, and the port comes on it. `preload/index.ts` says the same name. */
export const PORT_CHANNEL = 'zmart:port';

/** What the window is asked to show travels on it, to a page of ours that has a port. The preload says the same name. */
const WISH_CHANNEL = 'zmart:wish';

/** What the preload hears; the port itself comes in a message of its own. */
export type PortAnswer = { readonly granted: true } | { readonly granted: false; readonly code: 'SENDER_REFUSED' };

/** Told of every page of ours that took a port, with the tag of the language it says it speaks, unread. */
export type OnPage = (contents: BrowserWindow['webContents'], spoken: unknown) => void;

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
  readonly #onPage: OnPage;
  #refusals = 0;

  constructor(serve: ServePort, log: Log, onPage: OnPage = () => undefined) {
    this.#serve = serve;
    this.#log = log;
    this.#onPage = onPage;
    ipcMain.handle(PORT_CHANNEL, (event, spoken: unknown) => this.#answer(event, spoken));
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
    wired.contents.on('render-process-gone', () => {
      wired.served?.dispose();
      wired.served = null;
    });
  }

  /** Asks the page of a window to show something; false while there is no page of ours that listens. */
  tell(window: BrowserWindow, wish: ShellWish): boolean {
    const wired = [...this.#windows].find(({ contents }) => contents === window.webContents);
    if (wired === undefined || wired.served === null || !isOwnAddress(wired.contents.getURL())) return false;
    wired.contents.send(WISH_CHANNEL, wish);
    return true;
  }

  /** Closes every port and answers no more. */
  close(): void {
    ipcMain.removeHandler(PORT_CHANNEL);
    for (const wired of this.#windows) wired.served?.dispose();
    this.#windows.clear();
  }

  #answer(event: IpcMainInvokeEvent, spoken: unknown): PortAnswer {
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
    this.#onPage(wired.contents, spoken);
    return { granted: true };
  }

  #tell(problem: SenderProblem | null, url: string | null): void {
    this.#refusals += 1;
    if (this.#refusals > MAX_LOGGED + 1) return;
    if (this.#refusals > MAX_LOGGED) return this.#log.warn('Refused senders are told no more: there are too many');
    this.#log.warn('A message of a foreign sender was refused', { problem, url: url?.slice(0, 200) ?? null });
  }
}
