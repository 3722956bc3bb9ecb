import { expect, test } from 'vitest';
import { askedOf, fieldProblem, type CalculatorDraft } from './calculator-draft.ts';

const draft = (part: Partial<CalculatorDraft> = {}): CalculatorDraft => ({
  side: 'long',
  entry: '120,062.5',
  size: '0.25',
  leverage: '10',
  addedMargin: '',
  ...part,
});

test('what is typed is asked for without grouping, and no added margin is nought', () => {
  expect(askedOf(draft(), 125)).toEqual({
    side: 'long',
    entry: '120062.5',
    size: '0.25',
    leverage: '10',
    addedMargin: '0',
  });
});

test('nothing is asked while a field is empty or wrong', () => {
  for (const part of [{ entry: '' }, { size: '0' }, { leverage: '200' }, { size: '1e3' }, { addedMargin: '-5' }]) {
    expect(askedOf(draft(part), 125)).toBeNull();
  }
});

test('a wrong field says what is wrong and how to mend it; an empty one is left alone', () => {
  expect(fieldProblem(draft({ size: 'x' }), 'size', null)).toBe('Size: give a decimal number such as 12.5.');
  expect(fieldProblem(draft({ size: '0.0' }), 'size', null)).toBe('Size must be above zero.');
  expect(fieldProblem(draft({ leverage: '200' }), 'leverage', 125)).toBe('This contract allows leverage up to 125.');
  expect(fieldProblem(draft({ leverage: '200' }), 'leverage', null)).toBeNull();
  expect(fieldProblem(draft({ size: '' }), 'size', null)).toBeNull();
  expect(fieldProblem(draft({ addedMargin: '0' }), 'addedMargin', null)).toBeNull();
});
