import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { HOST_FLAGS } from '#scripts/host-flags.mjs';
import { startHost } from '#tests/support/browser/host-process.ts';
import { newContext, until } from './page-work.ts';

/** A price of a contract on the dashboard, which stands there as soon as the host told one. */
export const FIRST_PRICE = `/\\d/.test(document.querySelector('[data-region="Market"] [title*=": bid"] b')?.textContent ?? '')`;

/** When the first price stood in the page, and at which port the host was. */
interface Started {
  readonly seconds: number;
  readonly port: string;
}

/** From the start of the host's process to the first live price in the page. */
async function startOnce(browser: BrowserContext, dataDir: string, port: string): Promise<Started> {
  const page = await browser.newPage();
  const from = performance.now();
  const host = await startHost({ dataDir, flags: HOST_FLAGS, args: ['--mode', 'demo', '--port', port] });
  try {
    await page.goto(host.url, { waitUntil: 'commit' });
    await until(page, FIRST_PRICE);
    return { seconds: (performance.now() - from) / 1_000, port: new URL(host.url).port };
  } finally {
    await page.close();
    await host.stop();
  }
}

/**
 * The first start of a data folder, which makes a past, and so many later ones at the same port: a browser keeps the files
 * of the page by their address. The browser runs already.
 */
export async function startTimes(
  browser: Browser,
  later: number,
): Promise<{ readonly first: number; readonly later: readonly number[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zmart-start-'));
  const context = await newContext(browser);
  try {
    const first = await startOnce(context, dataDir, '0');
    const times: number[] = [];
    for (let n = 0; n < later; n += 1) times.push((await startOnce(context, dataDir, first.port)).seconds);
    return { first: first.seconds, later: times };
  } finally {
    await context.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
