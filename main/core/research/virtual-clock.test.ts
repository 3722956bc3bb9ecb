import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimelineClock } from '../timeline-clock.ts';
import { DeterministicIds } from './deterministic-ids.ts';
import { ReplayCursor, seriesFingerprint, type ReplaySeries } from './replay-feed.ts';
import { VirtualClock } from './virtual-clock.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';

describe('the virtual clock', () => {
  it('fires by due time, and at the same moment in the order of creation', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (delays) => {
        const clock = new VirtualClock(1_000);
        const fired: { due: number; order: number }[] = [];
        delays.forEach((delay, order) => clock.after(delay, () => fired.push({ due: clock.now() - 1_000, order })));
        clock.moveTo(2_000);
        const expected = delays
          .map((due, order) => ({ due, order }))
          .sort((a, b) => a.due - b.due || a.order - b.order);
        expect(fired).toEqual(expected);
      }),
    );
  });

  it('keeps a periodic timer’s place among those of the same moment', () => {
    const clock = new VirtualClock(0);
    const fired: string[] = [];
    clock.every(10, () => fired.push(`every@${String(clock.now())}`));
    clock.after(20, () => fired.push(`after@${String(clock.now())}`));
    clock.moveTo(20);
    expect(fired).toEqual(['every@10', 'every@20', 'after@20']);
  });

  it('finishes a turn before time moves on, with what the turn itself adds', () => {
    const clock = new VirtualClock(0);
    const fired: string[] = [];
    clock.after(5, () => {
      fired.push('timer');
      clock.afterTurn(() => {
        fired.push(`turn@${String(clock.now())}`);
        clock.afterTurn(() => fired.push(`turn again@${String(clock.now())}`));
      });
    });
    clock.after(6, () => fired.push('next timer'));
    clock.afterTurn(() => fired.push('first'));
    clock.moveTo(10);
    expect(fired).toEqual(['first', 'timer', 'turn@5', 'turn again@5', 'next timer']);
  });

  it('does not fire what was disposed, nor what a timer disposes', () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    const later = clock.after(2, () => fired.push(2));
    clock.after(1, () => {
      later.dispose();
    });
    const periodic = clock.every(1, () => {
      fired.push(1);
      periodic.dispose();
    });
    clock.moveTo(10);
    expect(fired).toEqual([1]);
  });

  it('never goes back', () => {
    const clock = new VirtualClock(100);
    clock.moveTo(200);
    expect(() => {
      clock.moveTo(199);
    }).toThrow(RangeError);
    expect(clock.monotonic()).toBe(100);
    expect(() => clock.every(0, () => undefined)).toThrow(RangeError);
  });
});

it('a timeline never shows a moment before one it has shown', () => {
  const step = fc.oneof(
    fc.record({ travel: fc.integer({ min: 0, max: 1_000 }) }),
    fc.constant({ arrive: true }),
    fc.record({ inner: fc.integer({ min: 0, max: 100 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const inner = new VirtualClock(500);
      const clock = new TimelineClock(inner);
      let shown = 0;
      for (const next of steps) {
        if ('travel' in next) clock.travel(next.travel);
        else if ('inner' in next) inner.moveTo(inner.now() + next.inner);
        else clock.arrive();
        const now = clock.now();
        expect(now).toBeGreaterThanOrEqual(shown);
        expect(clock.monotonic()).toBe(inner.monotonic());
        shown = now;
      }
    }),
  );
});

it('a timeline shows the past it is set to and then the present', () => {
  const inner = new VirtualClock(500);
  const clock = new TimelineClock(inner);
  clock.travel(100);
  expect(clock.now()).toBe(100);
  clock.travel(200);
  expect(clock.now()).toBe(200);
  clock.arrive();
  expect(clock.now()).toBe(500);
});

it('ids of a seed never repeat, never meet those of another seed, and come again with the seed', () => {
  const make = (seed: number): string[] => {
    const ids = new DeterministicIds(seed);
    return Array.from({ length: 500 }, () => [ids.signal(), ids.order()] as string[]).flat();
  };
  expect(make(7)).toEqual(make(7));
  const all = [...make(1), ...make(2), ...make(2 ** 32 - 1)];
  expect(new Set(all).size).toBe(all.length);
  for (const id of all) expect(id).toMatch(/^(?:[0-9a-v]{20}|[0-9a-f]{32})$/);
  const signals = make(3).filter((id) => id.length === 20);
  expect(signals).toEqual([...signals].sort());
});

describe('the cursor over recorded series', () => {
  const series = (name: string, ...ts: number[]): ReplaySeries => {
    const column = Float64Array.from(ts);
    return {
      symbol: contractSymbol(name),
      columns: { ts: column, open: column, high: column, low: column, close: column, volume: column },
    };
  };

  it('gives every candle once, by time and then in the order of the series', () => {
    const cursor = new ReplayCursor([series('BBBB', 1, 2, 4), series('AAAA', 2, 3, 4)]);
    const given: string[] = [];
    for (let ts = cursor.nextTs; ts !== null; ts = cursor.nextTs) {
      cursor.take(ts, ({ symbol, columns }, i) => given.push(`${symbol}${String(columns.ts[i])}`));
    }
    expect(given).toEqual(['BBBB1', 'BBBB2', 'AAAA2', 'AAAA3', 'BBBB4', 'AAAA4']);
    expect([cursor.done, cursor.total]).toEqual([6, 6]);
  });

  it('a fingerprint changes with any value and any length', () => {
    const print = (given: ReplaySeries): string => seriesFingerprint(given, (text) => systemHasher.sha256(text));
    const long = Array.from({ length: 5_000 }, (_, i) => i);
    const prints = [long, long.slice(1), long.with(4_999, 7), long.with(0, 7), long.with(2_048, 7)].map((ts) =>
      print(series('AAAA', ...ts)),
    );
    expect(new Set([...prints, print(series('BBBB', ...long))]).size).toBe(6);
    expect(print(series('AAAA', ...long))).toBe(prints[0]);
  });
});
