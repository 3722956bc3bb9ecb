import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The readers of ccxt that are the peers here. */
export interface CcxtReaders {
  parseOHLCVs(rows: unknown): number[][];
  parseOrderBook(book: unknown, symbol: string): { readonly bids: number[][]; readonly asks: number[][] };
  parseTickers(tickers: unknown): Record<string, Record<string, number | string | null | undefined>>;
}

/** One exchange file of ccxt; its package exports only the whole. */
export async function ccxtReaders(name: string): Promise<CcxtReaders> {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('ccxt'));
  const file = (await import(new URL(`../js/src/${name}.js`, entry).href)) as { default: new () => CcxtReaders };
  return new file.default();
}
