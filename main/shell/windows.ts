import { app, type BrowserWindow } from 'electron';
import type { Log } from '#core/ports/log.ts';
import type { ShellWish } from '#shared/domain/shell-wish.ts';
import { APP_PAGE } from './app-origin.ts';
import { BoundsStore } from './bounds-store.ts';
import { guardAgainstCrashes } from './crash-guard.ts';
import { createWindow } from './window-factory.ts';

/** Windows of boards that may be open beside the one of the program. */
const MOST_BOARDS = 8;

export interface WindowsParts {
  readonly preload: string;
  readonly icon: string;
  readonly log: Log;
  readonly now: () => number;
  /** Told of every window before it loads. */
  readonly onWindow: (window: BrowserWindow) => void;
  /** Asks the page of a window to show something; false while it does not listen. */
  readonly tell: (window: BrowserWindow, wish: ShellWish) => boolean;
}

function focus(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Keeps the windows there are, makes the next one when it is asked for, and asks the first to show what the shell wants. */
export class Windows {
  readonly #parts: WindowsParts;
  readonly #bounds: BoundsStore;
  readonly #boards = new Map<string, BrowserWindow>();
  #current: BrowserWindow | null = null;
  /** What was last asked for while nobody listened. */
  #wish: ShellWish | null = null;
  #givenUp = false;

  constructor(parts: WindowsParts) {
    this.#parts = parts;
    this.#bounds = new BoundsStore(app.getPath('userData'));
  }

  /** How many windows are open. */
  get size(): number {
    return this.#boards.size + (this.#current === null ? 0 : 1);
  }

  /** True when a window that kept failing was closed and none was asked for since: the core goes on without one. */
  get givenUp(): boolean {
    return this.#givenUp;
  }

  show(): void {
    if (this.#current !== null) return focus(this.#current);
    const window = this.#make(APP_PAGE, this.#bounds);
    this.#current = window;
    window.on('closed', () => {
      this.#current = null;
    });
  }

  /** Shows the window and asks its page for something, at once or when it listens. */
  ask(wish: ShellWish): void {
    this.#wish = wish;
    this.show();
    this.#deliver();
  }

  /** A page took its port: it listens. */
  heardOf(contents: BrowserWindow['webContents']): void {
    if (contents === this.#current?.webContents) this.#deliver();
  }

  /** Shows a board in its own window, at the place where it was last. */
  showBoard(board: string): void {
    const open = this.#boards.get(board);
    if (open !== undefined) return focus(open);
    if (this.#boards.size >= MOST_BOARDS) {
      return this.#parts.log.warn('No further window of a board is opened', { open: this.#boards.size });
    }
    const file = `board-${Buffer.from(board).toString('hex').slice(0, 160)}.json`;
    const window = this.#make(`${APP_PAGE}#/board/${board}`, new BoundsStore(app.getPath('userData'), file));
    this.#boards.set(board, window);
    window.on('closed', () => this.#boards.delete(board));
  }

  #deliver(): void {
    if (this.#wish === null || this.#current === null) return;
    if (this.#parts.tell(this.#current, this.#wish)) this.#wish = null;
  }

  #make(address: string, bounds: BoundsStore): BrowserWindow {
    const { preload, icon, log, now, onWindow } = this.#parts;
    this.#givenUp = false;
    const window = createWindow({ preload, icon, isDevelopment: !app.isPackaged }, bounds);
    onWindow(window);
    guardAgainstCrashes(window, {
      log,
      now,
      giveUp: () => {
        this.#givenUp = true;
        window.destroy();
      },
    });
    window
      .loadURL(address)
      .catch((error: unknown) => log.error('The page could not be loaded', { error: String(error) }));
    return window;
  }
}
