import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenPath } from '#main/transport/token-file.ts';
import { askAt, rawAsk, UPGRADE, type Headers } from '#tests/support/transport/ask.ts';
import { startSampleServer, type SampleServer } from '#tests/support/transport/sample-server.ts';

let host: SampleServer;

beforeAll(async () => {
  host = await startSampleServer();
});

afterAll(() => host.close());

const own = (): string => `127.0.0.1:${host.server.port}`;
const bearer = (): string => `Bearer ${host.token}`;
const signedIn = (more: Headers = {}): Headers => ({ Host: own(), Authorization: bearer(), ...more });

const ask = (path: string, headers: Headers, method = 'GET', body = '') =>
  askAt(host.server.port, path, headers, method, body);

const hostTable = (port: number): readonly string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  `[::1]:${port}`,
  `127.0.0.1:${port + 1}`,
  `localhost:${port + 1}`,
  '127.0.0.1',
  'localhost',
  '',
  `127.0.0.1:${port} `.trim() + '.',
  `127.0.0.1.:${port}`,
  `localhost.:${port}`,
  `LOCALHOST:${port}`,
  `Localhost:${port}`,
  `localhost.evil.com:${port}`,
  `evil-localhost:${port}`,
  `127.0.0.1.nip.io:${port}`,
  `127.0.0.1.evil.com:${port}`,
  `evil.com:${port}`,
  `evil.com`,
  `0.0.0.0:${port}`,
  `0:${port}`,
  `[::]:${port}`,
  `[::ffff:127.0.0.1]:${port}`,
  `[0:0:0:0:0:0:0:1]:${port}`,
  `2130706433:${port}`,
  `0x7f000001:${port}`,
  `0177.0.0.1:${port}`,
  `127.1:${port}`,
  `127.0.1:${port}`,
  `127.0.0.2:${port}`,
  `127.0.0.1:0${port}`,
  `127.0.0.1:${port}@evil.com`,
  `user@127.0.0.1:${port}`,
  `127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}`,
  `127.0.0.1:${port},evil.com`,
  `127.0.0.1%00.evil.com:${port}`,
  `xn--lcalhost-54a:${port}`,
  `192.168.0.1:${port}`,
  `ip6-localhost:${port}`,
];

const originTable = (port: number): readonly (string | null)[] => [
  null,
  `http://127.0.0.1:${port}`,
  `http://localhost:${port}`,
  `http://[::1]:${port}`,
  'null',
  '',
  `https://127.0.0.1:${port}`,
  `http://127.0.0.1:${port + 1}`,
  'http://127.0.0.1',
  'http://localhost',
  `http://127.0.0.1:${port}/`,
  `HTTP://127.0.0.1:${port}`,
  `http://127.0.0.1:${port}.evil.com`,
  `http://evil.com`,
  `http://evil.com:${port}`,
  `http://localhost.evil.com:${port}`,
  `http://0.0.0.0:${port}`,
  `ws://127.0.0.1:${port}`,
  'file://',
  'chrome-extension://abcdefghijklmnop',
];

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Headers;
  /** The answer to a request that may pass. */
  readonly passes: number;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/', passes: 200 },
  { method: 'GET', path: '/assets/index-a1b2c3d4.js', passes: 200 },
  { method: 'GET', path: '/api', passes: 200 },
  { method: 'GET', path: '/api/openapi.json', passes: 200 },
  { method: 'GET', path: '/api/system/status', passes: 200 },
  { method: 'GET', path: '/api/market/watch', passes: 200 },
  { method: 'GET', path: '/healthz', passes: 200 },
  { method: 'GET', path: '/start?code=x', passes: 401 },
  {
    method: 'POST',
    path: '/api/trading/halt',
    body: '{"reason":"pair"}',
    headers: { 'Content-Type': 'application/json' },
    passes: 200,
  },
  { method: 'GET', path: '/api/ws', headers: UPGRADE, passes: 101 },
];

/** Every pair on every route is the nightly run; else the calls of the contract are asked with a row and a column of them. */
const FULL = process.env['ZMART_TIER'] === 'nightly';
/** The first of each table: the names of this host, and the origins that come nearest to being let in. */
const OURS = 2;
const NEAR = 3;

function originsFor(route: Route, hostName: string, origins: readonly (string | null)[]): readonly (string | null)[] {
  const whole = FULL || ROUTES.includes(route) || hostTable(host.server.port).indexOf(hostName) < OURS;
  return whole ? origins : origins.slice(0, NEAR);
}

function mayPass(route: Route, hostName: string, origin: string | null, port: number): boolean {
  const ours = [`127.0.0.1:${port}`, `localhost:${port}`].includes(hostName);
  const needsOrigin = route.method !== 'GET' || route.passes === 101;
  return ours && (origin === null ? !needsOrigin : origin === `http://${hostName}`);
}

/** Every call of the contract that is a GET, with what it answers to a request that may pass. */
async function contractRoutes(): Promise<readonly Route[]> {
  const { paths } = JSON.parse((await ask('/api/openapi.json', signedIn())).body) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const addresses = Object.keys(paths)
    // It never answers, on purpose.
    .filter((path) => 'get' in (paths[path] ?? {}) && path !== '/market/series')
    .map((path) => `/api${path.replace(/\{\w+\}/g, 'x')}`);
  return Promise.all(
    addresses.map(async (path) => ({ method: 'GET', path, passes: (await ask(path, signedIn())).status })),
  );
}

describe('who may ask', () => {
  it('lets only exact pairs of Host and Origin pass, on every route', async () => {
    const { port } = host.server;
    const hosts = hostTable(port);
    const origins = originTable(port);
    expect(hosts.length).toBeGreaterThanOrEqual(40);
    expect(origins.length).toBeGreaterThanOrEqual(20);
    const wrong: string[] = [];
    let passed = 0;
    let writes = 0;
    let asked = 0;
    const routes = [...ROUTES, ...(await contractRoutes())];
    for (const route of routes) {
      for (const hostName of hosts) {
        const answers = await Promise.all(
          originsFor(route, hostName, origins).map(async (origin) => {
            host.clock.ms += 120_000;
            const headers: Headers = {
              ...route.headers,
              Host: hostName,
              Authorization: bearer(),
              ...(origin === null ? {} : { Origin: origin }),
            };
            return { origin, answer: await ask(route.path, headers, route.method, route.body) };
          }),
        );
        for (const { origin, answer } of answers) {
          const may = mayPass(route, hostName, origin, port);
          const pair = `${route.method} ${route.path} Host ${hostName} Origin ${String(origin)}: ${answer.status}`;
          if (answer.status !== (may ? route.passes : 403)) wrong.push(pair);
          if (Object.keys(answer.headers).some((name) => name.startsWith('access-control'))) wrong.push(`CORS ${pair}`);
          asked += 1;
          passed += may ? 1 : 0;
          writes += may && route.method === 'POST' ? 1 : 0;
        }
      }
    }
    expect(wrong).toEqual([]);
    const [all, others] = [hosts.length * origins.length, FULL ? 0 : routes.length - ROUTES.length];
    expect(asked).toBe(
      (routes.length - others) * all + others * (all - (hosts.length - OURS) * (origins.length - NEAR)),
    );
    expect(passed).toBe(2 * ((routes.length - 2) * 2 + 2));
    expect(host.api.writes).toHaveLength(writes);
  }, 240_000);

  it('refuses a second Host or Origin, and a request for another host by its address', async () => {
    const origin = `http://${own()}`;
    const { port } = host.server;
    const lines = [`Authorization: ${bearer()}`, `Host: ${own()}`];
    expect(await rawAsk(port, 'GET / HTTP/1.1', lines)).toContain(' 200 ');
    for (const twice of [`Host: ${own()}`, 'Host: evil.com']) {
      expect(await rawAsk(port, 'GET / HTTP/1.1', [...lines, twice])).toMatch(/ 40[03] /);
    }
    expect(await rawAsk(port, 'GET http://evil.com/ HTTP/1.1', lines)).toContain(' 404 ');
    expect(await rawAsk(port, 'GET / HTTP/1.0', lines.slice(0, 1))).toContain(' 403 ');
    expect((await ask('/', signedIn({ Origin: [origin, 'http://evil.com'] }))).status).toBe(403);
  });

  it('refuses what a foreign site had a browser send, also without an Origin', async () => {
    for (const site of ['cross-site', 'same-site', 'Same-Origin', 'x']) {
      expect((await ask('/', signedIn({ 'Sec-Fetch-Site': site }))).status).toBe(403);
    }
    for (const site of ['same-origin', 'none']) {
      expect((await ask('/', signedIn({ 'Sec-Fetch-Site': site }))).status).toBe(200);
    }
  });

  it('asks every request for a session or the token, but the start and the health address', async () => {
    for (const path of [
      '/',
      '/assets/index-a1b2c3d4.js',
      '/nothing',
      '/api',
      '/api/openapi.json',
      '/api/system/status',
    ]) {
      const answer = await ask(path, { Host: own() });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.body).toContain('open the start address');
    }
    expect((await ask('/api/ws', { ...UPGRADE, Host: own(), Origin: `http://${own()}` })).status).toBe(401);
    expect(await ask('/healthz', { Host: own() })).toMatchObject({ status: 200, body: '{"ok":true}' });
  });

  it('puts the security headers on every answer, refusals too', async () => {
    const answers = await Promise.all([
      ask('/', signedIn()),
      ask('/api', signedIn()),
      ask('/api/system/status', signedIn()),
      ask('/api/nothing', signedIn()),
      ask('/', { Host: own() }),
      ask('/', { Host: 'evil.com' }),
      ask('/api/ws', { ...UPGRADE, Host: 'evil.com' }),
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-(inline|eval)/);
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
    }
  });

  it('puts a fresh nonce into the page and its policy', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { body, headers } = await ask('/', signedIn());
        const nonce = /name="csp-nonce" content="([^"]+)"/.exec(body)?.[1] ?? '';
        expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
        expect(headers['cache-control']).toBe('no-store');
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
    expect(nonces.every((nonce) => nonce.length >= 22)).toBe(true);
  });
});

describe('paths', () => {
  it('serves nothing from outside the folder of the page', async () => {
    const renderer = join(host.folder, 'renderer');
    symlinkSync(join(host.folder, 'outside.txt'), join(renderer, 'link.txt'));
    writeFileSync(join(renderer, '.hidden.txt'), 'HIDDEN');
    mkdirSync(join(host.folder, 'renderer-evil'));
    writeFileSync(join(host.folder, 'renderer-evil/x.txt'), 'OUTSIDE');
    const paths = [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/%2e%2e%2foutside.txt',
      '/..%2foutside.txt',
      '/..%5coutside.txt',
      '/..\\outside.txt',
      '/assets/../../outside.txt',
      '/assets/%2e%2e/%2e%2e/outside.txt',
      '/....//outside.txt',
      '/%252e%252e/outside.txt',
      '/%c0%ae%c0%ae/outside.txt',
      '/%00/../outside.txt',
      '/index.html%00.txt',
      '//outside.txt',
      `/${host.folder}/outside.txt`,
      '/../renderer-evil/x.txt',
      '/link.txt',
      '/.hidden.txt',
      '/file:///etc/passwd',
      '/assets',
      '/%',
    ];
    for (const path of paths) {
      const { status, body } = await ask(path, signedIn());
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toMatch(/OUTSIDE|HIDDEN|root:/);
    }
  });
});

describe('GET', () => {
  it('changes nothing: a crawl of every address leaves the same state', async () => {
    const document = JSON.parse((await ask('/api/openapi.json', signedIn())).body) as {
      paths: Record<string, Record<string, { 'x-role': string }>>;
    };
    const before = { writes: [...host.api.writes], rows: JSON.stringify(host.api.tickers.rows()) };
    let asked = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      const address = `/api${path.replace(/\{\w+\}/g, 'x')}`;
      const writes = Object.keys(methods).every((method) => method !== 'get');
      // One that never answers on purpose; its head does not come.
      if (path === '/market/series') continue;
      const { status } = await ask(address, signedIn());
      if (writes) expect([address, status]).toEqual([address, 404]);
      for (const query of ['?reason=x&confirmation=RESUME', '?_method=POST']) {
        expect((await ask(address + query, signedIn({ 'X-HTTP-Method-Override': 'POST' }))).status).not.toBe(101);
      }
      asked += 1;
    }
    for (const path of ['/', '/api', '/healthz', '/nothing']) await ask(path, signedIn());
    expect(asked).toBeGreaterThan(20);
    expect({ writes: host.api.writes, rows: JSON.stringify(host.api.tickers.rows()) }).toEqual(before);
    expect(
      Object.values(document.paths)
        .flatMap((methods) => Object.values(methods))
        .every((call) => call['x-role'] !== undefined),
    ).toBe(true);
  });

  it('shows every call on a page without scripts', async () => {
    const { body } = await ask('/api', signedIn());
    expect(body).not.toContain('<script');
    for (const text of ['POST /api/trading/halt', 'GET /api/scores/watch', 'NOT_CONFIRMED', 'trader']) {
      expect(body).toContain(text);
    }
  });
});

describe('bodies', () => {
  const post = (body: string, headers: Headers) =>
    ask('/api/trading/halt', signedIn({ Origin: `http://${own()}`, ...headers }), 'POST', body);

  it('takes JSON of at most 1 MB, and no form', async () => {
    const json = { 'Content-Type': 'application/json' };
    const writes = host.api.writes.length;
    const big = JSON.stringify({ reason: 'x'.repeat(1_100_000) });
    expect((await post('reason=x', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('{"reason":"x"}', { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post('{"reason":', json)).status).toBe(400);
    expect((await post('[]', json)).status).toBe(400);
    const sent = await post(big, { ...json, 'Transfer-Encoding': 'chunked' }).catch(() => ({ status: 413 }));
    expect(sent.status).toBe(413);
    expect(host.api.writes).toHaveLength(writes);
    expect((await post('{"reason":"x"}', json)).status).toBe(200);
  });
});

describe('sockets of the machine', () => {
  const listening = (port: number) =>
    ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap((path) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${hex(port)}`) === true)
      .map(([, local]) => local);
  const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');

  it.runIf(process.platform === 'linux')('listens on 127.0.0.1 only', () => {
    const { port } = host.server;
    expect(listening(port)).toEqual([`0100007F:${hex(port)}`]);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  it.runIf(process.platform === 'linux' && hasIpv6)(
    'listens on ::1 too when asked to, under its own name',
    async () => {
      const both = await startSampleServer(undefined, { ipv6: true });
      const { port } = both.server;
      expect(listening(port)).toEqual([`0100007F:${hex(port)}`, `00000000000000000000000001000000:${hex(port)}`]);
      const answer = (name: string) => rawAsk(port, 'GET /healthz HTTP/1.1', [`Host: ${name}:${port}`], '::1');
      expect(await answer('[::1]')).toContain(' 200 ');
      expect(await answer('[::]')).toContain(' 403 ');
      await both.close();
    },
  );

  it('keeps the token in a file for its owner only', () => {
    expect(statSync(tokenPath(host.dataDir)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(host.token, 'base64url')).toHaveLength(32);
  });

  it('survives what is no HTTP at all', async () => {
    await rawAsk(host.server.port, '\0\xff GET', []);
    expect((await ask('/healthz', { Host: own() })).status).toBe(200);
  });
});
