import type { AccountView, SecretsStatus } from '#shared/contract/accounts.ts';
import { VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';

const AT = 1_763_000_000_000;

/** An account whose key is fine. */
export const sampleAccount = (changes: Partial<AccountView> = {}): AccountView => ({
  key: 'a1',
  name: 'Main',
  venue: 'kucoin-futures',
  venueLabel: VENUE_LOGINS['kucoin-futures'].label,
  enabled: true,
  addedAt: AT,
  keyTail: '9f3c',
  rights: { canTrade: 'yes', canMoveFunds: 'no', ipRestricted: 'yes', permissions: ['General', 'Futures'] },
  rightsCheckedAt: AT,
  verdict: { verdict: 'safe', findings: [] },
  connection: null,
  live: false,
  ...changes,
});

/** An encrypted file that was unlocked. */
export const sampleSecretsStatus = (changes: Partial<SecretsStatus> = {}): SecretsStatus => ({
  kind: 'file',
  state: 'ready',
  backend: 'encrypted file',
  sentence: 'Logins are kept in an encrypted file, which is unlocked.',
  canCreateFile: false,
  hasFile: true,
  waitMs: 0,
  ...changes,
});

/** Account calls that answer the same each time and note what would have changed something. */
export function sampleAccountHandlers(writes: string[]): HandlersOf<'accounts'> {
  const account = async (call: string, changes: Partial<AccountView> = {}): Promise<AccountView> => {
    writes.push(`accounts.${call}`);
    return sampleAccount(changes);
  };
  const secrets = async (call: string): Promise<SecretsStatus> => {
    writes.push(`accounts.${call}`);
    return sampleSecretsStatus();
  };
  return {
    list: async () => [sampleAccount()],
    watch: async function* () {
      yield { kind: 'snapshot', seq: 1, rows: [sampleAccount()] };
    },
    secretsStatus: async () => sampleSecretsStatus(),
    createVault: () => secrets('createVault'),
    unlock: async () => {
      throw contractError('WRONG_PASSPHRASE', { waitMs: 1_000 });
    },
    lock: () => secrets('lock'),
    setPassphrase: () => secrets('setPassphrase'),
    add: ({ name, venue }) => account('add', { name, venue }),
    test: () => account('test'),
    rename: ({ name }) => account('rename', { name }),
    enable: () => account('enable'),
    disable: () => account('disable', { enabled: false }),
    remove: async () => {
      writes.push('accounts.remove');
      return { loginErased: true };
    },
    requestLive: async () => ({ ready: false, conditions: [], challenge: null }),
    confirmLive: async () => {
      throw contractError('NOT_CONFIRMED', { expected: 'trade live on Main with real money' });
    },
    leaveLive: () => account('leaveLive'),
  };
}
