import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Mode } from '#shared/domain/signal.ts';
import type { Exposure } from '#shared/domain/exposure.ts';
import { RefusableEvent } from '#tests/support/electron/record.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { QuitGuard } from './quit-guard.ts';

interface Question {
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
}

const electron = vi.hoisted(() => ({
  listeners: new Map<string, (event: RefusableEvent) => void>(),
  monitor: new Map<string, () => void>(),
  ended: 0,
  questions: [] as Question[],
  answer: 0,
}));

vi.mock('electron', () => {
  const app = {
    on: (name: string, listener: (event: RefusableEvent) => void) => electron.listeners.set(name, listener),
    quit() {
      const event = { prevented: false, preventDefault: () => (event.prevented = true) };
      electron.listeners.get('before-quit')?.(event);
      if (!event.prevented) electron.ended += 1;
    },
  };
  const dialog = {
    showMessageBox: async (question: Question) => {
      electron.questions.push(question);
      return { response: electron.answer };
    },
  };
  const powerMonitor = { on: (name: string, listener: () => void) => electron.monitor.set(name, listener) };
  return { app, dialog, powerMonitor };
});

const { app } = await import('electron');

const NOTHING: Exposure = { positions: [], entries: 0, exits: 0 };
const OPEN: Exposure = {
  positions: [
    { symbol: contractSymbol('XBTUSDTM'), stopped: true },
    { symbol: contractSymbol('ETHUSDTM'), stopped: false },
  ],
  entries: 1,
  exits: 3,
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

beforeEach(() => {
  Object.assign(electron, { ended: 0, answer: 0 });
  electron.questions.length = 0;
});
afterEach(() => {
  for (const signal of SIGNALS) process.removeAllListeners(signal);
});

function guarded(exposure: Exposure, mode: Mode = 'live') {
  const guard = new QuitGuard({ mode, exposure: () => exposure, log: new RecordingLog() });
  const window = new EventEmitter();
  const windows = { last: true };
  guard.watch(window as never, () => windows.last);
  const close = (): boolean => {
    const event = new RefusableEvent();
    window.emit('close', event);
    return event.prevented;
  };
  return { guard, window, windows, close };
}

describe('quitting', () => {
  it('is not asked about while nothing is open', () => {
    const { close } = guarded(NOTHING);
    expect(close()).toBe(false);
    app.quit();
    expect([electron.ended, electron.questions]).toEqual([1, []]);
  });

  it('says what is open, what becomes of it, and stays unless told otherwise', async () => {
    guarded(OPEN);
    app.quit();
    await vi.waitFor(() => expect(electron.questions).toHaveLength(1));
    const [question] = electron.questions;
    expect(question).toMatchObject({ buttons: ['Stay', 'Quit'], defaultId: 0, cancelId: 0 });
    expect(question?.detail).toContain('Open: 2 positions, 1 entry, 3 stops and targets.');
    expect(question?.detail).toContain('stay at the exchange');
    expect(question?.detail).toContain('Without a stop: ETHUSDTM.');
    expect(electron.ended).toBe(0);
  });

  it.each([
    ['demo', 'The market is simulated.'],
    ['paper', 'while it is closed no stop and no target works'],
    ['live', 'the watchdog stands down'],
  ] as const)('says in the mode %s: %s', async (mode, words) => {
    guarded(OPEN, mode);
    app.quit();
    await vi.waitFor(() => expect(electron.questions[0]?.detail).toContain(words));
  });

  it('ends the program on the other answer, without a second question', async () => {
    guarded(OPEN);
    electron.answer = 1;
    app.quit();
    await vi.waitFor(() => expect(electron.ended).toBe(1));
    expect(electron.questions).toHaveLength(1);
  });

  it('asks anew after a person stayed, and once at a time', async () => {
    guarded(OPEN);
    app.quit();
    app.quit();
    await vi.waitFor(() => expect(electron.questions).toHaveLength(1));
    await new Promise((resolve) => setImmediate(resolve));
    app.quit();
    await vi.waitFor(() => expect(electron.questions).toHaveLength(2));
  });

  it.runIf(process.platform !== 'darwin')(
    'is asked about before the last window is closed, not before another',
    async () => {
      const { close, windows } = guarded(OPEN);
      windows.last = false;
      expect(close()).toBe(false);
      windows.last = true;
      expect(close()).toBe(true);
      await vi.waitFor(() => expect(electron.questions).toHaveLength(1));
    },
  );

  it('holds up neither a system that shuts down nor a session that ends', () => {
    guarded(OPEN);
    electron.monitor.get('shutdown')?.();
    expect([electron.ended, electron.questions]).toEqual([1, []]);
    const { window, close } = guarded(OPEN);
    window.emit('session-end', { reasons: ['shutdown'] });
    expect(close()).toBe(false);
    expect(electron.questions).toEqual([]);
  });

  it.each(SIGNALS)('is not asked about when %s ends it', (signal) => {
    guarded(OPEN);
    process.emit(signal);
    expect([electron.ended, electron.questions]).toEqual([1, []]);
  });

  it('is not asked about in a replay, in which nothing is traded', () => {
    guarded(OPEN, 'replay');
    app.quit();
    expect(electron.ended).toBe(1);
  });
});
