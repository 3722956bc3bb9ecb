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
      sentence: 'KuCoin Futures answered and takes the login.',
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
        'The key may move funds (withdrawal or transfer). Make one without that right at the exchange.',
        'The key works from any address. Bind it to your own at the exchange.',
      ],
    },
    connection: {
      ok: false,
      at: now - 200_000,
      sentence: 'KuCoin Futures: 400003 KC-API-KEY not exists',
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
    verdict: {
      verdict: 'refused',
      findings: ['The rights of the key are not known, which counts as unsafe. Test the connection to read them.'],
    },
    connection: null,
    live: false,
  },
];

export const SAMPLE_SECRETS: Readonly<Record<'ready' | 'locked' | 'absent', SecretsStatus>> = {
  ready: {
    kind: 'keychain',
    state: 'ready',
    backend: 'Secret Service',
    sentence: 'Logins are kept in the keychain of this system (Secret Service).',
    canCreateFile: false,
    hasFile: false,
    waitMs: 0,
  },
  locked: {
    kind: 'file',
    state: 'locked',
    backend: 'Encrypted file',
    sentence:
      'Logins are kept in an encrypted file, which is locked. The keychain is not used: There is no D-Bus session, so no keychain can be reached. Log in to a desktop, or use `dbus-run-session`.',
    canCreateFile: false,
    hasFile: true,
    waitMs: 8_000,
  },
  absent: {
    kind: 'file',
    state: 'absent',
    backend: '',
    sentence:
      'Logins can be kept in an encrypted file that a passphrase unlocks at each start. The keychain is not used: There is no D-Bus session, so no keychain can be reached. Log in to a desktop, or use `dbus-run-session`.',
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
        label: 'Rights of the key',
        state: ready ? 'met' : 'unmet',
        detail: account.verdict.findings[0] ?? 'It may trade, cannot move funds, and is bound to addresses.',
      },
      {
        key: 'connection',
        label: 'Exchange takes the login',
        state: ready ? 'met' : 'unmet',
        detail: 'KuCoin Futures answered and takes the login.',
      },
      {
        key: 'clock',
        label: 'Clocks agree',
        state: 'met',
        detail: 'This clock and the exchange’s are 12 ms apart; at most 1500 ms are allowed.',
      },
      { key: 'secrets', label: 'Logins unlocked', state: 'met', detail: SAMPLE_SECRETS.ready.sentence },
      { key: 'only-one', label: 'Only live account', state: 'met', detail: 'No other account trades live.' },
    ],
    challenge: ready
      ? { token: 'sample', sentence: `trade live on ${account.name} with real money`, expiresAt: now + 120_000 }
      : null,
  };
};
