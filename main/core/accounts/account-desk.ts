import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Journal } from '../journal/journal.ts';
import type { AccountGateway } from '../ports/account-gateway.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { SecretsHost } from '../ports/secrets.ts';
import { ExchangeAccounts } from './exchange-accounts.ts';
import type { KnownSecrets } from './known-secrets.ts';
import type { LiveCondition } from './live-conditions.ts';
import { LiveRelease } from './live-release.ts';
import { LoginStore } from './login-store.ts';
import { RightsWatch } from './rights-watch.ts';
import { SecretsDesk } from './secrets-desk.ts';

export interface AccountDeskParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly notifier: Notifier;
  readonly secrets: SecretsHost;
  readonly gateway: AccountGateway;
  readonly known: KnownSecrets;
  /** A text that never repeats and cannot be guessed, 32 hex characters. */
  readonly newId: () => string;
  /** What other parts say about going live; see `LiveReleaseParts.outside`. */
  readonly outside: (accountId: string) => Promise<readonly LiveCondition[]>;
}

/** Everything about exchange logins: the accounts, the place of their secrets, the daily check, the way to live. */
export class AccountDesk implements Disposable {
  readonly accounts: ExchangeAccounts;
  readonly secrets: SecretsDesk;
  readonly live: LiveRelease;
  readonly watch: RightsWatch;

  constructor(parts: AccountDeskParts) {
    const { journal, clock, scheduler, log, notifier, gateway, known, newId, outside } = parts;
    const logins = new LoginStore(parts.secrets, known);
    this.accounts = new ExchangeAccounts({ journal, clock, log, notifier, gateway, logins, known, newId });
    this.secrets = new SecretsDesk(parts.secrets, journal);
    this.live = new LiveRelease({
      accounts: this.accounts,
      desk: this.secrets,
      journal,
      clock,
      newToken: newId,
      outside,
    });
    this.watch = new RightsWatch({ accounts: this.accounts, secrets: parts.secrets, clock, scheduler, log });
    this.secrets.onReady = () => void this.watch.retryNow();
  }

  /** Begins the daily checks. Not where nothing can be recorded. */
  start(): void {
    this.watch.start();
  }

  dispose(): void {
    this.watch.dispose();
  }
}
