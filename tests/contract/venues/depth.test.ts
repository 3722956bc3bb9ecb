import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import { toTicks, type Instrument, type Lots } from '#shared/domain/instrument.ts';
import { DEFAULT_PAPER_CONFIG } from '#core/execution/paper-config.ts';
import { PaperVenue } from '#core/execution/paper-venue.ts';
import { SEQUENCE_RULES } from '#core/market/book-sequence.ts';
import { MarketSession, type SessionParts } from '#core/market-session.ts';
import type { DepthLevel, FeedEvent } from '#core/ports/market-feed.ts';
import type { VenueEvent } from '#core/ports/venue.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { loadInstruments, openFeed } from '#main/adapters/venues/open-venue.ts';
import { eventuallyTrue, SYMBOL } from '#tests/support/venues/kucoin-kind.ts';
import type { Simulator } from '#tests/support/venues/simulated-world.ts';
import { known } from '#tests/support/venues/venue-under-test.ts';
import { startBinanceSimulator, startKucoinSimulator, type Level } from '#tests/support/venue-simulator/index.ts';

type DepthEvent = Extract<FeedEvent, { kind: 'depth' }>;
/** As many as a feed tells. */
const LEVELS = 20;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const KINDS = {
  'kucoin-futures': startKucoinSimulator,
  'binance-usdm': startBinanceSimulator,
} as const;

async function follow(kind: keyof typeof KINDS = 'kucoin-futures') {
  const venue: Simulator = await KINDS[kind]();
  const parts = {
    venue: kind,
    clock: systemClock,
    scheduler: systemScheduler,
    log: silent,
    endpoints: { rest: venue.restUrl, socket: venue.wsUrl.replace(/\/$/, '') },
  } as const;
  const { contracts } = await known(loadInstruments(parts));
  const bitcoin = contracts.filter(({ instrument }) => instrument.coin === 'BTC');
  const feed = await openFeed({ ...parts, contracts: bitcoin });
  const events: DepthEvent[] = [];
  feed.onEvent((event) => {
    if (event.kind === 'depth') events.push(event);
  });
  onTestFinished(async () => {
    feed.stop();
    await venue.close();
  });
  const { instrument } = bitcoin[0] ?? {};
  if (instrument === undefined) throw new Error('The contract is not listed');
  return { venue, feed, events, instrument };
}

const inTicks = (levels: readonly DepthLevel[], instrument: Instrument): Level[] =>
  levels.map(({ price, lots }) => [toTicks(instrument, price), lots]);

/** Whether what was told last is the book of the venue. */
function agrees(venue: Simulator, event: DepthEvent | undefined, instrument: Instrument): boolean {
  const { bids, asks } = venue.engine.depth(SYMBOL, LEVELS);
  const ours = event === undefined ? null : [inTicks(event.bids, instrument), inTicks(event.asks, instrument)];
  return JSON.stringify(ours) === JSON.stringify([bids, asks]);
}

const move = (venue: Simulator, price: number): void => {
  venue.engine.setPrice(SYMBOL, { last: price, mark: price, index: price });
  venue.control.tick();
};

/** New sizes at the same prices that nobody is told of: the wrong book is not crossed, only its numbers show it. */
function loseSizes(venue: Simulator): void {
  venue.control.stream.lose = 10_000;
  venue.engine.setLevelLots(SYMBOL, 7);
  venue.control.tick();
  venue.control.stream.lose = 0;
}

const isWithdrawn = ({ bids, asks }: DepthEvent): boolean => bids.length === 0 && asks.length === 0;

describe('order books', () => {
  it.each(['kucoin-futures', 'binance-usdm'] as const)(
    'of %s agree with the venue after every break',
    async (kind) => {
      const { venue, feed, events, instrument } = await follow(kind);
      const agreed = (what: string) => eventuallyTrue(() => agrees(venue, events.at(-1), instrument), what);
      const gaps = () => feed.channels().reduce((sum, channel) => sum + channel.gaps, 0);
      feed.start();
      await agreed('the first book');
      let price = 90_000;
      for (let step = 0; step < 20; step += 1) move(venue, (price += step % 3 === 0 ? -7 : 5));
      await agreed('the book after changes');
      expect(gaps()).toBe(0);
      expect(events.some(isWithdrawn)).toBe(false);

      for (let hole = 1; hole <= 2; hole += 1) {
        const told = events.length;
        venue.control.skipSequence(SYMBOL, hole);
        move(venue, (price += 11));
        await eventuallyTrue(() => gaps() === hole, 'the gap');
        // Nothing is told of the broken book before a snapshot made it whole.
        expect(events.slice(told).some(isWithdrawn)).toBe(true);
        await agreed('the healed book');
      }

      loseSizes(venue);
      move(venue, (price += 0.1));
      await eventuallyTrue(() => gaps() === 3, 'the gap of lost messages');
      await agreed('the book after lost messages');

      venue.control.drop();
      await eventuallyTrue(() => isWithdrawn(events.at(-1) ?? ({ bids: [], asks: [] } as never)), 'the loss');
      move(venue, price + 40);
      await agreed('the book of the new connection');
      expect(feed.sockets().map(({ open, reconnects }) => open && reconnects)).toEqual(feed.sockets().map(() => 1));
      for (const { bids, asks } of events)
        expect((bids[0]?.price ?? 0) < (asks[0]?.price ?? Number.POSITIVE_INFINITY)).toBe(true);
    },
    20_000,
  );

  it('that took every number as the next one would be found out', async () => {
    const rule = vi.spyOn(SEQUENCE_RULES, 'consecutive').mockReturnValue('follows');
    onTestFinished(() => rule.mockRestore());
    const { venue, feed, events, instrument } = await follow();
    feed.start();
    await eventuallyTrue(() => agrees(venue, events.at(-1), instrument), 'the first book');
    const told = events.length;
    loseSizes(venue);
    move(venue, 90_000.1);
    await eventuallyTrue(() => events.length > told, 'a wrong book');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(agrees(venue, events.at(-1), instrument)).toBe(false);
  });

  it('stay withdrawn while no snapshot can be had', async () => {
    const { venue, feed, events, instrument } = await follow();
    feed.start();
    await eventuallyTrue(() => agrees(venue, events.at(-1), instrument), 'the first book');
    venue.control.http.arm({
      on: { contains: 'level2/snapshot' },
      times: null,
      process: 'never',
      reply: { kind: 'reset' },
    });
    venue.control.skipSequence(SYMBOL);
    move(venue, 90_020);
    await eventuallyTrue(() => events.some(isWithdrawn), 'the loss');
    const told = events.length;
    for (let step = 0; step < 20; step += 1) move(venue, 90_100 + step);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(events).toHaveLength(told);
    venue.control.http.clear();
    await eventuallyTrue(() => agrees(venue, events.at(-1), instrument), 'the book after all');
  }, 20_000);

  it('are told at most every 100 ms', async () => {
    const { venue, feed, events, instrument } = await follow();
    feed.start();
    await eventuallyTrue(() => agrees(venue, events.at(-1), instrument), 'the first book');
    const [told, began] = [events.length, performance.now()];
    let price = 90_000;
    await eventuallyTrue(() => {
      move(venue, (price += 1));
      return performance.now() - began > 500;
    }, 'half a second');
    const most = Math.ceil((performance.now() - began) / 100) + 1;
    expect(events.length - told).toBeGreaterThan(2);
    expect(events.length - told).toBeLessThanOrEqual(most);
  });

  it('are what paper orders fill along', async () => {
    const { venue, feed, events, instrument } = await follow();
    venue.engine.setLevelLots(SYMBOL, 20);
    const paper = new PaperVenue({
      instruments: new Map([[SYMBOL, instrument]]),
      clock: systemClock,
      config: DEFAULT_PAPER_CONFIG,
    });
    const core = {
      parts: {
        scheduler: systemScheduler,
        clock: systemClock,
        journal: { append: () => undefined },
        instruments: new Map(),
      },
      onTime: () => undefined,
      onMark: () => undefined,
      onCandle: () => undefined,
      guard: { onTicker: () => undefined },
      scores: { features: { onEvent: () => undefined } },
      quiet: true,
    } as unknown as SessionParts['core'];
    const candles = { write: () => undefined } as unknown as SessionParts['candles'];
    const clock = systemClock as unknown as SessionParts['clock'];
    const session = new MarketSession({ core, paper, feed, candles, clock });
    const fills: Extract<VenueEvent, { kind: 'fill' }>[] = [];
    paper.onEvent((event) => {
      if (event.kind === 'fill') fills.push(event);
    });
    session.start();
    onTestFinished(() => session.dispose());
    await eventuallyTrue(() => agrees(venue, events.at(-1), instrument), 'the book');
    const { asks } = venue.engine.depth(SYMBOL, LEVELS);
    const lots = asks.slice(0, 8).reduce((sum, [, size]) => sum + size, 3);
    await paper.submit({
      clientOrderId: '1'.padStart(32, '0') as ClientOrderId,
      symbol: SYMBOL,
      side: 'buy',
      kind: 'market',
      lots: lots as Lots,
      reduceOnly: false,
      priceTicks: null,
      triggerTicks: null,
    });
    await eventuallyTrue(() => fills.reduce((sum, fill) => sum + fill.lots, 0) === lots, 'the fill');
    expect(fills.map((fill): Level => [fill.priceTicks, fill.lots])).toEqual([...asks.slice(0, 8), [asks[8]?.[0], 3]]);
  });
});

describe('the connections of a feed', () => {
  it('tell their subscriptions, which the venue acknowledged, and how far the clocks are apart', async () => {
    const { venue, feed } = await follow();
    expect(feed.channels()).toEqual([]);
    feed.start();
    await eventuallyTrue(() => feed.channels()[0]?.state === 'live', 'data');
    expect(feed.channels()).toMatchObject([{ key: SYMBOL, symbol: SYMBOL, gaps: 0 }]);
    expect(feed.sockets()).toMatchObject([{ socket: 'market 1', open: true, reconnects: 0 }]);
    venue.control.setClockOffset(7_000);
    const offset = await known(feed.clockOffset());
    expect(Math.abs(offset - 7_000)).toBeLessThan(500);
  });

  it('say that a subscription was taken before data come', async () => {
    const { venue, feed } = await follow();
    venue.control.stream.silent = true;
    feed.start();
    await eventuallyTrue(() => feed.channels()[0]?.state === 'acknowledged', 'the acknowledgement');
    venue.control.stream.silent = false;
    await eventuallyTrue(() => feed.channels()[0]?.state === 'live', 'data');
  });
});
