import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Role } from '#shared/contract/base.ts';
import { checkAccess, type Refusal } from './access-check.ts';
import { refuseUpgrade } from './answers.ts';
import type { Credentials } from './credentials.ts';
import { accessFacts, pathOf } from './http-routes.ts';
import type { RefusalLog } from './refusal-log.ts';
import { MAX_FRAME_BYTES } from './request-frame.ts';
import { WebSocketWire } from './web-socket-wire.ts';
import { WireSession, type WireServer } from './wire-session.ts';

const MAX_CONNECTIONS = 128;
/** A closing handshake may take a second before the socket is cut; the package's types do not know `closeTimeout` yet. */
const SERVER_OPTIONS = { noServer: true, maxPayload: MAX_FRAME_BYTES, closeTimeout: 1_000 };
const GOING_AWAY = 1001;

const NOT_FOUND: Refusal = { status: 404, code: 'NOT_FOUND', sentence: 'There is no WebSocket at this address.' };
const FULL: Refusal = {
  status: 503,
  code: 'TOO_MANY_CONNECTIONS',
  sentence: `${MAX_CONNECTIONS} connections are open already.`,
};

export interface SocketRoutesOptions {
  readonly contract: WireServer;
  readonly role: Role;
  readonly credentials: Credentials;
  readonly refusals: RefusalLog;
  readonly ownHosts: () => readonly string[];
}

/** Takes WebSockets at `/api/ws` and serves the contract on each. */
export class SocketRoutes {
  readonly #options: SocketRoutesOptions;
  readonly #server = new WebSocketServer(SERVER_OPTIONS);

  constructor(options: SocketRoutesOptions) {
    this.#options = options;
  }

  /** How many are open now. */
  get size(): number {
    return this.#server.clients.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A peer that goes away in the middle of a handshake is no error of ours.
    socket.on('error', () => socket.destroy());
    const refusal = this.#refusal(request);
    if (refusal !== null) {
      this.#options.refusals.note('socket', refusal);
      refuseUpgrade(socket, refusal);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket));
  }

  /** Says goodbye to everyone; resolves when all are gone. */
  async close(): Promise<void> {
    const gone = [...this.#server.clients].map(
      (client) =>
        new Promise<void>((resolve) => {
          client.once('close', () => resolve());
          client.close(GOING_AWAY, 'the host is stopping');
        }),
    );
    await Promise.all(gone);
  }

  /** Cuts off whoever does not answer. */
  cut(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  #refusal(request: IncomingMessage): Refusal | null {
    const { credentials, ownHosts } = this.#options;
    const refusal = checkAccess(accessFacts(request, true), ownHosts());
    if (refusal !== null) return refusal;
    const { cookie, authorization } = request.headers;
    const unknown = credentials.check({ cookie, authorization });
    if (unknown !== null) return unknown;
    if (pathOf(request) !== '/api/ws') return NOT_FOUND;
    return this.size >= MAX_CONNECTIONS ? FULL : null;
  }

  #serve(webSocket: WebSocket): void {
    const session = new WireSession(this.#options.contract, new WebSocketWire(webSocket), this.#options.role);
    webSocket.on('message', (data: Buffer, isBinary) => session.receive(isBinary ? null : data.toString('utf8')));
    webSocket.on('close', () => session.end());
    // `close` follows every error, and there the session ends.
    webSocket.on('error', () => undefined);
  }
}
