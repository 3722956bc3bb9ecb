/** The data of records about sources outside the market; the subject is the source's id, a coin, or `chain`. */
export interface SourceEventData {
  /** Everything that is set after a change. The address of the node is never in it. */
  'sources.changed': {
    sources: readonly {
      id: string;
      name: string;
      kind: 'feed' | 'fear-greed';
      address: string;
      weight: number;
      enabled: boolean;
    }[];
    chain: { host: string; chainId: number; enabled: boolean } | null;
    coins: readonly { coin: string; token: string | null; decimals: number; wallets: readonly string[] }[];
    change: string;
    by: string;
  };
}

export const SOURCE_EVENT_TYPES = ['sources.changed'] as const satisfies readonly (keyof SourceEventData)[];
