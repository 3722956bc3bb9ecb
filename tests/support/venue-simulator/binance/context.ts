import type { VenueEngine } from '../engine/index.ts';
import type { BookPublisher } from '../wire/book-publisher.ts';
import type { Tape } from '../wire/tape.ts';
import type { Answer } from './answers.ts';

export interface BinanceCredentials {
  readonly key: string;
  readonly secret: string;
}

export interface BinanceContext {
  readonly engine: VenueEngine;
  readonly books: BookPublisher;
  readonly tape: Tape;
  /** Leverage per symbol; here it is a setting, not a part of the order. */
  readonly leverage: Map<string, number>;
  readonly listenKeys: Set<string>;
}

export type Handler = (context: BinanceContext, query: URLSearchParams) => Answer;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly at: string;
  /** `key`: the key alone, without a signature. */
  readonly access: 'public' | 'key' | 'signed';
  readonly weight: number;
  readonly handle: Handler;
}
