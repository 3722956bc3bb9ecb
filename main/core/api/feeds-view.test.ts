import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import { FeedHealth } from '../market/feed-health.ts';
import { StreamWatch } from '../market/stream-watch.ts';
import { instrumentsForSimulation } from '../market/instruments.ts';
import type { FeedEvent, MarketFeed, Ticker } from '../ports/market-feed.ts';
import { FeedsView } from './feeds-view.ts';

const QUOTE = { bid: 1, ask: 1, last: 1, mark: 1, index: 1, bidLots: 1, askLots: 1 } as const;
const REST = { fundingRate: null, nextFundingAt: null, openInterestLots: null } as const;
const START = 1_763_000_000_000;
const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const instruments = new Map(instrumentsForSimulation().map((instrument) => [instrument.symbol, instrument]));

function setUp(offsetMs: number | null = null) {
  const scheduler = new ManualScheduler();
  const clock = { now: () => (START + scheduler.now) as EpochMs, monotonic: () => scheduler.now };
  const events = new Emitter<FeedEvent>();
  const feed = {
    name: 'KuCoin Futures',
    simulated: false,
    onEvent: (listener: (event: FeedEvent) => void) => events.on(listener),
  } as unknown as MarketFeed;
  const health = new FeedHealth(clock);
  events.on((event) => health.onEvent(event));
  const watch = new StreamWatch(clock);
  const view = new FeedsView({
    clock,
    scheduler,
    instruments,
    symbols: [BTC, ETH],
    limitMs: 3_000,
    feeds: [
      {
        feed,
        health,
        status: () => ({ status: health.status(), ageMs: health.tickerAge(BTC), reason: health.reason }),
        clockOffset: () => (offsetMs === null ? null : { ms: offsetMs, at: START, limitMs: 1_500 }),
        watch,
      },
    ],
  });
  const tick = (symbol = BTC, delayMs = 40): void => {
    const now = clock.now();
    const ticker: Ticker = { symbol, ...QUOTE, ...REST, tsVenue: now - delayMs, tsReceived: now };
    events.emit({ kind: 'ticker', ticker });
  };
  const row = (symbol = BTC) => view.symbols.rows().find((each) => each.symbol === symbol);
  return { scheduler, events, view, watch, tick, row };
}

describe('the view of the feeds', () => {
  it('shows every contract before its first ticker, as not known', () => {
    const { view, row } = setUp();
    view.start();
    expect(row(ETH)).toMatchObject({ status: 'stale', ageMs: null, latency: null, gaps: 0, provenance: 'measured' });
    expect(row(ETH)?.reason).not.toBe('');
    expect(view.feeds.rows()[0]).toMatchObject({ key: 'KuCoin Futures', symbols: 2, reconnects: 0, clockOffset: null });
  });

  it('tells a silent contract from a silent feed within half a second', () => {
    const { scheduler, view, tick, row } = setUp();
    view.start();
    tick(ETH);
    for (let step = 0; step < 4; step += 1) {
      tick(BTC);
      scheduler.advance(1_000);
    }
    expect([row(BTC)?.status, row(ETH)?.status]).toEqual(['open', 'stale']);
    expect(row(ETH)?.reason).toBe('No ticker for more than 3000 ms.');
    expect(view.feeds.rows()[0]?.status).toBe('open');
    scheduler.advance(2_000);
    expect(row(BTC)?.status).toBe('open');
    scheduler.advance(500);
    expect([row(BTC)?.status, view.feeds.rows()[0]?.status]).toEqual(['stale', 'stale']);
  });

  it('takes the difference of the clocks off the latency, and says whether it did', () => {
    for (const [offset, p50Ms] of [
      [null, 40],
      [-15, 25],
    ] as const) {
      const { scheduler, view, tick, row } = setUp(offset);
      view.start();
      for (let n = 0; n < 30; n += 1) tick();
      scheduler.advance(500);
      expect(row()?.latency).toEqual({ p50Ms, p99Ms: p50Ms, samples: 30, corrected: offset !== null });
    }
  });

  it('lists the streams of a venue with what can be relied on, and drops those no longer wanted', () => {
    const { scheduler, view, watch } = setUp();
    view.start();
    watch.onOpen('public');
    const spec = { key: 'mark:XBTUSDTM', socket: 'public', symbol: BTC, pace: 'steady', silentAfterMs: 4_500 } as const;
    watch.onAsked(spec);
    scheduler.advance(500);
    expect(view.channels.rows()).toMatchObject([
      { channel: 'mark:XBTUSDTM', coin: 'BTC', state: 'asked', trusted: false },
    ]);
    watch.onAcknowledged(spec.key);
    watch.onData(spec.key, START + scheduler.now);
    scheduler.advance(500);
    expect(view.channels.rows()).toMatchObject([{ state: 'live', trusted: true, reason: '', messages: 1 }]);
    expect(view.feeds.rows()[0]?.sockets).toMatchObject([{ name: 'public', open: true }]);
    watch.onDropped(spec.key);
    scheduler.advance(500);
    expect(view.channels.rows()).toEqual([]);
  });

  it('lets go of its feeds and timers', () => {
    const { scheduler, events, view } = setUp();
    view.start();
    view.dispose();
    expect([events.size, scheduler.waiting]).toEqual([1, 0]);
  });
});
