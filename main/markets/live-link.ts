import type { KnownSecrets } from '#core/accounts/known-secrets.ts';
import type { LiveCondition } from '#core/accounts/live-conditions.ts';
import { LoginStore } from '#core/accounts/login-store.ts';
import type { Core } from '#core/compose.ts';
import { openExposure, type ConnectableVenue } from '#core/execution/connectable-venue.ts';
import type { AccountRow } from '#core/journal/account-row.ts';
import type { Log } from '#core/ports/log.ts';
import type { SecretsHost } from '#core/ports/secrets.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import type { VenueContract } from '../adapters/venues/venue-contract.ts';
import { adapter, connectionTo, type ExchangeChoice } from './exchange-connection.ts';
import type { LoginClaim } from './login-claim.ts';
import type { WatchdogKeeper } from './watchdog-keeper.ts';

/** How often a live host without a connection looks whether it may connect now. */
const LOOK_MS = 2_000;

export const NO_ACCOUNT = 'No account is released for live trading. Add one under Settings, Accounts, and release it.';

export interface LinkParts {
  readonly choice: ExchangeChoice;
  readonly log: Log;
  readonly secrets: SecretsHost;
  readonly knownSecrets: KnownSecrets;
  readonly venue: ConnectableVenue;
  readonly contracts: readonly VenueContract[];
  readonly watchdog: WatchdogKeeper | null;
  /** Only one host of this machine trades a login. */
  readonly claim: LoginClaim;
}

/** Connects the released account as soon as its login can be read, and lets go of it when it may not trade any more. */
export class LiveLink {
  readonly #parts: LinkParts;
  readonly #logins: LoginStore;
  #account: string | null = null;
  /** Why the login is someone else's, so that it is said once. */
  #taken: string | null = null;
  #busy = false;
  #timer: { dispose(): void } | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#logins = new LoginStore(parts.secrets, parts.knownSecrets);
  }

  watch(core: Core): void {
    if (core.observing) return;
    this.#parts.venue.holdWhile(() => openExposure(core.trading.parts.journal.state));
    const look = (): void => void this.#look(core.trading.parts.journal.state.accounts());
    look();
    this.#timer = systemScheduler.every(LOOK_MS, look);
  }

  /** What the exchange itself answers about an account that is to be released. Nothing is sent for it. */
  async conditions(accountId: string): Promise<readonly LiveCondition[]> {
    const reconciled = { key: 'reconciled', label: 'Reconciled with the exchange' } as const;
    const open = { key: 'venue-open', label: 'Exchange open' } as const;
    const login = await this.#logins.read(accountId);
    if (!login.ok) return [{ ...reconciled, state: 'unknown', detail: 'The login cannot be read.' }];
    const { openVenue } = await adapter();
    const { choice, log, contracts } = this.#parts;
    const venue = await openVenue({ ...connectionTo(choice, log), credentials: login.value, contracts });
    try {
      const [orders, positions, service] = await Promise.all([
        venue.ask.openOrders(),
        venue.ask.positions(),
        venue.ask.service(),
      ]);
      const known = orders.known && positions.known;
      const detail = known
        ? `The exchange answers: ${String(positions.value.length)} positions, ${String(orders.value.length)} open orders. Each is listed before anything is sent.`
        : 'The orders and positions could not be read.';
      return [
        { ...reconciled, state: known ? 'met' : 'unknown', detail },
        service.known
          ? {
              ...open,
              state: service.value.status === 'open' ? 'met' : 'unmet',
              detail: service.value.reason || 'It takes orders.',
            }
          : { ...open, state: 'unknown', detail: service.reason },
      ];
    } finally {
      venue.dispose();
    }
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#parts.watchdog?.dispose();
    this.#parts.venue.dispose();
    this.#parts.claim.release();
  }

  async #look(accounts: readonly AccountRow[]): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#follow(accounts);
    } catch (error) {
      this.#parts.log.error('The exchange could not be connected', { error: String(error) });
    } finally {
      this.#busy = false;
    }
  }

  /** Whether there is no connection any more; why there still is one is said once. */
  #letGo(reason: string): boolean {
    const { venue, log } = this.#parts;
    const before = venue.leaving;
    if (venue.disconnect(reason)) return true;
    if (before === null) log.warn('The exchange stays connected', { reason: venue.leaving });
    return false;
  }

  async #follow(accounts: readonly AccountRow[]): Promise<void> {
    const { venue, choice, log, contracts, watchdog, claim } = this.#parts;
    claim.renew();
    const released = accounts.find((one) => one.liveSince !== null && one.enabled && one.venue === choice.venue);
    if (released === undefined) {
      // What is open needs the exchange to be closed and followed: it is let go of when nothing is.
      if (!this.#letGo(NO_ACCOUNT)) return;
      if (this.#account !== null) watchdog?.release(NO_ACCOUNT);
      this.#account = null;
      claim.release();
      return;
    }
    if (released.id === this.#account) {
      venue.stay();
      return;
    }
    // The books are those of one account: another one comes only when nothing of the first is open.
    if (this.#account !== null && !this.#letGo('Another login takes its place.')) return;
    // Whoever gives a login up must not trade it any more.
    this.#account = null;
    const login = await this.#logins.read(released.id);
    if (!login.ok) {
      venue.disconnect(`The login of ${released.name} cannot be read: ${login.error.message}`);
      return;
    }
    const taken = claim.take(choice, login.value);
    if (taken !== null) {
      if (this.#taken !== taken) log.warn('This host does not trade', { account: released.name, reason: taken });
      this.#taken = taken;
      venue.disconnect(taken);
      return;
    }
    this.#taken = null;
    const { openVenue } = await adapter();
    venue.connect(await openVenue({ ...connectionTo(choice, log), credentials: login.value, contracts }));
    watchdog?.guard(login.value);
    this.#account = released.id;
  }
}
