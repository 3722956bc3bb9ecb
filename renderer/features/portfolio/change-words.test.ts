import { isValidElement, type ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { sampleChanges } from '#tests/support/renderer/sample-slots.ts';
import { counterOf, doneWords, namedChange, questionOf, type NamedChange } from './change-questions.ts';
import { changeEffect, changeReason, changeSource, changeTitle } from './change-words.ts';
import { draftProblem, sumOf, tenthsOf, weightsOf } from './weights-draft.ts';

const changes = sampleChanges(Date.UTC(2025, 7, 8, 14, 5));
const change = (at: number) => {
  const found = changes[at];
  if (found === undefined) throw new Error(`no change ${String(at)}`);
  return found;
};

/** The text of what is shown, its bold parts in brackets. */
function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement<{ readonly children?: ReactNode }>(node)) return textOf(node.props.children);
  return typeof node === 'string' ? node : '';
}
const bold = (inside: ReactNode): ReactNode => ['[', inside, ']'];

describe('the words of a change', () => {
  it('say what was done', () => {
    expect(changes.map((each) => textOf(changeTitle(each, bold)))).toEqual([
      '[Weights] set',
      '[UNI in, DOT out]',
      '[DOGE] banned',
      '[LINK in, AVAX out]',
      '[XBT] pinned',
      '[ATOM in, LTC out]',
    ]);
    expect(textOf(changeTitle({ ...change(1), action: 'draining' }, bold))).toBe('[UNI draining] for DOT');
  });

  it('say why, and on what it rested', () => {
    expect(changeReason(change(0))).toBe('A weight drifted by 2.3 points');
    expect(changeReason(change(1))).toBe('Lead 6.4 held 52 h');
    expect(changeReason(change(2))).toBe('“No fundamental inputs I trust”');
    expect(changeSource(change(1))).toBe('by rule, votes 0.78, 38.4 / 17.3 bps');
    expect(changeSource(change(2))).toBe('by you');
  });

  it('say what it was worth, also when it lost or cannot be measured', () => {
    expect(changeEffect(change(5))).toMatchObject({ amount: '-116.26' });
    expect(changeEffect(change(1)).sentence).toMatch(/^so far; UNIUSDTM made/);
    expect(changeEffect(change(3))).toMatchObject({ amount: null, word: 'not measurable' });
    expect(changeEffect(change(3)).sentence).toMatch(/^no signal on AVAXUSDTM/);
    expect(changeEffect(change(0))).toEqual({ amount: null, word: '–', sentence: 'no swap, nothing to measure' });
  });
});

describe('a change that is asked', () => {
  it('waits until everybody in it is named', () => {
    expect(namedChange({ kind: 'replace', symbol: 'A', newcomer: null })).toBeNull();
    expect(namedChange({ kind: 'replace', symbol: 'A', newcomer: 'A' })).toBeNull();
    expect(namedChange({ kind: 'add', symbol: null })).toBeNull();
    expect(namedChange({ kind: 'replace', symbol: 'A', newcomer: 'B' })).toEqual({
      kind: 'replace',
      symbol: 'A',
      newcomer: 'B',
    });
  });

  it('says what became of it', () => {
    expect(doneWords({ kind: 'remove', symbol: 'A' }, { state: 'draining', seq: 1_200 })).toBe(
      'A drains and leaves once it is flat, record #1,200.',
    );
    expect(doneWords({ kind: 'replace', symbol: 'A', newcomer: 'B' }, { state: 'done', seq: 7 })).toBe(
      'A gave its slot to B, record #7.',
    );
    expect(questionOf({ kind: 'remove', symbol: 'A' })).toMatchObject({ stops: true, previewed: true });
    expect(questionOf({ kind: 'pin', symbol: 'A' })).toMatchObject({ stops: false, previewed: false });
  });
});

describe('weights as typed', () => {
  it('are tenths of a percent or nothing', () => {
    expect(['15', '4.6', '4,6', ' 2 ', '100'].map(tenthsOf)).toEqual([150, 46, 46, 20, 1_000]);
    expect(['', 'x', '4.55', '-1', '101'].map(tenthsOf)).toEqual([null, null, null, null, null]);
  });

  it('must sum to the whole under the cap', () => {
    expect(draftProblem({ A: '60', B: '40' }, 60)).toBeNull();
    expect(draftProblem({ A: '60', B: '30' }, 60)).toContain('10.0 points too little');
    expect(draftProblem({ A: '61', B: '39' }, 60)).toContain('A would weigh 61');
    expect(draftProblem({ A: '?', B: '40' }, 60)).toContain('The weight of A');
    expect(sumOf({ A: '33.3', B: '33.3', C: '33.4' })).toBe(100);
    expect(sumOf({ A: '' })).toBeNull();
    expect(weightsOf({ A: '33.3', B: '66.7' })).toEqual({ A: 33.3, B: 66.7 });
  });
});

describe('the change that takes another back', () => {
  const counter = (kind: Exclude<NamedChange['kind'], 'replace'>, wasIn: boolean) =>
    counterOf({ kind, symbol: 'XBTUSDTM' }, wasIn)?.kind ?? null;

  it('is its opposite where nothing is traded by either', () => {
    expect([counter('pin', true), counter('unpin', true), counter('unban', false), counter('ban', false)]).toEqual([
      ...['unpin', 'pin', 'ban', 'unban'],
    ]);
  });

  it('is none where a slot was taken or given up', () => {
    expect([counter('add', false), counter('remove', true), counter('keep', true), counter('ban', true)]).toEqual([
      ...[null, null, null, null],
    ]);
    expect(counterOf({ kind: 'replace', symbol: 'XBTUSDTM', newcomer: 'ETHUSDTM' }, true)).toBeNull();
  });
});
