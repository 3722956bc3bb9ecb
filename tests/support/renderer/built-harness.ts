import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VITE = fileURLToPath(new URL('../../../node_modules/vite/bin/vite.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('vite.harness.config.ts', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The window over sample data, built and served on loopback. */
export interface BuiltHarness {
  /** Address of a scene, without a screen's path. */
  readonly url: (scene: string) => string;
  stop(): Promise<void>;
}

function build(folder: string): Promise<void> {
  const args = [VITE, 'build', '--config', CONFIG, '--outDir', folder, '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite ended with ${String(code)}`))));
  });
}

/** Builds the harness into a folder of its own and serves it until stopped. */
export async function serveHarness(): Promise<BuiltHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'zmart-harness-'));
  await build(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    readFile(join(folder, pathname)).then(
      (content) => response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'font/woff2').end(content),
      () => response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (scene) => `http://127.0.0.1:${String(port)}/harness.html?scene=${scene}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
