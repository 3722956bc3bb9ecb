import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Result } from '#shared/kernel/result.ts';

/** What a node said, or one sentence for a person about why it is not known. */
export type ChainAnswer<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly reason: string };

/** What gas costs now, wei per unit of gas. */
export interface GasPrice {
  /** The newest block's base fee; null on chains without one. */
  readonly baseWei: bigint | null;
  /** Median tip of the last blocks; null on chains without one. */
  readonly priorityWei: bigint | null;
  /** What an ordinary transaction pays: base and tip together, or the node's single price. */
  readonly totalWei: bigint;
}

/** Transfers of a token between two blocks. */
export interface TransferVolume {
  /** Sum in the token's smallest units, minting and burning included. */
  readonly units: bigint;
  readonly transfers: number;
}

/** Blocks from and to, both included. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}

/**
 * An Ethereum-compatible node, read only. Every answer is bounded in time, size and number of tries; nothing is ever
 * signed or sent. Addresses are `0x` and 40 hex digits.
 */
export interface Chain extends Disposable {
  chainId(): Promise<ChainAnswer<number>>;
  blockNumber(): Promise<ChainAnswer<number>>;
  gasPrice(): Promise<ChainAnswer<GasPrice>>;
  /** Sums the `Transfer` events of an ERC-20 contract. Known only when every block of the range was read. */
  transferVolume(token: string, range: BlockRange): Promise<ChainAnswer<TransferVolume>>;
  /**
   * What addresses hold, in the order given.
   * @param token the ERC-20 contract, smallest units; null for the chain's own coin, wei.
   * @param block the state after which block; all addresses are read at the same one.
   */
  balances(token: string | null, addresses: readonly string[], block: number): Promise<ChainAnswer<readonly bigint[]>>;
}

/** Opens nodes. The address may hold a key: it is not kept, logged or put into an answer. */
export interface ChainConnector {
  /**
   * A node that is asked only after it has said that it is on the chain expected.
   * @returns one sentence when the address cannot be used.
   */
  connect(address: string, expectedChainId: number): Promise<Result<Chain, string>>;
}
