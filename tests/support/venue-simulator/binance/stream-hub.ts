import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type RawData, WebSocket, WebSocketServer } from 'ws';

import type { StreamFaults } from '../faults/stream-faults.ts';
import { wireJson } from '../wire/json.ts';
import type { Message } from './messages.ts';

interface Client {
  readonly socket: WebSocket;
  readonly topics: Set<string>;
  /** `/stream` wraps each message with the name of its topic. */
  readonly wrapped: boolean;
}

/** Topics in the address: `/ws/a/b`, `/public/ws/0`, `/stream?streams=a/b`, and the listen key. */
function topicsIn(url: URL, listenKeys: ReadonlySet<string>): string[] {
  const named = [...(url.searchParams.get('streams') ?? '').split('/'), ...url.pathname.split('/')];
  const isKey = (part: string): boolean => listenKeys.has(part);
  const user = isKey(url.searchParams.get('listenKey') ?? '') || named.some(isKey);
  return [...named.filter((part) => part.includes('@')), ...(user ? ['user'] : [])];
}

/** The faults know symbols by what follows a colon. */
const symbolTopic = ({ topic, data }: Message): { topic: string; data: Message['data'] } => ({
  topic: `:${(topic.split('@')[0] ?? '').toUpperCase()}`,
  data,
});

/** Sockets with their topics, in Binance's words. */
export class BinanceHub {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #clients = new Set<Client>();
  readonly #faults: StreamFaults;
  readonly #listenKeys: ReadonlySet<string>;
  accepted = 0;

  constructor(faults: StreamFaults, listenKeys: ReadonlySet<string>) {
    this.#faults = faults;
    this.#listenKeys = listenKeys;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#faults.refusesConnections) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
      return;
    }
    const url = new URL(request.url ?? '/', 'http://venue');
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, url));
  }

  wants(topic: string): boolean {
    for (const client of this.#clients) if (client.topics.has(topic)) return true;
    return false;
  }

  push(message: Message): void {
    const plain = wireJson(message.data);
    const wrapped = wireJson({ stream: message.topic, data: message.data });
    for (const client of this.#clients) {
      if (!client.topics.has(message.topic)) continue;
      this.#faults.deliver(symbolTopic(message), (times) => {
        for (let copy = 0; copy < times; copy += 1) this.#send(client, client.wrapped ? wrapped : plain);
      });
    }
  }

  get connections(): number {
    return this.#clients.size;
  }

  drop(): void {
    for (const client of this.#clients) client.socket.terminate();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #accept(socket: WebSocket, url: URL): void {
    const client: Client = {
      socket,
      topics: new Set(topicsIn(url, this.#listenKeys)),
      wrapped: url.pathname.endsWith('/stream'),
    };
    this.#clients.add(client);
    this.accepted += 1;
    socket.on('message', (data) => this.#heard(client, data));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#clients.delete(client));
  }

  #heard(client: Client, data: RawData): void {
    if (this.#faults.halfOpen) return;
    const { method, params, id } = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '{}') as {
      method?: string;
      params?: string[];
      id?: number;
    };
    if (params?.some((topic) => this.#faults.refuses(topic)) === true) {
      return this.#send(client, JSON.stringify({ error: { code: 2, msg: 'Invalid request: unknown stream' }, id }));
    }
    for (const topic of params ?? []) {
      if (method === 'SUBSCRIBE') client.topics.add(topic);
      if (method === 'UNSUBSCRIBE') client.topics.delete(topic);
    }
    this.#send(client, JSON.stringify({ result: method === 'LIST_SUBSCRIPTIONS' ? [...client.topics] : null, id }));
  }

  #send(client: Client, text: string): void {
    if (!this.#faults.halfOpen && client.socket.readyState === WebSocket.OPEN) client.socket.send(text);
  }
}
