import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

const chartOf = (page: Page) => page.getByRole('application', { name: /^Estimated liquidation levels of / });

async function open(page: Page, hash = '#/kingfisher'): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, hash);
  await expect(chartOf(page)).toBeVisible({ timeout: 20_000 });
}

test('heat has a worker of its own, and the keys move a cross-hair that tells what is there', async ({
  view,
  complaints,
}) => {
  await open(view);
  await expect.poll(() => view.workers().length, { timeout: 20_000 }).toBe(1);
  const chart = chartOf(view);
  const said = view.locator('p[aria-live=polite]').filter({ hasText: 'liquidations, estimated' });
  // Clusters come a moment after the chart.
  await expect(async () => {
    await chart.press('Escape');
    await chart.press(']');
    await expect(said).toContainText(/short liquidations, estimated\. Level .* Distance \+/, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await chart.press('[');
  await chart.press('[');
  await expect(said).toContainText('long liquidations, estimated');
  await chart.press('Escape');
  await expect(said).toHaveCount(0);

  await chart.press('c');
  await expect(view.getByRole('button', { name: 'Classic' })).toHaveAttribute('aria-pressed', 'true');
  await chart.press('h');
  await chart.press('l');
  await expect(view.getByRole('radio', { name: 'Medium' })).toHaveAttribute('aria-checked', 'true');
  await chart.press('t');
  const table = view.getByRole('dialog').getByRole('table', { name: /^Levels/ });
  await expect(table.locator('tbody tr').first()).toContainText('▲ short');
  expect(complaints).toEqual([]);
});

test('a contract in the address is shown; at a price an alert can be set; the chart is saved as a picture', async ({
  view,
}) => {
  await open(view, '#/kingfisher?symbol=ETHUSDTM');
  await expect(chartOf(view)).toHaveAccessibleName(/ETHUSDTM/);
  await chartOf(view).click({ button: 'right', position: { x: 200, y: 60 } });
  await view.getByRole('menuitem', { name: /^Alert at / }).click();
  await expect(view.getByRole('dialog')).toBeVisible();
  await view.keyboard.press('Escape');
  await expect(view.getByRole('dialog')).toHaveCount(0);

  const saving = view.waitForEvent('download');
  await view.getByRole('button', { name: 'PNG' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^kingfisher-ETHUSDTM-\d{4}-\d\d-\d\d-\d\d-\d\d\.png$/);
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.length).toBeGreaterThan(10_000);
});

test('usable at every width', async ({ view }, info) => {
  await open(view);
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
    [390, 844],
  ] as const) {
    await view.setViewportSize({ width, height });
    await expect(chartOf(view)).toBeVisible();
    const box = await chartOf(view).boundingBox();
    expect(box?.height ?? 0).toBeGreaterThan(240);
    expect(box?.width ?? 0).toBeGreaterThan(width > 400 ? 800 : 250);
    await keepPicture(view, info, `kingfisher-${String(width)}`);
  }
});
