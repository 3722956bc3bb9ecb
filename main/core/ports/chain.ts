/** An Ethereum-compatible node, read only. */
export interface Chain {
  /** The chain's id, or null when no node answers. */
  chainId(): Promise<number | null>;
}
