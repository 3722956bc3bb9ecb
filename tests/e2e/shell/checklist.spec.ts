import { expect } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#scripts/import-graph.ts';
import { ELECTRON_RELEASE } from '#scripts/package.mjs';
import { callsOf, test } from '#tests/support/electron/shell-test.ts';
import type { ShellProcess } from '#tests/support/electron/shell-process.ts';

/** The twenty points of the security checklist, on the settings the built program gave. Point 19 is in `package.spec.ts`. */
type Settings = Readonly<Record<string, unknown>>;

async function preferences(shell: ShellProcess): Promise<Settings> {
  const windows = await callsOf(shell, 'BrowserWindow');
  expect(windows.length).toBeGreaterThan(0);
  const [options] = windows[0] as [{ webPreferences: Settings }];
  return options.webPreferences;
}

const page = (shell: ShellProcess) => shell.ask('request', 'GET', 'app://zmart/');
const built = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const mainBundle = (): string => built('dist/main/index.mjs');

test.beforeEach(async ({ view }) => {
  await expect(view.locator('#root')).toBeAttached();
});

test('E-01 only local, packaged content is shown', async ({ shell }) => {
  const { status, body } = await page(shell);
  expect(status).toBe(200);
  const sources = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((source) => !source?.startsWith('./'))).toEqual([]);
  expect(await shell.ask('passes', 'https://example.com/a.js')).toBe(false);
});

test('E-02 nodeIntegration is off, in workers and subframes too', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
  });
});

test('E-03 contextIsolation is on', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ contextIsolation: true });
});

test('E-04 the sandbox is on for the window and, before the program is ready, for all', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ sandbox: true });
  const names = ((await shell.ask('calls')) as { name: string }[]).map(({ name }) => name);
  expect(names.indexOf('app.enableSandbox')).toBeGreaterThanOrEqual(0);
  expect(names.indexOf('app.enableSandbox')).toBeLessThan(names.indexOf('app.ready'));
});

test('E-05 the handlers of permission requests and checks refuse', async ({ shell }) => {
  expect(await shell.ask('grants', 'notifications')).toBe(false);
  expect(await callsOf(shell, 'session.setDisplayMediaRequestHandler')).toEqual([[null]]);
});

test('E-06 webSecurity is on', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ webSecurity: true });
});

test('E-07 CSP: nothing by default, own scripts only, no connections, not in a frame; in a header', async ({
  shell,
}) => {
  const { headers, body } = await page(shell);
  const policy = headers['content-security-policy'] ?? '';
  const directives = new Map(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  );
  expect(Object.fromEntries(directives)).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'connect-src': "'none'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
  });
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
  const nonce = /'nonce-([^']+)'/.exec(directives.get('style-src') ?? '')?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(20);
  expect(body).toContain(nonce);
  expect(body).not.toContain('__CSP_NONCE__');
  expect((await page(shell)).headers['content-security-policy']).not.toBe(policy);
});

test('E-08 no insecure content', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ allowRunningInsecureContent: false });
  expect(await shell.ask('passes', 'http://example.com/')).toBe(false);
});

test('E-09 no experimental features', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ experimentalFeatures: false });
});

test('E-10 no Blink features are switched on', async ({ shell }) => {
  expect(Object.keys(await preferences(shell))).not.toContain('enableBlinkFeatures');
  expect(mainBundle()).not.toMatch(/enableBlinkFeatures|enable-blink-features|appendSwitch/);
});

test('E-11 no webview, so none with pop-ups', async ({ shell }) => {
  expect(await preferences(shell)).toMatchObject({ webviewTag: false });
  expect((await page(shell)).body).not.toMatch(/<webview|allowpopups/);
});

test('E-12 a webview is refused when one is attached all the same', async ({ shell }) => {
  expect(await shell.ask('emitPage', 'will-attach-webview', {})).toBe(true);
});

test('E-13 navigations and redirects are refused, by the parts of the address', async ({ shell }) => {
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    for (const url of ['https://example.com/', 'app://zmart.evil.example/', 'file:///etc/passwd', 'app:zmart']) {
      expect(await shell.ask('emitPage', name, { url, isMainFrame: true }), `${name} ${url}`).toBe(true);
    }
  }
});

test('E-14 no page opens a window', async ({ shell }) => {
  expect(await shell.ask('openWindow', 'https://example.com/')).toBe('deny');
  expect(await shell.ask('openWindow', 'app://zmart/')).toBe('deny');
  expect(await callsOf(shell, 'BrowserWindow')).toHaveLength(1);
  expect(mainBundle().match(/new BrowserWindow\(/g)).toHaveLength(1);
});

test('E-15 openExternal is called in one place, and not for a host that is not listed', async ({ shell }) => {
  for (const url of ['https://example.com/', 'http://example.com/', 'file:///etc/passwd', 'smb://host/share']) {
    await shell.ask('openWindow', url);
  }
  expect(await callsOf(shell, 'shell.openExternal')).toEqual([]);
  expect(mainBundle().match(/\.openExternal\(/g)).toHaveLength(1);
});

test('E-16 Electron is the pinned one, and its date is on record for the check at packaging', () => {
  const { devDependencies } = JSON.parse(built('package.json')) as { devDependencies: Record<string, string> };
  expect(devDependencies['electron']).toBe(ELECTRON_RELEASE.version);
  expect(Number(ELECTRON_RELEASE.version.split('.')[0])).toBeGreaterThanOrEqual(45);
  expect(Date.parse(ELECTRON_RELEASE.released)).toBeLessThanOrEqual(Date.now());
});

test('E-17 the one handler there is checks its sender', async ({ shell }) => {
  expect(await callsOf(shell, 'ipcMain.handle')).toEqual([['zmart:port']]);
  expect(mainBundle()).not.toMatch(/ipcMain\d*\.(on|once|handleOnce)\(/);
  const frame = { url: 'https://example.com/', parent: null };
  expect(await shell.ask('invokeAs', 'zmart:port', 'window', frame)).toMatchObject({ granted: false });
});

test('E-18 a protocol of our own, no file, no way out of the folder', async ({ shell }) => {
  expect(await callsOf(shell, 'protocol.registerSchemesAsPrivileged')).toEqual([
    [
      [
        {
          scheme: 'app',
          privileges: {
            standard: true,
            secure: true,
            supportFetchAPI: true,
            corsEnabled: false,
            bypassCSP: false,
            allowServiceWorkers: false,
            stream: false,
          },
        },
      ],
    ],
  ]);
  expect(mainBundle()).not.toMatch(/loadFile\(|file:\/\//);
  expect(existsSync(join(ROOT, 'dist/main/index.mjs'))).toBe(true);
  for (const path of ['../main/index.mjs', '%2e%2e/main/index.mjs', '..%2fmain%2findex.mjs', '..%5cmain%5cindex.mjs']) {
    expect((await shell.ask('request', 'GET', `app://zmart/${path}`)).status, path).toBe(404);
  }
  expect((await shell.ask('request', 'POST', 'app://zmart/')).status).toBe(405);
  expect((await shell.ask('request', 'GET', 'app://other/')).status).toBe(403);
});

test('E-20 the preload exposes nothing: no function, no event object, no ipcRenderer', () => {
  const preload = built('dist/preload/index.cjs');
  expect(preload).not.toMatch(/contextBridge|exposeInMainWorld|globalThis|window\.\w+\s*=[^=]/);
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect([...preload.matchAll(/ipcRenderer\.(\w+)/g)].map(([, name]) => name).sort()).toEqual(['invoke', 'on', 'on']);
  expect(built('preload/index.ts').split('\n').length).toBeLessThanOrEqual(60);
});
