import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthMessage, NaiveBook, type Change } from '#tests/support/market/naive-book.ts';
import type { SequenceDialect } from './book-sequence.ts';
import { ASK, BID } from './depth-columns.ts';
import { OrderBook } from './order-book.ts';

const SNAPSHOT: readonly Change[] = [
  [BID, 1_000, 5],
  [BID, 998, 7],
  [BID, 990, 100],
  [ASK, 1_001, 4],
  [ASK, 1_004, 6],
  [ASK, 1_020, 100],
];

/** A live book as of 100 in either dialect. */
function liveBook(dialect: SequenceDialect = 'consecutive', whole = true): OrderBook {
  const book = new OrderBook(dialect);
  book.onSnapshot(depthMessage(SNAPSHOT, { first: 100, final: 100 }), whole);
  return book;
}

const one = (change: Change, first: number, final = first, previous = first - 1) =>
  depthMessage([change], { first, final, previous });

describe('OrderBook', () => {
  it('tells nothing before its snapshot, then the best prices', () => {
    const book = new OrderBook('consecutive');
    expect([book.state, book.bestBid(), book.walk('buy', 1), book.lotsWithin('bid', 5)]).toEqual([
      'empty',
      null,
      null,
      null,
    ]);
    book.onSnapshot(depthMessage(SNAPSHOT, { first: 100, final: 100 }), true);
    expect([book.state, book.bestBid(), book.bestAsk(), book.sequence]).toEqual(['live', 1_000, 1_001, 100]);
  });

  it('attaches the messages that waited for the snapshot, and drops those it already holds', () => {
    const book = new OrderBook('consecutive');
    for (let n = 95; n <= 105; n += 1) book.onMessage(one([BID, 900 + n, n], n));
    expect(book.state).toBe('empty');
    // 1000 and 1001 of the snapshot stay: the messages up to 100 are part of it.
    book.onSnapshot(depthMessage(SNAPSHOT, { first: 100, final: 100 }), true);
    // Message 101 puts a bid at 1001, where the best ask is.
    expect(book.state).toBe('crossed');

    const clean = new OrderBook('consecutive');
    for (let n = 95; n <= 105; n += 1) clean.onMessage(one([BID, 700 + n, n], n));
    clean.onSnapshot(depthMessage(SNAPSHOT, { first: 100, final: 100 }), true);
    expect([clean.state, clean.sequence, clean.bids.get(801), clean.bids.get(799)]).toEqual(['live', 105, 101, 0]);
  });

  it('sees a missing message in both dialects and tells nothing until a new snapshot', () => {
    for (const dialect of ['consecutive', 'linked'] as const) {
      const book = liveBook(dialect);
      expect(book.onMessage(one([BID, 999, 1], 101, 101, 100))).toBe('live');
      expect(book.onMessage(one([BID, 999, 2], 103, 103, 102))).toBe('gapped');
      expect([book.bestBid(), book.bestAsk(), book.walk('sell', 1)]).toEqual([null, null, null]);
      expect(book.reason).toContain('does not follow 101');
      // What comes meanwhile is kept and attached to the new snapshot.
      book.onMessage(one([BID, 999, 3], 104, 104, 103));
      expect(book.onSnapshot(depthMessage(SNAPSHOT, { first: 102, final: 102 }), true)).toBe('live');
      expect([book.sequence, book.bids.get(999), book.counts.gaps]).toEqual([104, 3, 1]);
    }
  });

  it('does not attach to a snapshot that is too old', () => {
    const book = new OrderBook('linked');
    book.onMessage(one([BID, 999, 1], 120, 130, 119));
    expect(book.onSnapshot(depthMessage(SNAPSHOT, { first: 100, final: 100 }), true)).toBe('gapped');
    expect(book.bestBid()).toBeNull();
  });

  it('attaches a linked message that spans the snapshot, once', () => {
    const book = liveBook('linked');
    expect(book.onMessage(one([BID, 999, 1], 90, 99, 80))).toBe('live');
    expect(book.onMessage(one([BID, 999, 2], 96, 110, 95))).toBe('live');
    expect(book.onMessage(one([BID, 999, 3], 111, 120, 105))).toBe('gapped');
  });

  it('drops what it already has', () => {
    const book = liveBook();
    book.onMessage(one([BID, 999, 1], 101));
    book.onMessage(one([BID, 999, 9], 101));
    expect([book.state, book.bids.get(999), book.counts.old]).toEqual(['live', 1, 1]);
  });

  it('sees a crossed book and a price that left the known part', () => {
    const crossed = liveBook();
    expect(crossed.onMessage(one([BID, 1_001, 1], 101))).toBe('crossed');
    expect(crossed.bestBid()).toBeNull();
    const short = liveBook('consecutive', false);
    for (const [n, ticks] of [1_000, 998, 990].entries()) short.onMessage(one([BID, ticks, 0], 101 + n));
    expect([short.state, short.bestAsk()]).toEqual(['short', null]);
    const thin = liveBook('consecutive', false);
    thin.onMessage(one([BID, 500, 1], 101));
    for (const [n, ticks] of [1_000, 998, 990].entries()) thin.onMessage(one([BID, ticks, 0], 102 + n));
    expect(thin.state).toBe('short');
    const emptied = liveBook();
    for (const [n, ticks] of [1_000, 998, 990].entries()) emptied.onMessage(one([BID, ticks, 0], 101 + n));
    expect([emptied.state, emptied.bestBid(), emptied.bestAsk()]).toEqual(['live', null, 1_001]);
  });

  it.each([
    ['a negative size', [BID, 999, -1] as const],
    ['a broken size', [BID, 999, 1.5] as const],
    ['no size', [BID, 999, Number.NaN] as const],
    ['a price of zero', [ASK, 0, 1] as const],
    ['a price between ticks', [ASK, 1_000.5, 1] as const],
    ['an endless price', [ASK, Number.POSITIVE_INFINITY, 1] as const],
  ])('takes %s for a message it could not read', (_, change) => {
    const book = liveBook();
    expect(book.onMessage(one(change, 101))).toBe('gapped');
    expect(book.bids.get(999)).toBe(0);
  });

  it('walks a market order and says how far it reaches', () => {
    const book = liveBook();
    expect(book.walk('buy', 7)).toEqual({ lots: 7, tickLots: 1_001n * 4n + 1_004n * 3n, worstTicks: 1_004 });
    expect(book.walk('sell', 500)).toEqual({
      lots: 112,
      tickLots: 5_000n + 998n * 7n + 99_000n,
      worstTicks: 990,
    });
    expect([book.lotsWithin('bid', 0), book.lotsWithin('bid', 2), book.lotsWithin('ask', 1_000)]).toEqual([5, 12, 110]);
    expect(liveBook('consecutive', false).lotsWithin('ask', 1_000)).toBeNull();
  });

  it('agrees with two maps over any run of messages, and sees each one that is taken out', () => {
    const change = fc.tuple(
      fc.constantFrom(BID, ASK),
      fc.integer({ min: 1, max: 400 }),
      fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000 })),
    );
    const messages = fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(
        messages,
        fc.nat(),
        fc.constantFrom<SequenceDialect>('consecutive', 'linked'),
        (runs, out, dialect) => {
          const step = dialect === 'linked' ? 7 : 1;
          const numbered = runs.map((changes, n) => {
            // Bids below 10,000 ticks and asks above never cross.
            const apart = changes.map(([side, at, lots]): Change => [side, side === BID ? at : at + 10_000, lots]);
            const final = 1_000 + (n + 1) * step;
            return depthMessage(apart, { first: final, final, previous: final - step });
          });
          const start = depthMessage([], { first: 1_000, final: 1_000 });
          const book = new OrderBook(dialect);
          const model = new NaiveBook();
          book.onSnapshot(start, true);
          for (const message of numbered) {
            book.onMessage(message);
            model.apply(message);
            expect([book.bestBid(), book.bestAsk()]).toEqual([model.best('bid'), model.best('ask')]);
          }
          const levels: [number, number][] = [];
          for (let at = book.bids.best(); at >= 0; at = book.bids.after(at)) levels.push([at, book.bids.get(at)]);
          expect(levels).toEqual(model.sorted('bid'));

          const missing = out % (numbered.length - 1);
          const holed = new OrderBook(dialect);
          holed.onSnapshot(start, true);
          numbered.forEach((message, n) => {
            if (n !== missing) holed.onMessage(message);
            expect(holed.state).toBe(n > missing ? 'gapped' : 'live');
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
