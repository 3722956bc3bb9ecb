import { expect, it, vi } from 'vitest';
import { replayHandlers } from './replay-handlers.ts';

/** A host on which a replay has just begun: nothing of it is on the disk yet. */
function setUp() {
  const cancel = vi.fn(() => true);
  const replays = { running: () => 'run-3', list: () => [{ id: 'run-2' }], cancel };
  const handlers = replayHandlers({ replays, store: {} } as never);
  return { cancel, ask: async (id: string) => handlers.cancel({ id }, {} as never) };
}

it('a replay can be canceled from the moment it was started', async () => {
  const { ask, cancel } = setUp();
  expect(await ask('run-3')).toEqual({ canceled: true });
  expect(cancel).toHaveBeenCalledWith('run-3');
});

it('one that was never started is not found', async () => {
  const { ask, cancel } = setUp();
  await expect(ask('run-9')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(cancel).not.toHaveBeenCalled();
});
