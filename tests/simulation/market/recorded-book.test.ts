import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepthColumns } from '#core/market/depth-columns.ts';
import { OrderBook } from '#core/market/order-book.ts';
import { depthReaders, recordedDepth, type RecordedDepth } from '#tests/support/market/recorded-depth.ts';
import { NaiveBook } from '#tests/support/market/naive-book.ts';
import { hasRecordedData } from './recorded-data.ts';

/** Rebuilds the book, calling back after each message that was applied. */
function rebuild(
  recorded: RecordedDepth,
  messages: readonly Uint8Array[],
  whole: boolean,
  onApplied: (book: OrderBook, message: DepthColumns) => void,
): OrderBook {
  const { message: reader, snapshot, columns } = depthReaders(recorded.contract);
  const book = new OrderBook('linked');
  messages.forEach((bytes, at) => {
    if (at === recorded.before) {
      snapshot.read(recorded.snapshot, columns);
      book.onSnapshot(columns, whole);
    }
    reader.read(bytes, columns);
    const applied = book.counts.applied;
    book.onMessage(columns);
    if (book.counts.applied > applied) onApplied(book, columns);
  });
  return book;
}

/**
 * A checkpoint is a depth message: right after it, the book is as of its last update number, and the venue's best prices
 * as of that number are those of the newest best-price message with a number not above it.
 */
describe.skipIf(!hasRecordedData)('An order book rebuilt from recorded messages (ZMART_DATA_DIR)', () => {
  it.each([
    // The price of BTCUSDT fell below the last level of its snapshot after 4,114 messages.
    { name: 'usdm', whole: false, checkpoints: 4_114, end: 'short' },
    // Taken for whole, the book stays right: all levels below had changed since. That is luck, not proof.
    { name: 'usdm', whole: true, checkpoints: 6_500, end: 'live' },
    { name: 'coinm', whole: false, checkpoints: 26_800, end: 'live' },
  ] as const)('has the best prices and sizes the venue told at every checkpoint: $name, whole: $whole', (given) => {
    const recorded = recordedDepth(given.name);
    const { best } = recorded;
    let at = -1;
    let checked = 0;
    const wrong: string[] = [];
    const model = new NaiveBook();
    const { snapshot, message: reader, columns } = depthReaders(recorded.contract);
    snapshot.read(recorded.snapshot, columns);
    model.apply(columns);
    const from = columns.final;
    // What came before the snapshot and reaches beyond it.
    for (const bytes of recorded.depth.slice(0, recorded.before)) {
      reader.read(bytes, columns);
      if (columns.final > from) model.apply(columns);
    }
    const book = rebuild(recorded, recorded.depth, given.whole, (now, message) => {
      while ((best.update[at + 1] ?? Number.POSITIVE_INFINITY) <= message.final) at += 1;
      model.apply(message);
      const [bid, ask] = [now.bestBid(), now.bestAsk()];
      if (bid === null || ask === null) return;
      checked += 1;
      const ours = [bid, now.bids.get(bid), ask, now.asks.get(ask)].join(' ');
      const told = [best.bid[at], best.bidLots[at], best.ask[at], best.askLots[at]].join(' ');
      if (ours !== told) wrong.push(`after ${String(message.final)}: ${ours} instead of ${told}`);
    });
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(checked).toBeGreaterThanOrEqual(given.checkpoints);
    expect(book.state).toBe(given.end);
    expect([book.counts.gaps, book.counts.crossings]).toEqual([0, 0]);
    for (const side of ['bid', 'ask'] as const) {
      const ladder = side === 'bid' ? book.bids : book.asks;
      const levels: [number, number][] = [];
      for (let ticks = ladder.best(); ticks >= 0; ticks = ladder.after(ticks)) levels.push([ticks, ladder.get(ticks)]);
      expect(levels).toEqual(model.sorted(side));
    }
  });

  it('sees every message that is taken out', () => {
    const recorded = recordedDepth('usdm');
    const first = recorded.before + 5;
    const messages = recorded.depth.slice(0, first + 400);
    fc.assert(
      fc.property(fc.integer({ min: first, max: messages.length - 2 }), (out) => {
        const holed = messages.filter((_, at) => at !== out);
        let last = 0;
        const book = rebuild(recorded, holed, false, (_, message) => (last = message.final));
        expect(book.state).toBe('gapped');
        expect(book.bestBid()).toBeNull();
        const { message, columns } = depthReaders(recorded.contract);
        message.read(messages[out - 1] ?? new Uint8Array(), columns);
        expect(last).toBe(columns.final);
      }),
      { numRuns: 25 },
    );
  });
});
