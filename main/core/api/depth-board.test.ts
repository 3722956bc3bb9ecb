import { describe, expect, it } from 'vitest';
import { bookMessage, tapeMessage, type BookMessage, type TapeMessage } from '#shared/contract/depth.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { BookColumns, FeedEvent, MarketFeed } from '#core/ports/market-feed.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import { DepthBoard } from './depth-board.ts';

const found = instrumentsForSimulation().find(({ coin }) => coin === 'ETH');
if (found === undefined) throw new Error('The simulated market has no ETH');
const ETH = found;

/** A feed whose book a test writes by hand. */
class HandBook {
  bids: [number, number][] = [
    [100, 5],
    [99, 7],
  ];
  asks: [number, number][] = [
    [101, 4],
    [103, 9],
  ];
  broken = '';
  changes = 1;
  reads = 0;
  readonly events = new Emitter<FeedEvent>();
  listeners = 0;

  version = (): number => this.changes;

  read = (_: string, groupTicks: number, into: BookColumns): string => {
    this.reads += 1;
    if (this.broken !== '') return this.broken;
    expect(groupTicks).toBe(1);
    this.bids.forEach(([ticks, lots], i) => ([into.bidTicks[i], into.bidLots[i]] = [ticks, lots]));
    this.asks.forEach(([ticks, lots], i) => ([into.askTicks[i], into.askLots[i]] = [ticks, lots]));
    [into.bids, into.asks] = [this.bids.length, this.asks.length];
    [into.bestBid, into.bestAsk] = [this.bids[0]?.[0] ?? -1, this.asks[0]?.[0] ?? -1];
    [into.sequence, into.tsVenue] = [this.changes, 1_000 + this.changes];
    return '';
  };
}

function setUp() {
  const hand = new HandBook();
  const scheduler = new ManualScheduler();
  const health = { status: 'open' as 'open' | 'stale' };
  const feed: MarketFeed = {
    name: 'hand',
    simulated: false,
    baseTimeframe: '1m',
    books: { version: hand.version, read: hand.read, lotsAt: () => null },
    start: () => undefined,
    stop: () => undefined,
    onEvent: (listener) => {
      hand.listeners += 1;
      const following = hand.events.on(listener);
      return {
        dispose: () => {
          hand.listeners -= 1;
          following.dispose();
        },
      };
    },
    history: () => Promise.reject(new Error('no history')),
  };
  const clock = { now: () => 5_000, monotonic: () => 5_000 } as Clock;
  const statusOf = () => health.status;
  const board = new DepthBoard({
    feed,
    queues: { of: () => [] },
    health: { statusOf, reason: 'Silent.' },
    clock,
    scheduler,
  });
  return { hand, scheduler, health, board };
}

async function peek<T>(promise: Promise<T>): Promise<T | 'pending'> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  return Promise.race([promise, Promise.resolve('pending' as const)]);
}

const messageOf = async (step: Promise<IteratorResult<BookMessage, void>>): Promise<BookMessage> =>
  bookMessage.parse((await step).value);
const tapeOf = async (step: Promise<IteratorResult<TapeMessage, void>>): Promise<TapeMessage> =>
  tapeMessage.parse((await step).value);

describe('a watched book', () => {
  it('is a snapshot, then one delta per beat with the levels that changed, however often it changed', async () => {
    const { board, hand, scheduler } = setUp();
    const reader = board.book(ETH, 50, 1, undefined);
    const first = await messageOf(reader.next());
    expect(first).toMatchObject({ kind: 'snapshot', seq: 1, state: 'live', bidTicks: [100, 99], askLots: [4, 9] });
    const second = reader.next();
    for (let change = 0; change < 30; change += 1) {
      hand.changes += 1;
      hand.bids = [
        [100, 10 + change],
        [98, 3],
      ];
    }
    expect(await peek(second)).toBe('pending');
    scheduler.advance(100);
    expect(await messageOf(second)).toMatchObject({
      kind: 'delta',
      seq: 2,
      sequence: 31,
      bidTicks: [100, 99, 98],
      bidLots: [39, 0, 3],
      askTicks: [],
    });
    const third = reader.next();
    scheduler.advance(1_000);
    expect(await peek(third)).toBe('pending');
    expect(hand.reads).toBe(2);
  });

  it('gives a reader that missed a reading the book as it is, not what it missed', async () => {
    const { board, hand, scheduler } = setUp();
    const reader = board.book(ETH, 50, 1, undefined);
    await reader.next();
    for (let beat = 0; beat < 20; beat += 1) {
      hand.changes += 1;
      hand.bids = [[100, 20 + beat]];
      scheduler.advance(100);
    }
    const late = reader.next();
    scheduler.advance(100);
    expect(await messageOf(late)).toMatchObject({ kind: 'snapshot', seq: 2, bidTicks: [100], bidLots: [39] });
  });

  it('says that nothing is known of a broken book, and never shows its levels', async () => {
    const { board, hand, scheduler } = setUp();
    const reader = board.book(ETH, 50, 1, undefined);
    await reader.next();
    hand.broken = 'Message 5 to 6 does not follow 3.';
    hand.changes += 1;
    const broken = reader.next();
    scheduler.advance(100);
    expect(await messageOf(broken)).toMatchObject({
      state: 'unknown',
      reason: hand.broken,
      bestBid: null,
      bidTicks: [100, 99],
      bidLots: [0, 0],
    });
    const late = board.book(ETH, 50, 1, undefined);
    expect(await messageOf(late.next())).toMatchObject({
      kind: 'snapshot',
      state: 'unknown',
      bidTicks: [],
      askTicks: [],
    });
  });

  it('is stale when the feed is silent, without a change of the book', async () => {
    const { board, health, scheduler } = setUp();
    const reader = board.book(ETH, 50, 1, undefined);
    await reader.next();
    health.status = 'stale';
    const stale = reader.next();
    scheduler.advance(100);
    expect(await messageOf(stale)).toMatchObject({ kind: 'delta', state: 'stale', reason: 'Silent.', bidTicks: [] });
  });

  it('is read once for all who watch it alike, and let go when the last is gone', async () => {
    const { board, hand, scheduler } = setUp();
    const readers = Array.from({ length: 5 }, () => board.book(ETH, 50, 1, undefined));
    await Promise.all(readers.map((reader) => reader.next()));
    const before = hand.reads;
    hand.changes += 1;
    scheduler.advance(100);
    expect(hand.reads).toBe(before + 1);
    for (const reader of readers) await reader.return(undefined);
    expect(board.watched).toBe(0);
    hand.changes += 1;
    scheduler.advance(1_000);
    expect(hand.reads).toBe(before + 1);
    const gone = new AbortController();
    gone.abort();
    expect((await board.book(ETH, 50, 1, gone.signal).next()).done).toBe(true);
    expect(board.watched).toBe(0);
  });
});

describe('a watched tape', () => {
  const tell = (hand: HandBook, from: number, count: number): void => {
    for (let n = from; n < from + count; n += 1)
      hand.events.emit({
        kind: 'trade',
        symbol: contractSymbol(ETH.symbol),
        price: 4_000,
        lots: n,
        takerSide: n % 2 === 0 ? 'buy' : 'sell',
        tsVenue: n,
      });
  };

  it('carries what came since, and the latest ones to a reader that was away too long', async () => {
    const { board, hand, scheduler } = setUp();
    const reader = board.trades(ETH, undefined);
    expect(await tapeOf(reader.next())).toMatchObject({ kind: 'snapshot', seq: 1, lots: [] });
    tell(hand, 0, 3);
    const second = reader.next();
    scheduler.advance(100);
    expect(await tapeOf(second)).toMatchObject({ kind: 'delta', seq: 2, lots: [0, 1, 2], side: [1, -1, 1] });
    tell(hand, 3, 1_000);
    const third = reader.next();
    scheduler.advance(100);
    const late = await tapeOf(third);
    expect(late).toMatchObject({ kind: 'snapshot', seq: 3 });
    expect([late.lots.length, late.lots[0], late.lots.at(-1)]).toEqual([256, 747, 1_002]);
  });

  it('listens to the feed only while somebody watches', async () => {
    const { board, hand } = setUp();
    expect(hand.listeners).toBe(0);
    const one = board.trades(ETH, undefined);
    const two = board.trades(ETH, undefined);
    expect(hand.listeners).toBe(1);
    await one.return(undefined);
    expect(hand.listeners).toBe(1);
    await two.return(undefined);
    expect([hand.listeners, board.watched]).toEqual([0, 0]);
  });
});
