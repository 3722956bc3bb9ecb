import { expect, type BrowserContext, type Page, type TestInfo } from '@playwright/test';
import { serveHarness, type BuiltHarness } from '#tests/support/renderer/built-harness.ts';
import { startHost, type HostProcess } from './host-process.ts';
import { test as base } from './quiet-test.ts';

/** Made when first asked for, and kept for all tests of a worker. */
interface OfWorker {
  /** A demo host. */
  readonly shared: HostProcess;
  /** A browser that has signed in to it once. */
  readonly signedIn: BrowserContext;
  /** The window over sample data: what is rare in a demo, or takes it days. */
  readonly harness: BuiltHarness;
}

interface PageOfHost {
  readonly view: Page;
  /** Uncaught errors and `console.error` lines of the page, policy violations among them. */
  readonly complaints: readonly string[];
}

/** A host of a worker's own. Playwright reads what a fixture depends on from its first parameter, which therefore has to be a pattern. */
const ownHost = async ({}: object, use: (host: HostProcess) => Promise<void>): Promise<void> => {
  const host = await startHost();
  await use(host);
  await host.stop();
};

/** Playwright's `test` with what the tests of the window share. */
export const test = base.extend<PageOfHost, OfWorker>({
  shared: [ownHost, { scope: 'worker' }],
  signedIn: [
    async ({ browser, shared }, use) => {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
      const page = await context.newPage();
      await page.goto(shared.url);
      await page.getByText('SIMULATED').first().waitFor({ timeout: 30_000 });
      await page.close();
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  harness: [
    async ({}, use) => {
      const harness = await serveHarness();
      await use(harness);
      await harness.stop();
    },
    { scope: 'worker' },
  ],
  complaints: async ({}, use) => {
    await use([]);
  },
  view: async ({ signedIn, shared, complaints }, use) => {
    const page = await signedIn.newPage();
    const heard = complaints as string[];
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') heard.push(message.text());
    });
    await page.goto(new URL('/', shared.url).href);
    await use(page);
    await page.close();
  },
});

/** The same on a host that no other file of tests shares: for what leaves something there. */
export const testAlone = test.extend<object, Pick<OfWorker, 'shared'>>({
  shared: [ownHost, { scope: 'worker' }],
});

/** Keeps a picture of the page with the report of the test. */
export async function keepPicture(page: Page, info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  await info.attach(name, { path, contentType: 'image/png' });
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** Keeps a picture in both sizes; in neither may the page scroll sideways. */
export async function keepSizes(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expect(page.getByText('Connected', { exact: true })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${name} scrolls sideways at ${String(size.width)}`).toBeLessThanOrEqual(0);
    await keepPicture(page, info, `${name}-${String(size.width)}`);
  }
}
