import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followToEnd, remainingMs, tellEnd, type WorkEnd } from './long-work.ts';
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

it('what is left follows from the rate so far', () => {
  expect(remainingMs(25, 100, 1_000)).toBe(3_000);
  expect([remainingMs(0, 100, 1_000), remainingMs(25, 100, 0)]).toEqual([null, null]);
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
