import { chromium, type BrowserContext, type Frame, type Page, type Route } from '@playwright/test';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shiftMs, shiftScript } from '#tests/support/browser/clock-shift.ts';
import { findBrowser } from '#scripts/ensure-browser.mjs';
import { toApp, toWeb } from './address.ts';
import { PageBridge } from './page-bridge.ts';
import { record, RefusableEvent } from './record.ts';
import { app } from './stand-in-app.ts';
import type { StandInPort } from './stand-in-port.ts';
import { ipcHandlers } from './stand-in-recorded.ts';
import { session } from './stand-in-session.ts';

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

interface Options {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: { readonly preload: string };
}

/** A navigation as the shell's guards see it. */
class Navigation extends RefusableEvent {
  readonly url: string;
  readonly isMainFrame: boolean;

  constructor(url: string, isMainFrame: boolean) {
    super();
    this.url = url;
    this.isMainFrame = isMainFrame;
  }
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** A page in Chromium behind the interface of `webContents`. */
export class StandInContents extends EventEmitter {
  page: Page | null = null;
  bridge: PageBridge | null = null;
  openHandler: OpenHandler | null = null;
  /** The address the window was given, which is ours. */
  address = '';
  /** Foreign pages a test puts in the place of ours, to see that they get nothing. */
  readonly planted = new Map<string, string>();
  /** Navigations the main process asked for itself, which Electron's `will-…` events do not cover. */
  programmatic = 0;

  getURL(): string {
    return this.page === null ? this.address : toApp(this.page.url());
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: readonly unknown[]): void {
    record('contents.send', channel, ...args);
    void this.bridge?.tell(channel, args);
  }

  reload(): void {
    // One that another overtakes ends without a page of its own.
    this.byProgram(async () => void (await this.page?.reload())).catch(() => undefined);
  }

  async byProgram(work: () => Promise<void>): Promise<void> {
    this.programmatic += 1;
    try {
      await work();
    } finally {
      this.programmatic -= 1;
    }
  }

  /** What a message of a frame looks like to a handler of the main process. */
  eventOf(frame: Frame): object {
    const parent = frame.parentFrame();
    const senderFrame = {
      url: toApp(frame.url()),
      parent: parent === null ? null : { url: toApp(parent.url()) },
      postMessage: (channel: string, _message: unknown, [port]: readonly StandInPort[]) => {
        if (port !== undefined) this.bridge?.handOver(frame, channel, port);
      },
    };
    return { sender: this, senderFrame };
  }

  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const events = [new Navigation(url, isMainFrame)];
    this.emit('will-frame-navigate', events[0]);
    if (isMainFrame) {
      const event = new Navigation(url, true);
      events.push(event);
      this.emit('will-navigate', event);
    }
    return events.every(({ prevented }) => !prevented);
  }
}

async function answer(contents: StandInContents, route: Route): Promise<void> {
  const request = route.request();
  const url = toApp(request.url());
  const planted = contents.planted.get(url);
  if (planted !== undefined) return route.fulfill({ contentType: 'text/html', body: planted });
  const isMainFrame = request.isNavigationRequest() && request.frame() === contents.page?.mainFrame();
  const isAllowed =
    !request.isNavigationRequest() || contents.programmatic > 0 || contents.mayNavigate(url, isMainFrame);
  const handler = session.defaultSession.schemes.get(url.split(':')[0] ?? '');
  // An answer without content leaves the page where it is, as a navigation does that was refused.
  if (!isAllowed) return route.fulfill({ status: 204 });
  if (!session.defaultSession.passes(url) || handler === undefined) return route.abort();
  const response = await handler({ url, method: request.method() });
  return route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

async function openPage(contents: StandInContents, options: Options, profile: string): Promise<BrowserContext> {
  const executablePath = await findBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    headless: true,
    args: SWITCHES,
    viewport: { width: options.width, height: options.height },
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  if (shiftMs() !== 0) await context.addInitScript(shiftScript());
  const page = context.pages()[0] ?? (await context.newPage());
  contents.page = page;
  contents.bridge = new PageBridge(page);
  await context.route('**/*', (route) => answer(contents, route).catch(() => undefined));
  await contents.bridge.install(options.webPreferences.preload, async (channel, frame, args) => {
    const handler = ipcHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler for ${channel}`);
    return handler(contents.eventOf(frame), ...args);
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Page.enable');
  devtools.on('Page.windowOpen', ({ url }) => {
    record('window.open', url, contents.openHandler?.({ url: toApp(url) }).action ?? 'allow');
  });
  context.on('page', (popup) => void popup.close().catch(() => undefined));
  return context;
}

/** A window of Electron's over a page of Chromium's. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly #options: Options;
  /** A browser of its own for each window: one profile is used by one at a time. */
  readonly #profile: string;
  #context: BrowserContext | null = null;
  #isDestroyed = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    super();
    this.#options = options;
    const number = app.windows.size;
    this.#profile = join(app.getPath('userData'), number === 0 ? 'chromium' : `chromium-${String(number)}`);
    record('BrowserWindow', options);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(address: string): Promise<void> {
    record('window.loadURL', address);
    this.webContents.address = address;
    const context = await openPage(this.webContents, this.#options, this.#profile);
    this.#context = context;
    context.on('close', () => this.#closed());
    await this.webContents.byProgram(async () => void (await this.webContents.page?.goto(toWeb(address))));
    this.emit('ready-to-show');
  }

  /** Where another Playwright can take hold of the same page. */
  endpoint(): string {
    const [port] = readFileSync(join(this.#profile, 'DevToolsActivePort'), 'utf8').split('\n');
    return `http://127.0.0.1:${port}`;
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = new RefusableEvent();
    this.emit('close', event);
    if (!event.prevented) this.#closed();
  }

  destroy(): void {
    this.#closed();
  }

  settled(): Promise<void> {
    return this.#settled;
  }

  show(): void {
    record('window.show');
  }

  focus(): void {
    record('window.focus');
  }

  restore(): void {
    record('window.restore');
  }

  maximize(): void {
    record('window.maximize');
  }

  isMaximized(): boolean {
    return false;
  }

  isMinimized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 40, y: 30, width: this.#options.width, height: this.#options.height };
  }

  #closed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.webContents.bridge?.dropAll();
    this.#settled = this.#context?.close().catch(() => undefined) ?? Promise.resolve();
    this.emit('closed');
    void this.#settled.then(() => {
      app.windows.delete(this);
      if (app.windows.size === 0) app.emit('window-all-closed');
    });
  }
}
