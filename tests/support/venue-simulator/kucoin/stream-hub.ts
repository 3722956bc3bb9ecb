import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type RawData, WebSocket, WebSocketServer } from 'ws';

import type { StreamFaults } from '../faults/stream-faults.ts';
import type { TokenDesk } from './context.ts';
import type { Push } from './feed.ts';
import { wireJson } from '../wire/json.ts';

const USER = '633559791e1cbc0001f319bc';
/** Topics one connection may have (KuCoin's limit). */
const MAX_TOPICS = 400;
/** Messages one connection may send. */
const MESSAGES = { most: 100, windowMs: 10_000 } as const;
/** The server drops a client that has not pinged for this long. */
const PING_TIMEOUT_MS = 18_000 + 10_000;

interface Client {
  readonly socket: WebSocket;
  readonly access: 'public' | 'private';
  readonly topics: Set<string>;
  pingedAt: number;
  /** Times of the last messages it sent. */
  readonly sent: number[];
}

interface Inbound {
  readonly id?: string | number;
  readonly type?: string;
  readonly topic?: string;
  readonly privateChannel?: boolean;
  readonly response?: boolean;
}

const PRIVATE_TOPICS = [
  '/contractMarket/tradeOrders',
  '/contractMarket/advancedOrders',
  '/contractAccount/',
  '/contract/position',
  '/contract/marginMode',
  '/contract/crossLeverage',
];

const isPrivate = (topic: string): boolean => PRIVATE_TOPICS.some((start) => topic.startsWith(start));

/** `/a:X,Y` is two topics; candle topics keep their suffix. */
function topicsOf(topic: string): string[] {
  const cut = topic.indexOf(':');
  if (cut < 0) return [topic];
  return topic
    .slice(cut + 1)
    .split(',')
    .map((part) => `${topic.slice(0, cut)}:${part}`);
}

/** Sockets, their tokens and their topics. The faults stand between it and every client. */
export class StreamHub implements TokenDesk {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #clients = new Set<Client>();
  readonly #tokens = new Map<string, 'public' | 'private'>();
  readonly #faults: StreamFaults;
  readonly #now: () => number;
  /** Every subscription ever asked for, in order. */
  readonly subscriptions: string[] = [];
  /** Messages that came while the line was half open. */
  ignored = 0;
  /** Connections accepted so far. */
  accepted = 0;

  constructor(faults: StreamFaults, now: () => number) {
    this.#faults = faults;
    this.#now = now;
  }

  issue(kind: 'public' | 'private'): string {
    const token = `${randomBytes(120).toString('base64url')}.${randomBytes(12).toString('base64url')}==`;
    this.#tokens.set(token, kind);
    return token;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://venue');
    const access = this.#tokens.get(url.searchParams.get('token') ?? '');
    if (this.#faults.refusesConnections || access === undefined) {
      socket.end(
        `HTTP/1.1 ${access === undefined ? '401 Unauthorized' : '503 Service Unavailable'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) =>
      this.#accept(ws, access, url.searchParams.get('connectId')),
    );
  }

  wants(topic: string): boolean {
    for (const client of this.#clients) if (client.topics.has(topic)) return true;
    return false;
  }

  push({ message, access }: Push): void {
    const text = wireJson({
      topic: message.topic,
      type: 'message',
      subject: message.subject,
      ...(access === 'private' ? { userId: USER, channelType: 'private' } : {}),
      ...(message.id === undefined ? {} : { id: message.id }),
      ...(message.sn === undefined ? {} : { sn: message.sn }),
      data: message.data,
    });
    for (const client of this.#clients) {
      if (!client.topics.has(message.topic)) continue;
      this.#faults.deliver(message, (times) => {
        for (let copy = 0; copy < times; copy += 1) this.#send(client, text);
      });
    }
  }

  /** Drops clients that stopped pinging, as the venue does. */
  sweep(): void {
    for (const client of this.#clients)
      if (this.#now() - client.pingedAt > PING_TIMEOUT_MS) client.socket.close(1000, 'ping timeout');
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** Ends every connection: with a close frame, or by cutting the line. */
  drop(how: 'close' | 'cut' = 'cut'): void {
    for (const client of this.#clients) {
      if (how === 'close') client.socket.close(1001, 'going away');
      else client.socket.terminate();
    }
  }

  forgetTokens(): void {
    this.#tokens.clear();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #accept(socket: WebSocket, access: 'public' | 'private', connectId: string | null): void {
    const client: Client = { socket, access, topics: new Set(), pingedAt: this.#now(), sent: [] };
    this.#clients.add(client);
    this.accepted += 1;
    socket.on('message', (data) => this.#heard(client, data));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#clients.delete(client));
    this.#send(client, JSON.stringify({ id: connectId ?? String(this.#now()), type: 'welcome' }));
  }

  #heard(client: Client, data: RawData): void {
    if (this.#faults.halfOpen) {
      this.ignored += 1;
      return;
    }
    const inbound = parse(data);
    if (inbound === null) return this.#error(client, undefined, 400, 'invalid json');
    const id = inbound.id === undefined ? undefined : String(inbound.id);
    if (this.#tooMany(client)) return this.#error(client, id, 509, 'exceed max permits per second');
    switch (inbound.type) {
      case 'ping':
        client.pingedAt = this.#now();
        return this.#send(client, JSON.stringify({ id, type: 'pong', timestamp: this.#now() * 1_000 }));
      case 'subscribe':
        return this.#subscribe(client, id, inbound);
      case 'unsubscribe':
        for (const topic of topicsOf(inbound.topic ?? '')) client.topics.delete(topic);
        return this.#ack(client, id, inbound);
      default:
        return this.#error(client, id, 415, 'type is not supported');
    }
  }

  #tooMany({ sent }: Client): boolean {
    const now = this.#now();
    while (sent.length > 0 && now - (sent[0] ?? 0) > MESSAGES.windowMs) sent.shift();
    sent.push(now);
    return sent.length > MESSAGES.most;
  }

  #subscribe(client: Client, id: string | undefined, inbound: Inbound): void {
    const topics = topicsOf(inbound.topic ?? '');
    this.subscriptions.push(inbound.topic ?? '');
    const refused = this.#faults.refuses(inbound.topic ?? '');
    const known = topics.every((topic) => topic.startsWith('/contract'));
    if (refused || !known) return this.#error(client, id, 404, `topic ${inbound.topic ?? ''} is not found`);
    if (topics.some(isPrivate) && client.access === 'public') {
      return this.#error(client, id, 403, 'private topic needs a private token');
    }
    if (client.topics.size + topics.length > MAX_TOPICS)
      return this.#error(client, id, 509, 'exceed max subscription count limitation of 400 per session');
    for (const topic of topics) client.topics.add(topic);
    this.#ack(client, id, inbound);
  }

  #ack(client: Client, id: string | undefined, inbound: Inbound): void {
    if (inbound.response !== false) this.#send(client, JSON.stringify({ id, type: 'ack' }));
  }

  #error(client: Client, id: string | undefined, code: number, data: string): void {
    this.#send(client, JSON.stringify({ id, type: 'error', code, data }));
  }

  #send(client: Client, text: string): void {
    if (!this.#faults.halfOpen && client.socket.readyState === WebSocket.OPEN) client.socket.send(text);
  }
}

function parse(data: RawData): Inbound | null {
  try {
    return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '') as Inbound;
  } catch {
    return null;
  }
}
