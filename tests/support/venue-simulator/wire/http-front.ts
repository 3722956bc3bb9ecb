import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { HttpFaults, Processing, SeenRequest } from '../faults/http-faults.ts';
import { type PlainAnswer, sendReply } from '../faults/reply.ts';

const NOTHING: PlainAnswer = { status: 200, text: '', contentType: 'application/json', headers: {} };

export type ArrivedRequest = Omit<SeenRequest, 'fault'>;

/** The door of a dialect: reads requests, lets the faults have their way, sends the dialect's answers. */
export class HttpFront {
  readonly server: Server;
  readonly #faults: HttpFaults;
  readonly #now: () => number;
  readonly #answer: (request: ArrivedRequest) => PlainAnswer;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(faults: HttpFaults, now: () => number, answer: (request: ArrivedRequest) => PlainAnswer) {
    this.#faults = faults;
    this.#now = now;
    this.#answer = answer;
    this.server = createServer((request, response) => void this.#serve(request, response));
    this.server.on('clientError', (_, socket) => socket.destroy());
  }

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const arrived: ArrivedRequest = {
      at: this.#now(),
      method: request.method ?? 'GET',
      path,
      query,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    const fault = this.#faults.take(arrived);
    const answer = this.#process(arrived, fault?.process ?? 'before');
    sendReply(response, answer, fault?.reply ?? { kind: 'normal' });
  }

  #process(request: ArrivedRequest, processing: Processing): PlainAnswer {
    if (processing === 'never') return NOTHING;
    if (processing === 'before') return this.#answer(request);
    if (processing === 'twice') {
      this.#answer(request);
      return this.#answer(request);
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#answer(request);
    }, processing.afterMs);
    this.#timers.add(timer);
    return NOTHING;
  }
}
