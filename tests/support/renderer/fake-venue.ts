import { ORPCError } from '@orpc/client';
import type { AccountView, SecretsStatus } from '#shared/contract/accounts.ts';
import type { FeedSymbolView } from '#shared/contract/feeds.ts';
import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
import type { Client } from '#shared/contract/index.ts';
import { VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleRandom } from './sample-random.ts';
import { SAMPLE_SECRETS, sampleAccounts, sampleLiveRequest } from './sample-accounts.ts';
import { sampleChannels, sampleFeed, sampleFeedSymbols } from './sample-feeds.ts';
import { sampleDifferences, sampleReconcile, SIMULATED } from './sample-reconcile.ts';
import type { Scene } from './sample-scenes.ts';

/** What a scene shows of the venue: how many differences, which contracts are silent, which logins there are. */
const SCENES: Readonly<
  Record<
    Scene,
    { differences: number | null; silent: readonly string[]; down: boolean; secrets: keyof typeof SAMPLE_SECRETS }
  >
> = {
  day: { differences: 6, silent: ['SUIUSDTM'], down: false, secrets: 'ready' },
  halted: { differences: 100, silent: ['XBTUSDTM', 'ETHUSDTM', 'UNIUSDTM'], down: true, secrets: 'locked' },
  flat: { differences: null, silent: [], down: false, secrets: 'absent' },
  unknown: { differences: 0, silent: [], down: false, secrets: 'ready' },
};

const FEED_MS = 500;

function startAging(symbols: FakeRows<FeedSymbolView>): () => void {
  const random = sampleRandom(41);
  const timer = setInterval(() => {
    symbols.put(
      symbols.rows.map((row) => ({
        ...row,
        ageMs: row.status === 'open' ? 60 + random() * 700 : (row.ageMs ?? 0) + FEED_MS,
      })),
    );
  }, FEED_MS);
  return () => clearInterval(timer);
}

/** The rows behind the screens of accounts, reconciliation and feeds; without beats nothing ages. */
export function createVenueRows(scene: Scene, now: number, beats: boolean) {
  const { differences, silent, down, secrets } = SCENES[scene];
  const found = sampleDifferences(now, differences ?? 0);
  const feedSymbols = new FakeRows(sampleFeedSymbols(now, silent, down));
  return {
    differences: new FakeRows<DifferenceView>(found),
    reconcile: new FakeRows<ReconcileView>([differences === null ? SIMULATED : sampleReconcile(now, found)]),
    feeds: new FakeRows([sampleFeed(now, down)]),
    feedSymbols,
    feedChannels: new FakeRows(scene === 'flat' ? [] : sampleChannels()),
    accounts: new FakeRows<AccountView>(scene === 'flat' ? [] : sampleAccounts(now)),
    secrets: { status: SAMPLE_SECRETS[secrets] },
    stop: beats ? startAging(feedSymbols) : () => undefined,
  };
}

type VenueRows = ReturnType<typeof createVenueRows>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function feedCalls({ feeds, feedSymbols, feedChannels }: VenueRows): Client['feeds'] {
  return {
    watch: async (_, options) => feeds.watch(options?.signal),
    symbols: async (_, options) => feedSymbols.watch(options?.signal),
    channels: async (_, options) => feedChannels.watch(options?.signal),
  };
}

export function reconcileCalls({ reconcile, differences }: VenueRows): Client['reconcile'] {
  const renew = () => reconcile.put([sampleReconcile(Date.now(), differences.rows)]);
  return {
    watch: async (_, options) => reconcile.watch(options?.signal),
    differences: async (_, options) => differences.watch(options?.signal),
    resolve: async ({ id, choice, plan }) => {
      const row = differences.rows.find(({ key }) => key === id);
      if (row === undefined) throw new ORPCError('NOT_FOUND', { message: 'This difference is gone.' });
      if (row.kind === 'foreign-position' && choice === 'adopt' && plan === undefined) {
        throw new ORPCError('STOP_NEEDED', { message: 'The venue holds no stop for this position: give one.' });
      }
      differences.put([{ ...row, state: 'working' }]);
      renew();
      await pause(700);
      differences.put([{ ...row, state: choice === 'ignore' ? 'ignored' : choice === 'adopt' ? 'adopted' : 'gone' }]);
      renew();
      return { id, choice };
    },
    runNow: async () => {
      await pause(100);
      renew();
      return { started: true };
    },
  };
}

export function accountCalls({ accounts, secrets }: VenueRows): Client['accounts'] {
  const change = async (id: string, part: Partial<AccountView>): Promise<AccountView> => {
    const row = accounts.rows.find(({ key }) => key === id);
    if (row === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no such account' });
    await pause(300);
    const changed = { ...row, ...part };
    accounts.put([changed]);
    return changed;
  };
  const setSecrets = async (part: Partial<SecretsStatus>): Promise<SecretsStatus> => {
    await pause(300);
    secrets.status = { ...secrets.status, ...part };
    return secrets.status;
  };
  return {
    list: async () => [...accounts.rows],
    watch: async (_, options) => accounts.watch(options?.signal),
    secretsStatus: async () => secrets.status,
    createVault: () => setSecrets({ ...SAMPLE_SECRETS.locked, state: 'ready', waitMs: 0 }),
    unlock: async ({ passphrase }) => {
      if (passphrase === 'wrong') throw new ORPCError('WRONG_PASSPHRASE', { message: 'The passphrase is not right' });
      return setSecrets({ state: 'ready', waitMs: 0 });
    },
    lock: () => setSecrets({ state: 'locked' }),
    setPassphrase: () => setSecrets({}),
    add: async ({ name, venue, key }) => {
      const account: AccountView = {
        key: `a-${String(accounts.rows.length)}`,
        name,
        venue,
        venueLabel: VENUE_LOGINS[venue].label,
        enabled: true,
        addedAt: Date.now(),
        keyTail: key.slice(-4),
        rights: null,
        rightsCheckedAt: null,
        verdict: {
          verdict: 'refused',
          findings: ['The rights of the key are not known, which counts as unsafe. Test the connection to read them.'],
        },
        connection: null,
        live: false,
      };
      await pause(300);
      accounts.put([account]);
      return account;
    },
    test: ({ id }) =>
      change(id, {
        connection: {
          ok: true,
          at: Date.now(),
          sentence: 'KuCoin Futures answered and takes the login.',
          latencyMs: 91,
          clockOffsetMs: 12,
        },
      }),
    rename: ({ id, name }) => change(id, { name }),
    enable: ({ id }) => change(id, { enabled: true }),
    disable: ({ id }) => change(id, { enabled: false }),
    remove: async () => {
      throw new ORPCError('SECRETS_LOCKED', {
        message: 'The encrypted file with the logins is locked. Unlock it with its passphrase.',
      });
    },
    requestLive: async ({ id }) => {
      const row = accounts.rows.find(({ key }) => key === id);
      if (row === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no such account' });
      return sampleLiveRequest(row, Date.now());
    },
    confirmLive: ({ id }) => change(id, { live: true }),
    leaveLive: ({ id }) => change(id, { live: false }),
  };
}
