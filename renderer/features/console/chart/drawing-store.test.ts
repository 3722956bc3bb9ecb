import '#tests/support/renderer/page-storage.ts';
import { beforeEach, expect, it } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import type { Drawing } from './drawing.ts';
import { removeDrawings, useDrawings } from './drawing-store.ts';

const drawing = (id: string): Drawing => {
  const point = { at: 1, price: 2 };
  return { id, kind: 'level', a: point, b: point };
};
const idsOf = (symbol: string) => (useDrawings.getState().drawings[symbol] ?? []).map(({ id }) => id);

beforeEach(() => {
  useNotices.setState({ notices: [] });
  useDrawings.setState({ drawings: { A: ['1', '2', '3'].map(drawing), B: [drawing('4')] }, selected: '2' });
});

it('a drawing that was removed comes back, and one that was drawn since stays', () => {
  removeDrawings('A', '2');
  expect(idsOf('A')).toEqual(['1', '3']);
  useDrawings.getState().put('A', drawing('5'));
  undoLast();
  expect(idsOf('A').toSorted()).toEqual(['1', '2', '3', '5']);
});

it('all that were removed of a contract come back, those of others were never touched', () => {
  removeDrawings('A', null);
  expect([idsOf('A'), idsOf('B')]).toEqual([[], ['4']]);
  undoLast();
  expect([idsOf('A'), idsOf('B')]).toEqual([['1', '2', '3'], ['4']]);
});

it('nothing is told of what is not there', () => {
  removeDrawings('A', 'gone');
  expect(useNotices.getState().notices).toEqual([]);
});
