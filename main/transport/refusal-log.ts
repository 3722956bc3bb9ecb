import type { Log } from '#core/ports/log.ts';
import type { Refusal } from './access-check.ts';

/** Where a request went, without anything the sender wrote. */
export type RouteName = 'start' | 'health' | 'api' | 'hook' | 'socket' | 'page';

/** Tells the log of refusals: the 1st, 10th, 100th … of each kind, so that a flood of them is a few lines. */
export class RefusalLog {
  readonly #log: Log;
  readonly #counts = new Map<string, number>();

  constructor(log: Log) {
    this.#log = log;
  }

  note(route: RouteName, { status, code }: Refusal): void {
    const kind = `${route} ${code}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (/^10*$/.test(String(count))) this.#log.warn('Refused a request', { route, status, code, count });
  }
}
