import type { ChainCoin, ChainSetting } from '#shared/domain/source.ts';
import { HOUR } from '#shared/domain/time.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Chain, ChainAnswer, ChainConnector } from '../ports/chain.ts';
import type { ExternalPoint } from '../ports/external-store.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { ReadOutcome } from './news-reader.ts';
import type { SeriesBook } from './series-book.ts';
import { chainSeries, gasSeries } from './series-names.ts';

export interface ChainReaderParts {
  readonly connector: ChainConnector;
  readonly book: SeriesBook;
  readonly hasher: Hasher;
  readonly address: () => Promise<Result<string, string>>;
  readonly now: () => number;
}

/** What was read of a coin; null where a figure is not set up or not known, and then why. */
export interface CoinReading {
  readonly coin: string;
  readonly transfersAnHour: number | null;
  readonly held: number | null;
  readonly problems: readonly string[];
}

export interface ChainReading extends ReadOutcome {
  readonly block: number | null;
  readonly gwei: number | null;
  readonly coins: readonly CoinReading[];
}

/** Younger blocks may still be replaced. Ethereum: 12 blocks are the old rule of thumb, a reorganisation of 7 is the longest since 2022. */
const CONFIRMATIONS = 12;
/** A transfer rate over a longer gap is none of an hour. */
const LONGEST_GAP_MS = 3 * HOUR;
const SHORTEST_GAP_MS = HOUR / 4;
const GWEI = 1e9;

const headSeries = (chainId: number): string => `chain.block.${String(chainId)}`;
const tokensOf = (units: bigint, decimals: number): number => Number(units) / 10 ** decimals;

interface Round {
  readonly chain: Chain;
  readonly chainId: number;
  readonly block: number;
  /** Where the last round ended; null when it was too long ago, or there was none. */
  readonly since: { readonly block: number; readonly hours: number } | null;
  readonly at: number;
}

/** Reads a node once an hour: gas, transfers since the last time, holdings of exchange wallets. */
export class ChainReader {
  readonly #parts: ChainReaderParts;
  #open: { readonly chain: Chain; readonly address: string; readonly chainId: number } | null = null;

  constructor(parts: ChainReaderParts) {
    this.#parts = parts;
  }

  /** Reads everything that is set up and stores what is known. Never throws for the node's sake. */
  async read(setting: ChainSetting, coins: readonly ChainCoin[], wanted: () => boolean): Promise<ChainReading> {
    const connected = await this.#connect(setting);
    if (!connected.ok) return nothing(connected.error);
    const { chainId } = setting;
    const chain = connected.value;
    const number = await chain.blockNumber();
    if (!number.known) return nothing(number.reason);
    const block = number.value - CONFIRMATIONS;
    if (block < 0) return nothing(`The chain has ${String(number.value)} blocks only.`);
    const at = this.#parts.now();
    const round: Round = { chain, chainId, block, since: this.#since(chainId, block, at), at };
    const gas = await chain.gasPrice();
    const readings: CoinReading[] = [];
    for (const coin of coins) if (wanted()) readings.push(await readCoin(round, coin));
    if (!wanted()) return { ...nothing('Switched off.'), ok: true };
    const gwei = gas.known ? Number(gas.value.totalWei) / GWEI : null;
    this.#parts.book.write(this.#points(round, gwei, coins, readings));
    const problems = [...(gas.known ? [] : [gas.reason]), ...readings.flatMap((one) => one.problems)];
    const sentence = problems.length === 0 ? `Read up to block ${String(block)}.` : problems.join(' ');
    return { ok: problems.length === 0, sentence, block, gwei, coins: readings };
  }

  /** Asks a node who it is, and keeps nothing. */
  async test(address: string, chainId: number): Promise<ReadOutcome> {
    const connected = await this.#parts.connector.connect(address, chainId);
    if (!connected.ok) return { ok: false, sentence: connected.error };
    try {
      const block = await connected.value.blockNumber();
      return block.known
        ? { ok: true, sentence: `The node is on chain ${String(chainId)} at block ${String(block.value)}.` }
        : { ok: false, sentence: block.reason };
    } finally {
      connected.value.dispose();
    }
  }

  dispose(): void {
    this.#open?.chain.dispose();
    this.#open = null;
  }

  async #connect({ chainId }: ChainSetting): Promise<Result<Chain, string>> {
    const address = await this.#parts.address();
    if (!address.ok) return err(address.error);
    const open = this.#open;
    if (open?.address === address.value && open.chainId === chainId) return ok(open.chain);
    this.dispose();
    const connected = await this.#parts.connector.connect(address.value, chainId);
    if (connected.ok) this.#open = { chain: connected.value, address: address.value, chainId };
    return connected;
  }

  #since(chainId: number, block: number, at: number): Round['since'] {
    const last = this.#parts.book.last(headSeries(chainId), at, LONGEST_GAP_MS);
    if (last === null || at - last.ts < SHORTEST_GAP_MS || last.value >= block) return null;
    return { block: last.value, hours: (at - last.ts) / HOUR };
  }

  #points(
    { chainId, block, at }: Round,
    gwei: number | null,
    coins: readonly ChainCoin[],
    readings: readonly CoinReading[],
  ) {
    const points: ExternalPoint[] = [{ name: headSeries(chainId), ts: at, value: block, seen: at }];
    const add = (name: string, value: number | null): void => {
      if (value !== null) points.push({ name, ts: at, value, seen: at });
    };
    add(gasSeries(chainId), gwei);
    for (const { coin, transfersAnHour, held } of readings) {
      const setting = coins.find((one) => one.coin === coin);
      if (setting === undefined) continue;
      const names = chainSeries(setting, chainId, this.#parts.hasher);
      add(names.transfers, transfersAnHour);
      add(names.balance, held);
    }
    return points;
  }
}

const nothing = (reason: string): ChainReading => ({ ok: false, sentence: reason, block: null, gwei: null, coins: [] });

async function readCoin({ chain, block, since }: Round, setting: ChainCoin): Promise<CoinReading> {
  const { coin, token, decimals, wallets } = setting;
  const problems: string[] = [];
  const known = <T>(answer: ChainAnswer<T>): T | null => {
    if (answer.known) return answer.value;
    problems.push(`${coin}: ${answer.reason}`);
    return null;
  };
  let transfersAnHour: number | null = null;
  if (token !== null && since !== null) {
    const volume = known(await chain.transferVolume(token, { from: since.block + 1, to: block }));
    if (volume !== null) transfersAnHour = tokensOf(volume.units, decimals) / since.hours;
  }
  let held: number | null = null;
  if (wallets.length > 0) {
    const balances = known(await chain.balances(token, wallets, block));
    if (balances !== null)
      held = tokensOf(
        balances.reduce((sum, one) => sum + one, 0n),
        decimals,
      );
  }
  return { coin, transfersAnHour, held, problems };
}
