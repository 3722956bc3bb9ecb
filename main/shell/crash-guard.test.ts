import { describe, expect, it, vi } from 'vitest';
import { FakeContents } from '#tests/support/electron/fake-contents.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { guardAgainstCrashes, RELOAD_LIMIT, RELOAD_SPAN_MS } from './crash-guard.ts';

const showMessageBox = vi.hoisted(() => vi.fn(async () => ({ response: 0 })));
vi.mock('electron', () => ({ dialog: { showMessageBox } }));

function guarded(answer: number) {
  showMessageBox.mockReset().mockResolvedValue({ response: answer });
  const contents = new FakeContents();
  const state = { now: 0, closed: false };
  const window = {
    webContents: contents,
    isDestroyed: () => false,
  };
  guardAgainstCrashes(window as never, {
    log: new RecordingLog(),
    now: () => state.now,
    giveUp: () => {
      state.closed = true;
    },
  });
  const crash = (reason = 'crashed') => contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  return { contents, state, crash };
}

describe('a page that dies', () => {
  it('is loaded again, up to the limit, then a person is asked', async () => {
    const { contents, crash, state } = guarded(1);
    for (let count = 0; count < RELOAD_LIMIT; count += 1) crash();
    expect(contents.reloads).toBe(RELOAD_LIMIT);
    expect(showMessageBox).not.toHaveBeenCalled();
    crash('oom');
    await vi.waitFor(() => expect(state.closed).toBe(true));
    expect(contents.reloads).toBe(RELOAD_LIMIT);
  });

  it('is loaded again when the person wants it, with the count begun anew', async () => {
    const { contents, crash } = guarded(0);
    for (let count = 0; count <= RELOAD_LIMIT; count += 1) crash();
    await vi.waitFor(() => expect(contents.reloads).toBe(RELOAD_LIMIT + 1));
    crash();
    expect(contents.reloads).toBe(RELOAD_LIMIT + 2);
  });

  it('is loaded again without asking when the deaths are far apart', () => {
    const { contents, crash, state } = guarded(1);
    for (let count = 0; count < 10; count += 1) {
      crash();
      state.now += RELOAD_SPAN_MS;
    }
    expect(contents.reloads).toBe(10);
    expect(showMessageBox).not.toHaveBeenCalled();
  });

  it('is left alone when it ended by itself', () => {
    const { contents, crash } = guarded(0);
    crash('clean-exit');
    expect(contents.reloads).toBe(0);
  });
});
