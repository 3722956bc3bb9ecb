import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLoopbackServer } from '#main/transport/loopback-server.ts';
import { Credentials } from '#main/transport/credentials.ts';
import { tokenPath, writeTokenFile } from '#main/transport/token-file.ts';
import { askAt, UPGRADE, type Headers } from '#tests/support/transport/ask.ts';
import { startSampleServer, type SampleServer } from '#tests/support/transport/sample-server.ts';

let host: SampleServer;

beforeEach(async () => {
  host = await startSampleServer();
});

afterEach(() => host.close());

const ask = (path: string, headers: Headers = {}, method = 'GET') =>
  askAt(host.server.port, path, { Host: `127.0.0.1:${host.server.port}`, ...headers }, method);

const startPath = (address: string): string => address.slice(host.server.address.length);

async function signIn(): Promise<{ readonly setCookie: string; readonly cookie: string }> {
  const { headers } = await ask(startPath(host.server.newBootstrapAddress()));
  const [setCookie = ''] = headers['set-cookie'] ?? [];
  return { setCookie, cookie: setCookie.split(';')[0] ?? '' };
}

describe('the start address', () => {
  it('trades its code for a session once, and leaves the code out of the page’s address', async () => {
    const path = startPath(host.server.bootstrapAddress);
    expect(path).toMatch(/^\/start\?code=[\w-]{43}$/);
    // Looking at the address without opening it must not use it up.
    expect((await ask(path, {}, 'HEAD')).status).toBe(405);
    const first = await ask(path, { 'Sec-Fetch-Site': 'none' });
    expect(first).toMatchObject({ status: 303, body: '' });
    expect(first.headers).toMatchObject({
      location: '/',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^zmart-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    const page = await ask('/', { Cookie: cookie.split(';')[0] ?? '' });
    expect(page.status).toBe(200);
    expect(page.body).not.toContain(path.slice('/start?code='.length));
    const again = await ask(path);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('is void after ten minutes, and when a new one was made', async () => {
    const old = startPath(host.server.bootstrapAddress);
    const next = startPath(host.server.newBootstrapAddress());
    expect((await ask(old)).status).toBe(401);
    host.clock.ms += 10 * 60_000 + 1;
    expect((await ask(next)).status).toBe(401);
    const fresh = startPath(host.server.newBootstrapAddress());
    host.clock.ms += 10 * 60_000 - 1;
    expect((await ask(fresh)).status).toBe(303);
  });

  it('opens every route with the session, the WebSocket too, and changes need the Origin as well', async () => {
    const { cookie } = await signIn();
    const origin = { Origin: host.server.address };
    expect((await ask('/api/system/status', { Cookie: cookie })).status).toBe(200);
    expect((await ask('/api/ws', { ...UPGRADE, ...origin, Cookie: cookie })).status).toBe(101);
    expect((await ask('/api/ws', { ...UPGRADE, Cookie: cookie })).status).toBe(403);
    expect((await ask('/api/trading/intake/resume', { Cookie: cookie }, 'POST')).status).toBe(403);
    expect((await ask('/api/trading/intake/resume', { Cookie: cookie, ...origin }, 'POST')).status).toBe(200);
    expect((await ask('/', { Cookie: `other=1; ${cookie}; more=2` })).status).toBe(200);
    expect((await ask('/', { Cookie: cookie.replace('zmart-', 'zmart2-') })).status).toBe(401);
  });
});

describe('guessing', () => {
  it('is slowed from the fifth wrong token on, and the right one works again after the wait', async () => {
    const wrong = { Authorization: 'Bearer wrong' };
    const right = { Authorization: `Bearer ${host.token}` };
    for (let guess = 1; guess <= 5; guess += 1) expect((await ask('/', wrong)).status).toBe(401);
    const slowed = await ask('/', wrong);
    expect([slowed.status, slowed.headers['retry-after']]).toEqual([429, '1']);
    expect((await ask('/', right)).status).toBe(429);
    host.clock.ms += 1_000;
    expect((await ask('/', wrong)).status).toBe(401);
    host.clock.ms += 1_000;
    expect((await ask('/', right)).status).toBe(429);
    host.clock.ms += 1_000;
    expect((await ask('/', right)).status).toBe(200);
    expect((await ask('/', wrong)).status).toBe(401);
  });

  it('is slowed for codes and cookies too, while a session that is right passes', async () => {
    const { cookie } = await signIn();
    const stale = { Cookie: `${cookie.split('=')[0] ?? ''}=yesterday` };
    const statuses = [];
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push((await ask('/', stale)).status, (await ask('/start?code=wrong')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 429, 429]);
    expect((await ask('/', { Cookie: cookie })).status).toBe(200);
    expect((await ask('/', { Authorization: `Bearer ${host.token}` })).status).toBe(200);
    expect((await ask(startPath(host.server.newBootstrapAddress()))).status).toBe(429);
  });

  it('never succeeds in 100,000 tries', () => {
    let now = 0;
    const credentials = new Credentials(8_000, () => now);
    credentials.newCode();
    const [setCookie] = [credentials.redeem(credentials.newCode())];
    expect(setCookie).toHaveProperty('setCookie');
    credentials.newCode();
    let passed = 0;
    let slowed = 0;
    for (let guess = 0; guess < 100_000; guess += 1) {
      now += guess % 7;
      const text = Buffer.from(`guess ${guess}`.padEnd(32, '.')).toString('base64url');
      const byToken = credentials.check({ authorization: `Bearer ${text}`, cookie: undefined });
      const byCookie = credentials.check({ authorization: undefined, cookie: `zmart-8000=${text}` });
      const byCode = credentials.redeem(text);
      passed += [byToken === null, byCookie === null, 'setCookie' in byCode].filter(Boolean).length;
      slowed += byToken?.status === 429 ? 1 : 0;
    }
    expect(passed).toBe(0);
    expect(slowed).toBeGreaterThan(99_000);
  });
});

describe('the life of a secret', () => {
  it('ends with the host: another start has another token and knows no old session', async () => {
    const { cookie } = await signIn();
    const { token } = host;
    const before = host;
    await before.server.close();
    expect(existsSync(tokenPath(before.dataDir))).toBe(false);
    await before.close();
    host = await startSampleServer();
    expect(host.token).not.toBe(token);
    expect((await ask('/', { Authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await ask('/', { Cookie: cookie.replace(/-\d+=/, `-${host.server.port}=`) })).status).toBe(401);
  });

  it('leaves no trace in the log, the arguments or an answer', async () => {
    const { cookie } = await signIn();
    const code = host.server.newBootstrapAddress().split('code=')[1] ?? '';
    const session = cookie.split('=')[1] ?? '';
    const answers = [
      await ask(`/start?code=${code}wrong`),
      await ask('/', { Authorization: `Bearer ${host.token}x` }),
      await ask(`/nothing?token=${host.token}`, { Cookie: cookie }),
      await ask(`/api/nothing?token=${host.token}`, { Cookie: cookie, Referer: `http://x/?code=${code}` }),
      await ask('/api', { Cookie: cookie }),
      await ask('/api/openapi.json', { Cookie: cookie }),
    ];
    for (const secret of [code, session, host.token]) {
      expect(secret).toHaveLength(43);
      expect(host.api.log.text).not.toContain(secret);
      expect(process.argv.join(' ') + process.title).not.toContain(secret);
      for (const answer of answers) expect(answer.body + JSON.stringify(answer.headers)).not.toContain(secret);
    }
    expect(host.api.log.text).toContain('Refused a request');
  });

  it('writes no token file when told not to', async () => {
    const observer = await startLoopbackServer({
      router: host.api.router,
      rendererDir: host.folder,
      dataDir: host.dataDir,
      port: 0,
      log: host.api.log,
      tokenFile: false,
    });
    await observer.close();
    expect(readFileSync(tokenPath(host.dataDir), 'utf8').trim()).toBe(host.token);
  });

  it('takes away only its own token file, and replaces a link instead of following it', () => {
    const path = tokenPath(host.dataDir);
    const target = join(host.folder, 'target.txt');
    writeFileSync(target, 'untouched');
    rmSync(path);
    symlinkSync(target, path);
    const first = writeTokenFile(host.dataDir, 'first');
    expect(readFileSync(target, 'utf8')).toBe('untouched');
    const second = writeTokenFile(host.dataDir, 'second');
    first.dispose();
    expect(readFileSync(path, 'utf8')).toBe('second\n');
    second.dispose();
    expect(existsSync(path)).toBe(false);
  });
});
