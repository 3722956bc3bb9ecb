import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ticks } from '#shared/domain/instrument.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { expectedFill } from '#core/execution/manual/expected-fill.ts';
import { largestPassing } from '#core/execution/manual/largest-passing.ts';
import type { ManualTicket } from '#core/execution/manual/ticket.ts';
import type { FeedBooks } from '#core/ports/market-feed.ts';
import {
  COIN,
  CONTRACTS,
  manualWorld,
  MARKET,
  SYMBOLS,
  ticketOf,
  type ManualWorld,
} from '#tests/support/orders/manual-world.ts';

const TICKETS = 100;

/** Tickets of every kind around a market at 100.0, most of them admissible. */
const tickets: fc.Arbitrary<ManualTicket> = fc
  .record({
    symbol: fc.constantFrom(...SYMBOLS),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    kind: fc.constantFrom('market' as const, 'limit' as const, 'stop-market' as const, 'stop-limit' as const),
    lots: fc.integer({ min: 1, max: 400 }),
    away: fc.integer({ min: 1, max: 12 }),
    postOnly: fc.boolean(),
    timeInForce: fc.constantFrom('gtc' as const, 'ioc' as const, 'fok' as const),
    leverage: fc.constantFrom(null, 1, 2, 3),
    stop: fc.integer({ min: 20, max: 60 }),
    target: fc.integer({ min: 20, max: 120 }),
  })
  .map(({ symbol, side, kind, lots, away, postOnly, timeInForce, leverage, stop, target }) => {
    const sign = side === 'buy' ? 1 : -1;
    const stops = kind === 'stop-market' || kind === 'stop-limit';
    const limits = kind === 'limit' || kind === 'stop-limit';
    const entry = kind === 'market' ? 1_000 : 1_000 + (stops ? away : -away) * sign;
    const ioc = limits && !postOnly ? timeInForce : 'gtc';
    return ticketOf({
      symbol,
      side,
      kind,
      lots,
      priceTicks: (limits ? entry : null) as Ticks | null,
      triggerTicks: (stops ? entry : null) as Ticks | null,
      timeInForce: ioc,
      postOnly: limits && postOnly,
      leverage,
      stopTicks: (entry - stop * sign) as Ticks,
      targetTicks: (entry + target * sign) as Ticks,
    });
  });

describe('a preview', () => {
  it('shows exactly the order that is sent, and passes exactly when it is sent', async () => {
    let sentOnes = 0;
    await fc.assert(
      fc.asyncProperty(tickets, async (ticket) => {
        const world = manualWorld();
        await world.start();
        const { order, wouldPass } = world.manual.preview(ticket);
        const outcome = await world.place(ticket);
        const [sent] = world.venue.sent;
        expect(outcome.kind !== 'refused').toBe(wouldPass);
        if (!wouldPass) return expect(world.venue.sent).toEqual([]);
        sentOnes += 1;
        const { clientOrderId: _, ...terms } = sent ?? { clientOrderId: null };
        expect(terms).toEqual(order);
      }),
      { numRuns: TICKETS },
    );
    expect(sentOnes).toBeGreaterThan(TICKETS / 2);
  }, 60_000);
});

describe('the largest size that passes', () => {
  let world: ManualWorld;
  beforeAll(async () => {
    world = manualWorld();
    await world.start();
  });

  it('passes, and one contract more does not', () => {
    fc.assert(
      fc.property(tickets, (ticket) => {
        const { largestLots } = world.manual.outlook(ticket);
        const passes = (lots: number) => world.manual.preview({ ...ticket, lots }).wouldPass;
        if (largestLots === null) return !passes(1);
        return passes(largestLots) && !passes(largestLots + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the size asked for, and is none where nothing passes', () => {
    const of = (more: Partial<ManualTicket>) => world.manual.outlook(ticketOf(more)).largestLots;
    expect(of({ lots: 1 })).toBe(of({ lots: 900_000 }));
    expect(of({ lots: 1 })).toBeGreaterThan(1);
    expect(of({ stopTicks: null })).toBeNull();
  });

  it('keeps to lots and to the largest order', () => {
    const contract = { lotSize: 10, maxOrderLots: 95 };
    expect(largestPassing(contract, () => true)).toBe(90);
    expect(largestPassing(contract, (lots) => lots <= 47)).toBe(40);
    expect(largestPassing(contract, () => false)).toBeNull();
    expect(largestPassing({ lotSize: 10, maxOrderLots: 5 }, () => true)).toBeNull();
  });
});

describe('the outlook', () => {
  it('has the free balance and the exposure before and after, and the liquidation price of the whole', async () => {
    const world = manualWorld();
    await world.start();
    const one = world.manual.outlook(ticketOf({ lots: 1_000 }));
    expect(formatMoney(one.free ?? (0n as never))).toBe('10000');
    // Margin 33 and fee 0.0594 of 99 USDT.
    expect(formatMoney(one.freeAfter ?? (0n as never))).toBe('9966.9406');
    expect([one.exposure, one.exposureAfter].map((value) => formatMoney(value ?? (0n as never)))).toEqual(['0', '99']);
    await world.place({ ...MARKET, lots: 1_000 });
    await world.tick();
    const adds = ticketOf({ lots: 1_000, stopTicks: null, targetTicks: null });
    const two = world.manual.outlook(adds);
    expect(Number(two.exposureAfter)).toBeGreaterThan(Number(one.exposureAfter));
    const alone = world.manual.preview(adds).appraisal.liquidationTicks ?? 0;
    expect(two.liquidationAfterTicks).toBeGreaterThan(alone);
  });

  it('names the use of the limits only where a person looks', async () => {
    const world = manualWorld();
    await world.start();
    const { checks } = world.manual.preview(ticketOf());
    const value = checks.find(({ name }) => name === 'order value');
    expect(value?.use).toMatchObject({ used: 99, unit: 'USDT', floor: false });
    expect(checks.find(({ name }) => name === 'terms')?.use ?? null).toBeNull();
  });
});

describe('the expected fill', () => {
  const contract = CONTRACTS.get(COIN);
  const books = (sentence: string): FeedBooks => ({
    version: () => 1,
    lotsAt: () => null,
    read: (_, __, into) => {
      if (sentence !== '') return sentence;
      into.bidTicks.set([999, 998]);
      into.bidLots.set([100, 500]);
      into.askTicks.set([1_001, 1_003]);
      into.askLots.set([100, 500]);
      into.bids = 2;
      into.asks = 2;
      into.tsVenue = 4_000;
      return '';
    },
  });
  const fillOf = (more: Partial<ManualTicket>, sentence = '') =>
    contract === undefined ? null : expectedFill(books(sentence), ticketOf(more), contract, 5_000);

  it('walks the book at market', () => {
    const fill = fillOf({ ...MARKET, lots: 300 });
    // 100 at 100.1 and 200 at 100.3 against a middle of 100.0.
    expect(fill).toMatchObject({ lots: 300, ageMs: 1_000 });
    expect(fill?.average).toBeCloseTo(100.2333, 4);
    // 700 tick-lots of 0.0001 USDT.
    expect(formatMoney(fill?.slippage ?? (0n as never))).toBe('0.07');
    expect(fill?.slippageBp).toBeCloseTo(23.333, 3);
    expect(fillOf({ ...MARKET, side: 'sell', lots: 1_000 })?.lots).toBe(600);
  });

  it('takes up to the limit only, and nothing where it rests or waits', () => {
    expect(fillOf({ priceTicks: 1_002 as Ticks, lots: 300 })?.lots).toBe(100);
    expect(fillOf({ priceTicks: 990 as Ticks })).toBeNull();
    expect(fillOf({ priceTicks: 1_002 as Ticks, postOnly: true })).toBeNull();
    expect(fillOf({ kind: 'stop-market', priceTicks: null, triggerTicks: 1_010 as Ticks })).toBeNull();
  });

  it('is not told while the book is not known', () => {
    expect(fillOf(MARKET, 'The book is not whole.')).toBeNull();
    expect(contract === undefined ? null : expectedFill(null, ticketOf(MARKET), contract, 0)).toBeNull();
  });
});
