import type { Scheduler } from '#core/ports/scheduler.ts';
import type { HttpReply, HttpRequest, SocketLink, SocketListener, VenueTransport } from '../transport.ts';
import { withoutSecrets, type WireMessage } from '../wire-tap.ts';

interface RecordedReply {
  readonly what: string;
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
  used: boolean;
}

interface OpenSocket {
  readonly name: string;
  readonly listener: SocketListener;
}

/**
 * The network of a recorded session: requests get the answers that were recorded for them, in order, after the time they
 * took then; the player hands on what the sockets brought. Nothing reaches a network.
 */
export class RecordedTransport implements VenueTransport {
  readonly #scheduler: Scheduler;
  readonly #replies: readonly RecordedReply[];
  readonly #names: readonly string[];
  readonly #open = new Map<string, OpenSocket>();
  /** Requests whose answer is on its way. */
  inFlight = 0;
  /** Requests that the recording has no answer to. */
  unanswered = 0;
  /** Messages of a socket that nobody had open any more. */
  undelivered = 0;

  constructor(messages: readonly WireMessage[], scheduler: Scheduler) {
    this.#scheduler = scheduler;
    this.#replies = repliesOf(messages);
    this.#names = [...new Set(messages.filter(({ channel }) => channel !== 'rest').map(({ what }) => what))];
  }

  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
    const reply = this.#replyTo(request);
    if (reply === null) {
      this.unanswered += 1;
      return Promise.reject(new Error('The recording has no answer to this request.'));
    }
    reply.used = true;
    this.inFlight += 1;
    return new Promise((resolve, reject) => {
      const timer = this.#scheduler.after(reply.tookMs, () => {
        this.inFlight -= 1;
        signal.removeEventListener('abort', giveUp);
        resolve({ status: reply.status, headers: {}, text: reply.body });
      });
      const giveUp = (): void => {
        this.inFlight -= 1;
        timer.dispose();
        reject(new Error('Given up'));
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  connect(_url: string, listener: SocketListener): SocketLink {
    // Sockets are opened in the order in which they first spoke; one that is opened again speaks on.
    const name = this.#names.find((known) => !this.#open.has(known)) ?? '';
    const socket = { name, listener };
    this.#open.set(name, socket);
    this.#scheduler.after(0, () => {
      if (this.#open.get(name) === socket) listener.opened();
    });
    const close = (): void => {
      if (this.#open.get(name) === socket) this.#open.delete(name);
    };
    return { send: () => undefined, ping: () => listener.pong(), close, waiting: 0 };
  }

  close(): void {
    this.#open.clear();
  }

  /** Hands on what a socket brought. */
  deliver(message: WireMessage): void {
    const socket = this.#open.get(message.what);
    if (socket === undefined) this.undelivered += 1;
    else socket.listener.message(message.body);
  }

  /** The next unused answer to the very request, else to the same path: times in a query differ. */
  #replyTo(request: HttpRequest): RecordedReply | null {
    const { pathname, search } = new URL(request.url);
    const what = withoutSecrets(`${request.method} ${pathname}${search}`, []);
    const path = `${request.method} ${pathname}`;
    const free = this.#replies.filter(({ used }) => !used);
    return free.find((reply) => reply.what === what) ?? free.find((reply) => reply.what.split('?')[0] === path) ?? null;
  }
}

function repliesOf(messages: readonly WireMessage[]): readonly RecordedReply[] {
  const asked = new Map<number, WireMessage>();
  const replies: RecordedReply[] = [];
  for (const message of messages) {
    if (message.channel !== 'rest' || message.id === null) continue;
    if (message.direction === 'out') {
      asked.set(message.id, message);
      continue;
    }
    const request = asked.get(message.id);
    if (request === undefined || message.status === null) continue;
    const tookMs = Math.max(0, message.monotonic - request.monotonic);
    replies.push({ what: request.what, status: message.status, body: message.body, tookMs, used: false });
  }
  return replies;
}
