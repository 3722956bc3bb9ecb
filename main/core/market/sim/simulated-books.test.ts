import { describe, expect, it } from 'vitest';
import { bookColumns } from '../book-columns.ts';
import { instrumentsForSimulation } from '../instruments.ts';
import { FeedSink } from './feed-sink.ts';
import { SimulatedBooks } from './simulated-books.ts';
import { SimulatedMarket } from './simulated-market.ts';

function setUp() {
  const instruments = instrumentsForSimulation().slice(0, 3);
  const market = new SimulatedMarket({ seed: 7, instruments, startAt: 0, outages: false });
  const places = new Map(instruments.map(({ symbol }, place) => [symbol, place]));
  const state = { running: true };
  const books = new SimulatedBooks(market, places, () => state.running);
  const sink = new FeedSink(instruments, () => undefined);
  const symbol = instruments[0]?.symbol;
  if (symbol === undefined) throw new Error('No instrument');
  return { market, books, state, sink, symbol };
}

describe('SimulatedBooks', () => {
  it('has the quote at its best, sorted sides that do not cross, and whole sizes', () => {
    const { market, books, sink, symbol } = setUp();
    const columns = bookColumns(40);
    for (const group of [1, 10, 250]) {
      market.advance(1_000, sink);
      expect(books.read(symbol, group, columns)).toBe('');
      const quoted = market.ticker(0, 0);
      expect([columns.bids, columns.asks]).toEqual([40, 40]);
      expect(columns.bidTicks[0]).toBeLessThan(columns.askTicks[0] ?? 0);
      for (let i = 1; i < 40; i += 1) {
        expect(columns.bidTicks[i]).toBe((columns.bidTicks[i - 1] ?? 0) - group);
        expect(columns.askTicks[i]).toBe((columns.askTicks[i - 1] ?? 0) + group);
        expect(Number.isSafeInteger(columns.bidLots[i])).toBe(true);
      }
      if (group === 1) expect([columns.bidLots[0], columns.askLots[0]]).toEqual([quoted.bidLots, quoted.askLots]);
    }
  });

  it('leaves the market as it is: a market that was looked at runs like one that was not', () => {
    const [looked, alone] = [setUp(), setUp()];
    const columns = bookColumns(40);
    for (let step = 0; step < 50; step += 1) {
      looked.market.advance(333, looked.sink);
      looked.books.read(looked.symbol, 1, columns);
      alone.market.advance(333, alone.sink);
    }
    expect(looked.market.state()).toBe(alone.market.state());
  });

  it('says so while the market stands still', () => {
    const { books, state, symbol } = setUp();
    state.running = false;
    expect(books.read(symbol, 1, bookColumns(5))).toContain('stands still');
  });
});
