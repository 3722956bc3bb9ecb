import { expect, it } from 'vitest';
import { CommitTimes } from './commit-times.ts';

it('knows nothing before the first commit, and then the slowest in a hundred', () => {
  const times = new CommitTimes();
  expect(times.p99()).toBeNull();
  times.note(7);
  expect(times.p99()).toBe(7);
  for (let i = 1; i <= 100; i++) times.note(i);
  expect(times.p99()).toBe(99);
});

it('forgets what is long ago', () => {
  const times = new CommitTimes();
  for (let i = 0; i < 10; i++) times.note(1_000);
  for (let i = 0; i < 200; i++) times.note(1);
  expect(times.p99()).toBe(1);
});
