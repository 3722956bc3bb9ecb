import type { ChainCoin, ChainSetting, SourceKind, SourceSetting } from '#shared/domain/source.ts';
import { sourceAddressProblem } from '#shared/domain/source.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../journal/journal.ts';
import { newestFirst } from '../journal/newest-first.ts';
import type { Secrets } from '../ports/secrets.ts';

export interface SourceDeskParts {
  readonly journal: Pick<Journal, 'append' | 'state' | 'store'>;
  readonly secrets: Secrets;
  /** Hides a secret from logs and records from now on. */
  readonly hide: (secret: string) => void;
  readonly newId: () => string;
}

export interface NewSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly address: string;
  readonly weight: number;
}

export type SourceChange = Partial<Pick<SourceSetting, 'name' | 'weight' | 'enabled'>>;

/** Everything that is set up. */
export interface SourceSettings {
  readonly sources: readonly SourceSetting[];
  readonly chain: ChainSetting | null;
  readonly coins: readonly ChainCoin[];
}

const MOST_SOURCES = 20;
const MOST_COINS = 20;
const RPC_SECRET = 'chain:rpc';

const NOTHING: SourceSettings = { sources: [], chain: null, coins: [] };
const hostOf = (address: string): string => /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/.exec(address)?.[1] ?? '';

/** What a person set up of sources outside the market; every change is recorded. */
export class SourceDesk {
  readonly onChange = new Emitter<void>();
  readonly #parts: SourceDeskParts;
  #settings: SourceSettings;

  constructor(parts: SourceDeskParts) {
    this.#parts = parts;
    const fact = parts.journal.state.fact('sources');
    this.#settings = fact === null ? NOTHING : fact.data;
  }

  get settings(): SourceSettings {
    return this.#settings;
  }

  /** What was set up at a moment, from the records; nothing before the first. */
  at(moment: number): SourceSettings {
    for (const { ts, data } of newestFirst(this.#parts.journal.store, ['sources.changed'], { page: 100 }))
      if (ts <= moment) return data as unknown as SourceSettings;
    return NOTHING;
  }

  source(id: string): SourceSetting | null {
    return this.#settings.sources.find((one) => one.id === id) ?? null;
  }

  add({ name, kind, address, weight }: NewSource, by: string): Result<SourceSetting, string> {
    const { sources } = this.#settings;
    if (sources.length >= MOST_SOURCES) return err(`There are ${String(MOST_SOURCES)} sources; remove one first.`);
    if (sources.some((one) => one.name === name)) return err(`A source is named ${name} already.`);
    if (sources.some((one) => one.address === address)) return err('This address is there already.');
    if (kind === 'fear-greed' && sources.some((one) => one.kind === kind))
      return err('There is a fear and greed series already; remove it first.');
    const problem = sourceAddressProblem(address);
    if (problem !== null) return err(problem);
    const source: SourceSetting = { id: this.#parts.newId(), name, kind, address, weight, enabled: true };
    this.#set({ sources: [...sources, source] }, source.id, `${name} added`, by);
    return ok(source);
  }

  /** @returns null when there is no such source. */
  change(id: string, change: SourceChange, by: string): SourceSetting | null {
    const before = this.source(id);
    if (before === null) return null;
    const after = { ...before, ...change };
    const sources = this.#settings.sources.map((one) => (one.id === id ? after : one));
    this.#set({ sources }, id, `${after.name} changed`, by);
    return after;
  }

  /** What it told so far stays stored. @returns false when there is no such source. */
  remove(id: string, by: string): boolean {
    const source = this.source(id);
    if (source === null) return false;
    this.#set({ sources: this.#settings.sources.filter((one) => one.id !== id) }, id, `${source.name} removed`, by);
    return true;
  }

  /** Keeps the node's address with the logins first; what is recorded is its host. */
  async setChain(address: string, chainId: number, by: string): Promise<Result<ChainSetting, string>> {
    const host = hostOf(address);
    if (host === '') return err('The address of the node must begin with https:// or http://.');
    this.#hide(address);
    const written = await this.#parts.secrets.write(RPC_SECRET, address);
    if (!written.ok) return err(written.error.message);
    const chain: ChainSetting = { host, chainId, enabled: true };
    this.#set({ chain }, 'chain', `node at ${host} set`, by);
    return ok(chain);
  }

  switchChain(enabled: boolean, by: string): ChainSetting | null {
    const { chain } = this.#settings;
    if (chain === null) return null;
    const after = { ...chain, enabled };
    this.#set({ chain: after }, 'chain', enabled ? 'node switched on' : 'node switched off', by);
    return after;
  }

  /** Forgets the node and its address; an error sentence when the address stayed where it was, null without a node. */
  async removeChain(by: string): Promise<Result<void, string> | null> {
    if (this.#settings.chain === null) return null;
    const removed = await this.#parts.secrets.remove(RPC_SECRET);
    if (!removed.ok) return err(removed.error.message);
    this.#set({ chain: null }, 'chain', 'node removed', by);
    return ok(undefined);
  }

  /** The node's address, for the connection alone. */
  async chainAddress(): Promise<Result<string, string>> {
    const read = await this.#parts.secrets.read(RPC_SECRET);
    if (!read.ok) return err(read.error.message);
    if (read.value === null) return err('The address of the node is not kept any more. Set it again.');
    this.#hide(read.value);
    return ok(read.value);
  }

  setCoin(coin: ChainCoin, by: string): Result<ChainCoin, string> {
    const others = this.#settings.coins.filter((one) => one.coin !== coin.coin);
    if (others.length >= MOST_COINS) return err(`There are ${String(MOST_COINS)} coins; remove one first.`);
    if (coin.token === null && coin.wallets.length === 0)
      return err(`There is nothing to read of ${coin.coin}: give a token contract, exchange wallets, or both.`);
    if (new Set(coin.wallets).size < coin.wallets.length) return err('A wallet is named twice and would count twice.');
    this.#set({ coins: [...others, coin] }, coin.coin, `${coin.coin} set on the chain`, by);
    return ok(coin);
  }

  removeCoin(coin: string, by: string): boolean {
    const coins = this.#settings.coins.filter((one) => one.coin !== coin);
    if (coins.length === this.#settings.coins.length) return false;
    this.#set({ coins }, coin, `${coin} removed from the chain`, by);
    return true;
  }

  #set(change: Partial<SourceSettings>, subject: string, sentence: string, by: string): void {
    const next = { ...this.#settings, ...change };
    const data = {
      sources: next.sources.map((one) => ({ ...one })),
      chain: next.chain === null ? null : { ...next.chain },
      coins: next.coins.map((one) => ({ ...one, wallets: [...one.wallets] })),
      change: sentence,
      by,
    };
    this.#parts.journal.append({ type: 'sources.changed', subject, data });
    this.#settings = next;
    this.onChange.emit();
  }

  /** The whole address, and what of it may be a key by itself: path, query and login. */
  #hide(address: string): void {
    const { hide } = this.#parts;
    hide(address);
    const rest = address.slice(address.indexOf(hostOf(address)) + hostOf(address).length);
    const login = /^https?:\/\/([^/?#@]+)@/.exec(address)?.[1]?.split(':') ?? [];
    for (const piece of [...login, ...rest.split(/[/?&=#]/)]) if (piece.length >= 12) hide(piece);
  }
}
