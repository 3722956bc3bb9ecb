import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import {
  BTC,
  candle,
  INSTRUMENTS,
  PLAIN,
  START,
  STEP,
  TestClock,
  ticker,
} from '#tests/simulation/execution/support.ts';
import type { OrderRef, VenueEvent, VenueOrder } from '../ports/venue.ts';
import { DEFAULT_PAPER_CONFIG, halfSpreadTicks, type PaperConfig } from './paper-config.ts';
import { PaperVenue } from './paper-venue.ts';

let count = 0;
const order = (more: Partial<Record<keyof VenueOrder, unknown>> = {}): VenueOrder =>
  ({
    clientOrderId: String(++count).padStart(32, '0') as ClientOrderId,
    symbol: BTC,
    side: 'buy',
    kind: 'market',
    lots: 10 as Lots,
    reduceOnly: false,
    priceTicks: null,
    triggerTicks: null,
    ...more,
  }) as VenueOrder;
const limit = (side: 'buy' | 'sell', priceTicks: number) => order({ side, kind: 'limit', priceTicks });

function venueWith(config: PaperConfig = PLAIN) {
  const clock = new TestClock();
  const venue = new PaperVenue({ instruments: INSTRUMENTS, clock, config });
  const events: VenueEvent[] = [];
  venue.onEvent((event) => events.push(event));
  const fills = () =>
    events.flatMap((event) =>
      event.kind === 'fill' ? [[event.lots, event.priceTicks, event.liquidity] as const] : [],
    );
  const bar = (open: number, high: number, low: number, close: number, volume = 1_000) => {
    clock.set(clock.now() + STEP);
    venue.onCandle(BTC, candle(clock.now() - STEP, open, high, low, close, volume));
  };
  return { venue, clock, events, fills, bar };
}

async function holding(config: PaperConfig = PLAIN) {
  const world = venueWith(config);
  await world.venue.submit(order());
  world.bar(100, 100, 100, 100);
  world.events.length = 0;
  return world;
}

const refOf = ({ clientOrderId, symbol }: VenueOrder): OrderRef => ({
  clientOrderId,
  venueOrderId: null,
  symbol,
  triggered: false,
});

describe('submit', () => {
  it.each([
    ['an unknown symbol', order({ symbol: 'NOPEUSDTM' }), 'SYMBOL_NOT_FOUND'],
    ['no size', order({ lots: 0 }), 'SIZE_OFF_LOT'],
    ['a broken size', order({ lots: 1.5 }), 'SIZE_OFF_LOT'],
    ['too large a size', order({ lots: 100_001 }), 'SIZE_TOO_LARGE'],
    ['a limit without price', order({ kind: 'limit' }), 'PRICE_INVALID'],
    ['a stop without trigger', order({ kind: 'stop-market' }), 'TRIGGER_INVALID'],
    ['a target at a trigger of zero', order({ kind: 'take-profit-market', triggerTicks: 0 }), 'TRIGGER_INVALID'],
    ['reduce-only without position', order({ reduceOnly: true, side: 'sell' }), 'REDUCE_ONLY_NO_POSITION'],
  ])('refuses %s', async (_, refused, code) => {
    const { venue } = venueWith();
    expect(await venue.submit(refused)).toMatchObject({ kind: 'rejected', code });
    expect(venue.openOrders).toBe(0);
  });

  it('refuses a second order under the same id, and reduce-only that would add', async () => {
    const { venue } = await holding();
    const first = order();
    expect((await venue.submit(first)).kind).toBe('accepted');
    expect(await venue.submit(first)).toMatchObject({ code: 'CLIENT_ID_REPEATED' });
    expect(await venue.submit(order({ reduceOnly: true }))).toMatchObject({ code: 'REDUCE_ONLY_NO_POSITION' });
  });

  it('answers a cancel, and says when it knows no such order', async () => {
    const { venue, events, fills, bar } = venueWith();
    const one = order();
    await venue.submit(one);
    expect(await venue.cancel(refOf(one))).toBe('accepted');
    expect(await venue.cancel(refOf(one))).toBe('not-found');
    bar(100, 100, 100, 100);
    expect(fills()).toEqual([]);
    expect(events.map((event) => event.kind)).toEqual(['canceled']);
  });
});

describe('on candles', () => {
  it('fills a market order at the next open plus half the spread, with the fee rounded up', async () => {
    const { venue, bar, events } = venueWith(DEFAULT_PAPER_CONFIG);
    const one = order({ lots: 3 });
    await venue.submit(one);
    expect(events).toEqual([]);
    bar(93_574.4, 93_600, 93_500, 93_550);
    expect(halfSpreadTicks(DEFAULT_PAPER_CONFIG, BTC, 935_744)).toBe(94);
    // 935,838 ticks × 3 × 10,000 units × 600 ppm = 16,845,084.
    expect(events).toMatchObject([
      {
        kind: 'fill',
        priceTicks: 935_838,
        lots: 3,
        fee: 16_845_084n,
        tsVenue: START,
        tradeId: `${one.clientOrderId}:3`,
      },
    ]);
  });

  it('takes at most its share of the volume, candle by candle', async () => {
    const { venue, bar, fills } = venueWith({ ...PLAIN, participationPpm: 100_000 });
    await venue.submit(order({ lots: 25 }));
    bar(100, 101, 99, 100, 0.1);
    bar(101, 102, 100, 101, 0);
    bar(102, 103, 101, 102, 0.109);
    bar(103, 104, 102, 103, 1);
    expect(fills()).toEqual([
      [10, 1_000, 'taker'],
      [10, 1_020, 'taker'],
      [5, 1_030, 'taker'],
    ]);
  });

  it('shares the volume among its orders', async () => {
    const { venue, bar, fills } = venueWith({ ...PLAIN, participationPpm: 100_000 });
    await venue.submit(order());
    await venue.submit(order());
    bar(100, 101, 99, 100, 0.12);
    expect(fills().map(([lots]) => lots)).toEqual([10, 2]);
  });

  it.each<[string, [number, number, number, number], number]>([
    ['inside the range at the trigger', [100, 101, 94, 96], 950],
    ['after a gap at the open', [93, 99, 92, 96], 930],
  ])('fills a stop %s', async (_, prices, expected) => {
    const { venue, bar, events } = await holding();
    await venue.submit(order({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true }));
    bar(100, 101, 96, 100);
    expect(events).toEqual([]);
    bar(...prices);
    expect(events).toMatchObject([{ kind: 'triggered' }, { kind: 'fill', priceTicks: expected, lots: 10 }]);
  });

  it('fills a target at its trigger, or better at an open beyond it', async () => {
    for (const [open, expected] of [
      [100, 1_050],
      [107, 1_070],
    ] as const) {
      const { venue, bar, fills } = await holding();
      await venue.submit(order({ side: 'sell', kind: 'take-profit-market', triggerTicks: 1_050, reduceOnly: true }));
      bar(open, 108, 99, 100);
      expect(fills()).toEqual([[10, expected, 'taker']]);
    }
  });

  it('ends a fired reduce-only order when another took the position', async () => {
    const { venue, bar, events } = await holding();
    for (let i = 0; i < 2; i++) {
      await venue.submit(order({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true }));
    }
    bar(100, 101, 94, 96);
    expect(events.map((event) => event.kind)).toEqual(['triggered', 'fill', 'triggered', 'canceled']);
    expect(venue.openOrders).toBe(0);
  });

  it('makes with a limit that waited and takes with one that comes to the market', async () => {
    const { venue, bar, fills } = venueWith();
    await venue.submit(limit('buy', 990));
    await venue.submit(limit('sell', 990));
    bar(100, 101, 99.5, 100);
    expect(fills()).toEqual([[10, 1_000, 'taker']]);
    bar(100, 101, 98, 100);
    expect(fills().at(-1)).toEqual([10, 990, 'maker']);
  });

  it('lets a limit entry meet the stop of its own candle, but not the target', async () => {
    for (const [low, high, how] of [
      [94, 120, 'stop'],
      [97, 120, 'none'],
    ] as const) {
      const { venue, bar, events } = venueWith();
      const one = limit('buy', 980);
      await venue.submit(one);
      bar(100, 101, 99, 100);
      venue.onEvent((event) => {
        if (event.kind !== 'fill' || event.clientOrderId !== one.clientOrderId) return;
        void venue.submit(order({ side: 'sell', kind: 'take-profit-market', triggerTicks: 1_100, reduceOnly: true }));
        void venue.submit(order({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true }));
      });
      bar(100, high, low, 100);
      const kinds = events.map((event) => event.kind);
      expect(kinds).toEqual(how === 'stop' ? ['fill', 'triggered', 'fill'] : ['fill']);
    }
  });

  it('trades on no candle whose prices are not numbers', async () => {
    const { venue, bar, events } = venueWith();
    await venue.submit(order());
    bar(Number.NaN, 1, 1, 1);
    bar(0, 0, 0, 0);
    bar(100, Number.POSITIVE_INFINITY, 1, 1);
    expect(events).toEqual([]);
    expect(venue.openOrders).toBe(1);
  });
});

describe('on tickers', () => {
  it('walks the levels behind the touch and waits for the rest', async () => {
    const { venue, fills } = venueWith();
    await venue.submit(order({ lots: 57 }));
    venue.onTicker(ticker(BTC, 99.9, 100));
    expect(fills()).toEqual([
      [10, 1_000, 'taker'],
      [10, 1_001, 'taker'],
      [10, 1_002, 'taker'],
      [10, 1_003, 'taker'],
      [10, 1_004, 'taker'],
    ]);
    venue.onTicker(ticker(BTC, 99.9, 100));
    expect(fills().at(-1)).toEqual([7, 1_000, 'taker']);
  });

  it('gives one touch once, not to each order', async () => {
    const { venue, fills } = venueWith();
    await venue.submit(order());
    await venue.submit(order());
    venue.onTicker(ticker(BTC, 99.9, 100));
    expect(fills().map(([, price]) => price)).toEqual([1_000, 1_001]);
  });

  it('fills a waiting limit at its price when the opposite touch reaches it', async () => {
    const { venue, fills } = venueWith();
    await venue.submit(limit('buy', 995));
    venue.onTicker(ticker(BTC, 99.5, 99.6));
    expect(fills()).toEqual([]);
    venue.onTicker(ticker(BTC, 99.2, 99.4));
    expect(fills()).toEqual([[10, 995, 'maker']]);
  });

  it('takes with a limit at the market, never beyond its price', async () => {
    const { venue, fills } = venueWith();
    await venue.submit(order({ kind: 'limit', priceTicks: 1_001, lots: 50 }));
    venue.onTicker(ticker(BTC, 99.9, 100));
    expect(fills()).toEqual([
      [10, 1_000, 'taker'],
      [10, 1_001, 'taker'],
    ]);
  });

  it('fires by the mark only, and not without one', async () => {
    const { venue, events } = await holding();
    await venue.submit(order({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true }));
    venue.onTicker(ticker(BTC, 90, 90.1, { mark: 95.1 }));
    venue.onTicker(ticker(BTC, 90, 90.1, { mark: Number.NaN }));
    expect(events).toEqual([]);
    venue.onTicker(ticker(BTC, 90, 90.1, { mark: 95 }));
    expect(events).toMatchObject([{ kind: 'triggered' }, { kind: 'fill', priceTicks: 900 }]);
  });

  it.each([
    ['a crossed book', { bid: 101 }],
    ['no bid', { bid: Number.NaN }],
    ['an unknown depth', { askLots: Number.NaN }],
    ['no depth', { askLots: 0 }],
  ])('trades on no ticker with %s', async (_, more) => {
    const { venue, events } = venueWith();
    await venue.submit(order());
    venue.onTicker(ticker(BTC, 99.9, 100, more));
    expect(events).toEqual([]);
  });
});

it('never fills more than ordered, nor turns a position by reduce-only, whatever comes', async () => {
  const steps = fc.array(
    fc.record({
      side: fc.constantFrom('buy', 'sell'),
      kind: fc.constantFrom('market', 'limit', 'stop-market', 'take-profit-market'),
      lots: fc.integer({ min: 1, max: 40 }),
      reduceOnly: fc.boolean(),
      at: fc.integer({ min: 900, max: 1_100 }),
      price: fc.integer({ min: 90, max: 110 }),
      candles: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const { venue, bar } = venueWith({ ...PLAIN, participationPpm: 50_000 });
      const orders = new Map<string, VenueOrder>();
      const filled = new Map<string, number>();
      let position = 0;
      venue.onEvent((event) => {
        if (event.kind !== 'fill') return;
        const sent = orders.get(event.clientOrderId);
        const total = (filled.get(event.clientOrderId) ?? 0) + event.lots;
        filled.set(event.clientOrderId, total);
        expect(total).toBeLessThanOrEqual(sent?.lots ?? 0);
        const next = position + (event.side === 'buy' ? 1 : -1) * event.lots;
        if (sent?.reduceOnly === true) {
          expect(Math.abs(next)).toBeLessThan(Math.abs(position));
          expect(next * position).toBeGreaterThanOrEqual(0);
        }
        position = next;
      });
      for (const step of list) {
        const sent = order({ ...step, priceTicks: step.at, triggerTicks: step.at });
        orders.set(sent.clientOrderId, sent);
        await venue.submit(sent);
        if (step.candles) bar(step.price, step.price + 3, step.price - 3, step.price, 0.2);
        else venue.onTicker(ticker(BTC, step.price, step.price + 0.1));
      }
    }),
    { numRuns: 300 },
  );
});

it('takes orders and positions back after a restart', async () => {
  const { venue, bar, fills } = venueWith();
  const stop = order({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true });
  venue.restore(
    [
      { order: stop, filledLots: 4, state: 'PARTIAL' },
      { order: limit('buy', 900), filledLots: 0, state: 'OPEN' },
      { order: order(), filledLots: 0, state: 'SENDING' },
    ],
    [{ symbol: BTC, lots: 6 }],
  );
  expect(venue.openOrders).toBe(2);
  expect(await venue.submit(stop)).toMatchObject({ code: 'CLIENT_ID_REPEATED' });
  bar(100, 101, 99, 100);
  expect(fills()).toEqual([[6, 1_000, 'taker']]);
});
