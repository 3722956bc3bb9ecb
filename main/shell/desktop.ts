import { join } from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Log } from '#core/ports/log.ts';
import { APP_PAGE } from './app-origin.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { BoundsStore } from './bounds-store.ts';
import { guardAgainstCrashes } from './crash-guard.ts';
import { installEmergency, type Emergency } from './emergency.ts';
import { installMenu } from './menu.ts';
import { secureApp, secureSession, type OpenBoard } from './security.ts';
import { runtimeProblem, startOptions, type StartOptions } from './start-options.ts';
import { createWindow } from './window-factory.ts';
import { Wire, type ServePort } from './wire.ts';

/** What the shell needs of a running core. */
export interface DesktopHost {
  readonly log: Log;
  readonly dataDir: string;
  readonly version: string;
  /** The kill switch. */
  readonly emergency: Emergency;
  /** Rejects when the market could not be brought to life. */
  readonly ready: Promise<void>;
  stop(reason: string): Promise<void>;
}

export interface DesktopParts<H extends DesktopHost> {
  /** The folder of the built page, and the bundled preload. */
  readonly pageDir: string;
  readonly preload: string;
  readonly icon: string;
  readonly defaultDataDir: string;
  readonly log: Log;
  readonly now: () => number;
  /** Opens the core; a thrown error's message is shown to the person. */
  readonly open: (options: StartOptions) => H | Promise<H>;
  /** Serves the contract on a port. */
  readonly serve: (host: H, port: Parameters<ServePort>[0]) => Disposable;
}

function refuse(sentence: string): void {
  console.error(sentence);
  dialog.showErrorBox('Zmart Workstation', sentence);
  app.exit(1);
}

function focus(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Windows of boards that may be open beside the one of the program. */
const MOST_BOARDS = 8;

/** Keeps the windows there are, and makes the next one when it is asked for. */
class Windows<H extends DesktopHost> {
  readonly #parts: DesktopParts<H>;
  readonly #wire: Wire;
  readonly #bounds: BoundsStore;
  readonly #boards = new Map<string, BrowserWindow>();
  #current: BrowserWindow | null = null;

  constructor(parts: DesktopParts<H>, wire: Wire) {
    this.#parts = parts;
    this.#wire = wire;
    this.#bounds = new BoundsStore(app.getPath('userData'));
  }

  show(): void {
    if (this.#current !== null) return focus(this.#current);
    const window = this.#make(APP_PAGE, this.#bounds);
    this.#current = window;
    window.on('closed', () => {
      this.#current = null;
    });
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

  #make(address: string, bounds: BoundsStore): BrowserWindow {
    const { preload, icon, log, now } = this.#parts;
    const window = createWindow({ preload, icon, isDevelopment: !app.isPackaged }, bounds);
    this.#wire.add(window);
    guardAgainstCrashes(window, log, now);
    window
      .loadURL(address)
      .catch((error: unknown) => log.error('The page could not be loaded', { error: String(error) }));
    return window;
  }
}

/** The guards are there before the windows they speak to. */
interface BoardOpener {
  open: OpenBoard | null;
}

/** Quitting waits until the core has stopped: its last records are then on the disk. */
function stopBeforeExit(host: DesktopHost, wire: Wire): void {
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    wire.close();
    host.stop('The program was ended').then(
      () => app.exit(0),
      (error: unknown) => {
        host.log.error('The core did not stop in order', { error: String(error) });
        app.exit(1);
      },
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

async function start<H extends DesktopHost>(
  parts: DesktopParts<H>,
  options: StartOptions,
  boards: BoardOpener,
): Promise<void> {
  await app.whenReady();
  const isDevelopment = !app.isPackaged;
  secureSession(session.defaultSession, parts.log, isDevelopment);
  serveApp(session.defaultSession, parts.pageDir);
  const host = await parts.open(options);
  const wire = new Wire((port) => parts.serve(host, port), parts.log);
  const windows = new Windows(parts, wire);
  boards.open = (board) => windows.showBoard(board);
  stopBeforeExit(host, wire);
  installMenu(host.version, isDevelopment);
  const { icon, log } = parts;
  const emergency = installEmergency({ emergency: host.emergency, icon, log, showWindow: () => windows.show() });
  app.on('will-quit', () => emergency.dispose());
  app.on('second-instance', () => windows.show());
  app.on('activate', () => windows.show());
  windows.show();
  await host.ready.catch(async (error: unknown) => {
    await host.stop('A failure at the start');
    throw error;
  });
}

/** Runs the desktop program. Everything up to `whenReady` has to happen at once: Electron does not wait for it. */
export function runDesktop<H extends DesktopHost>(parts: DesktopParts<H>): void {
  const problem = runtimeProblem(process.versions);
  if (problem !== null) return refuse(problem);
  const options = startOptions(process.argv.slice(app.isPackaged ? 1 : 2), parts.defaultDataDir);
  if (typeof options === 'string') return refuse(options);
  app.enableSandbox();
  registerAppScheme();
  const boards: BoardOpener = { open: null };
  secureApp(parts.log, (board) => boards.open?.(board));
  // A profile per data folder: two folders are two workstations, one folder is never opened twice.
  app.setPath('userData', join(options.dataDir, 'desktop'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);
  start(parts, options, boards).catch((error: unknown) =>
    refuse(error instanceof Error ? error.message : String(error)),
  );
}
