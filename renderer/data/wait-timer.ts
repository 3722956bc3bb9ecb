import { browserTimer, type PageTimer } from './reconnect.ts';

/** The page's time for one follower of a stream, whose waiting can be cut short. */
export class WaitTimer implements PageTimer {
  #wake: (() => void) | null = null;

  now(): number {
    return browserTimer.now();
  }

  after(ms: number, callback: () => void): () => void {
    const cancel = browserTimer.after(ms, callback);
    this.#wake = callback;
    return () => {
      cancel();
      this.#wake = null;
    };
  }

  /** Ends the wait at hand, if there is one. */
  cutShort(): void {
    this.#wake?.();
  }
}
