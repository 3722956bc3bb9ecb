import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import WebSocket from 'ws';
import type { HttpReply, HttpRequest, SocketLink, SocketListener, VenueTransport } from './transport.ts';

/** The longest answer that is read, and the longest message of a socket: contract lists are about 2 MB. */
const LONGEST_BYTES = 32 * 1024 * 1024;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The real network. Plain `node:http` instead of `fetch`, because fetch sends a request again by itself on a 421 and
 * follows redirects with the body.
 */
export function networkTransport(): VenueTransport {
  const agents = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS, maxSockets: 16, scheduling: 'lifo' } as const;
  const http = new HttpAgent(agents);
  const https = new HttpsAgent(agents);
  const links = new Set<SocketLink>();
  return {
    send: (request, signal) => sendOnce(request, signal, { http, https }),
    connect(url, listener) {
      const link = openSocket(url, {
        ...listener,
        opened: () => listener.opened(),
        message: (text) => listener.message(text),
        pong: () => listener.pong(),
        closed(reason) {
          links.delete(link);
          listener.closed(reason);
        },
      });
      links.add(link);
      return link;
    },
    close() {
      for (const link of links) link.close();
      http.destroy();
      https.destroy();
    },
  };
}

interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

function sendOnce(request: HttpRequest, signal: AbortSignal, agents: Agents): Promise<HttpReply> {
  const secure = request.url.startsWith('https:');
  const body = request.body === null ? null : Buffer.from(request.body, 'utf8');
  const headers = { ...request.headers, ...(body === null ? {} : { 'Content-Length': String(body.byteLength) }) };
  const options = { method: request.method, headers, signal };
  const sent = secure
    ? httpsRequest(request.url, { ...options, agent: agents.https })
    : httpRequest(request.url, { ...options, agent: agents.http });
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (reply) => {
      readAll(reply).then(resolve, reject);
    });
    sent.end(body ?? undefined);
  });
}

async function readAll(reply: IncomingMessage): Promise<HttpReply> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > LONGEST_BYTES) throw new Error(`The answer is longer than ${String(LONGEST_BYTES)} bytes`);
    chunks.push(chunk);
  }
  if (!reply.complete) throw new Error('The answer was cut off');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply.headers)) headers[name] = String(value);
  return { status: reply.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString('utf8') };
}

function openSocket(url: string, listener: SocketListener): SocketLink {
  const socket = new WebSocket(url, {
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    maxPayload: LONGEST_BYTES,
    followRedirects: false,
  });
  let reason = '';
  socket.on('open', () => listener.opened());
  socket.on('message', (data: Buffer) => listener.message(data.toString('utf8')));
  socket.on('pong', () => listener.pong());
  socket.on('error', (error) => (reason = error.message));
  socket.on('close', (code) =>
    listener.closed(reason === '' ? `The venue closed the connection (${String(code)})` : reason),
  );
  return {
    send: (text) => socket.send(text, () => undefined),
    ping: () => {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: () => socket.terminate(),
    get waiting() {
      return socket.bufferedAmount;
    },
  };
}
