import type { Disposable } from '#shared/kernel/disposable.ts';
import type { HaltFile, HaltFileContent } from '../../../ports/halt-file.ts';
import type { Scheduler } from '../../../ports/scheduler.ts';
import type { KillSwitch } from './kill-switch.ts';

/** How often it is looked for the file: a halt by file stops entries within this. */
const LOOK_MS = 200;

/** Uses the kill switch when the halt file appears, and at a start where it lies already. */
export class HaltFileWatch implements Disposable {
  readonly #file: HaltFile;
  readonly #kill: KillSwitch;
  readonly #scheduler: Scheduler;
  #seen: HaltFileContent | null = null;
  #timer: Disposable | null = null;

  constructor(file: HaltFile, kill: KillSwitch, scheduler: Scheduler) {
    this.#file = file;
    this.#kill = kill;
    this.#scheduler = scheduler;
  }

  /** Looks once now and then regularly. */
  start(): void {
    this.look();
    this.#timer ??= this.#scheduler.every(LOOK_MS, () => {
      this.look();
    });
  }

  /** One look; a file that was acted on is not acted on again until it was gone. */
  look(): void {
    const content = this.#file.read();
    const seen = this.#seen;
    this.#seen = content;
    if (content === null) return;
    const isNew = seen === null || (content.flatten && !seen.flatten) || !this.#kill.engaged;
    if (isNew) this.#kill.engage({ by: 'halt file', ...content });
  }

  /**
   * Takes the file away before trading is re-armed.
   * @throws Error when the disk refuses; then trading stays halted.
   */
  remove(): void {
    this.#file.remove();
    this.#seen = null;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }
}
