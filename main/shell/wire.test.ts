import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { PORT_CHANNEL, Wire, type OnPage } from './wire.ts';

type Handler = (event: unknown, ...args: unknown[]) => unknown;
const handlers = vi.hoisted(() => new Map<string, Handler>());

vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
    removeHandler: (channel: string) => handlers.delete(channel),
  },
  MessageChannelMain: class {
    readonly port1 = {};
    readonly port2 = {};
  },
}));

afterEach(() => handlers.clear());

function wired(onPage?: OnPage) {
  const served: { isDisposed: boolean }[] = [];
  const log = new RecordingLog();
  const wire = new Wire(
    () => {
      const entry = { isDisposed: false };
      served.push(entry);
      return {
        dispose: () => {
          entry.isDisposed = true;
        },
      };
    },
    log,
    onPage,
  );
  const sent: unknown[][] = [];
  const page = { url: 'app://zmart/#/risk' };
  const contents = Object.assign(new EventEmitter(), {
    getURL: () => page.url,
    send: (...args: unknown[]) => sent.push(args),
  });
  const window = Object.assign(new EventEmitter(), { webContents: contents });
  wire.add(window as never);
  const postMessage = vi.fn();
  const ask = (...args: unknown[]): unknown =>
    handlers.get(PORT_CHANNEL)?.(
      { sender: contents, senderFrame: { url: 'app://zmart/', parent: null, postMessage } },
      ...args,
    );
  return { wire, sent, page, window, contents, served, ask, postMessage, log };
}

const states = (served: readonly { isDisposed: boolean }[]): boolean[] => served.map(({ isDisposed }) => isDisposed);

describe('the wire', () => {
  it('hands a port to our page, and closes the one before when it asks again', () => {
    const { ask, served, postMessage } = wired();
    expect(ask()).toEqual({ granted: true });
    expect(postMessage).toHaveBeenCalledExactlyOnceWith(PORT_CHANNEL, null, [{}]);
    expect(ask()).toEqual({ granted: true });
    expect(states(served)).toEqual([true, false]);
  });

  it('closes the port with the window, and with the page’s death', () => {
    const { ask, served, window, contents } = wired();
    ask();
    contents.emit('render-process-gone');
    expect(states(served)).toEqual([true]);
    ask();
    window.emit('closed');
    expect(states(served)).toEqual([true, true]);
    expect(ask()).toEqual({ granted: false, code: 'SENDER_REFUSED' });
  });

  it('asks a page of ours that has its port to show something, and no other', () => {
    const { wire, window, contents, page, ask, sent } = wired();
    const wish = { kind: 'place', path: '/risk' } as const;
    const tell = (): boolean => wire.tell(window as never, wish);
    expect(tell()).toBe(false);
    ask();
    expect(tell()).toBe(true);
    expect(sent).toEqual([['zmart:wish', wish]]);
    page.url = 'https://evil.example/';
    expect(tell()).toBe(false);
    page.url = 'app://zmart/';
    contents.emit('render-process-gone');
    expect(tell()).toBe(false);
    expect(wire.tell({ webContents: {} } as never, wish)).toBe(false);
    expect(sent).toHaveLength(1);
  });

  it('tells of a page that took its port, with what it says it speaks', () => {
    const heard: unknown[] = [];
    const { ask } = wired((_contents, spoken) => void heard.push(spoken));
    ask('de-DE');
    expect(heard).toEqual(['de-DE']);
  });

  it('closes everything at the end', () => {
    const { ask, served, wire } = wired();
    ask();
    wire.close();
    expect(states(served)).toEqual([true]);
    expect(handlers.size).toBe(0);
  });

  it('does not care what comes with the request, however odd or large', () => {
    const { ask, served } = wired();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const odd of [null, undefined, 0, Number.NaN, 'x'.repeat(1_000_000), [], cyclic, { __proto__: null }]) {
      expect(ask(odd, odd)).toEqual({ granted: true });
    }
    expect(served.filter(({ isDisposed }) => !isDisposed)).toHaveLength(1);
  });

  it('refuses 200,000 calls of foreign senders, each with an answer', () => {
    const { contents, served, log } = wired();
    const handler = handlers.get(PORT_CHANNEL);
    const senders = [
      { sender: {}, senderFrame: { url: 'app://zmart/', parent: null } },
      { sender: contents, senderFrame: { url: 'app://zmart/', parent: {} } },
      { sender: contents, senderFrame: { url: 'https://example.com/', parent: null } },
      { sender: contents, senderFrame: null },
    ];
    let refused = 0;
    for (let count = 0; count < 200_000; count += 1) {
      const answer = handler?.(senders[count % senders.length], count) as { granted: boolean; code?: string };
      if (!answer.granted && answer.code === 'SENDER_REFUSED') refused += 1;
    }
    expect(refused).toBe(200_000);
    expect(served).toEqual([]);
    // Whoever asks that often must not fill the disk with it.
    expect(log.lines).toHaveLength(51);
    expect(log.lines.at(-1)).toContain('no more');
  });
});
