import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '#shared/contract/base.ts';
import type { SignalHooks } from '#core/api/outside-board.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { Credentials } from './credentials.ts';
import { HttpRoutes } from './http-routes.ts';
import { RefusalLog } from './refusal-log.ts';
import { SignalHook } from './signal-hook.ts';
import { SocketRoutes } from './socket-routes.ts';
import { writeTokenFile } from './token-file.ts';
import { createWireServer } from './wire-session.ts';

export interface LoopbackOptions {
  readonly router: ApiRouter;
  /** Takes signals that sources outside sign; none are taken where it is absent. */
  readonly hooks?: SignalHooks;
  /** The folder of the built page. */
  readonly rendererDir: string;
  /** Where the token file goes: `api-token`, for programs of this user. */
  readonly dataDir: string;
  /**
   * Whether to write the token file; yes unless told otherwise. A host that only observes a data folder must leave the
   * file of the one that holds it alone.
   */
  readonly tokenFile?: boolean;
  /** 0 takes a free port. */
  readonly port: number;
  readonly log: Log;
  /** Listen on `::1` too; off unless asked for. */
  readonly ipv6?: boolean;
  /** The role of whoever has a session or the token; `trader` unless told otherwise. */
  readonly role?: Role;
  /** The version shown in the OpenAPI document. */
  readonly version?: string;
  readonly clock?: Clock;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`; holds no secret. */
  readonly address: string;
  readonly port: number;
  /** The start address with a one-time code, good for ten minutes; printed once for the operator, never logged. */
  readonly bootstrapAddress: string;
  /** A new start address; the code of the one before is void. */
  newBootstrapAddress(): string;
  /** Open WebSockets. */
  readonly connections: number;
  /** Ends every connection and removes the token file. */
  close(): Promise<void>;
}

const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const IDLE_MS = 30_000;
const MAX_SOCKETS = 1_024;
/** A page that is told to go gets this long for its goodbye. */
const GOODBYE_MS = 250;

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function createHttpServer(): Server {
  const server = createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: HEADERS_MS,
    // Our own check answers a request without a Host.
    requireHostHeader: false,
  });
  server.maxConnections = MAX_SOCKETS;
  return server;
}

function attach(server: Server, http: HttpRoutes, sockets: SocketRoutes, log: Log): void {
  server.on('request', (request, response) => {
    http.answer(request, response).catch((error: unknown) => {
      log.warn('An answer could not be sent', { error: error instanceof Error ? error.message : String(error) });
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  server.on('clientError', (_error, socket) => socket.destroy());
}

async function closeServers(servers: readonly Server[], sockets: SocketRoutes): Promise<void> {
  const closed = servers.map(
    (server) =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  );
  const goodbye = sockets.close();
  const cut = setTimeout(() => {
    sockets.cut();
    for (const server of servers) server.closeAllConnections();
  }, GOODBYE_MS);
  for (const server of servers) server.closeIdleConnections();
  await Promise.all([...closed, goodbye]);
  clearTimeout(cut);
}

/**
 * Serves the page, the REST calls and the WebSocket on loopback, and nowhere else. Every request needs our own Host and
 * Origin and a session or the token; see `access-check.ts` and `credentials.ts` for what that means.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const { router, log, role = 'trader', clock = systemClock } = options;
  const servers = [createHttpServer()];
  const [first] = servers as [Server];
  const port = await listen(first, '127.0.0.1', options.port);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];

  const credentials = new Credentials(port, () => clock.monotonic());
  const shared = { role, credentials, refusals: new RefusalLog(log), ownHosts: () => hosts };
  const { rendererDir, version = '0.0.0', hooks } = options;
  const hook = hooks === undefined ? null : new SignalHook(hooks, () => clock.now());
  const http = new HttpRoutes({ ...shared, router, rendererDir, version, hook });
  const sockets = new SocketRoutes({ ...shared, contract: createWireServer(router) });
  attach(first, http, sockets, log);
  if (options.ipv6 === true) {
    const second = createHttpServer();
    attach(second, http, sockets, log);
    servers.push(second);
    hosts.push(`[::1]:${port}`);
    await listen(second, '::1', port);
  }
  const { dataDir, tokenFile = true } = options;
  const written = tokenFile ? writeTokenFile(dataDir, credentials.token.reveal()) : null;

  const address = `http://127.0.0.1:${port}`;
  const newBootstrapAddress = (): string => `${address}/start?code=${credentials.newCode()}`;
  let closing: Promise<void> | null = null;
  log.info('Listening on loopback', { address, ipv6: options.ipv6 === true });
  return {
    address,
    port,
    bootstrapAddress: newBootstrapAddress(),
    newBootstrapAddress,
    get connections() {
      return sockets.size;
    },
    close() {
      written?.dispose();
      closing ??= closeServers(servers, sockets);
      return closing;
    },
  };
}
