import { describe, expect, it } from 'vitest';
import { openJournal } from '../../journal/open-journal.ts';
import { VirtualClock } from '../../research/virtual-clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { EventBus } from './event-bus.ts';
import { Mailbox } from './mailbox.ts';

function world() {
  const clock = new VirtualClock(1_000_000);
  const store = new MemoryJournalStore();
  const journal = openJournal({ store, hasher: systemHasher, clock, scheduler: clock });
  const logged: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void logged.push(message) };
  const bus = new EventBus({ journal, scheduler: clock, log });
  const alert = (n: number) =>
    journal.append({ type: 'throttle.alert', subject: String(n), data: { code: 'THROTTLE_GLOBAL', sentence: '' } });
  return { clock, journal, bus, logged, alert };
}

describe('the event bus', () => {
  it('tells every subscriber of every record, in one order, also of what a subscriber calls forth', () => {
    const { bus, alert } = world();
    const seen: string[][] = [[], []];
    bus.on('first', ['throttle.'], ({ subject }) => {
      seen[0]?.push(subject);
      if (subject === '1') alert(2);
    });
    bus.on('second', ['throttle.alert'], ({ subject }) => seen[1]?.push(subject));
    alert(1);
    alert(3);
    expect(seen).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
  });

  it('keeps one that throws from the others and from who made the record', () => {
    const { bus, alert, logged } = world();
    const seen: string[] = [];
    bus.on('broken', ['throttle.'], () => {
      throw new Error('bang');
    });
    bus.on('well', ['throttle.'], ({ subject }) => seen.push(subject));
    expect(() => alert(1)).not.toThrow();
    expect(seen).toEqual(['1']);
    expect(bus.errors().get('broken')).toBe(1);
    expect(logged).toHaveLength(1);
  });

  it('lets the event loop have its turn when two subscribers call each other forth without end', () => {
    const { bus, alert, clock } = world();
    let told = 0;
    bus.on('endless', ['throttle.'], () => {
      told += 1;
      alert(told);
    });
    alert(0);
    const inOneGo = told;
    expect(inOneGo).toBeLessThanOrEqual(4_096);
    clock.moveTo(clock.now() + 1);
    expect(told).toBeGreaterThan(inOneGo);
    bus.dispose();
  });

  it('tells what a record belongs to and what led to it', () => {
    const { bus, journal } = world();
    const seen: unknown[] = [];
    bus.on('reader', ['lock.'], ({ correlationId, causationId, source }) =>
      seen.push([correlationId, causationId, source]),
    );
    const lock = (holder: string): void => {
      const data = { resource: 'symbol:X', holder, mode: 'EXCLUSIVE' };
      journal.append({ type: 'lock.waiting', subject: 'symbol:X', data });
    };
    lock('signal s1');
    lock('signal s2');
    lock('signal s1');
    lock('a person');
    expect(seen).toEqual([
      ['s1', null, 'locking'],
      ['s2', null, 'locking'],
      ['s1', 'record:1', 'locking'],
      [null, null, 'locking'],
    ]);
  });

  it('makes an event that is no record only when somebody listens', () => {
    const { bus } = world();
    expect(bus.wants('market.candle-closed')).toBe(false);
    const box = bus.mailbox({ name: 'candles', topics: ['market.'], bound: 2, overflow: 'drop-oldest' });
    expect(bus.wants('market.candle-closed')).toBe(true);
    const data = { timeframe: '1h', closeTs: 0, close: 1 };
    for (const symbol of ['a', 'b', 'c']) bus.publish('market.candle-closed', symbol, data, 0);
    expect(bus.mailboxes()).toEqual([
      { name: 'candles', held: 2, bound: 2, overflow: 'drop-oldest', taken: 0, lost: 1, errors: 0 },
    ]);
    expect(box.take().map(({ subject }) => subject)).toEqual(['b', 'c']);
    box.dispose();
    expect(bus.wants('market.candle-closed')).toBe(false);
  });
});

describe('a mailbox', () => {
  it('holds no more than its bound: it drops the oldest, or refuses, and counts either', () => {
    const dropping = new Mailbox<number>('a', 3, 'drop-oldest');
    const refusing = new Mailbox<number>('b', 3, 'refuse');
    const put = (box: Mailbox<number>): readonly boolean[] => [1, 2, 3, 4, 5].map((n) => box.put(n));
    expect(put(dropping)).toEqual([true, true, true, false, false]);
    expect(put(refusing)).toEqual([true, true, true, false, false]);
    expect(dropping.take(2)).toEqual([3, 4]);
    expect(refusing.take()).toEqual([1, 2, 3]);
    expect([dropping.state(), refusing.state()]).toMatchObject([
      { held: 1, taken: 2, lost: 2 },
      { held: 0, taken: 3, lost: 2 },
    ]);
    expect(() => new Mailbox('c', 0, 'refuse')).toThrow(RangeError);
  });
});
