import { expect } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '#tests/support/browser/electron-test.ts';

/** On the real Electron: what only its own runtime can show. The stand-in of `tests/e2e/shell` covers the rest. */
test('the window shows live data, under our own scheme', async ({ app }) => {
  const page = await app.firstWindow();
  await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => location.origin)).toBe('app://zmart');
});

test('the page is isolated, sandboxed and without Node', async ({ app }) => {
  const page = await app.firstWindow();
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
  const metrics = await app.evaluate(({ app: program }) =>
    program.getAppMetrics().map(({ type, sandboxed }) => ({ type, sandboxed: sandboxed ?? null })),
  );
  const asRoot = process.getuid?.() === 0;
  for (const { type, sandboxed } of metrics) {
    // Only Windows and macOS tell; and root has no sandbox.
    if (type === 'Tab' && sandboxed !== null && !asRoot) expect(sandboxed).toBe(true);
  }
});

test('a navigation to another page, by hand or by script, leaves the window where it is', async ({ app }) => {
  const page = await app.firstWindow();
  await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'file:///etc/passwd';
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(page.url()).toMatch(/^app:\/\/zmart\//);
  await expect(page.getByText('SIMULATED').first()).toBeVisible();
});

test('a window of the page’s own is not opened', async ({ app }) => {
  const page = await app.firstWindow();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('every permission is refused by the runtime', async ({ app }) => {
  const page = await app.firstWindow();
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    return Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state)),
    );
  });
  expect(states.filter((state) => state === 'granted')).toEqual([]);
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('the policy holds in the runtime: no eval, no inline script, no connection', async ({ app }) => {
  const page = await app.firstWindow();
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    script.remove();
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { inline: 'inlineRan' in window, fetched };
  });
  expect(ran).toEqual({ inline: false, fetched: false });
});

test('nothing outside the page’s folder is served', async ({ app }) => {
  const page = await app.firstWindow();
  const statuses = await app.evaluate(async ({ net }) => {
    const paths = ['../main/index.mjs', '%2e%2e/main/index.mjs', '..%2fmain%2findex.mjs', '..%5cmain%5cindex.mjs'];
    return Promise.all(paths.map(async (path) => (await net.fetch(`app://zmart/${path}`)).status));
  });
  expect(statuses).toEqual([404, 404, 404, 404]);
  expect(page.url()).toMatch(/^app:\/\/zmart\//);
});

test('a reload and a crash of the page are followed by live data again', async ({ app }) => {
  const page = await app.firstWindow();
  await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  await app.evaluate(({ BrowserWindow }) => {
    for (const open of BrowserWindow.getAllWindows()) open.webContents.forcefullyCrashRenderer();
  });
  const title = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const [open] = BrowserWindow.getAllWindows();
      if (open === undefined || open.webContents.isCrashed() || open.webContents.isLoading()) return null;
      return open.webContents.executeJavaScript('document.body.innerText.includes("SIMULATED")') as Promise<boolean>;
    });
  await expect.poll(title, { timeout: 30_000 }).toBe(true);
});

test('quitting in order leaves the window’s place behind', async ({ app }) => {
  await app.firstWindow();
  const userData = await app.evaluate(({ app: program }) => program.getPath('userData'));
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ app: program }) => program.quit()).catch(() => undefined);
  expect(await ended).toBe(0);
  expect(readdirSync(join(userData))).toContain('window.json');
});
