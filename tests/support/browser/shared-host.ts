import type { BrowserContext, Page } from '@playwright/test';
import { startHost, type HostProcess } from './host-process.ts';
import { test as base } from './quiet-test.ts';

interface SharedHost {
  /** One host for all tests of a file. */
  readonly shared: HostProcess;
  /** A browser that has signed in to it once. */
  readonly signedIn: BrowserContext;
}

interface PageOfHost {
  readonly view: Page;
  /** Uncaught errors and `console.error` lines of the page, policy violations among them. */
  readonly complaints: readonly string[];
}

/** Playwright's `test` with a demo host and a signed-in browser kept for the whole file. */
export const test = base.extend<PageOfHost, SharedHost>({
  shared: [
    // Playwright reads what a fixture depends on from its first parameter, which therefore has to be a pattern.
    async ({}, use) => {
      const host = await startHost();
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
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
