import { beforeEach, expect, it, vi } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { tellRuleRemoved } from './rule-undo.ts';

const TERMS = { kind: 'void-entered', symbol: null, threshold: 0.02, cooldownMinutes: 30, level: 'warning' } as const;

beforeEach(() => useNotices.setState({ notices: [] }));

it.each([true, false])('a rule that was removed is set again, on: %s', async (enabled) => {
  const create = vi.fn(async () => ({ key: 'new' }));
  const change = vi.fn(async () => ({ key: 'new' }));
  tellRuleRemoved({ create, change } as never, { ...TERMS, enabled, key: 'old' } as never);
  expect(useNotices.getState().notices[0]?.text).toBe('The rule Void entered was removed.');
  undoLast();
  await vi.waitFor(() => expect(change).toHaveBeenCalledTimes(enabled ? 0 : 1));
  expect(create).toHaveBeenCalledWith(TERMS);
  if (!enabled) expect(change).toHaveBeenCalledWith({ id: 'new', enabled: false });
});
