import { expect, it } from 'vitest';
import { neighboursOf } from './use-neighbours.ts';

const list = [{ key: 'c' }, { key: 'b' }, { key: 'a' }];

it('finds the signals before and after, newest first', () => {
  expect(neighboursOf(list, 'b')).toEqual({ earlier: 'a', later: 'c', place: 2, count: 3 });
  expect(neighboursOf(list, 'c').later).toBeNull();
  expect(neighboursOf(list, 'a').earlier).toBeNull();
});

it('knows no place for a signal older than the list', () => {
  expect(neighboursOf(list, 'z')).toEqual({ earlier: null, later: null, place: null, count: 3 });
});
