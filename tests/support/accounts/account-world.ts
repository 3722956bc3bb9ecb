import { epochMs } from '#shared/domain/time.ts';
import type { VenueId } from '#shared/domain/exchange-account.ts';
import type { Credentials, KeyRights } from '#core/accounts/account.ts';
import { AccountDesk } from '#core/accounts/account-desk.ts';
import { KnownSecrets, scrubbingLog } from '#core/accounts/known-secrets.ts';
import type { LiveCondition } from '#core/accounts/live-conditions.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { AccountGateway, ConnectionReport } from '#core/ports/account-gateway.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { JournalStore } from '#core/ports/store.ts';
import type { SecretsHost } from '#core/ports/secrets.ts';
import type { Answer } from '#core/ports/venue.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { MemorySecrets } from './memory-secrets.ts';

export const START = 1_763_000_000_000;

export const SAFE: KeyRights = {
  canTrade: 'yes',
  canMoveFunds: 'no',
  ipRestricted: 'yes',
  permissions: ['General', 'Futures'],
};

export const LOGIN: Credentials = {
  key: '64f1c0a9d2b7e48359af',
  secret: 'b3c1-the-secret-77aa',
  passphrase: 'tulip-4711',
};

/** An exchange that answers as a test says. */
export class ScriptedGateway implements AccountGateway {
  rights: (credentials: Credentials, venue: VenueId) => Promise<Answer<KeyRights>> = async () => known(SAFE);
  connection: (credentials: Credentials) => Promise<Answer<ConnectionReport>> = async () =>
    known({ latencyMs: 80, clockOffsetMs: 12 });
  asked = 0;

  readKeyRights(venue: VenueId, credentials: Credentials): Promise<Answer<KeyRights>> {
    this.asked += 1;
    return this.rights(credentials, venue);
  }

  testConnection(_venue: VenueId, credentials: Credentials): Promise<Answer<ConnectionReport>> {
    this.asked += 1;
    return this.connection(credentials);
  }
}

export const known = <T>(value: T): Answer<T> => ({ known: true, value, askedAt: epochMs(START) });
export const unknown = (reason: string): Answer<never> => ({ known: false, reason });

export const OUTSIDE_MET: readonly LiveCondition[] = [
  { key: 'reconciled', label: 'Reconciled with the exchange', state: 'met', detail: 'Nothing differs.' },
  { key: 'venue-open', label: 'Exchange open', state: 'met', detail: 'Open.' },
];

export interface AccountWorldOptions {
  readonly store?: JournalStore;
  readonly secrets?: SecretsHost;
  readonly startAt?: number;
}

/** The account desk on a journal in memory, with time that a test moves. */
export function accountWorld(options: AccountWorldOptions = {}) {
  const store = options.store ?? new MemoryJournalStore();
  const scheduler = new ManualScheduler();
  const shift = { wall: options.startAt ?? START };
  const clock: Clock = { now: () => epochMs(shift.wall + scheduler.now), monotonic: () => scheduler.now };
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler });
  const log = new RecordingLog();
  const knownSecrets = new KnownSecrets();
  const gateway = new ScriptedGateway();
  const secrets = options.secrets ?? new MemorySecrets();
  const notices: string[] = [];
  const outside = { conditions: OUTSIDE_MET };
  let made = 0;
  const desk = new AccountDesk({
    journal,
    clock,
    scheduler,
    log: scrubbingLog(log, knownSecrets),
    notifier: { notify: ({ level, title, body }) => void notices.push(`${level} ${title}: ${body}`) },
    secrets,
    gateway,
    known: knownSecrets,
    newId: () => `id-${(made += 1)}`,
    outside: () => Promise.resolve(outside.conditions),
  });
  const add = async (name = 'Main') => {
    const added = await desk.accounts.add({ name, venue: 'kucoin-futures', credentials: LOGIN }, 'trader');
    if (!added.ok) throw new Error(added.error.message);
    return added.value;
  };
  return { store, scheduler, shift, clock, journal, log, gateway, secrets, notices, outside, desk, add };
}
export type AccountWorld = ReturnType<typeof accountWorld>;
