import { useSyncExternalStore } from 'react';
import type { Client } from '#shared/contract/index.ts';
import { BookStore } from './book-store.ts';
import { useClient } from './data-context.tsx';
import type { DepthState } from './depth-store.ts';
import { TapeStore } from './tape-store.ts';

/** Levels of each side that are asked for: more than a tall ladder shows. */
const LEVELS = 80;

/** The books and tapes of one client, one for each contract whoever looks. */
class DepthStores {
  readonly #client: Pick<Client, 'depth'>;
  readonly #books = new Map<string, BookStore>();
  readonly #tapes = new Map<string, TapeStore>();

  constructor(client: Pick<Client, 'depth'>) {
    this.#client = client;
  }

  book(symbol: string, groupTicks: number): BookStore {
    return madeOnce(this.#books, `${symbol} ${String(groupTicks)}`, () => {
      const input = { symbol, groupTicks, levels: LEVELS };
      return new BookStore((signal) => this.#client.depth.book(input, { signal }));
    });
  }

  tape(symbol: string): TapeStore {
    return madeOnce(
      this.#tapes,
      symbol,
      () => new TapeStore((signal) => this.#client.depth.trades({ symbol }, { signal })),
    );
  }
}

const stores = new WeakMap<object, DepthStores>();

function storesOf(client: Client): DepthStores {
  let found = stores.get(client);
  if (found === undefined) {
    found = new DepthStores(client);
    stores.set(client, found);
  }
  return found;
}

function madeOnce<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** A store of columns and how it stands; the component renders when its state changes, not when the market moves. */
export interface Depth<Store> extends DepthState {
  readonly store: Store;
  readonly retry: () => void;
}

function useDepth<Store extends BookStore | TapeStore>(store: Store): Depth<Store> {
  const state = useSyncExternalStore<DepthState>(store.subscribe, store.snapshot);
  return { ...state, store, retry: store.retry };
}

/**
 * The order book of a contract, prices put together to multiples of `groupTicks` ticks. Read the columns in
 * `store.onChange`; all who look at the same book share one subscription, which ends when nobody does.
 */
export function useBook(symbol: string, groupTicks = 1): Depth<BookStore> {
  return useDepth(storesOf(useClient()).book(symbol, groupTicks));
}

/** The latest trades of a contract; as {@link useBook}. */
export function useTrades(symbol: string): Depth<TapeStore> {
  return useDepth(storesOf(useClient()).tape(symbol));
}
