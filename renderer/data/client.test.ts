import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect, PORT_MESSAGE, PORT_REQUEST, type PageWindow } from './client.ts';

class FakeWindow implements PageWindow {
  readonly listeners = new Set<(event: MessageEvent) => void>();
  readonly posted: { readonly message: unknown; readonly target: string }[] = [];
  readonly location: PageWindow['location'];

  constructor(protocol: string) {
    this.location = { protocol, host: '127.0.0.1:4100', origin: `${protocol}//127.0.0.1:4100` };
  }

  postMessage(message: unknown, target: string): void {
    this.posted.push({ message, target });
  }

  addEventListener(_type: 'message', listener: (event: MessageEvent) => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'message', listener: (event: MessageEvent) => void): void {
    this.listeners.delete(listener);
  }

  hear(event: { readonly source: unknown; readonly data: unknown; readonly ports: readonly unknown[] }): void {
    for (const listener of [...this.listeners]) listener(event as MessageEvent);
  }
}

const fakePort = () => ({ addEventListener: vi.fn(), postMessage: vi.fn(), start: vi.fn(), close: vi.fn() });

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('connect', () => {
  it('asks the preload for a port and takes it from nobody else', async () => {
    const page = new FakeWindow('app:');
    const { connection } = connect(page);
    expect(page.posted).toEqual([{ message: PORT_REQUEST, target: 'app://127.0.0.1:4100' }]);
    const foreign = fakePort();
    page.hear({ source: {}, data: PORT_MESSAGE, ports: [foreign] });
    page.hear({ source: page, data: 'something else', ports: [foreign] });
    page.hear({ source: page, data: PORT_MESSAGE, ports: [] });
    await settle();
    expect([connection.get().phase, foreign.start.mock.calls.length]).toEqual(['connecting', 0]);
    const port = fakePort();
    page.hear({ source: page, data: PORT_MESSAGE, ports: [port] });
    await settle();
    expect([connection.get().phase, port.start.mock.calls.length, page.listeners.size]).toEqual(['open', 1, 0]);
  });

  it('asks again when no port came for five seconds', async () => {
    vi.useFakeTimers();
    const page = new FakeWindow('app:');
    const { connection } = connect(page);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(connection.get()).toMatchObject({ phase: 'lost', reason: 'The host does not answer' });
    await vi.advanceTimersByTimeAsync(250);
    expect([page.posted.length, page.listeners.size]).toEqual([2, 1]);
  });

  it('opens a WebSocket to its own host on loopback', () => {
    const opened: string[] = [];
    vi.stubGlobal(
      'WebSocket',
      class {
        constructor(address: string) {
          opened.push(address);
        }
        addEventListener(): void {}
      },
    );
    const page = new FakeWindow('http:');
    connect(page);
    expect([opened, page.posted]).toEqual([['ws://127.0.0.1:4100/api/ws'], []]);
  });
});
