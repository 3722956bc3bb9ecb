import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { networkTransport } from './network-transport.ts';

const transport = networkTransport();
const servers: Server[] = [];

/** A server that takes each request as bytes and does with the connection what it is told; counts the requests. */
async function badServer(answer: (socket: Socket) => void) {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      seen.push(data.toString('utf8'));
      answer(socket);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { seen, port: (server.address() as AddressInfo).port };
}

const post = (url: string, ms = 100) =>
  transport.send(
    { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body: '{"clientOid":"é"}' },
    AbortSignal.timeout(ms),
  );

const http = (status: string, body: string, more = ''): string =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n${more}\r\n${body}`;

afterEach(() => {
  transport.close();
  for (const server of servers.splice(0)) server.close();
});

describe('one attempt, whatever happens', () => {
  it.each([
    ['421, which fetch would send again', http('421 Misdirected Request', '{}'), 421],
    ['307 with a place to go', http('307 Temporary Redirect', '{}', 'Location: /again\r\n'), 307],
    ['308 with a place to go', http('308 Permanent Redirect', '{}', 'Location: /again\r\n'), 308],
    ['401 with a challenge', http('401 Unauthorized', '{}', 'WWW-Authenticate: Basic\r\n'), 401],
    ['503 with a time', http('503 Service Unavailable', '{}', 'Retry-After: 0\r\n'), 503],
  ])('%s', async (_name, reply, status) => {
    const { seen, port } = await badServer((socket) => socket.write(reply));
    expect((await post(`http://127.0.0.1:${String(port)}/orders`)).status).toBe(status);
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['nothing at all', (_socket: Socket) => undefined],
    ['a closed connection', (socket: Socket) => socket.end()],
    ['a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['bytes that are no HTTP', (socket: Socket) => socket.end('hello\r\n\r\n')],
    ['half an answer', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code"')],
  ])('%s is a failure', async (_name, answer) => {
    const { seen, port } = await badServer(answer);
    await expect(post(`http://127.0.0.1:${String(port)}/orders`)).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  it('a reused connection that dies is not tried anew', async () => {
    let count = 0;
    const { seen, port } = await badServer((socket) => {
      count += 1;
      if (count === 1) socket.write(http('200 OK', '{}'));
      else socket.resetAndDestroy();
    });
    await post(`http://127.0.0.1:${String(port)}/a`);
    await expect(post(`http://127.0.0.1:${String(port)}/b`)).rejects.toThrow();
    expect(seen).toHaveLength(2);
  });

  it('TLS that is none, and nobody there', async () => {
    const { port } = await badServer((socket) => socket.end('no TLS'));
    await expect(post(`https://127.0.0.1:${String(port)}/orders`)).rejects.toThrow();
    const { port: gone } = await badServer(() => undefined);
    servers.pop()?.close();
    await expect(post(`http://127.0.0.1:${String(gone)}/orders`)).rejects.toThrow();
  });
});

it('counts the length of a body in bytes', async () => {
  const { seen, port } = await badServer((socket) => socket.write(http('200 OK', '{"ü":1}')));
  const reply = await post(`http://127.0.0.1:${String(port)}/orders`);
  expect(reply.text).toBe('{"ü":1}');
  expect(seen.join('')).toContain('{"clientOid":"é"}');
});

it('tells once that a socket could not be opened', async () => {
  const reasons: string[] = [];
  await new Promise<void>((resolve) => {
    transport.connect('ws://127.0.0.1:1/', {
      opened: () => reasons.push('opened'),
      message: () => undefined,
      pong: () => undefined,
      closed(reason) {
        reasons.push(reason);
        resolve();
      },
    });
  });
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatch(/ECONNREFUSED/);
});
