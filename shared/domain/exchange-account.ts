/** Exchanges an account can be added for. */
export const VENUE_IDS = ['kucoin-futures', 'binance-usdm', 'bybit', 'okx'] as const;
export type VenueId = (typeof VENUE_IDS)[number];

/** What the login of an exchange looks like. */
export interface VenueLogin {
  readonly label: string;
  /** True when its API keys come with a passphrase of their own. */
  readonly passphrase: boolean;
}

export const VENUE_LOGINS: Readonly<Record<VenueId, VenueLogin>> = {
  'kucoin-futures': { label: 'KuCoin Futures', passphrase: true },
  'binance-usdm': { label: 'Binance USDⓈ-M Futures', passphrase: false },
  bybit: { label: 'Bybit', passphrase: false },
  okx: { label: 'OKX', passphrase: true },
};

/** Yes, no, or the venue does not say, which counts as unsafe. */
export const TRISTATES = ['yes', 'no', 'unknown'] as const;
export type Tristate = (typeof TRISTATES)[number];

/** What follows from a key's rights: usable, usable with a warning, or not used for live trading. */
export const RIGHTS_VERDICTS = ['safe', 'warned', 'refused'] as const;
export type RightsVerdictKind = (typeof RIGHTS_VERDICTS)[number];

/** Characters a login's parts may have at most. One item of the Windows keychain holds 2,560 bytes, all parts together. */
export const LOGIN_LIMITS = { name: 40, key: 256, secret: 1_900, passphrase: 128 } as const;

/** Characters of the passphrase that unlocks the encrypted file. */
export const VAULT_PASSPHRASE = { min: 12, max: 256 } as const;
