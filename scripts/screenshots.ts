/**
 * `npm run screenshots [-- NAME …]`: the pictures of the user guide, taken of the built program on its simulated market.
 * Writes docs/user/images/NAME-THEME.png, all of them or those that are named.
 */
import { type Browser, chromium, type BrowserContext, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './ensure-browser.mjs';
import { ROOT } from './import-graph.ts';
import { makeSample, startBuiltHost } from './pictures/built-host.ts';
import { SHOTS, shotName, type Shot } from './pictures/shots.ts';
import { smallPng } from './pictures/small-png.ts';
import { tradeByHand } from './pictures/trade.ts';

const IMAGES = join(ROOT, 'docs', 'user', 'images');
const SIZE = { width: 1440, height: 900 };
const SAMPLE_DAYS = 60;
/** So long the demo market runs first: tapes, minute bars and courses of scores have something to show. */
const FILL_MS = 30_000;
/** After the last skeleton is gone: canvases are drawn, transitions are over. */
const SETTLE_MS = 1_500;
const LIMIT_MS = 120_000;

/** Shown in place of the temporary data folder, whose name is another with every run. */
const USUAL_FOLDER = '~/.local/share/zmart-workstation';
const NAME_FOLDER = `(() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = words.nextNode(); text !== null; text = words.nextNode())
    text.data = text.data.replace(/\\S*zmart-screenshots-\\w+/, '${USUAL_FOLDER}');
})()`;

type Theme = 'dark' | 'light';

/** A browser that is signed in, has left the first steps behind and wears a theme. */
async function contextOf(browser: Browser, theme: Theme, signedIn?: BrowserContext): Promise<BrowserContext> {
  const storageState = signedIn === undefined ? undefined : await signedIn.storageState();
  const context = await browser.newContext({
    viewport: SIZE,
    reducedMotion: 'reduce',
    ...(storageState === undefined ? {} : { storageState }),
  });
  context.setDefaultTimeout(LIMIT_MS);
  await context.addInitScript(
    `localStorage.setItem('zmart-theme', '${theme}');
     localStorage.setItem('zmart-first-run', '{"state":{"welcomed":true},"version":0}');`,
  );
  return context;
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  await page.waitForTimeout(SETTLE_MS);
}

function tell(what: string, error: unknown): void {
  console.error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** Takes one picture; one that fails is told and does not stop the others. */
async function take(context: BrowserContext, origin: string, shot: Shot, theme: Theme): Promise<void> {
  const page = await context.newPage();
  try {
    await page.setViewportSize(shot.size ?? SIZE);
    await page.goto(`${origin}/#${shot.path}${shot.query ?? ''}`);
    await page.getByRole('main').first().waitFor();
    await settled(page);
    await shot.ready?.(page);
    await settled(page);
    await page.evaluate(NAME_FOLDER);
    const picture = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    const name = `${shotName(shot)}-${theme}.png`;
    writeFileSync(join(IMAGES, name), picture);
    console.log(`${name.padEnd(28)} ${String(Math.round(picture.length / 1024))} kB`);
  } catch (error) {
    tell(`${shotName(shot)}, ${theme}`, error);
  } finally {
    await page.close();
  }
}

/** Positions are open and charts are filled before the first picture of the demo. */
async function live(page: Page): Promise<void> {
  await tradeByHand(page);
  await page.waitForTimeout(FILL_MS);
}

async function takeAll(
  browser: Browser,
  address: string,
  shots: readonly Shot[],
  prepare: (page: Page) => Promise<unknown>,
): Promise<void> {
  const dark = await contextOf(browser, 'dark');
  const first = await dark.newPage();
  await first.goto(address);
  await first.getByText('Connected', { exact: true }).waitFor();
  await prepare(first).catch((error: unknown) => tell('before the pictures', error));
  const light = await contextOf(browser, 'light', dark);
  const { origin } = new URL(address);
  for (const shot of shots) {
    await take(dark, origin, shot, 'dark');
    if (shot.light === true) await take(light, origin, shot, 'light');
  }
}

async function withHost(browser: Browser, kind: Shot['host'], shots: readonly Shot[]): Promise<void> {
  if (shots.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'zmart-screenshots-'));
  try {
    const sample = kind === 'sample' ? makeSample(folder, SAMPLE_DAYS) : null;
    const host = await startBuiltHost(sample === null ? 'demo' : 'replay', sample ?? folder);
    try {
      await takeAll(browser, host.address, shots, sample === null ? live : () => Promise.resolve());
    } finally {
      await host.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !SHOTS.some((shot) => shotName(shot) === name));
  if (unknown.length > 0) throw new Error(`There is no picture ${unknown.join(', ')}.`);
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error('There is no Chromium: install one, or set CHROMIUM_PATH.');
  mkdirSync(IMAGES, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const wanted = SHOTS.filter((shot) => names.length === 0 || names.includes(shotName(shot)));
    for (const kind of ['demo', 'sample'] as const) {
      await withHost(
        browser,
        kind,
        wanted.filter(({ host }) => host === kind),
      );
    }
  } finally {
    await browser.close();
  }
}

await main(process.argv.slice(2));
