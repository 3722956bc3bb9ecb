import { connect, type Socket } from 'node:net';

/**
 * A client that costs little beside the server it measures: it writes one prepared request over and over and counts the bytes
 * of the answers. The bodies of the first answers of a round are kept, to be looked at when the round is over.
 */

export interface Target {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Round {
  /** How long each answer took, ms. */
  readonly times: readonly number[];
  /** The body of the first answer on each connection. */
  readonly bodies: readonly string[];
}

const HEAD_END = '\r\n\r\n';
const MAX_HEAD_BYTES = 4_096;
const READ_BYTES = 1_048_576;
const nothing = (): void => undefined;

interface OwnRound {
  readonly times: readonly number[];
  readonly body: string;
}

/** One connection that asks again as soon as it is answered. */
class Connection {
  readonly #request: Buffer;
  readonly #socket: Socket;
  #head = '';
  /** Bytes of the body that are still to come; negative while the head is read. */
  #left = -1;
  /** The body of the first answer of a round, and whether it is still being read. */
  #body: Buffer[] = [];
  #keeps = true;
  #from = 0;
  #until = 0;
  #times: number[] = [];
  #done: (round: OwnRound) => void = nothing;
  #fail: (error: Error) => void = nothing;

  constructor({ port, path, headers }: Target, buffer: Buffer) {
    const lines = Object.entries({ Host: `127.0.0.1:${String(port)}`, ...headers }).map((line) => line.join(': '));
    this.#request = Buffer.from([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    const callback = (size: number): boolean => {
      this.#take(buffer.subarray(0, size));
      return true;
    };
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer, callback } });
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('The connection was closed')));
  }

  round(until: number): Promise<OwnRound> {
    return new Promise((resolve, reject) => {
      [this.#done, this.#fail] = [resolve, reject];
      [this.#until, this.#times] = [until, []];
      [this.#body, this.#keeps] = [[], true];
      this.#ask();
    });
  }

  end(): void {
    this.#fail = nothing;
    this.#socket.destroy();
  }

  #ask(): void {
    this.#from = performance.now();
    this.#socket.write(this.#request);
  }

  #take(bytes: Buffer): void {
    const body = this.#left >= 0 ? bytes : this.#bodyOf(bytes);
    if (body === null) return;
    if (this.#keeps) this.#body.push(Buffer.from(body));
    this.#left -= body.length;
    if (this.#left === 0) this.#answered();
  }

  /** What of the first bytes of an answer belongs to its body; null while its head is not whole. */
  #bodyOf(bytes: Buffer): Buffer | null {
    const before = this.#head.length;
    this.#head += bytes.toString('latin1', 0, MAX_HEAD_BYTES);
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return null;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head)?.[1];
    if (!this.#head.startsWith('HTTP/1.1 200') || length === undefined) this.#fail(new Error(this.#head));
    this.#head = '';
    this.#left = Number(length);
    return bytes.subarray(end + HEAD_END.length - before);
  }

  #answered(): void {
    const now = performance.now();
    this.#times.push(now - this.#from);
    this.#left = -1;
    this.#keeps = false;
    if (now < this.#until) return this.#ask();
    this.#done({ times: this.#times, body: Buffer.concat(this.#body).toString() });
  }
}

/** So many connections to one server. */
export class Load {
  readonly #connections: readonly Connection[];

  constructor(target: Target, connections: number) {
    // One buffer serves all: each piece is looked at before the next is read.
    const buffer = Buffer.alloc(READ_BYTES);
    this.#connections = Array.from({ length: connections }, () => new Connection(target, buffer));
  }

  async round(ms: number): Promise<Round> {
    const until = performance.now() + ms;
    const rounds = await Promise.all(this.#connections.map((each) => each.round(until)));
    return { times: rounds.flatMap(({ times }) => times), bodies: rounds.map(({ body }) => body) };
  }

  end(): void {
    for (const connection of this.#connections) connection.end();
  }
}
