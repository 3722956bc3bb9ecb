import { dialog, type BrowserWindow } from 'electron';
import type { Log } from '#core/ports/log.ts';

/** A page that dies so often in so short a time would die again; a person decides then. */
export const RELOAD_LIMIT = 3;
export const RELOAD_SPAN_MS = 60_000;

/** Counts events within a sliding span of time. */
export class RecentCount {
  readonly #spanMs: number;
  readonly #now: () => number;
  #times: number[] = [];

  constructor(spanMs: number, now: () => number) {
    this.#spanMs = spanMs;
    this.#now = now;
  }

  /** Adds one and tells how many there were within the span, this one included. */
  add(): number {
    const now = this.#now();
    this.#times = [...this.#times.filter((time) => now - time < this.#spanMs), now];
    return this.#times.length;
  }

  clear(): void {
    this.#times = [];
  }
}

async function ask(window: BrowserWindow): Promise<'reload' | 'close'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Zmart Workstation',
    message: 'The window keeps failing.',
    detail: `It stopped ${RELOAD_LIMIT} times within a minute. The core is not affected: it goes on as before, and nothing was lost.`,
    buttons: ['Load the window again', 'Close the window'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 0 ? 'reload' : 'close';
}

/** Loads the window again when its page dies. The core lives in this process and does not notice. */
export function guardAgainstCrashes(window: BrowserWindow, log: Log, now: () => number): void {
  const crashes = new RecentCount(RELOAD_SPAN_MS, now);
  const recover = async (): Promise<void> => {
    if (crashes.add() > RELOAD_LIMIT) {
      const choice = await ask(window);
      if (window.isDestroyed()) return;
      if (choice === 'close') return window.close();
      crashes.clear();
    }
    window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('The page died', { reason, exitCode });
    void recover();
  });
  window.webContents.on('unresponsive', () => log.warn('The page does not answer'));
  window.webContents.on('responsive', () => log.info('The page answers again'));
}
