import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '#shared/contract/base.ts';
import { startLoopbackServer, type LoopbackServer } from '#main/transport/loopback-server.ts';
import { tokenPath } from '#main/transport/token-file.ts';
import { createSampleApi, type SampleApi } from './sample-api.ts';

const PAGE = `<!doctype html><html><head><meta name="csp-nonce" content="__CSP_NONCE__">
<script type="module" src="./assets/index-a1b2c3d4.js"></script></head><body><div id="root"></div></body></html>
`;

/** The real loopback server over the sample contract, in folders of its own. */
export interface SampleServer {
  readonly api: SampleApi;
  readonly server: LoopbackServer;
  readonly token: string;
  readonly folder: string;
  readonly dataDir: string;
  /** Time of the credentials, ms. */
  readonly clock: { ms: number };
  close(): Promise<void>;
}

export async function startSampleServer(
  api: SampleApi = createSampleApi(),
  { role = 'trader', ipv6 = false }: { readonly role?: Role; readonly ipv6?: boolean } = {},
): Promise<SampleServer> {
  const folder = mkdtempSync(join(tmpdir(), 'zmart-loopback-'));
  const rendererDir = join(folder, 'renderer');
  const dataDir = join(folder, 'data');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), PAGE);
  writeFileSync(join(rendererDir, 'assets/index-a1b2c3d4.js'), 'export const page = 1;\n');
  writeFileSync(join(folder, 'outside.txt'), 'OUTSIDE');
  const clock = { ms: 0 };
  const server = await startLoopbackServer({
    router: api.router,
    rendererDir,
    dataDir,
    port: 0,
    log: api.log,
    role,
    ipv6,
    clock: { now: () => 0 as never, monotonic: () => clock.ms },
  });
  return {
    api,
    server,
    token: readFileSync(tokenPath(dataDir), 'utf8').trim(),
    folder,
    dataDir,
    clock,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
