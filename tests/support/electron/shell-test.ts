import { chromium, expect, test as base, type Page } from '@playwright/test';
import { WEB_ORIGIN } from './address.ts';
import type { RecordedCall } from './record.ts';
import { startShell, type ShellProcess } from './shell-process.ts';

interface ShellWorkerFixtures {
  /** One program for all tests that leave it as they found it. */
  readonly shell: ShellProcess;
  /** The page in the program's window, held by a second Playwright. */
  readonly view: Page;
}

/** Where the window's page can be taken hold of, once it is there. */
async function windowOf(shell: ShellProcess): Promise<string> {
  const endpoint = (): Promise<string | null> => shell.ask('endpoint').catch(() => null);
  await expect.poll(endpoint, { timeout: 20_000 }).not.toBeNull();
  return (await endpoint()) ?? '';
}

/** Takes hold of the window's page once it is there. */
export async function viewOf(shell: ShellProcess): Promise<{ page: Page; release: () => Promise<void> }> {
  const browser = await chromium.connectOverCDP(await windowOf(shell));
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  const ours = (): Page | undefined => pages().find((page) => page.url().startsWith(WEB_ORIGIN));
  await expect.poll(() => ours()?.url(), { timeout: 20_000 }).toBeDefined();
  const page = ours();
  if (page === undefined) throw new Error('The window shows no page of ours');
  return { page, release: () => browser.close() };
}

export const test = base.extend<object, ShellWorkerFixtures>({
  shell: [
    // Playwright reads what a fixture depends on from its first parameter, which therefore has to be a pattern.
    async ({}, use) => {
      const shell = await startShell();
      await windowOf(shell);
      await use(shell);
      await shell.stop();
    },
    { scope: 'worker' },
  ],
  view: [
    async ({ shell }, use) => {
      const { page, release } = await viewOf(shell);
      await use(page);
      await release();
    },
    { scope: 'worker' },
  ],
});

/** The arguments of every call of that name the shell made so far. */
export async function callsOf(shell: ShellProcess, name: string): Promise<readonly (readonly unknown[])[]> {
  const calls = (await shell.ask('calls')) as readonly RecordedCall[];
  return calls.filter((call) => call.name === name).map(({ args }) => args);
}
