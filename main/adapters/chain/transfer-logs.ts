import { id, Interface } from 'ethers';
import type { BlockRange, TransferVolume } from '#core/ports/chain.ts';
import { NodeNonsense } from './rpc-failure.ts';

const ERC_20 = new Interface([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'function balanceOf(address owner) view returns (uint256)',
]);

/** Source: EIP-20, keccak-256 of the event's signature. */
export const TRANSFER_TOPIC = id('Transfer(address,address,uint256)');

const hex = (value: number): string => `0x${value.toString(16)}`;

/** The filter of `eth_getLogs` for a token's transfers. */
export const transferFilter = (token: string, { from, to }: BlockRange) => ({
  address: token,
  topics: [TRANSFER_TOPIC],
  fromBlock: hex(from),
  toBlock: hex(to),
});

type Loose = Readonly<Record<string, unknown>>;

function amountOf(log: Loose, token: string, { from, to }: BlockRange): bigint | null {
  const { address, topics, data, blockNumber, removed } = log;
  if (removed === true) return null;
  const block = typeof blockNumber === 'string' ? Number(blockNumber) : Number.NaN;
  const ours = typeof address === 'string' && address.toLowerCase() === token.toLowerCase();
  if (!ours || !(block >= from && block <= to)) throw new NodeNonsense('The node gave logs that were not asked for.');
  // An ERC-721 token has the same event with its third value indexed too: it counts things, not amounts.
  if (!Array.isArray(topics) || topics.length !== 3 || typeof data !== 'string' || data.length !== 66)
    throw new NodeNonsense('The contract is no ERC-20 token: its Transfer events hold no amount.');
  const parsed = ERC_20.parseLog({ topics: topics.map(String), data });
  const amount: unknown = parsed?.args[2];
  if (typeof amount !== 'bigint') throw new NodeNonsense('A Transfer event could not be decoded.');
  return amount;
}

/** Adds up an answer of `eth_getLogs`. @throws NodeNonsense when a log is not one of those asked for. */
export function sumTransfers(answer: unknown, token: string, range: BlockRange): TransferVolume {
  if (!Array.isArray(answer)) throw new NodeNonsense('The node gave no list of logs.');
  let units = 0n;
  let transfers = 0;
  for (const log of answer as readonly unknown[]) {
    if (typeof log !== 'object' || log === null) throw new NodeNonsense('The node gave a log that is none.');
    const amount = amountOf(log as Loose, token, range);
    if (amount === null) continue;
    units += amount;
    transfers += 1;
  }
  return { units, transfers };
}

export const balanceCall = (owner: string): string => ERC_20.encodeFunctionData('balanceOf', [owner]);

/** @throws NodeNonsense when the answer is not one amount, as of an address without a contract. */
export function readBalance(answer: unknown): bigint {
  if (typeof answer !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(answer))
    throw new NodeNonsense('The contract gave no balance: it is no ERC-20 token.');
  return BigInt(answer);
}
