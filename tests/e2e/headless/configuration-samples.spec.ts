import { expect, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';
import { LOOKS } from '#tests/support/browser/looks.ts';

/** The settings of scoring and portfolio over sample data: a fresh demo ranks nothing yet. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

const open = (page: Page, scene: string) => page.goto(`${harness.url(scene)}#/settings/configuration`);

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

test('a weight is tried out, saved with a reason, and rolled back in one click', async ({ page }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'day');
  const ranking = page.getByRole('table', { name: 'Ranking before and after' });
  await expect(ranking.locator('tbody tr')).toHaveCount(16);
  await expect(ranking).not.toContainText('▲');
  await expect(ranking.locator('tbody tr').last()).toContainText('NO SCORE');

  await field(page, 'Risk, %').fill('101');
  await expect(page.getByText('A value cannot be saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save…' })).toBeDisabled();
  await field(page, 'Risk, %').fill('90');
  await expect(ranking).toContainText('ENTERS');
  await expect(ranking).toContainText('LEAVES');
  await expect(ranking).toContainText('▲');
  await keepPicture(page, info, 'what-if');
  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Risk 25\u202F% → 90\u202F%');
  await dialog.getByLabel('Reason').fill('calmer symbols for a while');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ranking).not.toContainText('▲');

  const versions = page.getByRole('region', { name: 'Versions of the settings' }).getByRole('listitem');
  await expect(versions.first()).toContainText('calmer symbols for a while');
  await expect(versions.first()).toContainText('25\u202F% → 90\u202F%');
  await page.getByRole('button', { name: 'Roll back to 3' }).click();
  await expect(page.getByText('BACK TO 3')).toBeVisible();
  await expect(field(page, 'Risk, %')).toHaveValue('25');
});

test('what does not go together is refused in words, and nothing is lost of what was typed', async ({ page }) => {
  await open(page, 'day');
  await page.getByRole('radio', { name: 'Portfolio', exact: true }).click();
  await field(page, 'Weight cap, %').fill('5');
  await page.getByRole('button', { name: 'Save…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('small parts');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('weightCap × slots is below 1');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(field(page, 'Weight cap, %')).toHaveValue('5');
  await field(page, 'Weight cap, %').press('Escape');
  await expect(page.getByRole('button', { name: 'Save…' })).toHaveCount(0);
});

test('a fresh start and a read-only host say what they lack', async ({ page }) => {
  await open(page, 'flat');
  await expect(page.getByText('Nothing to compare')).toBeVisible();
  await expect(page.getByText('all at their defaults')).toBeVisible();
  await open(page, 'unknown');
  await page.reload();
  await expect(page.getByText('READ ONLY', { exact: true })).toBeVisible();
  await expect(field(page, 'Risk, %')).toBeDisabled();
});

for (const { theme, width, height } of LOOKS) {
  test(`every section is readable, ${theme} at ${String(width)}×${String(height)}`, async ({ page }, info) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await open(page, 'day');
    for (const section of ['Scoring', 'Ranking', 'Evaluation', 'Portfolio', 'Schedule', 'Sources']) {
      await page.getByRole('radio', { name: section, exact: true }).first().click();
      await expect(page.getByRole('table', { name: section, exact: true })).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${section} scrolls sideways`).toBeLessThanOrEqual(0);
      await keepPicture(page, info, section.toLowerCase());
    }
  });
}
