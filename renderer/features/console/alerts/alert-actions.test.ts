import { beforeEach, expect, it, vi } from 'vitest';
import { useNotices } from '#renderer/data/notices.ts';
import { undoLast } from '#renderer/data/undo.ts';
import { alertActions } from './alert-actions.ts';

const ALERT = {
  ...{ key: 'a1', symbol: 'XBTUSDTM', price: '91000', triggerBy: 'mark', way: 'cross', cooldownMinutes: 5 },
  ...{ once: false, level: 'warning', note: 'fee', enabled: true },
};
const FORM = {
  ...{ price: '91000', triggerBy: 'mark', way: 'cross', cooldownMinutes: 5 },
  ...{ once: false, level: 'warning', note: 'fee' },
};

function setUp(change = vi.fn(async (asked: object) => ({ ...ALERT, ...asked }))) {
  const remove = vi.fn(async () => ({ id: 'a1' }));
  const add = vi.fn(async () => ALERT);
  const priceAlerts = { list: async () => [ALERT], change, remove, add };
  return { actions: alertActions({ priceAlerts } as never), change, remove, add };
}

beforeEach(() => useNotices.setState({ notices: [] }));

it('an alert that was moved goes back where it was; what was not switched is not switched back', async () => {
  const { actions, change } = setUp();
  await actions.change({ id: 'a1', price: '95000' });
  undoLast();
  expect(change.mock.calls.map(([asked]) => asked)).toEqual([
    { id: 'a1', price: '95000' },
    { id: 'a1', ...FORM },
  ]);
});

it('one that was switched off is switched on again', async () => {
  const { actions, change } = setUp();
  await actions.change({ id: 'a1', enabled: false });
  undoLast();
  expect(change).toHaveBeenLastCalledWith({ id: 'a1', ...FORM, enabled: true });
});

it('one that was removed is set again as it was', async () => {
  const { actions, add } = setUp();
  await actions.remove(ALERT as never);
  undoLast();
  expect(add).toHaveBeenCalledWith({ symbol: 'XBTUSDTM', ...FORM });
});

it('nothing is offered where the change was refused', async () => {
  const { actions } = setUp(vi.fn(async () => Promise.reject(new Error('read only'))));
  expect(await actions.change({ id: 'a1', price: '95000' })).toMatchObject({ kind: 'refused' });
  expect(useNotices.getState().notices).toEqual([]);
});
