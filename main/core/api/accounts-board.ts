import type { AccountView } from '#shared/contract/accounts.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { AccountDesk } from '../accounts/account-desk.ts';
import type { AccountRow } from '../journal/account-row.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { StopSignal } from './stop-signal.ts';
import { Topic } from './topic.ts';
import { accountView } from './views/account-views.ts';

/** How often the rows are renewed without a change: rights grow too old by themselves. */
const RENEW_MS = 60_000;

/** The exchange accounts as the screens show them. */
export class AccountsBoard implements Disposable {
  readonly desk: AccountDesk;
  /** Resolves when history is worked through: before that a record would bear a time of the past. */
  readonly present: Promise<void>;
  readonly #topic: Topic<AccountView>;
  readonly #subscriptions: readonly Disposable[];

  constructor(desk: AccountDesk, scheduler: Scheduler, present: Promise<void>) {
    this.desk = desk;
    this.present = present;
    this.#topic = new Topic(scheduler);
    this.#renew();
    this.#subscriptions = [
      desk.accounts.onChange.on(() => this.#renew()),
      scheduler.every(RENEW_MS, () => this.#renew()),
    ];
  }

  rows(): readonly AccountView[] {
    return this.desk.accounts.list().map((account) => this.row(account));
  }

  row(account: AccountRow): AccountView {
    const { accounts } = this.desk;
    return accountView(account, accounts.verdict(account), accounts.connection(account.id));
  }

  subscribe(signal: StopSignal | undefined) {
    return this.#topic.subscribe(signal);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.desk.dispose();
  }

  #renew(): void {
    this.#topic.replace(this.rows());
  }
}
