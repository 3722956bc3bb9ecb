import { toDisposable, type Disposable } from './disposable.ts';

/** A typed event: listeners are called in the order they came, within `emit`. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Listens until the returned handle is disposed. */
  on(listener: (value: T) => void): Disposable {
    this.#listeners.add(listener);
    return toDisposable(() => this.#listeners.delete(listener));
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  /** How many listen now; a test asserts that none is left behind. */
  get size(): number {
    return this.#listeners.size;
  }
}
