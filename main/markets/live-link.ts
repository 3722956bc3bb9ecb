import type { KnownSecrets } from '#core/accounts/known-secrets.ts';
import type { LiveCondition } from '#core/accounts/live-conditions.ts';
import { LoginStore } from '#core/accounts/login-store.ts';
import type { Core } from '#core/compose.ts';
import type { ConnectableVenue } from '#core/execution/connectable-venue.ts';
import type { AccountRow } from '#core/journal/account-row.ts';
import type { Log } from '#core/ports/log.ts';
import type { SecretsHost } from '#core/ports/secrets.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import type { VenueContract } from '../adapters/venues/venue-contract.ts';
import { adapter, connectionTo, type ExchangeChoice } from './exchange-connection.ts';

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
}

/** Connects the released account as soon as its login can be read, and lets go of it when it may not trade any more. */
export class LiveLink {
  readonly #parts: LinkParts;
  readonly #logins: LoginStore;
  #account: string | null = null;
  #busy = false;
  #timer: { dispose(): void } | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#logins = new LoginStore(parts.secrets, parts.knownSecrets);
  }

  watch(core: Core): void {
    if (core.observing) return;
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
    this.#parts.venue.dispose();
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

  async #follow(accounts: readonly AccountRow[]): Promise<void> {
    const { venue, choice, log, contracts } = this.#parts;
    const released = accounts.find((one) => one.liveSince !== null && one.enabled && one.venue === choice.venue);
    if (released === undefined) {
      venue.disconnect(NO_ACCOUNT);
      this.#account = null;
      return;
    }
    if (released.id === this.#account) return;
    const login = await this.#logins.read(released.id);
    if (!login.ok) {
      venue.disconnect(`The login of ${released.name} cannot be read: ${login.error.message}`);
      return;
    }
    const { openVenue } = await adapter();
    venue.connect(await openVenue({ ...connectionTo(choice, log), credentials: login.value, contracts }));
    this.#account = released.id;
  }
}
