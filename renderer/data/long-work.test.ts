import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followToEnd, paceAfter, remainingMs, tellEnd, type Pace, type WorkEnd } from './long-work.ts';
import { useNotices } from './notices.ts';

const told = (): readonly string[] => useNotices.getState().notices.map(({ text, tone }) => `${tone}: ${text}`);
const look = (hash: string, visibilityState = 'visible'): void => {
  vi.stubGlobal('document', { visibilityState });
  vi.stubGlobal('location', { hash });
};
const END: WorkEnd = { text: 'It is done.', tone: 'info' };

beforeEach(() => {
  useNotices.setState({ notices: [] });
  look('#/');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What is left after looks at `[at, done]`, ms. */
const leftAfter = (total: number, looks: readonly (readonly [number, number])[]): number | null =>
  remainingMs(
    looks.reduce<Pace | null>((pace, [at, done]) => paceAfter(pace, done, at), null),
    total,
  );
/** Looks once a second, at work that goes at `rate` a second. */
const steady = (from: number, seconds: number, done: number, rate: number): (readonly [number, number])[] =>
  Array.from({ length: seconds }, (_, i) => [from + (i + 1) * 1_000, done + (i + 1) * rate] as const);

describe('what is left of long work', () => {
  it('is not known before a second of it was seen, nor while nothing goes on', () => {
    expect(leftAfter(100, [[0, 0]])).toBeNull();
    expect(
      leftAfter(100, [
        [0, 0],
        [900, 50],
      ]),
    ).toBeNull();
    expect(
      leftAfter(100, [
        [0, 40],
        [5_000, 40],
      ]),
    ).toBeNull();
  });

  it('follows from the pace since it is seen, not from what was done before', () => {
    expect(leftAfter(100, [[0, 80], ...steady(0, 10, 80, 1)])).toBeCloseTo(10_000);
  });

  it('does not jump when one second stands still or leaps, and follows a pace that has truly changed', () => {
    const before = [[0, 0] as const, ...steady(0, 30, 0, 10)];
    const calm = leftAfter(3_000, before) ?? 0;
    expect(calm).toBeCloseTo(270_000);
    for (const done of [300, 330]) {
      const after = leftAfter(3_000, [...before, [31_000, done]]) ?? 0;
      expect(Math.abs(after - calm) / calm).toBeLessThan(0.15);
    }
    const slower = leftAfter(3_000, [...before, ...steady(30_000, 60, 300, 2)]) ?? 0;
    expect(slower / ((3_000 - 420) / 0.002)).toBeGreaterThan(0.8);
  });

  it('begins anew with the next part, and is nothing at the end', () => {
    expect(leftAfter(100, [[0, 0], ...steady(0, 5, 0, 20), [5_100, 3]])).toBeNull();
    expect(leftAfter(100, [[0, 0], ...steady(0, 5, 0, 20)])).toBe(0);
  });
});

describe('the end of long work', () => {
  it.each([
    ['#/risk', 'visible', 1],
    ['#/replay', 'visible', 0],
    ['#/replay?run=1', 'visible', 0],
    ['#/replay', 'hidden', 1],
  ])('is told at %s, %s: %i', (hash, visibility, count) => {
    look(hash, visibility);
    tellEnd(['/replay'], END);
    expect(told()).toHaveLength(count);
  });

  it('is waited for, and told once', async () => {
    async function* messages() {
      yield* [1, 2, 3];
      await Promise.resolve();
    }
    await followToEnd(['/replay'], Promise.resolve(messages()), (message) => (message === 3 ? END : null));
    expect(told()).toEqual(['info: It is done.']);
  });

  it('that cannot be seen any more is told too', async () => {
    await followToEnd(['/replay'], Promise.reject(new Error('gone')), () => END);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/^problem: Lost sight of work under way: /);
  });
});
