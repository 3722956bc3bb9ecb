import { dialog, type BrowserWindow } from 'electron';
import type { Log } from '#core/ports/log.ts';
import { say } from '#shared/language/words.ts';

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
    message: say('The window keeps failing.'),
    detail: say(
      'It stopped {times} times within a minute. The core is not affected: it goes on, without a window too, and nothing was lost. The tray, or a further start of the program, shows the window again.',
      { times: RELOAD_LIMIT },
    ),
    buttons: [say('Load the window again'), say('Close the window, keep the core running')],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 0 ? 'reload' : 'close';
}

export interface CrashParts {
  readonly log: Log;
  readonly now: () => number;
  /** Takes the window away, and nothing else. */
  readonly giveUp: () => void;
}

/** Loads the window again when its page dies. The core lives in this process, does not notice, and outlives the window. */
export function guardAgainstCrashes(window: BrowserWindow, { log, now, giveUp }: CrashParts): void {
  const crashes = new RecentCount(RELOAD_SPAN_MS, now);
  const recover = async (): Promise<void> => {
    if (crashes.add() > RELOAD_LIMIT) {
      const choice = await ask(window);
      if (window.isDestroyed()) return;
      if (choice === 'close') return giveUp();
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
