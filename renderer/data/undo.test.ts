import { beforeEach, expect, it, vi } from 'vitest';
import { tell, useNotices } from './notices.ts';
import { undoBy, undoLast } from './undo.ts';

const told = () => useNotices.getState().notices.map(({ text, tone }) => `${tone}: ${text}`);

beforeEach(() => useNotices.setState({ notices: [] }));

it('takes back the newest step that can be, once, and says which', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  tell('One was removed.', { undo: first });
  tell('Two was removed.', { undo: second });
  tell('Saved.');
  undoLast();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  expect(told()).toContain('info: Taken back: Two was removed.');
  undoLast();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

it('says so where nothing can be taken back', () => {
  tell('Saved.');
  undoLast();
  expect(told().at(-1)).toBe('info: Nothing that can be taken back was done just now.');
});

it('says why the host refused', async () => {
  undoBy(() => Promise.reject(new Error('gone')))();
  await vi.waitFor(() => expect(told()[0]).toMatch(/^problem: It could not be taken back: /));
});
