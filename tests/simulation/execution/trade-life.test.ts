import { describe, expect, it } from 'vitest';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { PositionClosed } from '#core/execution/desk-types.ts';
import { BTC, candle, entry, paperDesk, PLAIN, START, STEP, ticker } from './support.ts';

type World = ReturnType<typeof paperDesk>;

/** Feeds one candle as a replay does: at its close, then waits until nothing is in flight. */
async function feed(world: World, index: number, prices: readonly [number, number, number, number], volume = 1_000) {
  world.clock.set(START + (index + 1) * STEP);
  world.venue.onCandle(BTC, candle(START + index * STEP, ...prices, volume));
  world.desk.onTime(world.clock.now());
  await world.desk.quiescent();
}

function closes(world: World): PositionClosed[] {
  const seen: PositionClosed[] = [];
  world.desk.onPositionClosed.on((closed) => seen.push(closed));
  return seen;
}

const open = (world: World) => world.journal.state.openOrders().map((row) => [row.role, row.lots, row.state]);

describe('a trade on candles', () => {
  it('fills over several candles, grows its bracket, and ends at the stop', async () => {
    const world = paperDesk({ ...PLAIN, participationPpm: 500_000 });
    const seen = closes(world);
    expect((await world.desk.enter(entry())).kind).toBe('sent');
    await feed(world, 0, [100, 101, 99, 100], 0.012);
    expect(world.journal.state.position(BTC)?.lots).toBe(6);
    expect(open(world)).toEqual([
      ['entry', 10, 'PARTIAL'],
      ['stop', 6, 'OPEN'],
      ['target', 6, 'OPEN'],
    ]);
    await feed(world, 1, [102, 103, 101, 102], 0.02);
    expect(world.journal.state.position(BTC)?.lots).toBe(10);
    expect(open(world)).toEqual([
      ['stop', 10, 'OPEN'],
      ['target', 10, 'OPEN'],
    ]);
    await feed(world, 2, [97, 98, 94, 96]);
    expect(seen).toMatchObject([{ how: 'stop', exitTicks: 950, heldMs: 3 * STEP, signalId: 's1' }]);
    // 6 at 1000 and 4 at 1020 bought, 10 at 950 sold: 9,500 − 10,080 ticks at 10,000 units each.
    expect(seen[0]?.realised).toBe(-580n * 10_000n);
    expect(open(world)).toEqual([]);
    expect(world.venue.openOrders).toBe(0);
  });

  it('fills at the open when the price gaps through the stop', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry());
    await feed(world, 0, [100, 101, 99, 100]);
    await feed(world, 1, [90, 91, 89, 90]);
    expect(seen).toMatchObject([{ how: 'stop', exitTicks: 900 }]);
  });

  it('takes the stop when one candle holds stop and target', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry());
    await feed(world, 0, [100, 101, 99, 100]);
    await feed(world, 1, [100, 120, 90, 110]);
    expect(seen).toMatchObject([{ how: 'stop', exitTicks: 950 }]);
  });

  it('meets its stop already in the candle it was filled in', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry());
    await feed(world, 0, [100, 101, 94, 100]);
    expect(seen).toMatchObject([{ how: 'stop', exitTicks: 950 }]);
    expect(world.desk.pending()).toBe(0);
  });

  it('ends a short at the target and cancels the stop', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry({ side: 'sell', stopTicks: 1_050 as Ticks, targetTicks: 900 as Ticks }));
    await feed(world, 0, [100, 101, 99, 100]);
    await feed(world, 1, [95, 96, 89, 90]);
    expect(seen).toMatchObject([{ how: 'target', exitTicks: 900, realised: 1_000n * 10_000n }]);
    expect(open(world)).toEqual([]);
  });

  it('is closed when its time is up', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry({ maxHoldUntil: START + 3 * STEP }));
    for (let i = 0; i < 4; i++) await feed(world, i, [100, 101, 99, 100]);
    expect(seen).toMatchObject([{ how: 'time-out', exitTicks: 1_000, heldMs: 3 * STEP }]);
    expect(open(world)).toEqual([]);
  });

  it('is closed on demand, once', async () => {
    const world = paperDesk();
    const seen = closes(world);
    await world.desk.enter(entry());
    await feed(world, 0, [100, 101, 99, 100]);
    expect(await world.desk.exit(BTC, 'by hand')).toMatchObject({ kind: 'sent' });
    expect(await world.desk.exit(BTC, 'by hand')).toMatchObject({ kind: 'running' });
    await feed(world, 1, [101, 102, 100, 101]);
    expect(seen).toMatchObject([{ how: 'exit', reason: 'by hand', exitTicks: 1_010 }]);
    expect(await world.desk.exit(BTC, 'by hand')).toEqual({ kind: 'flat' });
  });

  it('drops an entry that is closed before it fills', async () => {
    const world = paperDesk();
    const ended: string[] = [];
    world.desk.onEntryEnded.on((one) => ended.push(one.reason));
    await world.desk.enter(entry());
    expect(await world.desk.exit(BTC, 'by hand')).toEqual({ kind: 'flat' });
    await feed(world, 0, [100, 101, 99, 100]);
    expect(world.journal.state.position(BTC)).toBeNull();
    expect(ended).toEqual(['asked for']);
    expect((await world.desk.enter(entry())).kind).toBe('sent');
  });

  it('books funding on what is held', async () => {
    const world = paperDesk();
    const seen = closes(world);
    expect(world.desk.settleFunding(BTC, 0.0001, 1_000)).toBeNull();
    await world.desk.enter(entry());
    await feed(world, 0, [100, 101, 99, 100]);
    expect(world.desk.settleFunding(BTC, 0.0001, 1_000)).toBe(-10_000n);
    expect(world.journal.state.position(BTC)?.funding).toBe(-10_000n);
    await feed(world, 1, [90, 91, 89, 90]);
    expect(seen[0]?.funding).toBe(-10_000n);
  });
});

it('lives on tickers: walks the touch, triggers by mark, closes', async () => {
  const world = paperDesk();
  const seen = closes(world);
  await world.desk.enter(entry({ lots: 25 }));
  world.venue.onTicker(ticker(BTC, 99.9, 100, { askLots: 4 }));
  await world.desk.quiescent();
  // Five levels of four contracts: the last five wait for the next ticker.
  expect(world.journal.state.position(BTC)?.lots).toBe(20);
  world.venue.onTicker(ticker(BTC, 99.9, 100, { askLots: 40 }));
  await world.desk.quiescent();
  expect(open(world)).toEqual([
    ['stop', 25, 'OPEN'],
    ['target', 25, 'OPEN'],
  ]);
  world.venue.onTicker(ticker(BTC, 94.6, 94.8, { mark: 95.1 }));
  expect(seen).toEqual([]);
  world.venue.onTicker(ticker(BTC, 94.6, 94.8, { mark: 95, bidLots: 100 }));
  await world.desk.quiescent();
  expect(seen).toMatchObject([{ how: 'stop', exitTicks: 946 }]);
});
