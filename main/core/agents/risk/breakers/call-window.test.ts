import { expect, it } from 'vitest';
import { CallWindow } from './call-window.ts';

it('counts the calls of its span, each by what it was', () => {
  const window = new CallWindow(100);
  window.add(0, true, false);
  window.add(10, false, true);
  window.add(20, true, true);
  window.add(30, false, false);
  expect(window.counts(30)).toEqual({ calls: 4, errors: 2, slow: 2 });
  // One that is exactly as old as the span is out of it.
  expect(window.counts(99)).toEqual({ calls: 4, errors: 2, slow: 2 });
  expect(window.counts(100)).toEqual({ calls: 3, errors: 1, slow: 2 });
  expect(window.counts(110)).toEqual({ calls: 2, errors: 1, slow: 1 });
  expect(window.counts(120)).toEqual({ calls: 1, errors: 0, slow: 0 });
  expect(window.counts(130)).toEqual({ calls: 0, errors: 0, slow: 0 });
});

it('forgets with each call that is added', () => {
  const window = new CallWindow(100);
  window.add(0, true, true);
  window.add(100, false, false);
  expect(window.counts(100)).toEqual({ calls: 1, errors: 0, slow: 0 });
});

it('begins anew when it is cleared', () => {
  const window = new CallWindow(100);
  for (let at = 0; at < 3; at++) window.add(at, true, true);
  window.counts(101);
  window.clear();
  expect(window.counts(101)).toEqual({ calls: 0, errors: 0, slow: 0 });
  window.add(101, true, false);
  expect(window.counts(101)).toEqual({ calls: 1, errors: 1, slow: 0 });
});

it('counts right while it lets go of thousands of old ones', () => {
  const span = 1_000;
  const window = new CallWindow(span);
  const failed = (at: number): boolean => at % 3 === 0;
  const slow = (at: number): boolean => at % 5 === 0;
  for (let at = 0; at < 5_000; at++) {
    window.add(at, failed(at), slow(at));
    if (at % 97 !== 0 && at < 4_990) continue;
    const held = Array.from({ length: Math.min(span, at + 1) }, (_, back) => at - back);
    expect(window.counts(at)).toEqual({
      calls: held.length,
      errors: held.filter(failed).length,
      slow: held.filter(slow).length,
    });
  }
});
