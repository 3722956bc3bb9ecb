import { expect, type Page, type TestInfo } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';

/** Rail, lower row and dialogs of the liquidation screen over sample data. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

/** The sample market runs in the page when the screen first asks for it: that takes a moment. */
const MARKET_MS = 45_000;

async function open(page: Page, scene: 'day' | 'unknown', size: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width: size[0], height: size[1] });
  await page.goto(`${harness.url(scene)}#/kingfisher`);
  const first = page.getByRole('button', { name: 'BTC: show it' }).first();
  await expect(first).toBeVisible({ timeout: MARKET_MS });
}

async function keep(page: Page, info: TestInfo, name: string): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await keepPicture(page, info, name);
}

test('lists share order and hover; skill and cascade tell what they rest on', async ({ page }, info) => {
  test.setTimeout(2 * MARKET_MS);
  await open(page, 'day', [1920, 1080]);
  const ratios = page.getByRole('table', { name: 'Long and short share of the levels, by symbol' }).locator('tbody tr');
  const dots = page.getByRole('table', { name: 'RSI now and 24 hours ago, by symbol' }).locator('tbody tr');
  await expect(ratios).toHaveCount(6);
  const coins = (rows: typeof ratios) => rows.locator('button').allTextContents();
  expect(await coins(dots)).toEqual(await coins(ratios));

  const skill = page.getByRole('region', { name: 'Skill', exact: true });
  await expect(skill).toContainText('NO BETTER THAN CHANCE');
  await expect(skill).toContainText('The map weighs nothing in the score.');
  await expect(skill.getByRole('img', { name: /^hit .* random .*, n = / }).first()).toBeVisible();

  const cascade = page.getByRole('region', { name: 'Cascade', exact: true });
  await expect(cascade).toContainText(/Stops near|Goes at least|cannot be told|nothing would be set off/);
  await cascade.getByRole('button', { name: 'Peak of cluster +1' }).click();
  await expect(cascade).toContainText('Shorts liquidated');
  const price = cascade.getByRole('textbox', { name: 'Price that trades' });
  await price.fill('much');
  await expect(price).toHaveAttribute('aria-invalid', 'true');
  await keep(page, info, 'wide');

  await ratios.nth(2).hover();
  await expect(dots.nth(2)).toHaveAttribute('data-lit', 'true');
  const coin = (await coins(ratios))[2] ?? '';
  await ratios.nth(2).click();
  await expect(dots.nth(2)).toHaveAttribute('data-chosen', 'true');
  await expect(page.getByRole('region', { name: 'Ratio', exact: true })).toContainText(coin);
  await expect(skill).toContainText(`Not measured for ${coin}`);
});

test('an alert rule is set, tested and removed; the calculator answers as it is typed', async ({ page }, info) => {
  test.setTimeout(2 * MARKET_MS);
  await page.addInitScript(() => localStorage.setItem('zmart-theme', 'light'));
  await open(page, 'day', [1280, 800]);
  await page.getByRole('radio', { name: 'Flow and liquidations' }).click();
  await expect(page.getByRole('table', { name: 'Liquidations, newest first' })).toBeVisible();
  await keep(page, info, 'small');

  await page.getByRole('button', { name: /^Alerts/ }).click();
  const rules = page.getByRole('dialog', { name: 'Liquidation alerts' });
  const rows = rules.getByRole('table', { name: 'Alert rules' }).locator('tbody tr');
  await expect(rows).not.toHaveCount(0);
  const before = await rows.count();
  await rules.getByRole('button', { name: 'New rule…' }).click();
  const threshold = rules.getByRole('textbox', { name: /^Distance up to/ });
  await threshold.fill('40');
  await expect(rules.getByRole('status')).toContainText('the threshold is set from 0.05 % to 5 %');
  await threshold.fill('0.4');
  await keep(page, info, 'alerts');
  await rules.getByRole('button', { name: 'Set rule' }).click();
  await expect(rows).toHaveCount(before + 1);
  await rows
    .last()
    .getByRole('button', { name: /: test$/ })
    .click();
  await expect(rules.getByRole('status')).toContainText('Sent as a test');
  await rows
    .last()
    .getByRole('button', { name: /: remove$/ })
    .click();
  await expect(rows).toHaveCount(before);
  await rules.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Calculator' }).click();
  const dialog = page.getByRole('dialog', { name: /^Liquidation price/ });
  const result = dialog.getByRole('region', { name: 'Result' });
  await expect(result).toContainText('Bankruptcy price');
  const first = await result.textContent();
  await dialog.getByRole('textbox', { name: /^Leverage/ }).fill('25');
  await expect.poll(() => result.textContent()).not.toBe(first);
  await dialog.getByRole('textbox', { name: /^Size/ }).fill('0');
  await expect(dialog).toContainText('Size must be above zero.');
});

test('what is not known is said so, never as half and half', async ({ page }, info) => {
  test.setTimeout(2 * MARKET_MS);
  await open(page, 'unknown', [1280, 800]);
  const ratios = page.getByRole('region', { name: 'Ratios', exact: true });
  await expect(ratios.getByRole('img', { name: /optical: unknown$/ }).first()).toBeVisible();
  await expect(ratios.getByRole('row').nth(1)).toContainText('unknown');
  expect(await ratios.getByRole('row').nth(1).textContent()).not.toContain('50');
  await page.getByRole('tab', { name: 'Clusters' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Cascade' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel')).toContainText('Off while the inputs are stale');
  await keep(page, info, 'unknown');
});
