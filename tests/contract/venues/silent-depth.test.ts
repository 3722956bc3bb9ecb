import { describe, expect, it, onTestFinished } from 'vitest';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { FeedEvent } from '#core/ports/market-feed.ts';
import type { CcxtFeedParts } from '#main/adapters/venues/ccxt-feed.ts';
import { DEPTH_SILENT_MS, DepthBooks } from '#main/adapters/venues/depth-books.ts';
import type { DepthQuirks, FeedPlan } from '#main/adapters/venues/feed-quirks.ts';
import { FeedSocket } from '#main/adapters/venues/feed-socket.ts';
import { kucoinFutures } from '#main/adapters/venues/kucoin-futures.ts';
import { ContractBook } from '#main/adapters/venues/venue-contract.ts';
import { ScriptedTransport } from '#tests/support/venues/scripted-transport.ts';
import { BTC, ETH, INSTRUMENTS, START } from '../../simulation/execution/support.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';

type DepthEvent = Extract<FeedEvent, { kind: 'depth' }>;

const contractOf = (symbol: ContractSymbol) => {
  const instrument = INSTRUMENTS.get(symbol);
  if (instrument === undefined) throw new Error(symbol);
  return { instrument, venueSymbol: symbol, sizeStep: '1' };
};

const quirks = kucoinFutures.feed.depth as DepthQuirks;
const flush = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** Two followed books, a venue that answers with `sequence`, and time that a test lets pass. */
async function followed() {
  const clock = new VirtualClock(START);
  const venue = { sequence: 10, asked: 0 };
  const rest = {
    ask: async ({ params }: { params: { symbol: string } }, read: (bytes: Uint8Array) => unknown) => {
      venue.asked += 1;
      const { sequence } = venue;
      const data = `{"sequence":${String(sequence)},"symbol":"${params.symbol}","bids":[[90000.0,5]],"asks":[[90000.5,7]],"ts":${String(START)}000000}`;
      await Promise.resolve();
      read(Buffer.from(`{"code":"200000","data":${data}}`));
      return { kind: 'answered', verdict: { ok: true, data: undefined }, askedAt: START };
    },
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const book = new ContractBook([contractOf(BTC), contractOf(ETH)]);
  const parts = { clock, scheduler: clock, book, rest, log, venueClock: { now: () => clock.now() } };
  const told: DepthEvent[] = [];
  const silent: ContractSymbol[] = [];
  const books = new DepthBooks(parts as unknown as CcxtFeedParts, quirks, {
    depth: (event) => told.push(event),
    gap: () => undefined,
    silent: (symbol) => silent.push(symbol),
  });
  books.start();
  books.follow();
  await flush();
  const change = (symbol: ContractSymbol, sequence: number): void => {
    const data = `{"sequence":${String(sequence)},"change":"89999.0,buy,3","timestamp":${String(START)}}`;
    books.take(
      `{"topic":"/contractMarket/level2:${symbol}","type":"message","subject":"level2","sn":1,"data":${data}}`,
    );
  };
  /** Tickers of both contracts, every half second. */
  const pass = async (ms: number, each: () => void = () => undefined): Promise<void> => {
    const end = clock.monotonic() + ms;
    while (clock.monotonic() < end) {
      clock.moveTo(clock.now() + 500);
      each();
      books.beforeTicker(BTC);
      books.beforeTicker(ETH);
      await flush();
    }
  };
  const last = (symbol: ContractSymbol) => told.findLast((event) => event.symbol === symbol);
  return { clock, venue, books, told, silent, change, pass, last };
}

describe('an order book that falls silent while its ticker goes on', () => {
  it('becomes unknown, and only that one', async () => {
    const world = await followed();
    let sequence = 10;
    await world.pass(2 * DEPTH_SILENT_MS, () => world.change(BTC, (sequence += 1)));
    expect(world.silent).toEqual([ETH]);
    expect(world.last(BTC)?.bids.length).toBeGreaterThan(0);
    expect(world.told.some(({ symbol, bids, asks }) => symbol === ETH && bids.length + asks.length === 0)).toBe(true);
  });

  it('is asked for at growing waits, and known again by its next message', async () => {
    const world = await followed();
    const before = world.venue.asked;
    let sequence = 10;
    await world.pass(60_000, () => world.change(BTC, (sequence += 1)));
    expect(world.venue.asked - before).toBeGreaterThan(1);
    expect(world.venue.asked - before).toBeLessThan(8);
    // It speaks again: whatever it was, the next snapshot and change make it whole.
    world.venue.sequence = 400;
    let eth = 400;
    await world.pass(70_000, () => world.change(ETH, (eth += 1)));
    expect(world.last(ETH)?.bids.length).toBeGreaterThan(0);
  });
});

describe('a public socket', () => {
  it('watches the contracts it carries and no others', async () => {
    const clock = new VirtualClock(START);
    const transport = new ScriptedTransport();
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const book = new ContractBook([contractOf(BTC), contractOf(ETH)]);
    const parts = { quirks: kucoinFutures, transport, clock, scheduler: clock, book, log, tap: null };
    const plan: FeedPlan = { url: 'ws://test', silentAfterMs: 3_000, awaitsReady: false, subscriptions: ['one'] };
    const events = { sign: () => undefined, status: () => undefined, closed: () => undefined };
    const part = { ...plan, symbols: new Set([BTC]) };
    const sockets = [part, plan].map((each) => new FeedSocket(parts as never, 'market', each, events));
    onTestFinished(() => {
      for (const socket of sockets) socket.dispose();
    });
    await flush();
    expect(sockets.map((socket) => socket.channels().map(({ symbol }) => symbol))).toEqual([[BTC], [BTC, ETH]]);
  });

  it('of a venue with many contracts is told which ones', async () => {
    const { binanceUsdm } = await import('#main/adapters/venues/binance-usdm.ts');
    const contracts = Array.from({ length: 60 }, (_, index) => {
      const symbol = contractSymbol(`C${String(index)}USDT`);
      return { instrument: { ...contractOf(BTC).instrument, symbol }, venueSymbol: symbol, sizeStep: '1' };
    });
    const signer = { socketUrl: () => 'ws://test/ws' };
    const plans = await binanceUsdm.feed.plan(() => Promise.reject(new Error('unused')), signer as never, contracts);
    const watched = plans.filter(({ silentAfterMs }) => silentAfterMs !== null);
    expect(watched.map(({ symbols }) => symbols?.size)).toEqual([45, 15]);
    for (const { symbols, subscriptions } of watched)
      for (const symbol of symbols ?? []) expect(subscriptions.join()).toContain(`${symbol.toLowerCase()}@markPrice`);
  });
});
