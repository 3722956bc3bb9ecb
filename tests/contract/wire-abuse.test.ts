import { MessageChannel } from 'node:worker_threads';
import { setTimeout as patience } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { attachPort } from '#main/transport/port-carrier.ts';
import { eventually } from '#tests/support/transport/eventually.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { startSampleServer, type SampleServer } from '#tests/support/transport/sample-server.ts';
import { openSocket } from '#tests/support/transport/socket-carrier-kind.ts';

let host: SampleServer;
const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);

beforeEach(async () => {
  process.on('unhandledRejection', note);
  host = await startSampleServer();
});

afterEach(async () => {
  await host.close();
  process.off('unhandledRejection', note);
  expect(rejections.splice(0)).toEqual([]);
});

const call = (path: string, input?: unknown, id = '1'): string =>
  JSON.stringify({ i: id, p: { u: path, b: { json: input } } });

const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

const closed = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.once('close', resolve);
    socket.on('error', () => undefined);
  });

const BAD_FRAMES: readonly (string | Buffer)[] = [
  '',
  'null',
  '[]',
  '"text"',
  '{',
  '{"i":1,"p":{"u":"/system/status"}}',
  '{"i":"1"}',
  '{"i":"1","p":{"u":"http://evil.com/system/status"}}',
  '{"i":"1","p":{"u":7}}',
  '{"i":"1","t":3,"p":{"e":"message"}}',
  '{"i":"1","t":2,"p":{}}',
  '{"i":"1","p":{"u":"/system/status","h":{"Content-Type":"multipart/form-data"}}}',
  `{"i":"${'x'.repeat(65)}","p":{"u":"/system/status"}}`,
  `${'['.repeat(100_000)}`,
  Buffer.from(call('/system/status')),
];

describe('a socket that sends what is no request', () => {
  it.each(BAD_FRAMES.map((frame, n) => ({ n, frame })))('is closed: $n', async ({ frame }) => {
    const socket = openSocket(host);
    await opened(socket);
    const code = closed(socket);
    socket.send(frame);
    expect(await code).toBe(1002);
  });

  it('is closed for a frame of more than 1 MB', async () => {
    const socket = openSocket(host);
    await opened(socket);
    const code = closed(socket);
    socket.send(call('/trading/halt', { reason: 'x'.repeat(1_100_000) }));
    expect(await code).toBe(1009);
    expect(host.api.writes).toEqual([]);
  });
});

describe('a host under load', () => {
  it('takes 128 sockets and no more, and takes another when one is gone', async () => {
    const sockets = Array.from({ length: 128 }, () => openSocket(host));
    await Promise.all(sockets.map(opened));
    expect(host.server.connections).toBe(128);
    await expect(opened(openSocket(host))).rejects.toThrow('503');
    sockets[0]?.terminate();
    await eventually(() => expect(host.server.connections).toBe(127));
    const late = openSocket(host);
    await opened(late);
    expect(host.server.connections).toBe(128);
  });

  it('cuts off a reader that lets more than 16 MB of answers pile up', async () => {
    const socket = openSocket(host);
    await opened(socket);
    const code = closed(socket);
    socket.pause();
    // Streams pause when the socket is full; answers to calls do not wait, so whoever asks must also read.
    for (let n = 0; n < 1_600; n += 1) socket.send(call('/signals/list', {}, String(n)));
    await eventually(() => expect(host.server.connections).toBe(0));
    socket.resume();
    expect([1006, 1013]).toContain(await code);
    expect(host.api.tickers.readers).toBe(0);
  });

  it('stops with nothing left open, whatever is going on', async () => {
    const sockets = Array.from({ length: 8 }, () => openSocket(host));
    await Promise.all(sockets.map(opened));
    const codes = sockets.map(closed);
    for (const socket of sockets) {
      socket.send(call('/market/watch', undefined, '1'));
      socket.send(call('/market/series', undefined, '2'));
    }
    await eventually(() => expect(host.api.tickers.readers).toBe(8));
    const deaf = sockets[0];
    deaf?.pause();
    const stopped = host.server.close().then(() => 'stopped');
    expect(await Promise.race([stopped, patience(5_000, 'hangs', { ref: false })])).toBe('stopped');
    deaf?.resume();
    expect((await Promise.all(codes)).every((code) => [1001, 1006].includes(code))).toBe(true);
    expect([host.server.connections, host.api.tickers.readers]).toEqual([0, 0]);
  });
});

describe('a port that sends anything at all', () => {
  it('gets nothing it may not have, breaks nothing, and leaves the host serving', async () => {
    const api = createSampleApi();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const frames = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
      fc.json(),
      fc.constantFrom<unknown>(
        cyclic,
        '__proto__',
        '{"__proto__":{"polluted":1}}',
        call('/__proto__/x'),
        'x'.repeat(2_000_000),
      ),
      fc.record({ taken: fc.anything() }),
      fc.record({ i: fc.string(), t: fc.integer({ min: 0, max: 9 }), p: fc.anything() }).map((frame) => {
        try {
          return JSON.stringify(frame);
        } catch {
          return 'not JSON';
        }
      }),
      fc.tuple(fc.webPath(), fc.anything()).map(([path, input]) => {
        try {
          return call(path === '' ? '/' : path, input);
        } catch {
          return 'not JSON';
        }
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { maxLength: 8 }), async (list) => {
        const { port1, port2 } = new MessageChannel();
        const ended = new Promise<void>((resolve) => port2.once('close', resolve));
        const served = attachPort(api.router, port1, { role: 'viewer' });
        port2.on('message', () => undefined);
        for (const frame of list) port2.postMessage(frame);
        await new Promise((resolve) => setImmediate(resolve));
        served.dispose();
        await ended;
      }),
      { numRuns: 800 },
    );
    expect(api.writes).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(api.tickers.readers).toBe(0);
  });
});
