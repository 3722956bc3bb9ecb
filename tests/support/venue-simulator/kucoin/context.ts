import type { VenueEngine } from '../engine/index.ts';
import type { Answer } from './answers.ts';
import type { BookPublisher } from '../wire/book-publisher.ts';
import type { Credentials } from './signature.ts';
import type { Tape } from '../wire/tape.ts';

/** What the routes of one venue share. */
export interface VenueContext {
  readonly engine: VenueEngine;
  readonly books: BookPublisher;
  readonly tape: Tape;
  readonly credentials: Credentials;
  readonly settings: Settings;
  /** Tokens of `bullet-*`; the stream accepts no others. */
  readonly tokens: TokenDesk;
  /** Where the stream listens. */
  wsUrl(): string;
}

/** What was set and the engine has no part in. */
export interface Settings {
  /** KuCoin's paged history of orders and fills lags behind; the recent lists do not. */
  readonly historyLagMs: number;
  readonly crossLeverage: Map<string, string>;
  readonly autoDeposit: Set<string>;
}

export interface TokenDesk {
  issue(kind: 'public' | 'private'): string;
}

/** One request, taken apart. */
export interface Call {
  readonly query: URLSearchParams;
  /** Parts of the path that the route names. */
  readonly path: Readonly<Record<string, string>>;
  /** The parsed body; null when there is none. */
  readonly body: unknown;
}

export type Handler = (context: VenueContext, call: Call) => Answer;

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `:name` takes one part of the path. */
  readonly at: string;
  readonly access: 'public' | 'private';
  /** Of the resource pool. */
  readonly weight: number;
  readonly handle: Handler;
}
