import type { Depth, Level, VenueEngine } from '../engine/index.ts';

export interface BookChange {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly ticks: number;
  /** 0: the level is gone. */
  readonly lots: number;
  readonly sequence: number;
}

interface Published {
  depth: Depth;
  sequence: number;
}

const FIRST_SEQUENCE = 1_709_294_294_670;
const LEVELS = 100;

const changesOf = (before: readonly Level[], after: readonly Level[]): [number, number][] => {
  const old = new Map(before);
  const fresh = new Map(after);
  const gone = before.filter(([ticks]) => !fresh.has(ticks)).map(([ticks]): [number, number] => [ticks, 0]);
  return [
    ...gone,
    ...after.filter(([ticks, lots]) => old.get(ticks) !== lots).map(([ticks, lots]): [number, number] => [ticks, lots]),
  ];
};

/** The book as published: one sequence number per changed level, the same for the snapshot and the stream. */
export class BookPublisher {
  readonly #engine: VenueEngine;
  readonly #books = new Map<string, Published>();

  constructor(engine: VenueEngine) {
    this.#engine = engine;
  }

  /** Numbers what changed since the last call. Gone levels first, so that a replayed book is never crossed. */
  publish(symbol: string): readonly BookChange[] {
    const book = this.#book(symbol);
    const depth = this.#engine.depth(symbol, LEVELS);
    const sides = [
      ...changesOf(book.depth.bids, depth.bids).map(([ticks, lots]) => ({ side: 'buy' as const, ticks, lots })),
      ...changesOf(book.depth.asks, depth.asks).map(([ticks, lots]) => ({ side: 'sell' as const, ticks, lots })),
    ].sort((a, b) => Number(a.lots > 0) - Number(b.lots > 0));
    book.depth = depth;
    return sides.map((change) => ({ symbol, ...change, sequence: (book.sequence += 1) }));
  }

  /** The last published book; what has not been published yet is not in it. */
  snapshot(symbol: string): { readonly depth: Depth; readonly sequence: number } {
    return { ...this.#book(symbol) };
  }

  /** A hole in the numbers, as after a lost message. */
  skip(symbol: string, count = 1): void {
    this.#book(symbol).sequence += count;
  }

  #book(symbol: string): Published {
    const found = this.#books.get(symbol);
    if (found !== undefined) return found;
    const fresh = { depth: this.#engine.depth(symbol, LEVELS), sequence: FIRST_SEQUENCE };
    this.#books.set(symbol, fresh);
    return fresh;
  }
}
