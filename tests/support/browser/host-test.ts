import { test as base } from '@playwright/test';
import { type HostProcess, startHost } from './host-process.ts';

/** What a test gets: a host of its own in demo mode, and whatever the page complained about. */
interface HostFixtures {
  readonly host: HostProcess;
  /** Uncaught errors and `console.error` lines of the page; the test decides which are to be expected. */
  readonly complaints: string[];
}

/** Playwright's `test` with a fresh headless host in demo mode for each test. */
export const test = base.extend<HostFixtures>({
  // Playwright reads what a fixture depends on from its first parameter, which therefore has to be a pattern.

  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.stop();
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await use(complaints);
  },
});
