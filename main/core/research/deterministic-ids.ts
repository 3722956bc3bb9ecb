import { clientOrderId, signalId, type ClientOrderId, type SignalId } from '#shared/domain/ids.ts';
import type { Ids } from '../ports/ids.ts';

/** Ids that follow from a seed and a count: the same run makes the same ids. */
export class DeterministicIds implements Ids {
  readonly #prefix: string;
  #signals = 0;
  #orders = 0;

  /** @param seed a whole number from 0 to 2^32 − 1; runs with different seeds never share an id. */
  constructor(seed: number) {
    this.#prefix = seed.toString(16).padStart(8, '0');
  }

  signal(): SignalId {
    this.#signals += 1;
    return signalId(`${this.#prefix}${this.#signals.toString(32).padStart(12, '0')}`);
  }

  order(): ClientOrderId {
    this.#orders += 1;
    return clientOrderId(`${this.#prefix}${this.#orders.toString(16).padStart(24, '0')}`);
  }
}
