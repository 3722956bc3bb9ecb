import { expect } from '@playwright/test';
import { callsOf, test } from '#tests/support/electron/shell-test.ts';

interface Preferences {
  readonly webPreferences: object;
}

const FOREIGN = 'https://example.com/';
const PERMISSIONS = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
];

test('the window shows the dashboard with live data that came over the port', async ({ shell, view }) => {
  await expect(view.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  expect(await shell.ask('ports')).toContain(false);
  // Other tests of the same program bring the window to the front again.
  expect(await callsOf(shell, 'window.show')).not.toHaveLength(0);
});

test('a navigation to another page is refused', async ({ shell, view }) => {
  const before = view.url();
  await view.evaluate((address) => {
    location.href = address;
  }, FOREIGN);
  await expect.poll(() => shell.log()).toContain('"kind":"navigate","url":"https://example.com/"');
  expect(view.url()).toBe(before);
  await expect(view.getByText('SIMULATED').first()).toBeVisible();
});

test('a redirect is refused, a subframe may load nothing', async ({ shell }) => {
  expect(await shell.ask('emitPage', 'will-redirect', { url: FOREIGN, isMainFrame: true })).toBe(true);
  expect(await shell.ask('emitPage', 'will-redirect', { url: 'app://zmart/', isMainFrame: true })).toBe(true);
  expect(await shell.ask('emitPage', 'will-frame-navigate', { url: 'app://zmart/', isMainFrame: false })).toBe(true);
});

test('a window of the page’s own is refused, and nothing opens in the browser', async ({ shell, view }) => {
  await view.evaluate((address) => void window.open(address), FOREIGN);
  await expect.poll(() => callsOf(shell, 'window.open')).toContainEqual([FOREIGN, 'deny']);
  await expect.poll(() => view.context().pages().length).toBe(1);
  expect(await callsOf(shell, 'shell.openExternal')).toEqual([]);
});

for (const permission of PERMISSIONS) {
  test(`the permission ${permission} is refused, asked for or checked`, async ({ shell }) => {
    expect(await shell.ask('grants', permission)).toBe(false);
  });
}

test('the page reaches no network: not by fetch, not by a picture, not by a socket', async ({ shell, view }) => {
  const reached = await view.evaluate(async (address) => {
    const image = new Promise<boolean>((resolve) => {
      const element = new Image();
      element.onload = () => resolve(true);
      element.onerror = () => resolve(false);
      element.src = `${address}x.png`;
    });
    const fetched = fetch(address).then(
      () => true,
      () => false,
    );
    const socket = new Promise<boolean>((resolve) => {
      try {
        const opened = new WebSocket('wss://example.com/');
        opened.onopen = () => resolve(true);
        opened.onerror = () => resolve(false);
      } catch {
        resolve(false);
      }
    });
    return Promise.all([image, fetched, socket]);
  }, FOREIGN);
  expect(reached).toEqual([false, false, false]);
  expect(await shell.ask('passes', FOREIGN)).toBe(false);
  expect(await shell.ask('passes', 'file:///etc/passwd')).toBe(false);
});

test('the policy stops inline script, eval and frames that are not ours', async ({ view }) => {
  const violations = await view.evaluate(async () => {
    const expected = ['frame-src', 'script-src-attr', 'script-src-elem'];
    const seen = new Set<string>();
    const allSeen = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        seen.add(event.effectiveDirective);
        if (expected.every((directive) => seen.has(directive))) resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.inlineRan = true');
    button.click();
    await allSeen;
    script.remove();
    frame.remove();
    return { seen: [...seen], inlineRan: 'inlineRan' in window };
  });
  expect(violations.inlineRan).toBe(false);
  expect(violations.seen).toEqual(expect.arrayContaining(['script-src-elem', 'frame-src', 'script-src-attr']));
});

test('the page finds nothing of Node and nothing of Electron', async ({ view }) => {
  const found = await view.evaluate(() =>
    ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer', 'global', '__dirname'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('a reload hands over a new port and closes the one before', async ({ shell, view }) => {
  const before = (await shell.ask('ports')).length;
  await shell.ask('reload');
  await expect.poll(async () => (await shell.ask('ports')).length).toBe(before + 1);
  const ports = await shell.ask('ports');
  expect(ports.slice(0, before).every((isClosed) => isClosed)).toBe(true);
  expect(ports[before]).toBe(false);
  await expect(view.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
});

test('a reload by the page itself is let through', async ({ shell, view }) => {
  const before = (await shell.ask('ports')).length;
  await view.evaluate(() => location.reload());
  await expect.poll(async () => (await shell.ask('ports')).filter((isClosed) => !isClosed).length).toBe(1);
  await expect.poll(async () => (await shell.ask('ports')).length).toBe(before + 1);
  await expect(view.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
});

test('a page that dies is loaded again; the core goes on', async ({ shell, view }) => {
  const before = (await shell.ask('ports')).length;
  await shell.ask('crash');
  await expect.poll(async () => (await shell.ask('ports')).length).toBe(before + 1);
  await expect(view.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
  expect(shell.log()).toContain('The page died');
  expect(await callsOf(shell, 'ipcMain.handle')).toHaveLength(1);
});

test('a subframe that gets at the channel is refused', async ({ shell, view }) => {
  const before = (await shell.ask('ports')).length;
  const answer = await view.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    // In Electron the frame would not even have this function: a preload does not run in subframes.
    const inner = frame.contentWindow as unknown as { standInInvoke: (channel: string) => Promise<unknown> };
    const given = await inner.standInInvoke('zmart:port');
    frame.remove();
    return given;
  });
  expect(answer).toEqual({ granted: false, code: 'SENDER_REFUSED' });
  expect((await shell.ask('ports')).length).toBe(before);
});

test('a board gets a window of its own, guarded like the first, and one only', async ({ shell, view }) => {
  await expect(view.locator('#root')).toBeAttached();
  const board = 'app://zmart/#/board/Risk';
  expect(await shell.ask('openWindow', board)).toBe('deny');
  await expect.poll(async () => (await callsOf(shell, 'BrowserWindow')).length).toBe(2);
  const [[first], [second]] = (await callsOf(shell, 'BrowserWindow')) as [[Preferences], [Preferences]];
  expect(second.webPreferences).toEqual(first.webPreferences);
  expect(await callsOf(shell, 'window.loadURL')).toEqual([['app://zmart/'], [board]]);
  await expect.poll(async () => (await shell.ask('ports')).filter((isClosed) => !isClosed).length).toBe(2);
  expect(await shell.ask('openWindow', board)).toBe('deny');
  expect(await shell.ask('openWindow', 'app://zmart/#/journal')).toBe('deny');
  expect(await callsOf(shell, 'BrowserWindow')).toHaveLength(2);
});
