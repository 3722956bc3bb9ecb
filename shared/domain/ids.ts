import type { Brand } from '../kernel/brand.ts';

/** A contract as KuCoin Futures names it: `XBTUSDTM`. */
export type ContractSymbol = Brand<string, 'ContractSymbol'>;
/** A signal's id, unique for ever. */
export type SignalId = Brand<string, 'SignalId'>;
/** Our own order id, 32 hex characters, sent to the venue as `clientOid`. */
export type ClientOrderId = Brand<string, 'ClientOrderId'>;
/** Lower-case SHA-256 in hex, 64 characters. */
export type Sha256Hex = Brand<string, 'Sha256Hex'>;
/** What a lock protects: `symbol:XBTUSDTM`, `account:paper`, `portfolio`. */
export type ResourceKey = Brand<string, 'ResourceKey'>;
/** Rises with each grant of a lock on a resource; a write with an older token is refused. */
export type FencingToken = Brand<number, 'FencingToken'>;

/**
 * Reads a contract symbol.
 * @throws SyntaxError unless it is 4 to 32 capital letters and digits.
 */
export function contractSymbol(text: string): ContractSymbol {
  if (!/^[A-Z0-9]{4,32}$/.test(text)) throw new SyntaxError(`Not a contract symbol: "${text}"`);
  return text as ContractSymbol;
}

export const signalId = (text: string): SignalId => text as SignalId;
export const clientOrderId = (text: string): ClientOrderId => text as ClientOrderId;
export const sha256Hex = (text: string): Sha256Hex => text as Sha256Hex;

/** The one registry of lock keys, so that two spellings of the same resource cannot exist. */
export const resource = {
  symbol: (symbol: ContractSymbol): ResourceKey => `symbol:${symbol}` as ResourceKey,
  account: (account: string): ResourceKey => `account:${account}` as ResourceKey,
  portfolio: 'portfolio' as ResourceKey,
  /** A login at an exchange, by a fingerprint of its key: what two hosts on one machine must not trade at once. */
  login: (venue: string, fingerprint: string): ResourceKey => `login:${venue}:${fingerprint}` as ResourceKey,
} as const;
