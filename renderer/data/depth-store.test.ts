import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookMessage, TapeMessage } from '#shared/contract/depth.ts';
import { BookStore } from './book-store.ts';
import { TapeStore } from './tape-store.ts';

type BookSnapshot = Extract<BookMessage, { kind: 'snapshot' }>;
type BookDelta = Extract<BookMessage, { kind: 'delta' }>;

const head = {
  state: 'live',
  reason: '',
  provenance: 'simulated',
  sequence: 1,
  tsVenue: 1,
  asOf: 1,
  bestBid: 100,
  bestAsk: 101,
  queues: [] as { id: string; ahead: number | null; level: number | null }[],
} as const;
const units = { symbol: 'ETHUSDTM', coin: 'ETH', tickUnits: 1, priceDecimals: 2, multiplier: '0.01' };

const snapshot = (seq: number, change: Partial<BookSnapshot> = {}): BookMessage => ({
  kind: 'snapshot',
  seq,
  ...units,
  ...head,
  groupTicks: 1,
  bidTicks: [100, 98],
  bidLots: [5, 6],
  askTicks: [101, 102],
  askLots: [7, 8],
  ...change,
});
const delta = (seq: number, change: Partial<BookDelta> = {}): BookMessage => ({
  kind: 'delta',
  seq,
  ...head,
  bidTicks: [],
  bidLots: [],
  askTicks: [],
  askLots: [],
  ...change,
});

/** Streams that a test feeds by hand, one for each subscription. */
function wire<Message>() {
  const opened: { readonly signal: AbortSignal; send: (message: Message) => void; fail: (error: Error) => void }[] = [];
  const open = (signal: AbortSignal): Promise<AsyncIterable<Message>> => {
    const queue: (Message | Error)[] = [];
    let wake = (): void => undefined;
    const put = (item: Message | Error): void => {
      queue.push(item);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    opened.push({ signal, send: put, fail: put });
    async function* read(): AsyncGenerator<Message> {
      while (!signal.aborted) {
        const item = queue.shift();
        if (item instanceof Error) throw item;
        if (item === undefined) await new Promise<void>((resolve) => (wake = resolve));
        else yield item;
      }
    }
    return Promise.resolve(read());
  };
  return { open, opened };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const quiet = (): void => undefined;

describe('a book on the page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const sides = ({ bids, asks }: BookStore) =>
    [bids, asks].map(({ ticks, lots, count }) => [...ticks.subarray(0, count)].map((at, i) => `${at}:${lots[i]}`));

  it('folds deltas into its columns and tells React nothing while only numbers change', async () => {
    const { open, opened } = wire<BookMessage>();
    const store = new BookStore(open);
    const heard = { react: 0, paint: 0 };
    store.subscribe(() => (heard.react += 1));
    store.onChange(() => (heard.paint += 1));
    await settle();
    opened[0]?.send(snapshot(1));
    await settle();
    for (let seq = 2; seq <= 60; seq += 1) {
      opened[0]?.send(delta(seq, { bidTicks: [99, 100], bidLots: [seq, 0], askTicks: [103], askLots: [seq] }));
      await settle();
    }
    expect(sides(store)).toEqual([
      ['99:60', '98:6'],
      ['101:7', '102:8', '103:60'],
    ]);
    expect([store.bids.at(98), store.bids.at(97), store.asks.farthest]).toEqual([6, 0, 103]);
    expect(heard).toEqual({ react: 1, paint: 60 });
  });

  it('subscribes anew at a gap and never shows the levels before it as live again', async () => {
    const { open, opened } = wire<BookMessage>();
    const store = new BookStore(open);
    store.subscribe(quiet);
    await settle();
    opened[0]?.send(snapshot(1));
    opened[0]?.send(delta(3, { bidTicks: [99], bidLots: [1] }));
    await settle();
    expect([opened.length, opened[0]?.signal.aborted]).toEqual([2, true]);
    opened[1]?.send(snapshot(1, { bidTicks: [50], bidLots: [1] }));
    await settle();
    expect(sides(store)[0]).toEqual(['50:1']);
  });

  it('shares one subscription, says stale when it is lost, and lets go when nobody looks', async () => {
    const { open, opened } = wire<BookMessage>();
    const store = new BookStore(open);
    const leave = [store.subscribe(quiet), store.onChange(quiet), store.subscribe(quiet)];
    await settle();
    opened[0]?.send(snapshot(1));
    await settle();
    expect([opened.length, store.snapshot().status]).toEqual([1, 'live']);
    opened[0]?.fail(new Error('The host went away'));
    await settle();
    expect(store.snapshot()).toMatchObject({ status: 'stale', reason: 'The host went away' });
    await vi.advanceTimersByTimeAsync(300);
    expect(opened).toHaveLength(2);
    opened[1]?.send(snapshot(1, { state: 'unknown', reason: 'A message is missing.', bidTicks: [], bidLots: [] }));
    await settle();
    expect(store.snapshot()).toMatchObject({ status: 'unknown', reason: 'A message is missing.', error: null });
    leave.forEach((go) => go());
    await vi.advanceTimersByTimeAsync(2_500);
    expect([opened[1]?.signal.aborted, store.snapshot().status]).toEqual([true, 'loading']);
  });
});

describe('a tape on the page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps the latest trades, newest first to read', async () => {
    const { open, opened } = wire<TapeMessage>();
    const store = new TapeStore(open);
    store.onChange(quiet);
    await settle();
    const stand = { state: 'live', reason: '', provenance: 'simulated' } as const;
    opened[0]?.send({ kind: 'snapshot', seq: 1, ...units, ...stand, ticks: [1], lots: [9], side: [-1], ts: [5] });
    const many = Array.from({ length: 600 }, (_, i) => i);
    const ones = many.map(() => 1);
    opened[0]?.send({ kind: 'delta', seq: 2, ...stand, ticks: many, lots: many, side: ones, ts: many });
    await settle();
    expect([store.total, store.count, store.lots(0), store.lots(511), store.side(0)]).toEqual([601, 512, 599, 88, 1]);
  });
});
