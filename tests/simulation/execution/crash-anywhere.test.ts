import { expect, it } from 'vitest';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { BTC, candle, entry, paperDesk, PLAIN, restarted, START, STEP, TestJournal } from './support.ts';

const CONFIG = { ...PLAIN, participationPpm: 300_000 };
const plan = () => entry({ maxHoldUntil: START + 30 * STEP });

/** Thirty candles around the entry, with partial fills, a growing bracket and a stop at the end. */
async function run(world: ReturnType<typeof paperDesk>, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    world.clock.set(START + (index + 1) * STEP);
    const price = index < 12 ? 100 : 100 - (index - 11) * 2;
    world.venue.onCandle(BTC, candle(START + index * STEP, price, price + 1, price - 1, price, 0.01));
    world.desk.onTime(world.clock.now());
    await world.desk.quiescent();
  }
}

it('cut after any record: after the restart what is held is protected or leaving, and ends flat', async () => {
  const whole = paperDesk(CONFIG);
  await whole.desk.enter(plan());
  await run(whole, 0, 30);
  const { events } = whole.journal;
  expect(whole.journal.state.position(BTC)?.lots).toBe(0);
  for (let cut = 2; cut <= events.length; cut++) {
    const journal = new TestJournal(whole.clock, events.slice(0, cut));
    const world = restarted({ ...whole, journal }, plan, CONFIG);
    await world.desk.quiescent();
    const held = world.journal.state.position(BTC)?.lots ?? 0;
    const open = world.journal.state.openOrders();
    const leaving = open.some((row) => row.role === 'exit');
    const stopped = open.filter((row) => row.role === 'stop').reduce((sum, row) => sum + row.lots - row.filledLots, 0);
    expect(held === 0 || leaving || stopped >= held, `cut after record ${String(cut)}`).toBe(true);
    expect(open.every((row) => !['SENDING', 'INTENT', 'UNKNOWN'].includes(row.state))).toBe(true);
    await run(world, 12, 45);
    expect(world.journal.state.position(BTC)?.lots ?? 0, `cut after record ${String(cut)}`).toBe(0);
    expect(world.journal.state.openOrders().filter((row) => !isFinalOrderState(row.state))).toEqual([]);
    expect(world.venue.openOrders).toBe(0);
  }
});
