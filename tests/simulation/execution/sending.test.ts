import { describe, expect, it } from 'vitest';
import type { SubmitOutcome } from '#core/ports/venue.ts';
import type { DeskAlarm, EntryRequest } from '#core/execution/desk-types.ts';
import { BTC, deskOn, entry, ETH, ScriptedVenue, TestClock, TestJournal } from './support.ts';

function scripted() {
  const world = deskOn(new ScriptedVenue());
  const alarms: DeskAlarm[] = [];
  world.desk.onAlarm.on((alarm) => alarms.push(alarm));
  return { ...world, alarms };
}

const tick = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

describe('the barrier', () => {
  it('has intent and attempt on disk before a byte leaves', async () => {
    const { desk, venue, journal } = scripted();
    venue.onSubmit = () => {
      expect(journal.types().slice(-2)).toEqual(['order.intent', 'order.sending']);
      expect(journal.durable).toBe(journal.events.length);
    };
    await desk.enter(entry());
    expect(venue.sent).toHaveLength(1);
    expect(journal.types().at(-1)).toBe('order.accepted');
  });

  it('sends nothing when the journal cannot commit', async () => {
    const { desk, venue, journal } = scripted();
    journal.commit = () => {
      throw new Error('disk full');
    };
    await expect(desk.enter(entry())).rejects.toThrow('disk full');
    expect(venue.sent).toEqual([]);
  });

  it('never commits by itself when writes are grouped', async () => {
    const { desk, journal } = deskOn(new ScriptedVenue(), { barrier: 'grouped' });
    await desk.enter(entry());
    expect(journal.durable).toBe(0);
  });
});

describe('a lock lost between intent and send', () => {
  /** The lock goes while the given commit waits for the disk. */
  async function losing(commitNumber: number, request: (holds: () => boolean) => Partial<EntryRequest>) {
    const clock = new TestClock();
    const journal = new TestJournal(clock);
    let commits = 0;
    journal.commit = () => {
      commits++;
    };
    const venue = new ScriptedVenue();
    const { desk } = deskOn(venue, { clock, journal });
    const outcome = await desk.enter(entry(request(() => commits < commitNumber)));
    return { outcome, venue, journal, desk };
  }

  function assertNothingSent(seen: Awaited<ReturnType<typeof losing>>): void {
    if (seen.venue.sent.length > 0) throw new Error('an order left without its lock');
    expect(seen.outcome).toEqual({ kind: 'lock-lost' });
    expect(seen.journal.types().at(-1)).toBe('order.not-placed');
    expect(seen.desk.frozenSymbols().size).toBe(0);
  }

  it.each([
    [1, []],
    [2, ['order.sending', 'order.unknown']],
  ])('sends nothing when it goes during commit %i', async (commitNumber, attempted) => {
    const seen = await losing(commitNumber, (holdsLock) => ({ holdsLock }));
    assertNothingSent(seen);
    expect(seen.journal.types().slice(1)).toEqual(['order.intent', ...attempted, 'order.not-placed']);
  });

  it.each([1, 2])('is noticed by this test when the check is made too early (commit %i)', async (commitNumber) => {
    const planted = await losing(commitNumber, (holdsLock) => {
      const early = holdsLock();
      return { holdsLock: () => early };
    });
    expect(() => {
      assertNothingSent(planted);
    }).toThrow('an order left without its lock');
  });
});

describe('an unknown outcome', () => {
  it.each([
    ['an answer of unknown', () => Promise.resolve<SubmitOutcome>({ kind: 'unknown', reason: 'time-out' })],
    ['a rejected promise', () => Promise.reject<SubmitOutcome>(new Error('time-out'))],
    [
      'a throw',
      (): Promise<SubmitOutcome> => {
        throw new Error('time-out');
      },
    ],
  ])('after %s freezes the symbol and is never sent again', async (_, answer) => {
    const { desk, venue } = scripted();
    venue.answer = answer;
    expect(await desk.enter(entry())).toMatchObject({ kind: 'unknown', reason: 'time-out' });
    expect([...desk.frozenSymbols()]).toEqual([BTC]);
    expect(await desk.enter(entry())).toMatchObject({ kind: 'rejected', code: 'DESK_SYMBOL_FROZEN' });
    desk.onTime(Number.MAX_SAFE_INTEGER);
    await tick();
    expect(venue.sent).toHaveLength(1);
    venue.answer = () => Promise.resolve({ kind: 'accepted', venueOrderId: 'v' });
    expect((await desk.enter(entry({ symbol: ETH }))).kind).toBe('sent');
  });

  it('is resolved by a fill, which is then protected', async () => {
    const { desk, venue, journal } = scripted();
    venue.answer = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    await desk.enter(entry());
    venue.answer = () => Promise.resolve({ kind: 'accepted', venueOrderId: 'v' });
    const [sent] = venue.sent;
    if (sent === undefined) throw new Error('nothing sent');
    venue.fill(sent, 't1', 10, 1_000);
    await tick();
    expect(desk.frozenSymbols().size).toBe(0);
    expect(journal.state.openOrders().map((row) => [row.role, row.state])).toEqual([
      ['stop', 'OPEN'],
      ['target', 'OPEN'],
    ]);
  });

  it('is resolved by proof, and then a new entry may be made', async () => {
    const { desk, venue } = scripted();
    venue.answer = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    const outcome = await desk.enter(entry());
    if (outcome.kind !== 'unknown') throw new Error(outcome.kind);
    expect(desk.prove(outcome.orderId, { kind: 'not-placed', reason: 'asked three times' })).toBe(true);
    expect(desk.frozenSymbols().size).toBe(0);
    venue.answer = () => Promise.resolve({ kind: 'accepted', venueOrderId: 'v' });
    expect((await desk.enter(entry())).kind).toBe('sent');
  });

  it('still lets a position out, reduce-only', async () => {
    const { desk, venue } = scripted();
    await desk.enter(entry());
    const [sent] = venue.sent;
    if (sent === undefined) throw new Error('nothing sent');
    venue.fill(sent, 't1', 10, 1_000);
    await tick();
    venue.answer = () => Promise.resolve({ kind: 'unknown', reason: 'time-out' });
    expect((await desk.exit(BTC, 'by hand')).kind).toBe('unknown');
    expect(venue.sent.at(-1)).toMatchObject({ kind: 'market', side: 'sell', lots: 10, reduceOnly: true });
    expect((await desk.exit(BTC, 'by hand')).kind).toBe('running');
  });

  it('of a cancel leaves the order in doubt', async () => {
    const { desk, venue, journal } = scripted();
    venue.cancelAnswer = () => Promise.resolve('not-found');
    const outcome = await desk.enter(entry());
    await desk.exit(BTC, 'by hand');
    await tick();
    if (outcome.kind !== 'sent') throw new Error(outcome.kind);
    expect(journal.state.order(outcome.orderId)?.state).toBe('CANCEL_UNKNOWN');
    expect([...desk.frozenSymbols()]).toEqual([BTC]);
  });
});

describe('what the venue reports', () => {
  async function filled() {
    const world = scripted();
    await world.desk.enter(entry());
    const [sent] = world.venue.sent;
    if (sent === undefined) throw new Error('nothing sent');
    world.venue.fill(sent, 't1', 10, 1_000);
    await tick();
    return { ...world, sent };
  }
  const roleOf = (world: Awaited<ReturnType<typeof filled>>, kind: string) => {
    const order = world.venue.sent.find((one) => one.kind === kind);
    if (order === undefined) throw new Error(`no ${kind}`);
    return order;
  };

  it('is booked once per trade id', async () => {
    const world = await filled();
    const before = world.journal.events.length;
    world.venue.fill(world.sent, 't1', 10, 1_000);
    expect(world.journal.events).toHaveLength(before);
  });

  it('is booked and flagged when it comes after the end', async () => {
    const world = await filled();
    const stop = roleOf(world, 'stop-market');
    world.venue.fill(stop, 't2', 10, 950);
    const target = roleOf(world, 'take-profit-market');
    world.venue.report(target, 'canceled');
    world.venue.fill(target, 't3', 1, 1_100);
    await tick();
    expect(world.alarms).toMatchObject([{ kind: 'late-fill' }]);
    expect(world.journal.state.position(BTC)?.lots).toBe(-1);
    expect(world.venue.sent.at(-1)).toMatchObject({ kind: 'market', side: 'buy', lots: 1, reduceOnly: true });
  });

  it('freezes the symbol when it is not about our order', async () => {
    const world = await filled();
    world.venue.fill({ ...world.sent, clientOrderId: 'f'.repeat(32) as typeof world.sent.clientOrderId }, 't9', 1, 1);
    world.venue.fill({ ...world.sent, side: 'sell' }, 't10', 1, 1);
    expect(world.alarms.map((alarm) => alarm.kind)).toEqual(['foreign-event', 'mismatched-fill']);
    expect([...world.desk.frozenSymbols()]).toEqual([BTC]);
    world.desk.clearForeign(BTC);
    expect(world.desk.frozenSymbols().size).toBe(0);
  });

  it('is not written twice when it says nothing new', async () => {
    const world = await filled();
    const stop = roleOf(world, 'stop-market');
    world.venue.report(stop, 'triggered');
    const before = world.journal.events.length;
    world.venue.report(stop, 'triggered');
    world.venue.report(world.sent, 'canceled');
    expect(world.journal.events).toHaveLength(before);
  });

  it.each(['canceled', 'expired'] as const)('closes the position when its stop was %s unasked', async (kind) => {
    const world = await filled();
    world.venue.report(roleOf(world, 'stop-market'), kind);
    await tick();
    expect(world.alarms).toMatchObject([{ kind: 'stop-missing' }]);
    const exits = world.venue.sent.filter((order) => order.kind === 'market' && order.reduceOnly);
    expect(exits).toMatchObject([{ side: 'sell', lots: 10 }]);
  });

  it('closes the position when the stop is refused or in doubt', async () => {
    for (const answer of [
      { kind: 'rejected', code: 'X', reason: 'no' },
      { kind: 'unknown', reason: 'time-out' },
    ] as const) {
      const world = scripted();
      world.venue.answer = (order) =>
        Promise.resolve(order.kind === 'stop-market' ? answer : { kind: 'accepted', venueOrderId: 'v' });
      await world.desk.enter(entry());
      const [sent] = world.venue.sent;
      if (sent === undefined) throw new Error('nothing sent');
      world.venue.fill(sent, 't1', 10, 1_000);
      await tick();
      expect(world.venue.sent.filter((order) => order.kind === 'market' && order.reduceOnly)).toHaveLength(1);
    }
  });

  it('closes the position when the stop is not confirmed within five seconds', async () => {
    const world = scripted();
    const ok = world.venue.answer;
    world.venue.answer = (order) => (order.kind === 'stop-market' ? new Promise(() => undefined) : ok(order));
    await world.desk.enter(entry());
    const [sent] = world.venue.sent;
    if (sent === undefined) throw new Error('nothing sent');
    world.venue.fill(sent, 't1', 10, 1_000);
    await tick();
    const filledAt = world.clock.now();
    world.clock.set(filledAt + 4_999);
    world.desk.onTime(world.clock.now());
    expect(world.alarms).toEqual([]);
    world.clock.set(filledAt + 5_000);
    world.desk.onTime(world.clock.now());
    await tick();
    expect(world.alarms).toMatchObject([{ kind: 'stop-missing' }]);
    expect(world.venue.sent.at(-1)).toMatchObject({ kind: 'market', side: 'sell', lots: 10, reduceOnly: true });
    expect(world.desk.pending()).toBe(1);
  });

  it('replaces a stop by first placing the larger one', async () => {
    const world = scripted();
    await world.desk.enter(entry());
    const [sent] = world.venue.sent;
    if (sent === undefined) throw new Error('nothing sent');
    world.venue.fill(sent, 't1', 4, 1_000);
    await tick();
    expect(world.venue.canceled).toEqual([]);
    let placed = 0;
    world.venue.onSubmit = () => {
      placed++;
      expect(world.venue.canceled).toEqual([]);
    };
    world.venue.fill(sent, 't2', 6, 1_000);
    await tick();
    expect(placed).toBe(2);
    expect(world.venue.canceled).toHaveLength(2);
  });

  it('makes a refused exit again after a pause, as a new order', async () => {
    const world = await filled();
    const ok = world.venue.answer;
    world.venue.answer = () => Promise.resolve({ kind: 'rejected', code: 'BUSY', reason: 'later' });
    expect((await world.desk.exit(BTC, 'by hand')).kind).toBe('rejected');
    world.desk.onTime(world.clock.now());
    await tick();
    const count = () => world.venue.sent.filter((order) => order.reduceOnly && order.kind === 'market').length;
    expect(count()).toBe(1);
    world.venue.answer = ok;
    world.desk.onTime(world.clock.now() + 1_000);
    await tick();
    expect(count()).toBe(2);
  });

  it('does not report what the desk stopped listening to', async () => {
    const world = await filled();
    world.desk.dispose();
    expect(world.venue.events.size).toBe(0);
  });
});

it.each([
  ['a symbol without specification', { symbol: 'NOPEUSDTM' as typeof BTC }, 'DESK_SYMBOL_UNKNOWN'],
  ['a stop beyond the target', { stopTicks: entry().targetTicks }, 'DESK_BRACKET_INVALID'],
])('refuses %s without sending', async (_, more, code) => {
  const { desk, venue, journal } = scripted();
  expect(await desk.enter(entry(more))).toMatchObject({ kind: 'rejected', code });
  expect(venue.sent).toEqual([]);
  expect(journal.types().slice(-2)).toEqual(['order.intent', 'order.not-placed']);
});

it('refuses a second entry on a symbol, and a size that is none', async () => {
  const { desk } = scripted();
  await desk.enter(entry());
  expect(await desk.enter(entry())).toMatchObject({ kind: 'rejected', code: 'DESK_SYMBOL_BUSY' });
  await expect(desk.enter(entry({ lots: 0 }))).rejects.toThrow(RangeError);
});
