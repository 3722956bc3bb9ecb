import { VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import { DAY, HOUR, MINUTE, type EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { AccountRow } from '../journal/account-row.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { Journal } from '../journal/journal.ts';
import type { AccountGateway, ConnectionReport } from '../ports/account-gateway.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Answer } from '../ports/venue.ts';
import type { Account, Credentials, KeyRights, RightsVerdict, VenueId } from './account.ts';
import { refuse, type AccountRefusal } from './account-refusal.ts';
import { judgeRights } from './judge-rights.ts';
import type { KnownSecrets } from './known-secrets.ts';
import type { LoginStore } from './login-store.ts';

/** What the accounts are made of. */
export interface ExchangeAccountsParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifier: Notifier;
  readonly gateway: AccountGateway;
  readonly logins: LoginStore;
  readonly known: KnownSecrets;
  /** A text that never repeats and cannot be guessed, 32 hex characters. */
  readonly newId: () => string;
}

/** A login that comes in. It goes to the keychain and to nowhere else. */
export interface NewAccount {
  readonly name: string;
  readonly venue: VenueId;
  readonly credentials: Credentials;
}

/** The last test of a connection. */
export interface ConnectionState {
  readonly ok: boolean;
  readonly at: EpochMs;
  readonly sentence: string;
  readonly latencyMs: number | null;
  readonly clockOffsetMs: number | null;
}

type Done<T> = Result<T, AccountRefusal>;

/** One trader has a few accounts; the list is kept as one value. */
const MOST_ACCOUNTS = 20;
/** Rights read longer ago count as not known: the daily reading and two hours for trying again. */
export const RIGHTS_LIFE_MS = DAY + 2 * HOUR;
/** A reading from the future by more than this means that the clock was set; then nothing is known. */
const CLOCK_PLAY_MS = 5 * MINUTE;
const TAIL = 4;
/** Exchanges answer with whole pages at times; the journal keeps the beginning. */
const LONGEST_REASON = 300;

const told = (reason: string): string =>
  reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)}…`;

const sameName = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();

const isAboutAccounts = ({ type }: JournalEvent): boolean =>
  (type.startsWith('account.') && type !== 'account.opened') || type.startsWith('live.');

/**
 * The exchange accounts: what they are is in the journal, their logins are in the keychain, and the two meet only here,
 * in this process.
 */
export class ExchangeAccounts {
  /** An account changed, came or went; the list says how it is now. */
  readonly onChange = new Emitter<string>();
  readonly #parts: ExchangeAccountsParts;
  readonly #connections = new Map<string, ConnectionState>();
  readonly #reserved = new Set<string>();

  constructor(parts: ExchangeAccountsParts) {
    this.#parts = parts;
    parts.journal.onAppended.on((event) => {
      if (isAboutAccounts(event)) this.onChange.emit(event.subject);
    });
  }

  /** All accounts, oldest first. */
  list(): readonly AccountRow[] {
    return this.#parts.journal.state.accounts();
  }

  find(id: string): AccountRow | null {
    return this.list().find((account) => account.id === id) ?? null;
  }

  /** The last test since the start; null before the first. */
  connection(id: string): ConnectionState | null {
    return this.#connections.get(id) ?? null;
  }

  /** Whether the key may be used for live trading, by its rights; rights that are too old are not known. */
  verdict(account: Account): RightsVerdict {
    const age = account.rightsCheckedAt === null ? null : this.#parts.clock.now() - account.rightsCheckedAt;
    const fresh = age !== null && age <= RIGHTS_LIFE_MS && age >= -CLOCK_PLAY_MS;
    return judgeRights(fresh ? account.rights : null, 'live');
  }

  /** Why the account may not trade live now, as a sentence; null when it may. */
  liveProblem(id: string): string | null {
    const account = this.find(id);
    if (account === null) return 'There is no such account.';
    if (!account.enabled) return `${account.name} is disabled.`;
    if (account.liveSince === null) return `${account.name} is not released for live trading.`;
    const { verdict, findings } = this.verdict(account);
    return verdict === 'refused' ? `${account.name}: ${findings.join(' ')}` : null;
  }

  /** The login, for the part that signs requests; it must not be kept in anything that is logged or sent. */
  async login(id: string): Promise<Done<Credentials>> {
    return this.find(id) === null ? this.#unknown(id) : this.#parts.logins.read(id);
  }

  /** Keeps the login, records the account, and reads what the key may do. */
  async add({ name, venue, credentials }: NewAccount, by: string): Promise<Done<AccountRow>> {
    const { logins, known, newId } = this.#parts;
    known.add(credentials);
    const problem = this.#addProblem(name);
    if (problem !== null) return problem;
    const id = newId();
    this.#reserved.add(name);
    try {
      const kept = await logins.keep(id, credentials);
      if (!kept.ok) return kept;
      const keyTail = credentials.key.slice(-TAIL);
      const data = { name: known.scrub(name), venue, keyTail, backend: kept.value, by };
      const recorded = await this.#record(() =>
        this.#parts.journal.append({ type: 'account.added', subject: id, data }),
      );
      if (!recorded.ok) {
        await logins.erase(id);
        return recorded;
      }
    } finally {
      this.#reserved.delete(name);
    }
    const asked = await this.#ask(id, venue, credentials, by);
    return asked.ok ? this.#known(id) : asked;
  }

  /** Asks the exchange whether the login works and what the key may do. The answers are on the account then. */
  async test(id: string, by: string): Promise<Done<AccountRow>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    const notWritable = this.#notWritable();
    if (notWritable !== null) return notWritable;
    const login = await this.#parts.logins.read(id);
    if (!login.ok) return login;
    const asked = await this.#ask(id, account.venue, login.value, by);
    return asked.ok ? this.#known(id) : asked;
  }

  /** Reads the rights again; used daily. True when they were read. */
  async checkRights(id: string, by: string): Promise<boolean> {
    const account = this.find(id);
    if (account === null) return false;
    const login = await this.#parts.logins.read(id);
    if (!login.ok) return false;
    const read = await this.#askRights(id, account.venue, login.value, by);
    return (await this.#durable()).ok && read;
  }

  async rename(id: string, name: string, by: string): Promise<Done<AccountRow>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    if (account.name === name) return ok(account);
    const other = this.list().some((known) => known.id !== id && sameName(known.name, name));
    if (other || this.#isReserved(name)) return this.#taken(name);
    const data = { name: this.#parts.known.scrub(name), by };
    return this.#changed(id, () => this.#parts.journal.append({ type: 'account.renamed', subject: id, data }));
  }

  async enable(id: string, by: string): Promise<Done<AccountRow>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    if (account.enabled) return ok(account);
    return this.#changed(id, () => this.#parts.journal.append({ type: 'account.enabled', subject: id, data: { by } }));
  }

  /** Stops its use, and with it the release for live trading. */
  async disable(id: string, reason: string, by: string): Promise<Done<AccountRow>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    if (!account.enabled) return ok(account);
    const data = { reason, by };
    return this.#changed(id, () => this.#parts.journal.append({ type: 'account.disabled', subject: id, data }));
  }

  /** Erases the login, then the account. `leaveLogin`: goes on when the login cannot be erased. */
  async remove(id: string, leaveLogin: boolean, by: string): Promise<Done<{ readonly loginErased: boolean }>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    const { journal, logins } = this.#parts;
    const writable = this.#notWritable();
    if (writable !== null) return writable;
    const erased = await logins.erase(id);
    if (!erased.ok && !leaveLogin) return erased;
    if (this.find(id) === null) return this.#unknown(id);
    const data = { name: account.name, loginErased: erased.ok, by };
    const recorded = await this.#record(() => journal.append({ type: 'account.removed', subject: id, data }));
    this.#connections.delete(id);
    return recorded.ok ? ok({ loginErased: erased.ok }) : recorded;
  }

  /** Takes the release for live trading back; nothing happens when there is none. */
  async leaveLive(id: string, reason: string, by: string): Promise<Done<AccountRow>> {
    const account = this.find(id);
    if (account === null) return this.#unknown(id);
    if (account.liveSince === null) return ok(account);
    const data = { reason, by };
    return this.#changed(id, () => this.#parts.journal.append({ type: 'live.ended', subject: id, data }));
  }

  #addProblem(name: string): Done<never> | null {
    const notWritable = this.#notWritable();
    if (notWritable !== null) return notWritable;
    const accounts = this.list();
    if (accounts.some((account) => sameName(account.name, name)) || this.#isReserved(name)) {
      return this.#taken(name);
    }
    if (accounts.length + this.#reserved.size >= MOST_ACCOUNTS) {
      return refuse('NOT_AVAILABLE', `There are ${MOST_ACCOUNTS} accounts, which is the most; remove one first.`);
    }
    return null;
  }

  #taken(name: string): Done<never> {
    return refuse('NAME_TAKEN', `There is an account named "${this.#parts.known.scrub(name)}" already.`);
  }

  #isReserved(name: string): boolean {
    return [...this.#reserved].some((reserved) => sameName(reserved, name));
  }

  async #ask(id: string, venue: VenueId, credentials: Credentials, by: string): Promise<Done<void>> {
    await this.#askConnection(id, venue, credentials, by);
    await this.#askRights(id, venue, credentials, by);
    return this.#durable();
  }

  async #askConnection(id: string, venue: VenueId, credentials: Credentials, by: string): Promise<void> {
    const { gateway, journal, clock } = this.#parts;
    const answer = await this.#answer<ConnectionReport>(() => gateway.testConnection(venue, credentials));
    if (this.find(id) === null || this.#notWritable() !== null) return;
    const { label } = VENUE_LOGINS[venue];
    const found = answer.known
      ? { ok: true, sentence: `${label} answered and takes the login.`, ...answer.value }
      : { ok: false, sentence: `${label}: ${answer.reason}`, latencyMs: null, clockOffsetMs: null };
    const { ok: answered, sentence, latencyMs, clockOffsetMs } = found;
    this.#connections.set(id, { ok: answered, sentence, latencyMs, clockOffsetMs, at: clock.now() });
    const data = { ok: answered, sentence, latencyMs, clockOffsetMs, by };
    journal.append({ type: 'account.tested', subject: id, data });
  }

  async #askRights(id: string, venue: VenueId, credentials: Credentials, by: string): Promise<boolean> {
    const { gateway, journal, known } = this.#parts;
    const answer = await this.#answer<KeyRights>(() => gateway.readKeyRights(venue, credentials));
    if (this.find(id) === null || this.#notWritable() !== null) return false;
    if (!answer.known) {
      journal.append({ type: 'account.check-failed', subject: id, data: { reason: answer.reason, by } });
      return false;
    }
    const { canTrade, canMoveFunds, ipRestricted } = answer.value;
    const permissions = answer.value.permissions.map((word) => known.scrub(word));
    const { verdict, findings } = judgeRights(answer.value, 'live');
    const data = { canTrade, canMoveFunds, ipRestricted, permissions, verdict, findings, by };
    journal.append({ type: 'account.checked', subject: id, data });
    await this.endUnsafeLive(id);
    return true;
  }

  /** Ends live trading on an account whose key is not safe any more, and says so aloud. */
  async endUnsafeLive(id: string): Promise<void> {
    const account = this.find(id);
    if (account === null || account.liveSince === null) return;
    const { verdict, findings } = this.verdict(account);
    if (verdict !== 'refused') return;
    const reason = findings.join(' ');
    await this.leaveLive(id, reason, 'rights check');
    this.#parts.notifier.notify({
      level: 'alarm',
      title: `${account.name} may not trade live any more`,
      body: reason,
      about: { screen: '/settings/accounts' },
    });
  }

  /** The gateway's answer; whatever it throws is an answer that proves nothing, and no text of it holds the login. */
  async #answer<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const { known, log } = this.#parts;
    try {
      const answer = await ask();
      return answer.known ? answer : { known: false, reason: told(known.scrub(answer.reason)) };
    } catch (error) {
      log.warn('A question about an exchange account failed', { error: known.scrubValue(error) });
      return { known: false, reason: told(known.scrub(error instanceof Error ? error.message : String(error))) };
    }
  }

  #notWritable(): Done<never> | null {
    const reason = this.#parts.journal.notWritable;
    return reason === null ? null : refuse('NOT_WRITABLE', reason);
  }

  /** Appends a record and waits until it is on the disk. */
  async #record(append: () => unknown): Promise<Done<void>> {
    const problem = this.#notWritable();
    if (problem !== null) return problem;
    append();
    return this.#durable();
  }

  /** Waits until everything appended is on the disk. */
  async #durable(): Promise<Done<void>> {
    try {
      await this.#parts.journal.whenDurable();
      return ok(undefined);
    } catch (error) {
      return refuse('NOT_WRITABLE', `The disk failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #changed(id: string, append: () => unknown): Promise<Done<AccountRow>> {
    const recorded = await this.#record(append);
    return recorded.ok ? this.#known(id) : recorded;
  }

  #known(id: string): Done<AccountRow> {
    const account = this.find(id);
    return account === null ? this.#unknown(id) : ok(account);
  }

  #unknown(id: string): Done<never> {
    return refuse('NOT_FOUND', `account ${id}`);
  }
}
