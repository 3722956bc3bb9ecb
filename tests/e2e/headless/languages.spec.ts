import { expect, type Browser, type Page } from '@playwright/test';
import { leftInEnglish } from '#tests/support/browser/left-in-english.ts';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { test } from '#tests/support/browser/window-test.ts';

/** A window of somebody whose system speaks a language, with what it complained of. */
async function openIn(browser: Browser, url: string, locale: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(url);
  await expect(page.locator('main')).toBeVisible();
  return { page, complaints };
}

async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('[role=status][aria-busy=true]')).toHaveCount(0);
  await expect(page.locator('main').getByText(/\p{L}/u).first()).toBeVisible();
}

test('a planted English text is found', async ({ browser, shared }) => {
  const { page } = await openIn(browser, shared.url, 'zh-CN');
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
  test(`every screen speaks ${language} where the system does, and fits`, async ({ browser, shared }) => {
    test.setTimeout(240_000);
    const { page, complaints } = await openIn(browser, shared.url, locale);
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    const left: string[] = [];
    for (const { path } of SCREEN_LIST) {
      await show(page, path);
      for (const text of await leftInEnglish(page, language)) left.push(`${path}: ${text}`);
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
  shared,
}) => {
  const { page, complaints } = await openIn(browser, shared.url, 'en-US');
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
