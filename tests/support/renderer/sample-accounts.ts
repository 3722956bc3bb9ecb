import type { AccountView, LiveRequest, SecretsStatus } from '#shared/contract/accounts.ts';

const HOUR = 3_600_000;

/** Three logins: a sound one, one with too many rights, one never checked. */
export const sampleAccounts = (now: number): AccountView[] => [
  {
    key: 'a-main',
    name: 'Main',
    venue: 'kucoin-futures',
    venueLabel: 'KuCoin Futures',
    enabled: true,
    addedAt: now - 400 * HOUR,
    keyTail: '7c1e',
    rights: { canTrade: 'yes', canMoveFunds: 'no', ipRestricted: 'yes', permissions: ['General', 'Futures'] },
    rightsCheckedAt: now - 2 * HOUR,
    verdict: { verdict: 'safe', findings: [] },
    connection: {
      ok: true,
      at: now - 42_000,
      sentence: 'The login works: KuCoin Futures answered and named the account.',
      latencyMs: 87,
      clockOffsetMs: 12,
    },
    live: false,
  },
  {
    key: 'a-old',
    name: 'Old key from the first bot',
    venue: 'kucoin-futures',
    venueLabel: 'KuCoin Futures',
    enabled: true,
    addedAt: now - 900 * HOUR,
    keyTail: 'b2d4',
    rights: {
      canTrade: 'yes',
      canMoveFunds: 'yes',
      ipRestricted: 'no',
      permissions: ['General', 'Spot', 'Futures', 'Transfer', 'Withdrawal'],
    },
    rightsCheckedAt: now - 26 * HOUR,
    verdict: {
      verdict: 'refused',
      findings: [
        'The key may move funds (Transfer, Withdrawal): make one without these rights and delete this one.',
        'The key works from any address: bind it to the addresses of this computer.',
      ],
    },
    connection: {
      ok: false,
      at: now - 200_000,
      sentence:
        'KuCoin Futures refused the key (400003): it was deleted or belongs to another account. Add the new one.',
      latencyMs: 143,
      clockOffsetMs: 11,
    },
    live: false,
  },
  {
    key: 'a-okx',
    name: 'OKX sub-account',
    venue: 'okx',
    venueLabel: 'OKX',
    enabled: false,
    addedAt: now - 3 * HOUR,
    keyTail: '90af',
    rights: null,
    rightsCheckedAt: null,
    verdict: { verdict: 'refused', findings: ['The rights of the key were never read: test the connection.'] },
    connection: null,
    live: false,
  },
];

export const SAMPLE_SECRETS: Readonly<Record<'ready' | 'locked' | 'absent', SecretsStatus>> = {
  ready: {
    kind: 'keychain',
    state: 'ready',
    backend: 'Secret Service',
    sentence: 'Logins are kept in the keychain of this computer.',
    canCreateFile: false,
    hasFile: false,
    waitMs: 0,
  },
  locked: {
    kind: 'file',
    state: 'locked',
    backend: 'Encrypted file',
    sentence: 'No keychain answers on this computer, so logins are kept in a file encrypted with your passphrase.',
    canCreateFile: false,
    hasFile: true,
    waitMs: 8_000,
  },
  absent: {
    kind: 'file',
    state: 'absent',
    backend: '',
    sentence: 'No keychain answers on this computer. Logins can be kept in a file encrypted with a passphrase instead.',
    canCreateFile: true,
    hasFile: false,
    waitMs: 0,
  },
};

/** The conditions of live trading: all of them hold, or the backup and the audit do not. */
export const sampleLiveRequest = (account: AccountView, now: number): LiveRequest => {
  const ready = account.verdict.verdict !== 'refused' && account.rights !== null;
  return {
    ready,
    conditions: [
      {
        key: 'rights',
        label: 'The key may trade and nothing more',
        state: ready ? 'met' : 'unmet',
        detail: account.verdict.findings[0] ?? 'Read 2 h ago.',
      },
      {
        key: 'connection',
        label: 'The login works',
        state: ready ? 'met' : 'unmet',
        detail: 'Tested 42 s ago, 87 ms.',
      },
      { key: 'clock', label: 'The clocks agree', state: 'met', detail: '+12 ms of 1,500 ms.' },
      { key: 'journal', label: 'The journal verifies', state: 'met', detail: '1,204,881 records.' },
      { key: 'paper', label: 'Traded on paper before', state: 'warned', detail: '11 paper trades; 30 are advised.' },
    ],
    challenge: ready
      ? { token: 'sample', sentence: `Trade real money with ${account.name}`, expiresAt: now + 120_000 }
      : null,
  };
};
