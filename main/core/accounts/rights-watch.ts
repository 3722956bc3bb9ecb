import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { AccountRow } from '../journal/account-row.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { SecretsHost } from '../ports/secrets.ts';
import type { ExchangeAccounts } from './exchange-accounts.ts';

export interface RightsWatchParts {
  readonly accounts: ExchangeAccounts;
  readonly secrets: SecretsHost;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

/** How often it is looked whether something is due. */
const LOOK_MS = 10 * MINUTE;
/** After a reading that failed. */
const RETRY_MS = HOUR;
const BY = 'daily check';

/** Reads the rights of every enabled account once a day, and ends live trading where they are unsafe or too old. */
export class RightsWatch implements Disposable {
  readonly #parts: RightsWatchParts;
  readonly #tried = new Map<string, number>();
  #timer: Disposable | null = null;
  #looking: Promise<void> | null = null;

  constructor(parts: RightsWatchParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= this.#parts.scheduler.every(LOOK_MS, () => void this.look());
    void this.look();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  /** Forgets earlier failures: what stood in the way, such as a locked file, is gone. */
  retryNow(): Promise<void> {
    this.#tried.clear();
    return this.look();
  }

  /** Does what is due; one round at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#round()
      .catch((error: unknown) => {
        this.#parts.log.error('The daily check of the accounts failed', { error: String(error) });
      })
      .finally(() => {
        this.#looking = null;
      });
    return this.#looking;
  }

  async #round(): Promise<void> {
    const { accounts, secrets } = this.#parts;
    // Even where nothing can be asked: what is too old counts as not known.
    for (const { id } of accounts.list()) await accounts.endUnsafeLive(id);
    const due = accounts.list().filter((account) => this.#isDue(account));
    if (due.length === 0 || !(await secrets.status()).ok) return;
    for (const { id } of due) {
      this.#tried.set(id, this.#parts.clock.monotonic());
      if (await accounts.checkRights(id, BY)) this.#tried.delete(id);
      await accounts.endUnsafeLive(id);
    }
  }

  #isDue({ id, enabled, rightsCheckedAt }: AccountRow): boolean {
    const { clock } = this.#parts;
    const tried = this.#tried.get(id);
    if (!enabled || (tried !== undefined && clock.monotonic() - tried < RETRY_MS)) return false;
    // The distance counts, not the direction: a clock that was set back must not put the check off.
    return rightsCheckedAt === null || Math.abs(clock.now() - rightsCheckedAt) >= DAY;
  }
}
