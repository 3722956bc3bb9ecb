import { beforeEach, expect, it, vi } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { tellSaved } from './tell-saved.ts';

beforeEach(() => useNotices.setState({ notices: [] }));

const section = { name: 'scoring', title: 'Scoring' } as const;

it('what was saved goes back as a version of its own, and only over the version that was made', async () => {
  const rollback = vi.fn(async () => ({ version: 9 }));
  const onChanged = vi.fn();
  tellSaved({ rollback }, { section, from: 7, to: 8, onChanged });
  expect(useNotices.getState().notices[0]?.text).toBe('Scoring is saved as version 8.');
  undoLast();
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1));
  expect(rollback).toHaveBeenCalledWith({
    ...{ version: 7, section: 'scoring', read: 8 },
    reason: 'Back to version 7 of scoring.',
  });
});

it('where the host refuses nothing is changed and it is said', async () => {
  const onChanged = vi.fn();
  const rollback = async () => Promise.reject(new Error('version 9 came since'));
  tellSaved({ rollback }, { section, from: 7, to: 8, onChanged });
  undoLast();
  await vi.waitFor(() => expect(useNotices.getState().notices.at(-1)?.tone).toBe('problem'));
  expect(onChanged).not.toHaveBeenCalled();
});
