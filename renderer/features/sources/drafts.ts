import type { OutsideKind } from '#shared/domain/signal-source.ts';
import { sourceAddressProblem, type SourceKind } from '#shared/domain/source.ts';
import { say } from '#shared/language/words.ts';
import { told } from '#shared/language/told.ts';

/** A number typed as decimal text; null when it is none. */
function decimalOf(text: string): number | null {
  return /^\d{1,6}(\.\d{1,4})?$/.test(text.trim()) ? Number(text) : null;
}

/** A source of signals as it is typed. */
export interface SignalSourceDraft {
  readonly kind: OutsideKind;
  readonly name: string;
  readonly weight: string;
}

export const NEW_SIGNAL_SOURCE: SignalSourceDraft = { kind: 'webhook', name: '', weight: '1' };

/** The weight of a signal source, 0.05…1; null when it is none. */
export function signalWeight(text: string): number | null {
  const weight = decimalOf(text);
  return weight !== null && weight >= 0.05 && weight <= 1 ? weight : null;
}

/** What is wrong with a typed source of signals; null when nothing is. */
export function signalSourceProblem({ name, weight }: SignalSourceDraft, taken: readonly string[]): string | null {
  if (name === '') return say('Give the source a short name: it stands with every signal.');
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(name))
    return say('A name is 1 to 32 lower-case letters, digits and hyphens, and begins with a letter.');
  if (taken.includes(name)) return say('There is a source {name} already.', { name });
  return signalWeight(weight) === null ? say('A weight is 0.05 to 1.') : null;
}

/** A feed or a series as it is typed. */
export interface FeedDraft {
  readonly kind: SourceKind;
  readonly name: string;
  readonly address: string;
  readonly weight: string;
}

export const NEW_FEED: FeedDraft = { kind: 'feed', name: '', address: '', weight: '1' };

/** The weight of a feed, 0.1…10; null when it is none. */
export function feedWeight(text: string): number | null {
  const weight = decimalOf(text);
  return weight !== null && weight >= 0.1 && weight <= 10 ? weight : null;
}

/** What is wrong with a typed feed; null when nothing is. */
export function feedProblem({ name, address, weight }: FeedDraft): string | null {
  if (name.trim() === '') return say('Give the source a name.');
  if (address.trim() === '') return say('Give the address it is read from.');
  const problem = sourceAddressProblem(address.trim());
  if (problem !== null) return told(problem);
  return feedWeight(weight) === null ? say('A weight is 0.1 to 10.') : null;
}

/** What is read of a coin on the chain, as it is typed; wallets one a line. */
export interface CoinDraft {
  readonly coin: string;
  readonly token: string;
  readonly decimals: string;
  readonly wallets: string;
}

export const NEW_COIN: CoinDraft = { coin: '', token: '', decimals: '18', wallets: '' };

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const MOST_WALLETS = 50;
const MOST_DECIMALS = 36;

/** Addresses parted by lines, spaces or commas. */
export const walletList = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

function walletsProblem(wallets: readonly string[]): string | null {
  const bad = wallets.find((wallet) => !ADDRESS.test(wallet));
  if (bad !== undefined)
    return say('{wallet} is no address: one is 0x and 40 hex digits.', { wallet: bad.slice(0, 20) });
  if (wallets.length > MOST_WALLETS) return say('At most {most} wallets.', { most: MOST_WALLETS });
  const distinct = new Set(wallets.map((wallet) => wallet.toLowerCase()));
  return distinct.size < wallets.length ? say('A wallet is named twice and would count twice.') : null;
}

/** What is wrong with a typed coin; null when nothing is. */
export function coinProblem({ coin, token, decimals, wallets }: CoinDraft): string | null {
  if (!/^[A-Z0-9]{1,20}$/.test(coin)) return say('Name a coin of this market, such as ETH.');
  if (token !== '' && !ADDRESS.test(token))
    return say('A token contract is 0x and 40 hex digits; empty for the own coin.');
  if (!/^\d{1,2}$/.test(decimals) || Number(decimals) > MOST_DECIMALS) return say('Decimals are 0 to 36.');
  const list = walletList(wallets);
  if (token === '' && list.length === 0) return say('Give a token contract, exchange wallets, or both.');
  return walletsProblem(list);
}

/** What is wrong with a typed address of a node; null when nothing is. */
export function nodeProblem(address: string, chainId: string): string | null {
  if (address === '') return say('Give the RPC address of the node.');
  if (!/^https?:\/\/[^\s/?#]+([/?#]\S*)?$/.test(address))
    return say('Give an address that begins with https:// or http://.');
  return /^[1-9]\d{0,14}$/.test(chainId) ? null : say('The id of the chain is a whole number; 1 is Ethereum.');
}
