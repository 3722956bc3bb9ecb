import type { Browser, Page } from '@playwright/test';
import type { Look } from '#tests/support/screens/committed-pictures.ts';
import { TEST_MOMENT } from './clock-shift.ts';

/** The window shows the address it came from: it comes from the same one in every run, wherever it is served. */
const ORIGIN = 'http://127.0.0.1:4680';
const PHONE = 600;

/** The window over sample data in which nothing moves: no clock, no beat, no animation, one language, one time zone. */
export async function openStillWindow(browser: Browser, served: string, look: Look): Promise<Page> {
  const { theme, width, height } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 1,
    isMobile: width < PHONE,
    hasTouch: width < PHONE,
    reducedMotion: 'reduce',
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  await context.addInitScript(
    `if (location.origin === '${ORIGIN}') {
       localStorage.setItem('zmart-theme', '${theme}');
       localStorage.setItem('zmart-first-run', '{"state":{"welcomed":true},"version":0}');
     }`,
  );
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    // A connection that lay idle may be closed by the server just when it is used again.
    const response = await route.fetch({ url: new URL(pathname + search, served).href, maxRetries: 3 });
    await route.fulfill({ response });
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(TEST_MOMENT);
  const { pathname, search } = new URL(served);
  await page.goto(`${ORIGIN}${pathname}${search}&beat=none`);
  // The window is drawn once its language is known; before, the page has neither its fonts nor its colours.
  await page.locator('main').waitFor();
  return page;
}

/** Signs of the window that no bundled face has: the system lends them, and each system has its own. */
const LENT = '⌃⇧⌥↵ ≈≥≤−→←↑↓▲▼●○◆Σ÷× 简体中文 Ⓢ';

/** A sheet of the letters the window is written in, drawn over it for a moment: by it machines are told apart. */
export async function drawLetters(page: Page): Promise<Buffer> {
  await page.evaluate(async (lent) => {
    const sheet = document.createElement('div');
    sheet.id = 'letters';
    const { fontFamily } = getComputedStyle(document.body);
    Object.assign(sheet.style, {
      position: 'fixed',
      inset: '0 auto auto 0',
      zIndex: '99999',
      width: '380px',
      height: '200px',
      padding: '8px',
      background: '#ffffff',
      color: '#000000',
      font: `13px ${fontFamily}`,
    });
    const lines = ['Halt all trading 0123456789', 'The quick brown fox, jumps; over: {lazy} dogs', lent];
    for (const [face, weight] of [[fontFamily, '400'] as const, ['"JetBrains Mono Variable"', '600'] as const])
      for (const line of lines) {
        const row = document.createElement('p');
        row.textContent = line;
        Object.assign(row.style, { fontFamily: face, fontWeight: weight, margin: '4px 0' });
        sheet.append(row);
      }
    document.body.append(sheet);
    // Fonts are asked for when lines are laid out: only then there is something to wait for.
    sheet.getBoundingClientRect();
    await document.fonts.ready;
  }, LENT);
  const picture = await page.locator('#letters').screenshot({ animations: 'disabled' });
  await page.locator('#letters').evaluate((sheet) => sheet.remove());
  return picture;
}

/** Goes to a screen, and waits until it has what it shows, its fonts, and stood still for a moment. */
export async function showStill(page: Page, { path, label }: { path: string; label: string }): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await page.getByRole('main', { name: label, exact: true }).waitFor();
  await page.evaluate(standing);
}

/** Runs in the page. What is not there by then, the next picture shows. */
export async function standing(): Promise<void> {
  const [stillMs, mostMs] = [60, 10_000];
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const began = performance.now();
  let changed = began;
  const observer = new MutationObserver(() => {
    changed = performance.now();
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const loading = (): boolean => document.querySelector('[role=status][aria-label=Loading]') !== null;
  const restless = (now: number): boolean => loading() || now - changed < stillMs;
  for (let now = began; restless(now) && now - began < mostMs; now = performance.now()) await frame();
  observer.disconnect();
  await document.fonts.ready;
  // What is drawn on a canvas is drawn with the frame after its cause.
  for (let frames = 0; frames < 2; frames += 1) await frame();
}
