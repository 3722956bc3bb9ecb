import { chromium, type Browser, type CDPSession } from '@playwright/test';
import { findBrowser } from '#scripts/ensure-browser.mjs';

const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** The Chromium that is measured in. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  return chromium.launch({ args: ARGS, ...(executablePath === undefined ? {} : { executablePath }) });
}

/** Main-thread ms in tasks since the page began, as the developer tools count them. */
export async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('The browser tells no TaskDuration');
  return found.value * 1_000;
}
