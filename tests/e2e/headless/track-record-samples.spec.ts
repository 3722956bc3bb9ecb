import { expect, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';
import { LOOKS } from '#tests/support/browser/looks.ts';

/** The track record over sample data: a fresh demo has too few outcomes to tell anything. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

const open = (page: Page, scene: string) => page.goto(`${harness.url(scene)}#/track-record`);

const table = (page: Page) => page.getByRole('table', { name: 'Track record' });

test('a record is chosen by keys, read as curve and as figures, and leads to its cases', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'day');
  await expect(table(page).locator('tbody tr').first()).toContainText('Score');
  await expect(table(page)).toContainText('not enough evidence: 93 of 100 cases');
  await page.getByRole('button', { name: 'Technical', exact: true }).focus();
  await page.keyboard.press('Enter');
  const record = page.getByRole('region', { name: 'Record', exact: true });
  await expect(record).toContainText('Technical');
  await expect(record).toContainText('95\u202F% interval');
  await expect(record.getByRole('img', { name: /^Reliability curve of Technical/ })).toBeVisible();
  await record.getByRole('radio', { name: 'Table' }).click();
  await expect(record.getByRole('table', { name: 'Reliability curve as figures' }).locator('tbody tr')).toHaveCount(10);
  await expect(record.getByRole('table', { name: 'Calibrated chance to win' }).locator('tbody tr')).toHaveCount(3);

  await page.getByRole('button', { name: 'news-desk' }).click();
  const cases = page.getByRole('table', { name: 'Cases' });
  const sources = cases.locator('tbody tr td:nth-child(4)');
  await expect(sources.first()).toHaveText('news-desk');
  expect(new Set(await sources.allTextContents())).toEqual(new Set(['news-desk']));
  await cases.getByRole('button').first().click();
  await expect(page).toHaveURL(/explain\/signal-/);
});

test('lines are filtered and sorted, and the number of cases follows the filter', async ({ page }) => {
  await open(page, 'day');
  await page.getByRole('radio', { name: 'Sources' }).click();
  await expect(table(page).locator('tbody tr')).toHaveCount(4);
  const cases = table(page).locator('tbody tr').filter({ hasText: 'trend' }).locator('td').nth(1);
  const all = Number((await cases.textContent())?.replace(',', ''));
  await page.getByRole('radio', { name: 'Long', exact: true }).click();
  await expect(cases).not.toHaveText(all.toLocaleString('en'));
  expect(Number((await cases.textContent())?.replace(',', ''))).toBeLessThan(all);
  await page.getByRole('button', { name: 'Cases', exact: true }).click();
  await expect(table(page).locator('th[aria-sort=descending]')).toContainText('Cases');
  await expect(table(page).locator('tbody tr').first()).toContainText('trend');
});

test('a fresh start says what it lacks', async ({ page }) => {
  await open(page, 'flat');
  await expect(page.getByText('No case yet').first()).toBeVisible();
  await expect(page.getByText('No signal came')).toBeVisible();
});

for (const { theme, width, height } of LOOKS) {
  test(`the track record is readable, ${theme} at ${String(width)}×${String(height)}`, async ({ page }, info) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await open(page, 'day');
    await expect(table(page).locator('tbody tr')).toHaveCount(13);
    for (const region of ['Track record', 'Record', 'Cases']) {
      const wide = await page
        .locator(`[data-region="${region}"]`)
        .evaluate((panel) =>
          [...panel.querySelectorAll('*')].some(
            (one) => one.scrollWidth - one.clientWidth > 1 && getComputedStyle(one).overflowX === 'auto',
          ),
        );
      expect(wide, `${region} scrolls sideways`).toBe(false);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await keepPicture(page, info, 'track-record');
  });
}
