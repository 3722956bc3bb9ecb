import { expect, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';

/** A venue that differs cannot be had from a demo host: these run the window over sample data, up to 100 differences. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

async function open(page: Page, scene: string, path: string): Promise<string[]> {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  await page.goto(`${harness.url(scene)}#${path}`);
  return heard;
}

const cards = (page: Page) => page.getByRole('article');
const waiting = (page: Page) => page.getByRole('radio', { name: /^Waiting/ });

test('a hundred differences are walked by keys, and only those in sight are drawn', async ({ page }) => {
  const heard = await open(page, 'halted', '/reconcile');
  await expect(page.getByText('67 differences wait for you')).toBeVisible();
  await expect(waiting(page)).toHaveText('Waiting 84');
  expect(await cards(page).count()).toBeLessThan(25);
  await cards(page).first().focus();
  await page.keyboard.press('End');
  const list = page.getByRole('list', { name: 'Differences between us and the venue' });
  const last = list.locator('[data-index="83"] > article');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(list.locator('[data-index="82"] > article')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(list.locator('[data-index="0"] > article')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(list.locator('[data-index="0"]').getByRole('button').first()).toBeFocused();
  await page.getByRole('radio', { name: 'All 100' }).click();
  await expect(page.getByRole('radio', { name: 'All 100' })).toBeChecked();
  expect(heard).toEqual([]);
});

test('what can be decided says what it will do, and is decided in one click', async ({ page }) => {
  await open(page, 'day', '/reconcile');
  await expect(waiting(page)).toHaveText('Waiting 5');
  const order = page.getByRole('article', { name: /^SOL/ });
  await expect(order.getByText('Sends a cancel for this order to the venue.')).toBeVisible();
  const doubt = page.getByRole('article', { name: /^SUI/ });
  await expect(doubt.getByText(/only the venue’s own proof ends this/)).toBeVisible();
  await expect(doubt.getByRole('button')).toHaveCount(0);
  await order.getByRole('button', { name: 'Ignore' }).click();
  await expect(waiting(page)).toHaveText('Waiting 4');
  await page.getByRole('radio', { name: /^Decided/ }).click();
  await expect(page.getByRole('article', { name: /^SOL/ }).getByText('IGNORED')).toBeVisible();
});

test('closing asks once more, adopting a bare position asks for a stop', async ({ page }) => {
  await open(page, 'day', '/reconcile');
  const eth = page.getByRole('article', { name: /^ETH/ });
  await eth.getByRole('button', { name: 'Close position' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('300 contracts');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(waiting(page)).toHaveText('Waiting 5');
  await eth.getByRole('button', { name: 'Close position' }).click();
  await dialog.getByRole('button', { name: 'Close position' }).click();
  await expect(waiting(page)).toHaveText('Waiting 4');

  await page.getByRole('article', { name: /^LINK/ }).getByRole('button', { name: 'Adopt' }).click();
  await expect(dialog).toContainText('The venue holds no stop for this position');
  const adopt = dialog.getByRole('button', { name: 'Adopt with this stop' });
  await dialog.getByLabel('Stop, in USDT').fill('18.9');
  await dialog.getByLabel('Target, in USDT').fill('21.2');
  await expect(dialog.getByText('It is short: the stop lies above the target.')).toBeVisible();
  await expect(adopt).toBeDisabled();
  await dialog.getByLabel('Stop, in USDT').fill('21.2');
  await dialog.getByLabel('Target, in USDT').fill('18.9');
  await adopt.click();
  await expect(dialog).toHaveCount(0);
  await expect(waiting(page)).toHaveText('Waiting 3');
});

test('a stale contract stands on top, in red words and figures', async ({ page }) => {
  const heard = await open(page, 'day', '/feeds');
  await expect(page.getByText('1 of 10 contracts is not fresh')).toBeVisible();
  const first = page.getByRole('region', { name: 'Health per contract' }).locator('tbody tr').first();
  await expect(first).toContainText('SUI');
  await expect(first).toContainText('STALE');
  await expect(first.getByRole('meter')).toHaveAttribute('aria-valuenow', '100');
  expect(heard).toEqual([]);
});

test('live trading takes the sentence as it is shown, and only that', async ({ page }) => {
  await open(page, 'day', '/settings/accounts');
  await page.getByRole('button', { name: 'Go live…' }).click();
  const dialog = page.getByRole('dialog');
  const release = dialog.getByRole('button', { name: 'Release for live trading' });
  await dialog.getByLabel('The sentence').fill('trade live on main with real money');
  await expect(release).toBeDisabled();
  await dialog.getByLabel('The sentence').fill('trade live on Main with real money');
  await release.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('grid', { name: 'Exchange accounts' }).getByText('LIVE')).toBeVisible();
});
