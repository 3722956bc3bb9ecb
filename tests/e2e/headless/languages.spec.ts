import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { leftInEnglish } from '#tests/support/browser/left-in-english.ts';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { test } from '#tests/support/browser/window-test.ts';
import { namedByOthers } from '#tests/support/renderer/written-by-others.ts';

/** A window of somebody whose system speaks a language, with what it complained of. */
async function openIn(
  { browser, signedIn, url }: { browser: Browser; signedIn: BrowserContext; url: string },
  locale: string,
): Promise<{ page: Page; complaints: string[] }> {
  const storageState = await signedIn.storageState();
  const context = await browser.newContext({ locale, storageState, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(new URL('/', url).href);
  await expect(page.locator('main')).toBeVisible();
  return { page, complaints };
}

async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('main')).toContainText(/\p{L}{2}/u);
  await expect(page.locator('main [role=status][aria-busy=true]')).toHaveCount(0);
}

test('a planted English text is found', async ({ browser, signedIn, shared }) => {
  const { page } = await openIn({ browser, signedIn, url: shared.url }, 'zh-CN');
  await page.evaluate(() => {
    const line = document.createElement('p');
    line.textContent = 'nothing was translated here';
    line.title = 'nor in this title';
    document.querySelector('main')?.append(line);
  });
  const found = await leftInEnglish(page, 'zh');
  expect(found).toContain('nothing was translated here');
  expect(found).toContain('nor in this title');
  await page.context().close();
});

for (const [language, locale, tag] of [
  ['de', 'de-DE', 'de-DE'],
  ['zh', 'zh-CN', 'zh-Hans-CN'],
] as const) {
  test(`every screen speaks ${language} where the system does, and fits`, async ({ browser, signedIn, shared }) => {
    test.setTimeout(240_000);
    const { page, complaints } = await openIn({ browser, signedIn, url: shared.url }, locale);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    const left: string[] = [];
    for (const { path } of SCREEN_LIST) {
      await show(page, path);
      for (const text of await leftInEnglish(page, language, 'body', { named: namedByOthers }))
        left.push(`${path}: ${text}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${path} scrolls sideways in ${language}`).toBeLessThanOrEqual(0);
    }
    expect(left.join('\n')).toBe('');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
}

test('a language that is chosen is spoken at once and after the next start, and the window stays where it was', async ({
  browser,
  signedIn,
  shared,
}) => {
  const { page, complaints } = await openIn({ browser, signedIn, url: shared.url }, 'en-US');
  await show(page, '/settings/appearance');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE');
  await expect(page.getByRole('main', { name: 'Darstellung' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main', { name: 'Darstellung' })).toBeVisible();
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('main', { name: 'Appearance' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(complaints).toEqual([]);
  await page.context().close();
});
