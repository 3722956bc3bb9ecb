import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';
import { systemHasher } from './hasher.ts';
import { systemIds } from './ids.ts';
import { systemRandom } from './random.ts';
import { systemScheduler } from './scheduler.ts';
import { ManualClock } from '#tests/support/storage/manual-time.ts';

describe('the system behind the ports', () => {
  // FIPS 180-4, example values for "abc" and the empty text.
  it('hashes', () => {
    expect(systemHasher.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(systemHasher.sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('tells the time', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
    const before = systemClock.monotonic();
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
  });

  it('runs timers in their order, not after they are disposed, and work of this turn first', async () => {
    const log: string[] = [];
    await new Promise<void>((resolve) => {
      const never = systemScheduler.after(1, () => log.push('never'));
      never.dispose();
      const every = systemScheduler.every(1, () => {
        log.push('every');
        every.dispose();
      });
      systemScheduler.afterTurn(() => log.push('turn'));
      queueMicrotask(() => log.push('microtask'));
      systemScheduler.after(15, resolve);
      // Timers do not keep the process alive; this one does until the last of them is due.
      setTimeout(() => undefined, 1_000).unref();
      const keep = setInterval(() => undefined, 5);
      systemScheduler.after(20, () => {
        clearInterval(keep);
      });
    });
    expect(log).toEqual(['microtask', 'turn', 'every']);
    expect(() => systemScheduler.every(0, () => undefined)).toThrow(RangeError);
  });

  it('makes signal ids that rise, also when the clock goes back, and order ids that venues accept', () => {
    const clock = new ManualClock();
    const ids = systemIds(clock);
    const made = Array.from({ length: 1_000 }, (_, index) => {
      clock.set(1_763_000_000_000 + (index % 7) - Math.floor(index / 100));
      return ids.signal();
    });
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(1_000);
    for (const id of made) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
    const orders = Array.from({ length: 1_000 }, () => ids.order());
    expect(new Set(orders).size).toBe(1_000);
    for (const id of orders) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('draws evenly from [0, 1)', () => {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const bin = Math.floor(systemRandom.next() * 10);
      counts[bin] = (counts[bin] ?? Number.NaN) + 1;
    }
    // Five standard deviations (√(n·p·q) ≈ 95) of a fair draw.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });
});
