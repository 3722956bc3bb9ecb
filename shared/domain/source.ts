/** `feed`: RSS, Atom or JSON Feed. `fear-greed`: a JSON series from 0, fear, to 100, greed. */
export const SOURCE_KINDS = ['feed', 'fear-greed'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A source of sentiment as a person set it up. */
export interface SourceSetting {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** Shown to whoever may look, so it holds no key. */
  readonly address: string;
  /** How much an article of the feed counts against one of another, 0.1…10. */
  readonly weight: number;
  readonly enabled: boolean;
}

/** The node that chain figures are read from. Its address may hold a key and is kept with the logins. */
export interface ChainSetting {
  /** Name and port of the node's host. */
  readonly host: string;
  /** The chain it has to be on: 1 is Ethereum. */
  readonly chainId: number;
  readonly enabled: boolean;
}

/** What is read of a coin on the chain. */
export interface ChainCoin {
  /** As instruments name it: `ETH`. */
  readonly coin: string;
  /** Its ERC-20 contract, lower case; null for the chain's own coin, of which no transfers are summed. */
  readonly token: string | null;
  readonly decimals: number;
  /** Addresses of exchanges, lower case. */
  readonly wallets: readonly string[];
}

/** Why an address cannot be that of a feed or a series; null when it can. Keys belong where they are not shown. */
export function sourceAddressProblem(address: string): string | null {
  if (!/^(https:\/\/[^\s/?#@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)([/?#]\S*)?$/.test(address))
    return 'Give an address that begins with https://, without a login.';
  const named = /[?&]([^=&#]*(?:key|token|secret|auth|password)[^=&#]*)=/i.exec(address)?.[1];
  return named === undefined ? null : `The address holds a key (${named}), and addresses are shown. Give one without.`;
}
