import { describe, expect, it } from 'vitest';
import { signalId } from '#shared/domain/ids.ts';
import type { EntryRequest } from '#core/execution/desk-types.ts';
import { venueOrderOf } from '#core/execution/order-records.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import {
  BTC,
  candle,
  deskOn,
  entry,
  ETH,
  paperDesk,
  restarted,
  ScriptedVenue,
  START,
  STEP,
  TestJournal,
} from './support.ts';

async function openTrade(more: Partial<EntryRequest> = {}) {
  const world = paperDesk();
  await world.desk.enter(entry(more));
  world.clock.set(START + STEP);
  world.venue.onCandle(BTC, candle(START, 100, 101, 99, 100));
  await world.desk.quiescent();
  return world;
}

/** The world whose journal lost everything after the last record of a type: the process ended right there. */
function cutAfter(world: Awaited<ReturnType<typeof openTrade>>, type: string, role: string) {
  const intents = new Map(
    world.journal.events.filter((event) => event.type === 'order.intent').map((event) => [event.subject, event.data]),
  );
  const last = world.journal.events.findLastIndex(
    (event) => event.type === type && intents.get(event.subject)?.['role'] === role,
  );
  const journal = new TestJournal(world.clock, world.journal.events.slice(0, last + 1));
  return { ...world, journal };
}

const rows = (journal: TestJournal) => journal.state.openOrders().map((row) => [row.role, row.lots, row.state]);
const plan = () => entry();

describe('a restart on the paper venue', () => {
  it.each([
    ['the stop’s intent', 'order.intent', 'stop'],
    ['the stop’s attempt', 'order.sending', 'stop'],
    ['the fill itself', 'order.fill', 'entry'],
  ])('after %s puts the missing protection back', async (_, type, role) => {
    const again = restarted(cutAfter(await openTrade(), type, role), plan);
    await again.desk.quiescent();
    expect(rows(again.journal)).toEqual([
      ['stop', 10, 'OPEN'],
      ['target', 10, 'OPEN'],
    ]);
    expect(again.desk.frozenSymbols().size).toBe(0);
  });

  it('after an entry’s attempt leaves no order and a free symbol', async () => {
    const again = restarted(cutAfter(await openTrade(), 'order.sending', 'entry'), plan);
    expect(rows(again.journal)).toEqual([]);
    expect((await again.desk.enter(entry())).kind).toBe('sent');
  });

  it('knows a repeated fill from before', async () => {
    const world = await openTrade();
    const fill = world.journal.events.find((event) => event.type === 'order.fill');
    const tradeId = fill?.data['tradeId'];
    if (fill === undefined || typeof tradeId !== 'string') throw new Error('no fill');
    const venue = new ScriptedVenue();
    const journal = new TestJournal(world.clock, world.journal.events);
    const { desk } = deskOn(venue, { journal, clock: world.clock });
    desk.restore(journal.events, plan);
    const [order] = journal.state.openOrders();
    if (order === undefined) throw new Error('no order');
    const before = journal.events.length;
    const sent = { ...order, clientOrderId: fill.subject as typeof order.id, side: 'buy' as const };
    venue.fill(sent, tradeId, 10, 1_000);
    expect(journal.events).toHaveLength(before);
  });

  it('is not misled by records that begin in the middle of an earlier trade', async () => {
    const world = paperDesk();
    let index = 0;
    const step = async (price: number): Promise<void> => {
      world.clock.set(START + (index + 1) * STEP);
      for (const symbol of [BTC, ETH]) {
        world.venue.onCandle(symbol, candle(START + index * STEP, price, price + 1, price - 1, price));
      }
      await world.desk.quiescent();
      index++;
    };
    await world.desk.enter(entry({ symbol: ETH, signalId: signalId('before') }));
    await step(100);
    await world.desk.enter(entry({ signalId: signalId('oldest') }));
    await step(100);
    await world.desk.exit(ETH, 'exit');
    await step(100);
    await world.desk.enter(entry({ symbol: ETH, signalId: signalId('latest') }));
    await step(100);
    const again = restarted(world, plan);
    const ends: string[] = [];
    again.desk.onPositionClosed.on(({ signalId: id, how, fees }) => ends.push(`${id} ${how} ${String(fees)}`));
    again.venue.onCandle(ETH, candle(START + index * STEP, 100, 101, 94, 95));
    await again.desk.quiescent();
    // 600 ppm of 10 × 1,000 and of 10 × 950 ticks at 7,777 units.
    expect(ends).toEqual([`latest stop ${String(46_662 + 44_329)}`]);
  });

  it('closes what timed out meanwhile', async () => {
    const again = restarted(await openTrade({ maxHoldUntil: START + 2 * STEP }), () => null);
    again.clock.set(START + 3 * STEP);
    again.desk.onTime(again.clock.now());
    await again.desk.quiescent();
    expect(rows(again.journal).map(([role]) => role)).toEqual(['stop', 'target', 'exit']);
  });
});

/** A desk that has begun again over these records, on a venue that went on by itself. */
function broken(events: readonly JournalEvent[]) {
  const venue = new ScriptedVenue();
  const world = paperDesk();
  const journal = new TestJournal(world.clock, events);
  const made = deskOn(venue, { journal, clock: world.clock, ids: world.ids });
  made.desk.restore(journal.events, plan);
  return made;
}

describe('a restart on a real venue', () => {
  it('sends nothing before it is reconciled and keeps a send without answer in doubt', async () => {
    const cut = cutAfter(await openTrade(), 'order.sending', 'stop');
    const { desk, venue, journal } = broken(cut.journal.events);
    expect(venue.sent).toEqual([]);
    expect([...desk.frozenSymbols()]).toEqual([BTC]);
    expect(rows(journal)).toEqual([['stop', 10, 'UNKNOWN']]);
  });

  it('asks again for a cancel without answer once it may go on', () => {
    const clock = paperDesk().clock;
    const journal = new TestJournal(clock);
    const id = 'c'.repeat(32);
    const add = (type: string, data: object) =>
      journal.append({ type, subject: id, data } as unknown as Parameters<TestJournal['append']>[0]);
    add('order.intent', {
      signalId: 's1',
      symbol: BTC,
      role: 'entry',
      side: 'buy',
      kind: 'limit',
      lots: 1,
      reduceOnly: false,
      priceTicks: 900,
      triggerTicks: null,
      token: 1,
    });
    add('order.sending', { attempt: 1 });
    add('order.accepted', { venueOrderId: 'v' });
    add('order.cancel', { reason: 'x' });
    const { desk, venue } = broken(journal.events);
    expect(venue.canceled).toEqual([]);
    expect([...desk.frozenSymbols()]).toEqual([BTC]);
    desk.resume();
    expect(venue.canceled).toEqual([id]);
  });
});

describe('what a trade leaves behind when it is over', () => {
  /** A trade whose stop was hit, as a real venue's restart finds it when the process ended before the target's cancel. */
  async function stoppedOut(until: 'order.fill' | 'order.sending') {
    const world = await openTrade();
    const target = world.journal.state.openOrders().find(({ role }) => role === 'target');
    const stop = world.journal.state.openOrders().find(({ role }) => role === 'stop');
    if (target === undefined || stop === undefined) throw new Error('the trade is not protected');
    const answered = world.journal.events.findIndex(
      ({ type, subject }) => type === 'order.accepted' && subject === target.id,
    );
    const doubtful = until === 'order.sending';
    const events = doubtful ? world.journal.events.filter((_, index) => index !== answered) : world.journal.events;
    const { desk, venue, journal } = broken(events);
    if (!doubtful) desk.resume();
    venue.fill(venueOrderOf(stop), 'stop-fill', 10, 950);
    const fill = journal.events.findLastIndex(({ type }) => type === 'order.fill');
    expect(journal.state.position(BTC)?.lots ?? 0).toBe(0);
    return { events: journal.events.slice(0, fill + 1), target };
  }

  it('is canceled after a restart that found the position closed', async () => {
    const { events, target } = await stoppedOut('order.fill');
    const { desk, venue } = broken(events);
    expect(venue.canceled).toEqual([]);
    desk.resume(() => false);
    expect(venue.canceled).toEqual([]);
    desk.resume();
    expect(venue.canceled).toEqual([target.id]);
  });

  it('is canceled when it was in doubt and is proven to live later', async () => {
    const { events, target } = await stoppedOut('order.sending');
    const { desk, venue } = broken(events);
    desk.resume();
    expect(venue.canceled).toEqual([]);
    expect(desk.prove(target.id, { kind: 'accepted', venueOrderId: 'v9' })).toBe(true);
    expect(venue.canceled).toEqual([target.id]);
  });

  it('is told from the exit and the stop of a position whose trade is not known', async () => {
    const world = await openTrade();
    const venue = new ScriptedVenue();
    const journal = new TestJournal(world.clock, world.journal.events);
    const { desk } = deskOn(venue, { journal, clock: world.clock, ids: world.ids });
    desk.restore([], () => null);
    desk.resume();
    expect((await desk.exit(BTC, 'by hand')).kind).toBe('sent');
    expect(rows(journal)).toEqual([
      ['stop', 10, 'OPEN'],
      ['target', 10, 'OPEN'],
      ['exit', 10, 'OPEN'],
    ]);
    expect(venue.canceled).toEqual([]);
  });
});
