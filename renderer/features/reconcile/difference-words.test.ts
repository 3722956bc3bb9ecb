import { describe, expect, it } from 'vitest';
import { differenceChoice, differenceKind, type DifferenceView } from '#shared/contract/reconcile.ts';
import { sampleDifferences } from '#tests/support/renderer/sample-reconcile.ts';
import { choiceWords, differing, inOrder, isOrder, quantityWords, sizeWords } from './difference-words.ts';

const NOW = 1_763_000_000_000;
const rows = sampleDifferences(NOW, 6);
const find = (kind: DifferenceView['kind']): DifferenceView => {
  const row = rows.find((each) => each.kind === kind);
  if (row === undefined) throw new Error(`The sample has no ${kind}`);
  return row;
};

describe('words of a difference', () => {
  it('say of every choice on every kind what will be done, and only what trades says that it sends', () => {
    const base = find('position-mismatch');
    for (const kind of differenceKind.options) {
      for (const choice of differenceChoice.options) {
        const words = choiceWords({ ...base, kind }, choice);
        expect(words.endsWith('.'), `${kind} ${choice}`).toBe(true);
        expect(words.startsWith('Sends'), `${kind} ${choice}`).toBe(choice === 'close' || choice === 'cancel');
      }
    }
  });

  it('names the contracts of the venue, not ours, where a position is adopted or closed', () => {
    expect(choiceWords(find('position-mismatch'), 'adopt')).toContain('300 contracts');
    expect(choiceWords(find('position-mismatch'), 'close')).toContain('300 contracts');
  });

  it('does not promise entries on a symbol whose position differs', () => {
    expect(choiceWords(find('foreign-position'), 'ignore')).toContain('no entry on LINK');
    expect(choiceWords(find('foreign-order'), 'ignore')).toContain('counts in the exposure');
  });

  it('tell orders from positions, and a position by its side', () => {
    expect([isOrder('stop-missing'), isOrder('foreign-order'), isOrder('position-gone')]).toEqual([false, true, false]);
    const { theirs } = find('foreign-position');
    if (theirs === null) throw new Error('The sample has no venue side');
    expect(sizeWords(theirs, false)).toBe('short 640');
    expect(quantityWords(theirs, 'LINK')).toBe('−64.0 LINK');
    expect(quantityWords({ ...theirs, quantity: null }, 'LINK')).toBe('–');
    expect(sizeWords({ ...theirs, lots: 1_500, filledLots: 40 }, true)).toBe('1,500, 40 filled');
  });

  it('mark the lines that differ, and none where one side has nothing', () => {
    expect(differing(find('position-mismatch'))).toEqual({ size: true, price: false, state: true });
    expect(differing(find('order-differs'))).toEqual({ size: true, price: false, state: false });
    expect(differing(find('foreign-order'))).toEqual({ size: false, price: false, state: false });
  });
});

describe('the order of differences', () => {
  it('puts what waits first, the oldest of it on top, and of the rest the newest', () => {
    const states = inOrder(sampleDifferences(NOW, 30)).map(({ state }) => state);
    expect(states.indexOf('working')).toBeGreaterThan(states.lastIndexOf('open'));
    expect(states.indexOf('ignored')).toBeGreaterThan(states.lastIndexOf('working'));
    const sorted = inOrder(sampleDifferences(NOW, 30));
    const since = (state: DifferenceView['state']) =>
      sorted.filter((row) => row.state === state).map((row) => row.since);
    expect(since('open')).toEqual(since('open').toSorted((a, b) => a - b));
    expect(since('ignored')).toEqual(since('ignored').toSorted((a, b) => b - a));
  });
});
