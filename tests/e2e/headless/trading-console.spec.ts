import { expect, type Page } from '@playwright/test';
import { openFreeCoin } from '#tests/support/browser/free-coin.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

const chosen = (view: Page) => view.getByRole('region', { name: 'Symbol' }).getByTitle('Choose a symbol');

async function open(view: Page, symbol = 'ETHUSDTM'): Promise<void> {
  await view.evaluate((target) => {
    location.hash = `#/console?symbol=${target}`;
  }, symbol);
  await expect(chosen(view)).toContainText(symbol, { timeout: 15_000 });
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

test('another contract is chosen by keys, and what is drawn on it by keyboard is moved, kept, removed and brought back', async ({
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
  await view.keyboard.press('Control+z');
  await expect(level).toHaveCount(1);
  await expect(view.getByRole('status', { name: 'Notices' })).toContainText(
    'Taken back: 1 drawing of XBTUSDTM removed.',
  );
  await level.focus();
  await view.keyboard.press('Delete');
  await expect(level).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a draft stands on the chart, and its stop follows the arrow keys until Esc or Enter', async ({
  view,
  complaints,
}) => {
  await openFreeCoin(view);
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
      await keepPicture(view, info, `${theme}-${String(width)}`);
    }
    expect(complaints).toEqual([]);
  });
}

test('a price alert is set at the pointer, moved by keys, fires, is found in the list and removed', async ({
  view,
  complaints,
}, info) => {
  test.setTimeout(90_000);
  await view.setViewportSize({ width: 1280, height: 800 });
  await open(view);
  await expect(chart(view).getByText('EMA 21')).toBeVisible();
  const notices = view.getByRole('status', { name: 'Notices' });
  const box = await chart(view).boundingBox();
  if (box === null) throw new Error('The chart has no place');
  await view.mouse.move(box.x + box.width / 3, box.y + box.height / 4);
  await view.keyboard.press('Alt+a');
  await expect(notices).toContainText('of ETHUSDTM.');
  const line = view.getByRole('slider', { name: 'Alert' });
  await expect(line).toHaveCount(1);

  // The right button offers the same, at another place.
  await view.mouse.click(box.x + box.width / 3, box.y + box.height / 3, { button: 'right' });
  await view.getByRole('menuitem', { name: /^Set alert at [\d,.]+/ }).click();
  await expect(line).toHaveCount(2);
  await line.first().focus();
  const before = Number(await line.first().getAttribute('aria-valuenow'));
  await view.keyboard.press('Shift+ArrowUp');
  await view.keyboard.press('Enter');
  await expect.poll(async () => Number(await line.first().getAttribute('aria-valuenow'))).toBeGreaterThan(before);

  // One on each side of the price, so near that the market soon comes to one of them; again where it ran away meanwhile.
  let set = 2;
  const mouseAway = { x: box.x + box.width / 2, y: 20 };
  await expect(async () => {
    for (const away of [0.05, -0.05]) {
      await view.mouse.move(mouseAway.x, mouseAway.y);
      await view.keyboard.press('Alt+a');
      const dialog = view.getByRole('dialog', { name: 'Price alert on ETHUSDTM' });
      const level = dialog.getByRole('textbox', { name: /^Level/ });
      const price = Number(await level.inputValue());
      await level.fill((price + away).toFixed(2));
      await dialog.getByRole('textbox', { name: 'Note' }).fill('<b>look</b>');
      await dialog.getByRole('button', { name: 'Set alert' }).click();
      await expect(dialog).toHaveCount(0);
      set += 1;
    }
    await expect(notices).toContainText(/ETH: The last price .*has (risen|fallen) (to|through)/, { timeout: 4_000 });
  }).toPass({ timeout: 45_000 });
  await expect(notices).toContainText('<b>look</b>');

  await view.getByRole('region', { name: 'Symbol' }).click();
  await view.keyboard.press('6');
  const list = view.getByRole('region', { name: 'Price alerts' });
  await expect(list.getByRole('row')).toHaveCount(set + 1);
  await expect(list.getByText('COOLING').first()).toBeVisible();
  await expect(list).toContainText('s ago');
  await keepPicture(view, info, 'alerts');
  for (let left = set; left > 0; left -= 1) {
    await expect(list.getByRole('row')).toHaveCount(left + 1);
    await list
      .getByRole('button', { name: /^Remove the alert/ })
      .first()
      .click();
  }
  await expect(view.getByText('No price alerts')).toBeVisible();
  await expect(line).toHaveCount(0);
  expect(complaints).toEqual([]);
});
