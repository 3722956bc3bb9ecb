import { describe, expect, it } from 'vitest';
import {
  account,
  BTC,
  holdingWorld,
  known,
  money,
  paperOrder,
  paperWorld,
  refOf,
  TIERED,
  type PaperWorldTerms,
} from '#tests/simulation/execution/paper-world.ts';
import type { VenueEvent } from '../ports/venue.ts';

const terms = (balance: string, more: Parameters<typeof account>[1] = {}): PaperWorldTerms => ({
  account: account(balance, more),
  instrument: TIERED,
});
const liquidation = (events: readonly VenueEvent[]) =>
  events.flatMap((event) => (event.kind === 'fill' && event.cause === 'liquidation' ? [event] : []));

describe('margin', () => {
  it('is needed to enter, at the mark, with the fee', async () => {
    // 100 contracts at 100 are 10 USDT: a margin of 1 and a fee of 0.006.
    for (const [balance, answer] of [
      ['1.006', { kind: 'accepted' }],
      ['1.00599999', { kind: 'rejected', code: 'BALANCE_INSUFFICIENT' }],
    ] as const) {
      const { venue, tick } = paperWorld(terms(balance));
      tick(99.9, 100.1, { mark: 100 });
      expect(await venue.submit(paperOrder({ lots: 100 }))).toMatchObject(answer);
    }
  });

  it('is not asked of exits, nor of what takes a position off', async () => {
    const { venue, tick } = await holdingWorld(terms('0.1006'));
    tick(99.9, 100);
    expect(await venue.submit(paperOrder({ side: 'sell' }))).toMatchObject({ kind: 'accepted' });
    expect(await venue.submit(paperOrder({ side: 'sell', reduceOnly: true }))).toMatchObject({ kind: 'accepted' });
    expect(await venue.submit(paperOrder({ lots: 1 }))).toMatchObject({ code: 'BALANCE_INSUFFICIENT' });
  });

  it('is needed for a larger size or a higher price as well, beyond what the order holds back already', async () => {
    const { venue, tick } = paperWorld(terms('1.006'));
    tick(99.9, 100.1, { mark: 100 });
    const one = paperOrder({ kind: 'limit', priceTicks: 1_000, lots: 50 });
    await venue.submit(one);
    const amend = (change: object) => venue.amend(refOf(one), change);
    expect(await amend({ lots: 101 })).toMatchObject({ code: 'BALANCE_INSUFFICIENT' });
    expect(await amend({ lots: 100 })).toEqual({ kind: 'accepted' });
    expect(await amend({ priceTicks: 1_001 })).toMatchObject({ code: 'BALANCE_INSUFFICIENT' });
    expect(await amend({ priceTicks: 900 })).toEqual({ kind: 'accepted' });
  });

  it('is less with the order’s own leverage, as far as the size allows', async () => {
    const { venue, tick } = paperWorld(terms('1000'));
    tick(999.9, 1_000, { mark: 1_000 });
    const sized = (lots: number, leverage: number) => venue.submit(paperOrder({ lots, leverage }));
    expect(await sized(2_000, 51)).toMatchObject({ code: 'LEVERAGE_NOT_ALLOWED' });
    expect(await sized(2_000, 50)).toMatchObject({ kind: 'accepted' });
    expect(await sized(100_001, 1)).toMatchObject({ code: 'SIZE_TOO_LARGE' });
    tick(9_999.9, 10_000, { mark: 10_000, askLots: 0 });
    expect(await sized(90_000, 1)).toMatchObject({ code: 'RISK_LIMIT_EXCEEDED' });
  });

  it('cannot be reckoned before a price came', async () => {
    const { venue } = paperWorld(terms('1000'));
    expect(await venue.submit(paperOrder())).toMatchObject({ code: 'PRICE_UNKNOWN' });
    expect(await venue.submit(paperOrder({ kind: 'limit', priceTicks: 900 }))).toMatchObject({ kind: 'accepted' });
  });
});

describe('funding', () => {
  it('comes out of wallet and margin at the venue’s time, and goes to the other side', async () => {
    const { venue, clock } = await holdingWorld(terms('100'));
    const [before] = await known(venue.ask.positions());
    venue.onFunding(BTC, 0.0001, 100, clock.now());
    // 1 USDT × 0.01 %.
    expect(venue.wallet).toBe(money('99.9993'));
    venue.onFunding(BTC, -0.0001, 100, clock.now());
    expect(venue.wallet).toBe(money('99.9994'));
    venue.onFunding(BTC, 0.01, 100, clock.now());
    const [after] = await known(venue.ask.positions());
    expect(Number(after?.liquidationTicks)).toBeGreaterThan(Number(before?.liquidationTicks));
  });
});

describe('liquidation', () => {
  it('comes at the reported price by the mark, takes the margin and no more, and says what it is', async () => {
    const { venue, tick, events } = await holdingWorld(terms('100'));
    await venue.submit(paperOrder({ side: 'sell', kind: 'take-profit-market', triggerTicks: 1_200, reduceOnly: true }));
    const [position] = await known(venue.ask.positions());
    // 90 ÷ 0.9954 = 90.42, the tick nearer to the entry: 90.5.
    expect(position?.liquidationTicks).toBe(905);
    tick(80, 80.1, { mark: 90.5, last: 80 });
    expect(events).toEqual([]);
    tick(90.3, 90.5, { mark: 90.4 });
    expect(events.map(({ kind }) => kind)).toEqual(['canceled', 'fill']);
    const [fill] = liquidation(events);
    // Margin 0.1 less the fee: 90 ÷ 0.9994 = 90.054, taken over at 90.1.
    expect(fill).toMatchObject({ side: 'sell', lots: 10, priceTicks: 901, fee: money('0.0005406'), clientOrderId: '' });
    expect(venue.wallet).toBe(money('99.8998594'));
    expect(await known(venue.ask.positions())).toEqual([]);
    expect(venue.openOrders).toBe(0);
    const [done] = (await known(venue.ask.doneOrders(0 as never))).slice(-1);
    expect(done).toMatchObject({
      clientOrderId: null,
      venueOrderId: fill?.venueOrderId,
      state: 'filled',
      filledLots: 10,
    });
    const causes = (await known(venue.ask.fills(0 as never))).map(({ cause }) => cause);
    expect(causes).toEqual([undefined, 'liquidation']);
  });

  it('takes the maintenance rate of the size', async () => {
    const { venue, tick } = paperWorld(terms('1000'));
    tick(999.9, 1_000, { mark: 1_000 });
    await venue.submit(paperOrder({ lots: 2_000 }));
    tick(999.9, 1_000, { mark: 1_000, askLots: 2_000 });
    const [position] = await known(venue.ask.positions());
    // 900 ÷ (1 − 0.01 − 0.0006), up to the tick.
    expect(position?.liquidationTicks).toBe(9_097);
  });

  it('comes to a short above', async () => {
    const { venue, tick, events } = paperWorld(terms('100'));
    tick(100, 100.1, { mark: 100 });
    await venue.submit(paperOrder({ side: 'sell' }));
    tick(100, 100.1, { mark: 100 });
    events.length = 0;
    tick(109, 109.1, { mark: 109.4 });
    expect(events).toEqual([]);
    tick(109, 109.1, { mark: 109.5 });
    expect(liquidation(events)).toMatchObject([{ side: 'buy', lots: 10, priceTicks: 1_099 }]);
    expect(Number(venue.wallet)).toBeGreaterThanOrEqual(Number(money('99.8994')));
  });

  it('follows funding that used the margin up', async () => {
    const { venue, clock, events } = await holdingWorld(terms('100'));
    venue.onFunding(BTC, 0.096, 100, clock.now());
    expect(liquidation(events)).toHaveLength(1);
  });

  it('on candles comes after the stop on the way, and before what the open jumped over', async () => {
    const stop = paperOrder({ side: 'sell', kind: 'stop-market', triggerTicks: 950, reduceOnly: true });
    const safe = await holdingWorld(terms('100'));
    await safe.venue.submit(stop);
    safe.bar(100, 100, 80, 85);
    expect(safe.fills()).toEqual([[10, 950, 'taker']]);
    expect(liquidation(safe.events)).toEqual([]);
    const jumped = await holdingWorld(terms('100'));
    await jumped.venue.submit(stop);
    jumped.bar(80, 81, 79, 80);
    expect(liquidation(jumped.events)).toHaveLength(1);
    const bare = await holdingWorld(terms('100'));
    bare.bar(100, 101, 90.4, 100);
    expect(liquidation(bare.events)).toHaveLength(1);
  });

  it('does not come where no maintenance table is known, or no account is simulated', async () => {
    const noTable = await holdingWorld({ account: account('100') });
    const noMoney = await holdingWorld({ instrument: TIERED });
    for (const world of [noTable, noMoney]) {
      world.tick(1, 1.1, { mark: 1 });
      expect(world.events).toEqual([]);
    }
  });
});
