import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Credentials } from '#core/accounts/account.ts';
import type { VenueCall } from './quirks.ts';
import type { HttpRequest } from './transport.ts';

/** Where a host points the adapter instead of the venue: scheme and authority, `http://127.0.0.1:4000`. */
export interface VenueEndpoints {
  readonly rest: string;
  /** Sockets whose address the venue does not hand out itself. */
  readonly socket: string;
}

/** The part of ccxt's exchange class that is used: what signs, and where things are. */
interface CcxtExchange {
  urls: { api: Record<string, unknown>; hostname?: string };
  hostname?: string;
  options: Record<string, unknown>;
  milliseconds: () => number;
  nonce: () => number;
  sign(
    path: string,
    api: string,
    method: string,
    params: Record<string, unknown> | Record<string, unknown>[],
  ): { url: string; method: string; body?: string | undefined; headers?: Record<string, string> | undefined };
}

type CcxtClass = new (config: Record<string, unknown>) => CcxtExchange;

/** Makes signed requests and knows the venue's addresses. It opens no connection. */
export interface Signer {
  request(call: VenueCall): HttpRequest;
  /** The address of a socket by its place in ccxt's table: `ws`, `future`. */
  socketUrl(...path: readonly string[]): string;
  /** HMAC-SHA-256 of a text with the account's secret, for logins on sockets. */
  hmac(text: string, digest: 'hex' | 'base64'): string;
  /** The time requests are signed with, ms. */
  now(): number;
  readonly credentials: Credentials;
}

export interface SignerParts {
  readonly module: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly credentials: Credentials;
  readonly endpoints: VenueEndpoints | null;
  /** Venue time, ms. */
  readonly now: () => number;
}

/**
 * What signs for one exchange: the file beside the bundle in a build, which holds nothing else of ccxt, or ccxt's own file
 * when run from source. The package exports only the whole of it, so that file is found beside its entry.
 */
function classFile(name: string): URL {
  const built = new URL(`./connectors/${name}.mjs`, import.meta.url);
  if (existsSync(built)) return built;
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('ccxt'));
  return new URL(`../js/src/pro/${name}.js`, entry);
}

async function loadClass(name: string): Promise<CcxtClass> {
  const loaded = (await import(classFile(name).href)) as { readonly default: CcxtClass };
  return loaded.default;
}

/** Puts another scheme and authority before every address of a table, and keeps the paths. */
function redirect(table: Record<string, unknown>, endpoints: VenueEndpoints): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => {
      if (typeof value === 'object' && value !== null)
        return [name, redirect(value as Record<string, unknown>, endpoints)];
      if (typeof value !== 'string') return [name, value];
      const base = /^wss?:/.test(value) ? endpoints.socket : endpoints.rest;
      return [name, value.replace(/^[a-z]+:\/\/[^/]+/, base)];
    }),
  );
}

function filled(url: unknown, hostname: string, path: readonly string[]): string {
  if (typeof url !== 'string') throw new Error(`ccxt knows no socket address ${path.join('.')}`);
  return url.replace('{hostname}', hostname);
}

/** ccxt's signing with everything else of it left out: no markets, no throttle, no retry, no requests. */
export async function createSigner(parts: SignerParts): Promise<Signer> {
  const Exchange = await loadClass(parts.module);
  const { credentials, endpoints } = parts;
  const exchange = new Exchange({
    apiKey: credentials.key,
    secret: credentials.secret,
    password: credentials.passphrase ?? '',
    enableRateLimit: false,
    maxRetriesOnFailure: 0,
  });
  Object.assign(exchange.options, parts.options, { maxRetriesOnFailure: 0 });
  exchange.milliseconds = parts.now;
  exchange.nonce = parts.now;
  if (endpoints !== null) exchange.urls.api = redirect(exchange.urls.api, endpoints);
  return {
    credentials,
    now: parts.now,
    request(call) {
      const signed = exchange.sign(call.path, call.api, call.method, bodyOf(call));
      return { method: signed.method, url: signed.url, headers: signed.headers ?? {}, body: signed.body ?? null };
    },
    socketUrl(...path) {
      let place: unknown = exchange.urls.api;
      for (const name of path) place = (place as Record<string, unknown> | undefined)?.[name];
      return filled(place, exchange.hostname ?? '', path);
    },
    hmac(text, digest) {
      return createHmac('sha256', credentials.secret).update(text).digest(digest);
    },
  };
}

/** ccxt adds to what it is given, so it gets a copy. */
const bodyOf = ({ params, list }: VenueCall): Record<string, unknown> | Record<string, unknown>[] =>
  list === undefined ? { ...params } : list.map((item) => ({ ...item }));
