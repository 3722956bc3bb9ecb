import { describe, expect, it, vi } from 'vitest';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { FakeContents } from '#tests/support/electron/fake-contents.ts';
import { HOSTILE_ADDRESSES } from '#tests/support/electron/hostile-addresses.ts';
import { isOwnAddress, isOwnPage } from './app-origin.ts';
import { boardIn, mayNavigate, mayOpenExternally } from './navigation-policy.ts';
import { openExternally } from './open-external.ts';
import { secureApp, secureSession } from './security.ts';

const fake = vi.hoisted(() => ({
  openExternal: vi.fn(async () => undefined),
  listeners: new Map<string, (...args: never[]) => void>(),
}));

vi.mock('electron', () => ({
  shell: { openExternal: fake.openExternal },
  app: { on: (name: string, listener: (...args: never[]) => void) => fake.listeners.set(name, listener) },
}));

/** A page as the program guards it, and its log. */
function guardedPage() {
  const log = new RecordingLog();
  const contents = new FakeContents();
  const boards: string[] = [];
  secureApp(log, (board) => boards.push(board));
  fake.listeners.get('web-contents-created')?.({} as never, contents as never);
  return { contents, log, boards };
}

describe('our page', () => {
  it.each(['app://zmart/', 'app://zmart/index.html', 'app://zmart/#/journal', 'app://zmart/index.html#/x?y=1'])(
    'may be loaded anew: %s',
    (address) => {
      expect(isOwnPage(address)).toBe(true);
      expect(mayNavigate(address, true)).toBe(true);
      expect(mayNavigate(address, false)).toBe(false);
    },
  );
});

describe('the window of a board', () => {
  it.each([
    ['app://zmart/#/board/Trader', 'Trader'],
    ['app://zmart/index.html#/board/My%20board%202', 'My%20board%202'],
  ])('is opened through the one factory, never by the page: %s', (address, name) => {
    const { contents, log, boards } = guardedPage();
    expect(contents.open(address)).toEqual({ action: 'deny' });
    expect(boards).toEqual([name]);
    expect(log.lines).toHaveLength(0);
  });

  it.each([
    'app://zmart/',
    'app://zmart/#/journal',
    'app://zmart/#/board/',
    'app://zmart/#/board/a/b',
    'app://zmart/#/board/a?b',
    'app://zmart/other.html#/board/Trader',
    'app://zmart/?x=1#/board/Trader',
    'app://other/#/board/Trader',
    'https://zmart/#/board/Trader',
    'app://trader@zmart/#/board/Trader',
    `app://zmart/#/board/${'a'.repeat(241)}`,
  ])('is not opened for %s', (address) => {
    const { contents, boards } = guardedPage();
    expect(boardIn(address)).toBeNull();
    expect(contents.open(address)).toEqual({ action: 'deny' });
    expect(boards).toEqual([]);
  });

  it('is not opened by a page that is not ours', () => {
    const { contents, boards } = guardedPage();
    contents.url = 'https://example.com/';
    expect(contents.open('app://zmart/#/board/Trader')).toEqual({ action: 'deny' });
    expect(boards).toEqual([]);
  });
});

describe('hostile addresses', () => {
  it('are at least sixty, and all different', () => {
    expect(new Set(HOSTILE_ADDRESSES).size).toBe(HOSTILE_ADDRESSES.length);
    expect(HOSTILE_ADDRESSES.length).toBeGreaterThanOrEqual(60);
  });

  describe.each(HOSTILE_ADDRESSES.map((address) => [JSON.stringify(address), address]))('%s', (_name, address) => {
    it('is not navigated to', () => {
      const { contents } = guardedPage();
      expect(mayNavigate(address, true)).toBe(false);
      expect(contents.emitRefusable('will-navigate', { url: address, isMainFrame: true })).toBe(true);
      expect(contents.emitRefusable('will-frame-navigate', { url: address, isMainFrame: true })).toBe(true);
      expect(contents.emitRefusable('will-frame-navigate', { url: address, isMainFrame: false })).toBe(true);
    });

    it('is not redirected to', () => {
      expect(guardedPage().contents.emitRefusable('will-redirect', { url: address, isMainFrame: true })).toBe(true);
    });

    it('opens no window, and nothing outside', () => {
      const { contents, log } = guardedPage();
      expect(contents.open(address)).toEqual({ action: 'deny' });
      expect(fake.openExternal).not.toHaveBeenCalled();
      expect(log.lines).toHaveLength(1);
      expect(log.text).toContain('A new window was refused');
    });

    it('is not opened outside, whatever else is listed', async () => {
      expect(await openExternally(address)).toBe(false);
      expect(await openExternally(address, ['docs.zmart.invalid'])).toBe(false);
      expect(fake.openExternal).not.toHaveBeenCalled();
    });
  });
});

describe('opening outside', () => {
  const hosts = ['docs.zmart.invalid'];

  it('passes a listed https page on, as the parser wrote it', async () => {
    expect(await openExternally('https://docs.zmart.invalid/a b', hosts)).toBe(true);
    expect(fake.openExternal).toHaveBeenCalledExactlyOnceWith('https://docs.zmart.invalid/a%20b');
    fake.openExternal.mockClear();
  });

  it.each([
    'http://docs.zmart.invalid/',
    'https://docs.zmart.invalid:8443/',
    'https://docs.zmart.invalid.evil.example/',
    'https://evil.example/docs.zmart.invalid',
    'https://docs.zmart.invalid@evil.example/',
    'https://me@docs.zmart.invalid/',
    'https://xdocs.zmart.invalid/',
    'https://docs.zmart.invalid./',
  ])('refuses what only looks listed: %s', (address) => {
    expect(mayOpenExternally(address, hosts)).toBe(false);
  });
});

describe('a session', () => {
  it('loads our files and blobs, pictures within the page, and nothing else', () => {
    const loads = sessionLoads(false);
    for (const address of [
      'app://zmart/',
      'app://zmart/assets/a.js',
      'blob:app://zmart/1',
      'data:image/png;base64,AA',
    ]) {
      expect(loads(address), address).toBe(true);
    }
    const others = HOSTILE_ADDRESSES.filter((address) => !isOwnAddress(address) && !address.startsWith('data:'));
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter(loads)).toEqual([]);
  });

  it('loads the developer tools in development only', () => {
    const tools = 'devtools://devtools/bundled/inspector.html';
    expect(sessionLoads(true)(tools)).toBe(true);
    expect(sessionLoads(false)(tools)).toBe(false);
  });
});

function sessionLoads(isDevelopment: boolean): (address: string) => boolean {
  type Listener = (details: { url: string }, callback: (verdict: { cancel: boolean }) => void) => void;
  let listener: Listener | undefined;
  const session = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setDisplayMediaRequestHandler: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
    on: vi.fn(),
    webRequest: {
      onBeforeRequest: (given: Listener) => {
        listener = given;
      },
    },
  };
  secureSession(session as never, new RecordingLog(), isDevelopment);
  return (url) => {
    let isCancelled = true;
    listener?.({ url }, ({ cancel }) => {
      isCancelled = cancel;
    });
    return !isCancelled;
  };
}
