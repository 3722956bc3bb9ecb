import { expect, type Page } from '@playwright/test';
import { axeFindings } from '#tests/support/browser/axe.ts';
import { keepSizes, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';

/** The heatmap over sample data with a whole day behind it. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

const open = (page: Page) => page.goto(`${harness.url('day')}#/heatmap`);

test('the panel tells direction, strength, confidence, rarity and ages of every agent', async ({ page }) => {
  await open(page);
  const why = page.getByRole('region', { name: /^Why / });
  await expect(why).toContainText('100-point');
  for (const name of ['Direction', 'Strength', 'Confidence']) await expect(why).toContainText(name);
  await expect(why).toContainText(/higher than \d+\u202F% of the last 30 days, n = 720/);
  const agents = why.getByRole('table', { name: /^Agents on / }).locator('tbody tr');
  await expect(agents).toHaveCount(10);
  await expect(agents.filter({ hasText: 'On-chain' })).toContainText('no source of it is connected');
});

test('the past is what was known then: framed, without prices, and left by a key', async ({ page }) => {
  await open(page);
  const slider = page.getByRole('slider', { name: 'Moment shown' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'live');
  const grid = page.getByRole('grid', { name: 'Scores of all symbols' });
  await expect(grid.locator('tbody tr')).toHaveCount(10);
  const now = await grid.textContent();
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', /^\d\d:\d\d UTC$/);
  await expect(page.getByText('PAST', { exact: true })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Agents then' }).locator('tbody tr')).toHaveCount(9);
  await expect.poll(() => grid.textContent()).not.toBe(now);
  expect(await grid.textContent()).not.toContain('confidence');
  await page.getByRole('application', { name: /^Scores\./ }).focus();
  const then = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press(',');
  await expect(slider).not.toHaveAttribute('aria-valuetext', then ?? '');
  await page.keyboard.press('l');
  await expect(slider).toHaveAttribute('aria-valuetext', 'live');
  await expect(page.getByText('PAST', { exact: true })).toHaveCount(0);

  const box = await slider.boundingBox();
  if (box === null) throw new Error('The strip has no place');
  await page.mouse.click(box.x + box.width / 2, box.y + 10);
  await expect(page.getByText('PAST', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'LIVE' }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'live');
});

test('over time a moment is read, sorted by and explained', async ({ page }) => {
  await open(page);
  const grid = page.getByRole('application', { name: /^Scores\./ });
  await grid.focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('radio', { name: 'Over time' })).toBeChecked();
  const table = page.getByRole('grid', { name: 'Scores of all symbols' });
  await expect(table).toHaveAttribute('aria-colcount', '291');
  await expect(table.locator('tbody tr').first()).toContainText('4 hours');
  const order = () => table.locator('tbody th').allInnerTexts();
  const usual = await order();

  const box = await grid.boundingBox();
  if (box === null) throw new Error('The matrix has no place');
  await page.mouse.move(box.x + box.width * 0.2, box.y + 30);
  await expect(page.getByText('click for the agents')).toBeVisible();
  await page.mouse.click(box.x + box.width * 0.2, box.y + 30);
  await expect(page.getByRole('table', { name: 'Agents then' }).locator('tbody tr')).toHaveCount(9);
  await expect(grid).toHaveAttribute('aria-label', /4 hours at \d\d:\d\d, (long|short|flat)/);
  await page.keyboard.press('s');
  await expect.poll(order).not.toEqual(usual);
  await page.getByRole('radio', { name: '30 days' }).click();
  await expect(table).toHaveAttribute('aria-colcount', '723');
  await grid.focus();
  await page.keyboard.press('l');
  await expect(grid).toHaveAttribute('aria-label', /4 hours/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Why / })).toBeVisible();
});

test('five hundred symbols are zoomed, panned and found with few of them in the page', async ({ page }) => {
  await page.goto(`${harness.url('day')}&symbols=500#/heatmap`);
  const grid = page.getByRole('application', { name: /^Scores\./ });
  const table = page.getByRole('grid', { name: 'Scores of all symbols' });
  await expect(table).toHaveAttribute('aria-rowcount', '501');
  await expect(table.locator('tbody tr')).toHaveCount(40);
  const names = page.locator('[data-symbols] b');
  const ranks = async (): Promise<number[]> => (await page.locator('[data-symbols] i').allInnerTexts()).map(Number);
  expect(await names.count()).toBeLessThan(60);
  await grid.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect.poll(async () => Math.max(...(await ranks()))).toBeGreaterThan(50);
  await page.keyboard.press('w');
  await expect.poll(async () => Math.max(...(await ranks()))).toBeGreaterThan(480);
  expect(await names.count()).toBeLessThan(80);
  await page.keyboard.press('0');
  await page.keyboard.press('f');
  await page.getByLabel('Find symbol').fill('S321');
  await page.keyboard.press('Enter');
  await expect(grid).toHaveAttribute('aria-label', /S321/);
  await expect(names.filter({ hasText: 'S321' })).toBeVisible();

  const box = await grid.boundingBox();
  if (box === null) throw new Error('The matrix has no place');
  const before = await ranks();
  await page.mouse.move(box.x + 80, box.y + 200);
  await page.mouse.wheel(0, -2_000);
  await expect.poll(ranks).not.toEqual(before);
  const high = Math.min(...(await ranks()));
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 80, box.y - 600, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.min(...(await ranks()))).toBeGreaterThan(high);
});

for (const theme of ['dark', 'light'] as const) {
  test(`now and then are readable in both sizes, ${theme}`, async ({ page }, info) => {
    await page.addInitScript((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await open(page);
    await expect(page.getByRole('table', { name: /^Agents on / })).toBeVisible();
    await keepSizes(page, info, 'now');
    await page.getByRole('button', { name: 'Five minutes back' }).click();
    await expect(page.getByRole('table', { name: 'Agents then' })).toBeVisible();
    await keepSizes(page, info, 'then');
    await page.getByRole('radio', { name: 'Over time' }).click();
    await expect(page.getByRole('button', { name: /^TIME/ })).toBeVisible();
    await keepSizes(page, info, 'time');
    expect(await axeFindings(page)).toEqual([]);
  });
}
