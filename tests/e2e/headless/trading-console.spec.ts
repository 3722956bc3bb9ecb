import { expect, type Page, type TestInfo } from '@playwright/test';
import { test } from '#tests/support/browser/shared-host.ts';

const chosen = (view: Page) => view.getByRole('region', { name: 'Symbol' }).getByTitle('Choose a symbol');

async function open(view: Page, symbol = 'ETHUSDTM'): Promise<void> {
  await view.evaluate((target) => {
    location.hash = `#/console?symbol=${target}`;
  }, symbol);
  await expect(chosen(view)).toContainText(symbol, { timeout: 15_000 });
}

async function keep(view: Page, info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await view.screenshot({ path, animations: 'disabled' });
  await info.attach(name, { path, contentType: 'image/png' });
}

const chart = (view: Page) => view.getByRole('group', { name: /^Price chart of/ });

test('the price moves, the interval follows a key, and the figures stand in a table', async ({ view, complaints }) => {
  await view.setViewportSize({ width: 1280, height: 800 });
  await open(view);
  const symbol = view.getByRole('region', { name: 'Symbol' });
  const mark = symbol.locator('[data-mark]');
  const before = await mark.innerText();
  await expect(mark).not.toHaveText(before, { timeout: 10_000 });

  await expect(chart(view)).toHaveAccessibleName(/, 15m/);
  await view.keyboard.press(']');
  await expect(chart(view)).toHaveAccessibleName(/, 30m/);
  await view.keyboard.press('[');
  await view.keyboard.press('[');
  await expect(chart(view)).toHaveAccessibleName(/, 5m/);
  await expect(chart(view).getByText('EMA 21')).toBeVisible();

  await view.getByRole('button', { name: 'Table' }).click();
  const tables = view.getByRole('region', { name: 'Chart as tables' });
  const bars = tables.getByRole('table', { name: 'Bars, newest first, UTC' });
  await expect(bars.locator('tbody tr')).toHaveCount(100);
  await expect(bars.getByRole('columnheader', { name: 'VWAP day' })).toBeVisible();
  await view.getByRole('button', { name: 'Table' }).click();
  expect(complaints).toEqual([]);
});

test('another contract is chosen by keys, and what is drawn on it by keyboard is moved, kept and removed', async ({
  view,
  complaints,
}) => {
  await open(view);
  await view.keyboard.press('/');
  await view.getByRole('combobox', { name: 'Symbol' }).fill('btc');
  await view.keyboard.press('Enter');
  await expect(chosen(view)).toContainText('XBTUSDTM');
  await expect(chart(view).getByText('EMA 21')).toBeVisible();

  await view.getByRole('button', { name: 'Draw' }).focus();
  await view.keyboard.press('Enter');
  await expect(view.getByRole('menuitem', { name: 'Horizontal level' })).toBeFocused();
  await view.keyboard.press('Enter');
  const level = view.getByRole('list', { name: /^Drawings/ }).getByRole('button');
  await expect(level).toHaveCount(1);
  const name = (await level.getAttribute('aria-label')) ?? '';
  await level.focus();
  await view.keyboard.press('Shift+ArrowUp');
  await expect(level).not.toHaveAccessibleName(name);

  await view.reload();
  await open(view, 'XBTUSDTM');
  await expect(level).toHaveCount(1);
  await level.focus();
  await view.keyboard.press('Delete');
  await expect(level).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a draft stands on the chart, and its stop follows the arrow keys until Esc or Enter', async ({
  view,
  complaints,
}) => {
  await open(view);
  await view.keyboard.press('b');
  const stop = view.getByRole('slider', { name: 'Draft stop' });
  await expect(stop).toBeVisible({ timeout: 10_000 });
  const price = async (): Promise<number> => Number(await stop.getAttribute('aria-valuenow'));
  await stop.focus();
  await view.keyboard.press('ArrowDown');
  const moved = await price();
  await view.keyboard.press('Enter');
  await expect.poll(price).toBe(moved);
  await view.keyboard.press('Shift+ArrowDown');
  expect(await price()).toBeLessThan(moved);
  await view.keyboard.press('Escape');
  await expect.poll(price).toBe(moved);
  expect(complaints).toEqual([]);
});

for (const theme of ['dark', 'light'] as const) {
  test(`the console is readable and nothing scrolls sideways, ${theme}`, async ({ view, complaints }, info) => {
    await view.evaluate((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await view.reload();
    await open(view);
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await view.setViewportSize({ width, height });
      await expect(chart(view).locator('canvas').first()).toBeVisible();
      expect(await view.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await keep(view, info, `${theme}-${String(width)}`);
    }
    expect(complaints).toEqual([]);
  });
}
