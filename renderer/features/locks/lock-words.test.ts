import { describe, expect, it } from 'vitest';
import type { LockView } from '#shared/contract/locks.ts';
import { THIN } from '#renderer/ui/format.ts';
import { actionWords, groupsOf, leftShare, signalOf, spanWords, type Held } from './lock-words.ts';

const held = (resource: string, token: number, part: Partial<Held> = {}): Held => ({
  kind: 'held',
  key: `${resource} ${String(token)}`,
  resource,
  holder: 'execution',
  mode: 'WRITE',
  since: 1_000,
  token,
  until: 31_000,
  remainingMs: 7_500,
  leaseMs: 30_000,
  count: 1,
  ...part,
});

const waiting = (resource: string, place: number): LockView => ({
  kind: 'waiting',
  key: `${resource} waiting ${String(place)}`,
  resource,
  holder: `waiter ${String(place)}`,
  mode: 'EXCLUSIVE',
  since: 20_000,
  priority: 'normal',
  place,
  waitedMs: 800,
  givesUpAt: 40_000,
});

describe('groupsOf', () => {
  it('puts what is waited for first, holders by token and the queue in its order', () => {
    const groups = groupsOf([
      held('account:a', 1),
      waiting('symbol:SOL', 2),
      held('symbol:SOL', 9),
      waiting('symbol:SOL', 1),
      held('symbol:SOL', 4),
      held('portfolio', 2),
    ]);
    expect(groups.map(({ resource }) => resource)).toEqual(['symbol:SOL', 'account:a', 'portfolio']);
    expect(groups[0]?.held.map(({ token }) => token)).toEqual([4, 9]);
    expect(groups[0]?.queue.map(({ place }) => place)).toEqual([1, 2]);
  });
});

describe('leftShare', () => {
  it('is the rest of the lease, within its bounds', () => {
    expect(leftShare(held('x', 1))).toBe(0.25);
    expect(leftShare(held('x', 1, { remainingMs: 60_000 }))).toBe(1);
    expect(leftShare(held('x', 1, { remainingMs: -5 }))).toBe(0);
    expect(leftShare(held('x', 1, { leaseMs: 0 }))).toBe(0);
  });
});

describe('words', () => {
  it('name the actions', () => {
    expect(['entry-opposite-side', 'reduction'].map(actionWords)).toEqual(['entry, opposite side', 'reduction']);
  });

  it('say what a span of time was spent on', () => {
    expect(spanWords({ kind: 'acquired', ms: 0.4 })).toBe('at once');
    expect(spanWords({ kind: 'waiting', ms: 0 })).toBe('from now on');
    expect(spanWords({ kind: 'released', ms: 412 })).toBe(`412${THIN}ms held`);
    expect(spanWords({ kind: 'gave-up', ms: 1_000 })).toBe(`1.0${THIN}s waited`);
  });

  it('find the signal of a party', () => {
    expect(signalOf('signal 01J8ZQ4W2N')).toBe('01J8ZQ4W2N');
    expect(signalOf('entry 01J8ZQ4W2N')).toBeNull();
  });
});
