import type {
  HttpReply,
  HttpRequest,
  SocketLink,
  SocketListener,
  VenueTransport,
} from '#main/adapters/venues/transport.ts';

export interface ScriptedSocket {
  readonly url: string;
  /** What we sent, in order. */
  readonly sent: string[];
  closed: boolean;
  message(value: unknown): void;
  end(reason: string): void;
}

type Answer = (request: HttpRequest) => unknown;

/** A network that does what a test says: answers by path, sockets whose messages the test writes. */
export class ScriptedTransport implements VenueTransport {
  readonly requests: HttpRequest[] = [];
  readonly sockets: ScriptedSocket[] = [];
  readonly #answers = new Map<string, Answer>();
  /** Called for each message we send on a socket. */
  onSent: (socket: ScriptedSocket, text: string) => void = () => undefined;

  /** The answer of a path: its JSON value, or an error that is thrown. */
  answer(method: string, path: string, answer: Answer): void {
    this.#answers.set(`${method} ${path}`, answer);
  }

  send(request: HttpRequest): Promise<HttpReply> {
    this.requests.push(request);
    const { pathname } = new URL(request.url);
    const answer = this.#answers.get(`${request.method} ${pathname}`);
    if (answer === undefined) return Promise.reject(new Error(`Nothing answers ${request.method} ${pathname}`));
    try {
      const text = JSON.stringify(answer(request));
      return Promise.resolve({ status: 200, headers: {}, text });
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  connect(url: string, listener: SocketListener): SocketLink {
    const { onSent } = this;
    const socket: ScriptedSocket = {
      url,
      sent: [],
      closed: false,
      message: (value) => {
        if (!socket.closed) listener.message(typeof value === 'string' ? value : JSON.stringify(value));
      },
      end: (reason) => {
        if (socket.closed) return;
        socket.closed = true;
        listener.closed(reason);
      },
    };
    this.sockets.push(socket);
    queueMicrotask(() => {
      if (!socket.closed) listener.opened();
    });
    return {
      send: (text) => {
        socket.sent.push(text);
        onSent(socket, text);
      },
      ping: () => {
        queueMicrotask(() => listener.pong());
      },
      close: () => socket.end('closed by us'),
      waiting: 0,
    };
  }

  close(): void {
    for (const socket of this.sockets) socket.end('closed');
  }
}
