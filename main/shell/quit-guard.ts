import { app, dialog, powerMonitor, type BrowserWindow } from 'electron';
import { isExposed, type Exposure } from '#shared/domain/exposure.ts';
import type { Log } from '#core/ports/log.ts';
import type { Mode } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';
import { leavingWords, openWords } from './exposure-words.ts';

export interface QuitParts {
  readonly mode: Mode;
  readonly exposure: () => Exposure;
  readonly log: Log;
}

const STAY = 0;

/**
 * Asks before the program is ended while positions or orders are open; to stay is what Enter and Escape do. A system that shuts
 * down, a session that ends and a signal are never held up: the core is stopped in order and that is all.
 */
export class QuitGuard {
  readonly #parts: QuitParts;
  #agreed = false;
  #asking = false;

  constructor(parts: QuitParts) {
    this.#parts = parts;
    app.on('before-quit', (event) => {
      if (!this.wouldAsk()) return;
      event.preventDefault();
      this.#ask();
    });
    powerMonitor.on('shutdown', () => this.quitUnasked());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quitUnasked());
  }

  /** Whether quitting now asks first. */
  wouldAsk(): boolean {
    const { mode, exposure } = this.#parts;
    return !this.#agreed && mode !== 'replay' && isExposed(exposure());
  }

  quitUnasked(): void {
    this.#agreed = true;
    app.quit();
  }

  /** Asks before a window is closed with whose end the program ends. */
  watch(window: BrowserWindow, isLast: () => boolean): void {
    window.on('close', (event) => {
      if (process.platform === 'darwin' || !isLast() || !this.wouldAsk()) return;
      event.preventDefault();
      app.quit();
    });
    // On Windows a session ends without `before-quit`; its windows must not be held open then.
    window.on('session-end', () => {
      this.#agreed = true;
    });
  }

  #ask(): void {
    if (this.#asking) return;
    this.#asking = true;
    this.#answer()
      .then((quits) => {
        if (quits) this.quitUnasked();
      })
      .catch((error: unknown) =>
        this.#parts.log.error('It could not be asked whether to quit', { error: String(error) }),
      )
      .finally(() => {
        this.#asking = false;
      });
  }

  async #answer(): Promise<boolean> {
    const { mode, exposure } = this.#parts;
    if (mode === 'replay') return true;
    const open = exposure();
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: say('Quit'),
      message: say('Quit while something is open?'),
      detail: `${openWords(open)}\n\n${leavingWords(mode, open)}`,
      buttons: [say('Stay'), say('Quit')],
      defaultId: STAY,
      cancelId: STAY,
      noLink: true,
    });
    return response !== STAY;
  }
}
