import { EventEmitter } from 'node:events';
import { record, RefusableEvent } from './record.ts';

/** A window, as far as the program as a whole deals with it. */
export interface ClosableWindow {
  close(): void;
  isDestroyed(): boolean;
  settled(): Promise<void>;
}

class StandInApp extends EventEmitter {
  readonly isPackaged = process.env['ZMART_STAND_IN_PACKAGED'] === '1';
  readonly windows = new Set<ClosableWindow>();
  readonly #paths = new Map<string, string>();

  enableSandbox(): void {
    record('app.enableSandbox');
  }

  whenReady(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        record('app.ready');
        resolve();
      });
    });
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`No path was set for ${name}`);
    return path;
  }

  requestSingleInstanceLock(): boolean {
    record('app.requestSingleInstanceLock');
    return true;
  }

  getPreferredSystemLanguages(): string[] {
    return (process.env['ZMART_STAND_IN_LANGUAGES'] ?? 'en-GB').split(' ');
  }

  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id);
  }

  setAsDefaultProtocolClient(...args: readonly unknown[]): boolean {
    record('app.setAsDefaultProtocolClient', ...args);
    return true;
  }

  setAboutPanelOptions(options: unknown): void {
    record('app.setAboutPanelOptions', options);
  }

  quit(): void {
    void this.#quit();
  }

  exit(code: number): void {
    record('app.exit', code);
    const closing = [...this.windows].map((window) => window.settled());
    void Promise.allSettled(closing).then(() => process.exit(code));
  }

  async #quit(): Promise<void> {
    const before = new RefusableEvent();
    this.emit('before-quit', before);
    if (before.prevented) return;
    for (const window of [...this.windows]) window.close();
    if ([...this.windows].some((window) => !window.isDestroyed())) return;
    await Promise.allSettled([...this.windows].map((window) => window.settled()));
    const event = new RefusableEvent();
    this.emit('will-quit', event);
    if (!event.prevented) this.exit(0);
  }
}

export const app = new StandInApp();
