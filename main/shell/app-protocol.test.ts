import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerAppRequest } from './app-protocol.ts';
import { pageHeaders, withDirective } from './page-headers.ts';

vi.mock('electron', () => ({ protocol: {} }));

const SECRET = 'the secret beside the page';
let root: string;
let folder: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-protocol-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(folder, '.hidden'));
  mkdirSync(join(root, 'renderer-other'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'a.woff2'), 'font');
  for (const file of ['secret.txt', 'renderer-other/secret.txt', 'renderer/.hidden/secret.txt', 'renderer/secret']) {
    writeFileSync(join(root, file), SECRET);
  }
  symlinkSync(join(root, 'secret.txt'), join(folder, 'link.txt'));
  symlinkSync(root, join(folder, 'up'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string, method = 'GET'): Promise<Response> => answerAppRequest(folder, { url, method });

const HOSTILE_PATHS = [
  '../secret.txt',
  '../../secret.txt',
  './../secret.txt',
  'assets/../../secret.txt',
  'assets/../../renderer-other/secret.txt',
  '../renderer-other/secret.txt',
  '..%2fsecret.txt',
  '%2e%2e/secret.txt',
  '%2e%2e%2fsecret.txt',
  '.%2e/secret.txt',
  '%2e./secret.txt',
  '%252e%252e%252fsecret.txt',
  '..%252fsecret.txt',
  '..\\secret.txt',
  '..%5csecret.txt',
  '%2e%2e%5csecret.txt',
  'assets\\..\\..\\secret.txt',
  'assets%5c..%5c..%5csecret.txt',
  '..%c0%afsecret.txt',
  '..%ef%bc%8fsecret.txt',
  '....//secret.txt',
  '..././secret.txt',
  '...//secret.txt',
  '..;/secret.txt',
  '//secret.txt',
  '///etc/passwd',
  '/etc/passwd',
  'etc/passwd',
  'C:/Windows/win.ini',
  'C:%5cWindows%5cwin.ini',
  'C%3a/Windows/win.ini',
  'file:///etc/passwd',
  '%00',
  '%00secret.txt',
  '../secret.txt%00.html',
  'index.html%00../secret.txt',
  'secret.txt::$DATA',
  '.hidden/secret.txt',
  '%2ehidden/secret.txt',
  'link.txt',
  'up/secret.txt',
  'up/renderer-other/secret.txt',
  'secret',
  'assets',
  'assets/',
  '%',
  '%zz',
  '%e0%a4%a',
  '~/secret.txt',
  '~root/secret.txt',
  'index.html/../../secret.txt',
  'index.html/secret.txt',
  `${'../'.repeat(40)}etc/passwd`,
  `${'%2e%2e/'.repeat(40)}etc/passwd`,
  'a'.repeat(5_000),
];

describe('the page’s protocol', () => {
  it('serves the page with a nonce that is new each time, in the header and in the text', async () => {
    const [first, second] = [await get('app://zmart/'), await get('app://zmart/index.html')];
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await first.text();
    const nonce = /content="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(nonce).not.toBe('__CSP_NONCE__');
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(second.headers.get('content-security-policy')).not.toContain(nonce);
  });

  it.each([
    ['assets/a.js', 'text/javascript; charset=utf-8'],
    ['assets/a.woff2', 'font/woff2'],
  ])('serves %s with its type', async (path, type) => {
    const response = await get(`app://zmart/${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers HEAD without a body, and no other method', async () => {
    const head = await get('app://zmart/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'get']) {
      expect((await get('app://zmart/', method)).status).toBe(405);
    }
  });

  it.each(['app://other/', 'app://zmart.evil.example/', 'app://u@zmart/', 'https://zmart/', 'nonsense', ''])(
    'serves nobody else’s address: %s',
    async (url) => {
      expect((await get(url)).status).toBe(403);
    },
  );

  it('is tried with at least forty paths', () => {
    expect(new Set(HOSTILE_PATHS).size).toBeGreaterThanOrEqual(40);
  });

  it.each(HOSTILE_PATHS)('gives nothing away for %s', async (path) => {
    const response = await get(`app://zmart/${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('the policy of the page', () => {
  it('is that of the loopback host, but connects nowhere', () => {
    const policy = pageHeaders('n')['Content-Security-Policy'] ?? '';
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe/);
  });

  it('cannot lose a directive unnoticed', () => {
    expect(withDirective("a 'self'; b c", 'a', 'x')).toBe('a x; b c');
    expect(() => withDirective("default-src 'none'", 'connect-src', "'none'")).toThrow(/connect-src/);
  });
});
