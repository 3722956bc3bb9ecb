import type { ChainCoin } from '#shared/domain/source.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Hasher } from '../ports/hasher.ts';

/** The market as a whole, in the place of a coin. */
export const WHOLE_MARKET = 'market';

export const newsSeries = (coin: string): string => `news.score.${coin}`;
export const articlesSeries = (coin: string): string => `news.articles.${coin}`;
export const fearGreedSeries = (sourceId: string): string => `fear-greed.${sourceId}`;
export const gasSeries = (chainId: number): string => `chain.gas.${String(chainId)}`;

/**
 * Series of a coin's contract and wallets carry a mark of what they are about: another contract or another list of wallets is
 * another series, or a change of settings would look like a flow.
 */
export function chainSeries(
  { coin, token, decimals, wallets }: ChainCoin,
  chainId: number,
  hasher: Hasher,
): { readonly transfers: string; readonly balance: string } {
  const mark = (about: string): string => hasher.sha256(about).slice(0, 12);
  const contract = `${String(chainId)} ${token ?? ''} ${String(decimals)}`;
  return {
    transfers: `chain.transfers.${coin}.${mark(contract)}`,
    balance: `chain.balance.${coin}.${mark(`${contract} ${canonicalJson([...wallets].sort())}`)}`,
  };
}
