import { describe, expect, it } from 'vitest';
import { railOf } from './rail-math.ts';

describe('railOf', () => {
  it('runs from stop to target for a long and for a short alike', () => {
    expect(railOf({ side: 'long', entry: 100, mark: 105, stop: 90, target: 110 })).toEqual({
      entry: 0.5,
      mark: 0.75,
      winning: true,
    });
    expect(railOf({ side: 'short', entry: 100, mark: 105, stop: 110, target: 90 })).toEqual({
      entry: 0.5,
      mark: 0.25,
      winning: false,
    });
  });

  it('shows a stop behind the entry as a locked gain', () => {
    expect(railOf({ side: 'long', entry: 100, mark: 108, stop: 102, target: 112 })).toEqual({
      entry: 0,
      mark: 0.6,
      winning: true,
    });
  });

  it('is nothing while something is unknown', () => {
    expect(railOf({ side: 'long', entry: 100, mark: null, stop: 90, target: 110 })).toBeNull();
    expect(railOf({ side: 'long', entry: 100, mark: 100, stop: null, target: 110 })).toBeNull();
  });
});
