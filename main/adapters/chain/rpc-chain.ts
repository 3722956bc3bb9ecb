import type { BlockRange, Chain, ChainAnswer, GasPrice, TransferVolume } from '#core/ports/chain.ts';
import { NodeNonsense, NodeRefused, NodeUnreachable } from './rpc-failure.ts';
import type { AskNode, RpcTransport } from './rpc-transport.ts';
import { balanceCall, readBalance, sumTransfers, transferFilter } from './transfer-logs.ts';

/** Blocks asked for at once; nodes refuse long ranges, and an answer must stay small. */
const STEP_BLOCKS = 100;
/** Questions for one sum at most: a contract with more is said to be unknown, not summed in part. */
const MOST_QUESTIONS = 120;
const MOST_BLOCKS = 10_000;
const MOST_WALLETS = 50;
const HISTORY_BLOCKS = '0x14';

const QUANTITY = /^0x[0-9a-fA-F]{1,64}$/;

function quantity(answer: unknown, what: string): bigint {
  if (typeof answer !== 'string' || !QUANTITY.test(answer)) throw new NodeNonsense(`The node gave no ${what}.`);
  return BigInt(answer);
}

function count(answer: unknown, what: string): number {
  const value = quantity(answer, what);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new NodeNonsense(`The node gave a ${what} that cannot be.`);
  return Number(value);
}

async function known<T>(question: () => Promise<T>): Promise<ChainAnswer<T>> {
  try {
    return { known: true, value: await question() };
  } catch (error) {
    // Texts of the library hold whole requests: only our own sentences are passed on.
    const ours = error instanceof NodeNonsense || error instanceof NodeRefused || error instanceof NodeUnreachable;
    return { known: false, reason: ours ? error.message : 'The node sent something that cannot be decoded.' };
  }
}

/** The middle of a list, the mean of both middles. */
function median(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [low = 0n, high = 0n] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2n;
}

/** A node behind an address, read by JSON-RPC. Before its first answer it has to say that it is on the expected chain. */
export class RpcChain implements Chain {
  readonly #transport: RpcTransport;
  readonly #expected: number;
  #verified: Promise<void> | null = null;

  constructor(transport: RpcTransport, expected: number) {
    this.#transport = transport;
    this.#expected = expected;
  }

  chainId(): Promise<ChainAnswer<number>> {
    return known(() => this.#chainId());
  }

  blockNumber(): Promise<ChainAnswer<number>> {
    return this.#ask(async (ask) => count(await ask('eth_blockNumber', []), 'block number'));
  }

  gasPrice(): Promise<ChainAnswer<GasPrice>> {
    return this.#ask(async (ask) => {
      try {
        return feesOf(await ask('eth_feeHistory', [HISTORY_BLOCKS, 'latest', [50]]));
      } catch (error) {
        // A chain without a base fee has no such call, but a price.
        if (!(error instanceof NodeRefused)) throw error;
      }
      const totalWei = quantity(await ask('eth_gasPrice', []), 'gas price');
      return { baseWei: null, priorityWei: null, totalWei };
    });
  }

  transferVolume(token: string, range: BlockRange): Promise<ChainAnswer<TransferVolume>> {
    return this.#ask(async (ask) => {
      const { from, to } = range;
      if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from)
        throw new NodeNonsense(`There are no blocks from ${String(from)} to ${String(to)}.`);
      if (to - from >= MOST_BLOCKS)
        throw new NodeNonsense(`More than ${String(MOST_BLOCKS)} blocks are not summed at once.`);
      return sumRange(ask, token, range);
    });
  }

  balances(token: string | null, addresses: readonly string[], block: number): Promise<ChainAnswer<readonly bigint[]>> {
    return this.#ask(async (ask) => {
      if (addresses.length > MOST_WALLETS)
        throw new NodeNonsense(`More than ${String(MOST_WALLETS)} wallets are not read.`);
      const at = `0x${block.toString(16)}`;
      const held: bigint[] = [];
      for (const address of addresses) {
        held.push(
          token === null
            ? quantity(await ask('eth_getBalance', [address, at]), 'balance')
            : readBalance(await ask('eth_call', [{ to: token, data: balanceCall(address) }, at])),
        );
      }
      return held;
    });
  }

  dispose(): void {
    this.#transport.close();
  }

  #ask<T>(question: (ask: AskNode) => Promise<T>): Promise<ChainAnswer<T>> {
    return known(async () => {
      await this.#verify();
      return question(this.#transport.ask);
    });
  }

  async #chainId(): Promise<number> {
    return count(await this.#transport.ask('eth_chainId', []), 'chain id');
  }

  /** Once, and again after a failure: a node does not change its chain, but an address may lead to another node one day. */
  async #verify(): Promise<void> {
    this.#verified ??= this.#checkChain();
    try {
      await this.#verified;
    } catch (error) {
      this.#verified = null;
      throw error;
    }
  }

  async #checkChain(): Promise<void> {
    const id = await this.#chainId();
    if (id === this.#expected) return;
    throw new NodeNonsense(`The node is on chain ${String(id)}, not on chain ${String(this.#expected)}.`);
  }
}

/** Base fee of the newest block whose fee is settled, and the median of the median tips. Source: EIP-1559, execution-apis. */
function feesOf(answer: unknown): GasPrice {
  const { baseFeePerGas, reward } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
    string,
    unknown
  >;
  const bases: readonly unknown[] = Array.isArray(baseFeePerGas) ? baseFeePerGas : [];
  const rewards: readonly unknown[] = Array.isArray(reward) ? reward : [];
  if (bases.length === 0) throw new NodeRefused('The node keeps no history of fees.');
  // The last entry is the next block's, which is known already.
  const baseWei = quantity(bases.at(-1), 'base fee');
  const tips = rewards.map((row) => quantity(Array.isArray(row) ? row[0] : null, 'tip'));
  const priorityWei = tips.length === 0 ? 0n : median(tips);
  return { baseWei, priorityWei, totalWei: baseWei + priorityWei };
}

/** Halves a range that the node does not answer in one piece, down to single blocks, with a bounded number of questions. */
async function sumRange(ask: AskNode, token: string, { from, to }: BlockRange): Promise<TransferVolume> {
  const waiting: BlockRange[] = [];
  for (let start = to - ((to - from) % STEP_BLOCKS); start >= from; start -= STEP_BLOCKS)
    waiting.push({ from: start, to: Math.min(to, start + STEP_BLOCKS - 1) });
  let units = 0n;
  let transfers = 0;
  for (let questions = 0; ; questions += 1) {
    const range = waiting.pop();
    if (range === undefined) return { units, transfers };
    if (questions >= MOST_QUESTIONS)
      throw new NodeNonsense(
        `The token has too many transfers: ${String(MOST_QUESTIONS)} questions did not cover the range.`,
      );
    try {
      const part = sumTransfers(await ask('eth_getLogs', [transferFilter(token, range)]), token, range);
      units += part.units;
      transfers += part.transfers;
    } catch (error) {
      if (range.from === range.to || !isTooMuch(error)) throw error;
      const middle = Math.floor((range.from + range.to) / 2);
      waiting.push({ from: middle + 1, to: range.to }, { from: range.from, to: middle });
    }
  }
}

const isTooMuch = (error: unknown): boolean =>
  error instanceof NodeRefused || (error instanceof NodeUnreachable && error.message.includes('KiB'));
