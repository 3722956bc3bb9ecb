import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#shared/contract/base.ts';
import { openHost, type Host } from '#main/host.ts';
import { USUAL_EXCHANGE } from '#main/markets/exchange-options.ts';
import { startLoopbackServer, type LoopbackServer } from '#main/transport/loopback-server.ts';
import { tokenPath } from '#main/transport/token-file.ts';
import { askAt } from '../transport/ask.ts';

/** An answer of the REST face. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A real headless host on the demo market, in a folder of its own, with a server for each role. */
export interface DemoHost {
  readonly host: Host;
  readonly folder: string;
  readonly servers: Readonly<Record<Role, LoopbackServer>>;
  ask(method: string, path: string, body?: unknown, role?: Role): Promise<Answer>;
  close(): Promise<void>;
}

async function serverFor(host: Host, folder: string, role: Role): Promise<LoopbackServer> {
  const dataDir = join(folder, `door-${role}`);
  return startLoopbackServer({
    ...{ router: host.router, hooks: host.core.hooks, rendererDir: folder, dataDir, port: 0, role },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

export async function startDemoHost(): Promise<DemoHost> {
  const folder = mkdtempSync(join(tmpdir(), 'zmart-rest-'));
  const dataDir = join(folder, 'data');
  const watchdog = { program: process.execPath, args: [], env: {} } as never;
  const host = await openHost({ mode: 'demo', dataDir, exchange: USUAL_EXCHANGE, watchdog });
  await host.ready;
  const servers = {
    viewer: await serverFor(host, folder, 'viewer'),
    trader: await serverFor(host, folder, 'trader'),
    admin: await serverFor(host, folder, 'admin'),
  };
  return {
    host,
    folder,
    servers,
    async ask(method, path, body, role = 'trader') {
      const { port } = servers[role];
      const token = readFileSync(tokenPath(join(folder, `door-${role}`)), 'utf8').trim();
      const own = `127.0.0.1:${String(port)}`;
      const headers = { Host: own, Authorization: `Bearer ${token}`, Origin: `http://${own}` };
      const text = body === undefined ? '' : JSON.stringify(body);
      const json = method === 'GET' ? {} : { 'Content-Type': 'application/json' };
      const answer = await askAt(port, `/api${path}`, { ...headers, ...json }, method, text);
      return { status: answer.status, body: answer.body === '' ? null : (JSON.parse(answer.body) as unknown) };
    },
    async close() {
      for (const server of Object.values(servers)) await server.close();
      await host.stop('the test ends');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
