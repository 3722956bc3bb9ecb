import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ContractsRead } from '#core/gate-surroundings.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';

/** How often the contracts are read again; a specification is good for a day. */
const PERIOD_MS = 6 * HOUR;

export interface ContractsWatchParts {
  /** The contracts that are traded on, as read at the start. */
  readonly used: readonly Instrument[];
  /** Reads them again. */
  readonly read: () => Promise<readonly Instrument[]>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

const textOf = ({ asOf: _, ...specification }: Instrument): string =>
  JSON.stringify(specification, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** Reads the venue's contracts again and again. One that is gone or changed is not active here until the next start. */
export class ContractsWatch implements Disposable {
  readonly #parts: ContractsWatchParts;
  readonly #timer: Disposable;
  #last: ContractsRead;

  constructor(parts: ContractsWatchParts) {
    this.#parts = parts;
    this.#last = { at: parts.clock.now(), active: new Set(parts.used.map(({ symbol }) => symbol)) };
    this.#timer = parts.scheduler.every(PERIOD_MS, () => void this.look());
  }

  get last(): ContractsRead {
    return this.#last;
  }

  /** Reads once; a failed reading leaves the last one, with its age. */
  async look(): Promise<void> {
    const { used, read, clock, log } = this.#parts;
    let found: ReadonlyMap<ContractSymbol, Instrument>;
    try {
      found = new Map((await read()).map((instrument) => [instrument.symbol, instrument]));
    } catch (error) {
      log.warn('The contracts could not be read again', { error: String(error) });
      return;
    }
    const same = used.filter((instrument) => {
      const now = found.get(instrument.symbol);
      return now !== undefined && textOf(now) === textOf(instrument);
    });
    const changed = used.filter((instrument) => !same.includes(instrument)).map(({ symbol }) => symbol);
    if (changed.length > 0) log.warn('Contracts have changed; restart to trade them', { symbols: changed.join(', ') });
    this.#last = { at: clock.now(), active: new Set(same.map(({ symbol }) => symbol)) };
  }

  dispose(): void {
    this.#timer.dispose();
  }
}
