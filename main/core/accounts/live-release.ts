import { MINUTE, type EpochMs } from '#shared/domain/time.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { AccountRow } from '../journal/account-row.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock } from '../ports/clock.ts';
import { refuse, type AccountRefusal } from './account-refusal.ts';
import type { ExchangeAccounts } from './exchange-accounts.ts';
import { accountConditions, holds, OUTSIDE_CONDITIONS, type LiveCondition } from './live-conditions.ts';
import type { SecretsDesk } from './secrets-desk.ts';

export interface LiveReleaseParts {
  readonly accounts: ExchangeAccounts;
  readonly desk: SecretsDesk;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly newToken: () => string;
  /**
   * What other parts say about going live on an account, by the keys of {@link OUTSIDE_CONDITIONS}; one that is not told
   * is unknown, and blocks.
   */
  readonly outside: (accountId: string) => Promise<readonly LiveCondition[]>;
}

/** The first step's answer. */
export interface LiveOffer {
  readonly ready: boolean;
  readonly conditions: readonly LiveCondition[];
  readonly challenge: { readonly token: string; readonly sentence: string; readonly expiresAt: EpochMs } | null;
}

interface Pending {
  readonly accountId: string;
  readonly token: string;
  readonly sentence: string;
  /** Monotonic, ms. */
  readonly until: number;
  triesLeft: number;
}

type Done<T> = Result<T, AccountRefusal>;

const LIFE_MS = 2 * MINUTE;
const TRIES = 3;

/** What a person types to release an account for live trading. */
export const liveSentence = (name: string): string => `trade live on ${name} with real money`;

/** Spaces are not what the typing is for; every letter is. */
const typedForm = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/**
 * Releases an account for live trading in two steps: the first lists what must hold and gives a sentence, the second must
 * carry the sentence as typed by a person. Both are recorded, also when they fail.
 */
export class LiveRelease {
  readonly #parts: LiveReleaseParts;
  #pending: Pending | null = null;

  constructor(parts: LiveReleaseParts) {
    this.#parts = parts;
  }

  /** First step. Asks the exchange anew, so that what is shown is so now. */
  async request(id: string, by: string): Promise<Done<LiveOffer>> {
    const { accounts, journal, clock, newToken } = this.#parts;
    const found = accounts.find(id);
    if (found === null) return refuse('NOT_FOUND', `account ${id}`);
    if (journal.notWritable !== null) return refuse('NOT_WRITABLE', journal.notWritable);
    this.#pending = null;
    await accounts.test(id, by);
    const account = accounts.find(id);
    if (account === null) return refuse('NOT_FOUND', `account ${id}`);
    const conditions = await this.#conditions(account);
    const missing = conditions.filter((condition) => !holds(condition)).map(({ key }) => key);
    const ready = missing.length === 0;
    const recorded = await this.#record(() =>
      journal.append({ type: 'live.requested', subject: id, data: { name: account.name, ready, missing, by } }),
    );
    if (!recorded.ok) return recorded;
    if (!ready) return ok({ ready, conditions, challenge: null });
    const sentence = liveSentence(account.name);
    const token = newToken();
    this.#pending = { accountId: id, token, sentence, until: clock.monotonic() + LIFE_MS, triesLeft: TRIES };
    return ok({ ready, conditions, challenge: { token, sentence, expiresAt: (clock.now() + LIFE_MS) as EpochMs } });
  }

  /** Second step. What must hold must still hold. */
  async confirm(id: string, token: string, typed: string, by: string): Promise<Done<AccountRow>> {
    const { accounts, journal } = this.#parts;
    const account = accounts.find(id);
    if (account === null) return refuse('NOT_FOUND', `account ${id}`);
    if (journal.notWritable !== null) return refuse('NOT_WRITABLE', journal.notWritable);
    const pending = this.#take(id, token);
    if (pending === null) {
      return this.#refused(
        id,
        by,
        'NOT_AVAILABLE',
        'The request for live trading is not open any more. Start it again.',
      );
    }
    const { sentence } = pending;
    if (sentence !== liveSentence(account.name)) {
      return this.#refused(id, by, 'NOT_AVAILABLE', 'The account was renamed meanwhile. Start again.');
    }
    if (typedForm(typed) !== typedForm(sentence)) {
      if (pending.triesLeft > 0) this.#pending = pending;
      return this.#refused(id, by, 'NOT_CONFIRMED', sentence, 'the typed sentence was another one');
    }
    const conditions = await this.#conditions(account);
    const broken = conditions.filter((condition) => !holds(condition));
    if (broken.length > 0 || accounts.find(id) === null) {
      const sentences = broken.map(({ label, detail }) => `${label}: ${detail}`).join(' ');
      return this.#refused(id, by, 'NOT_AVAILABLE', `Something changed meanwhile. ${sentences}`);
    }
    const states = conditions.map(({ key, state }) => `${key}: ${state}`);
    const data = { name: account.name, typed: sentence, conditions: states, by };
    const recorded = await this.#record(() => journal.append({ type: 'live.confirmed', subject: id, data }));
    if (!recorded.ok) return recorded;
    const released = accounts.find(id);
    return released === null ? refuse('NOT_FOUND', `account ${id}`) : ok(released);
  }

  /** Takes the open request, if it is the one meant and still good. A token is tried once: another one ends the request. */
  #take(id: string, token: string): Pending | null {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || pending.accountId !== id || pending.token !== token) return null;
    if (this.#parts.clock.monotonic() >= pending.until) return null;
    pending.triesLeft -= 1;
    return pending;
  }

  async #conditions(account: AccountRow): Promise<readonly LiveCondition[]> {
    const { accounts, desk, clock, outside } = this.#parts;
    const [own, told] = await Promise.all([
      desk.overview().then((secrets) =>
        accountConditions({
          account,
          verdict: accounts.verdict(account),
          connection: accounts.connection(account.id),
          others: accounts.list().filter(({ id, liveSince }) => id !== account.id && liveSince !== null),
          secrets,
          now: clock.now(),
        }),
      ),
      outside(account.id).catch((): readonly LiveCondition[] => []),
    ]);
    const extra = told.filter(({ key }) => !OUTSIDE_CONDITIONS.some((known) => known.key === key));
    const required = OUTSIDE_CONDITIONS.map(
      ({ key, label }): LiveCondition =>
        told.find((condition) => condition.key === key) ?? {
          key,
          label,
          state: 'unknown',
          detail: 'Nobody has told yet.',
        },
    );
    return [...own, ...required, ...extra];
  }

  async #refused(
    id: string,
    by: string,
    code: AccountRefusal['code'],
    message: string,
    reason = message,
  ): Promise<Done<never>> {
    const { journal } = this.#parts;
    const recorded = await this.#record(() =>
      journal.append({ type: 'live.refused', subject: id, data: { reason, by } }),
    );
    return recorded.ok ? refuse(code, message) : recorded;
  }

  async #record(append: () => unknown): Promise<Done<void>> {
    const { journal } = this.#parts;
    if (journal.notWritable !== null) return refuse('NOT_WRITABLE', journal.notWritable);
    append();
    try {
      await journal.whenDurable();
      return ok(undefined);
    } catch (error) {
      return refuse('NOT_WRITABLE', `The disk failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
