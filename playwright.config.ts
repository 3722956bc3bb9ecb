import { defineConfig } from '@playwright/test';
import { findBrowser } from '#scripts/ensure-browser.mjs';
import { decideShift } from '#tests/support/browser/clock-shift.ts';

decideShift();

const executablePath = await findBrowser();

/** One browser, no contact with the outside: a machine may have no network, and a test must not need one. */
const LAUNCH_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `outputDir` is emptied at every run, so the report that the verify step reads lies beside it. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  // What is held to a time has its own limit; everything else may wait for a busy machine.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['ZMART_PLAYWRIGHT_JSON'] ?? 'test-results/playwright.json' }],
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: { args: LAUNCH_ARGS, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'headless', testDir: 'tests/e2e/headless' },
    { name: 'tasks', testDir: 'tests/e2e/tasks' },
    { name: 'electron-shell', testDir: 'tests/e2e/shell' },
    { name: 'electron', testDir: 'tests/e2e/electron' },
    // What holds a time to a limit has the machine for itself. Alone: `--project=timed --no-deps`.
    { name: 'timed', testDir: 'tests/e2e/timed', workers: 1, dependencies: ['headless', 'tasks', 'electron-shell'] },
  ],
});
