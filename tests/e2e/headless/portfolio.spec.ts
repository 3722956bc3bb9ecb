import { expect, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

const rows = (page: Page) => page.getByRole('table', { name: 'Slots', exact: true }).locator('tbody tr[data-row]');
const bench = (page: Page) => page.getByRole('table', { name: 'Bench', exact: true }).locator('tbody tr[data-row]');

async function open(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/portfolio';
  });
  await expect(rows(page).first()).toBeVisible({ timeout: 15_000 });
}

/** Buttons, fields and pictures of the screen that say nothing to those who do not see them. */
const nameless = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '#screen button, #screen input, #screen [role=img], #screen [role=application]',
      ),
    ]
      .filter((element) => {
        const label = element.getAttribute('aria-label') ?? element.textContent;
        return label.trim() === '';
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );

test('ten ranked slots, their weights summing to the whole, and every figure region', async ({
  view,
  complaints,
}, info) => {
  await view.setViewportSize({ width: 1920, height: 1080 });
  await open(view);
  await expect(rows(view)).toHaveCount(10);
  const ranks = await rows(view).locator('td:first-child').allInnerTexts();
  expect(ranks).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  await expect(view.getByRole('table', { name: 'Slots', exact: true }).locator('tfoot')).toContainText('100.0');
  await expect(view.getByText('Hysteresis line').first()).toBeVisible();
  await expect(rows(view).nth(9)).toContainText(/Candidate|Draining/);
  for (const region of ['Race for the last slot', 'Correlation', 'Sector and concentration', 'Drawdown, VaR, CVaR'])
    await expect(view.getByRole('region', { name: region })).toBeVisible();
  await view.keyboard.press('t');
  await expect(view.getByRole('table', { name: 'Correlation of each pair' })).toBeVisible();
  await view.keyboard.press('t');
  await view.keyboard.press('4');
  await expect(view.getByRole('columnheader', { name: 'Risk', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await view.keyboard.press('0');
  await keepPicture(view, info, 'slots');
  expect(complaints).toEqual([]);
});

test('a symbol is opened, then removed and taken in again by keyboard with reasons', async ({
  view,
  complaints,
}, info) => {
  await view.setViewportSize({ width: 1280, height: 800 });
  await open(view);
  await view.keyboard.press('ArrowDown');
  await view.keyboard.press('Enter');
  const drawer = view.getByRole('dialog');
  await expect(drawer.getByRole('table', { name: 'Opinion of each agent' })).toBeVisible();
  await keepPicture(view, info, 'symbol');
  await view.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);

  const free = rows(view).filter({ hasText: 'Flat' }).first();
  const symbol = (await free.getAttribute('data-row')) ?? '';
  await free.focus();
  await view.keyboard.press('x');
  const dialog = view.getByRole('dialog');
  await expect(dialog).toContainText(`Remove ${symbol}?`);
  await expect(dialog.getByRole('region', { name: 'What it would do' })).toContainText(`${symbol} out`);
  await expect(dialog.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('a place for another');
  await view.keyboard.press('Enter');
  await expect(view.getByText(`${symbol} is out`)).toBeVisible();
  await expect(rows(view)).toHaveCount(9);
  await expect(view.getByRole('table', { name: 'Slots', exact: true })).toContainText('empty');

  const gone = bench(view).and(view.locator(`[data-row=${symbol}]`));
  await gone.focus();
  await view.keyboard.press('a');
  await expect(dialog).toContainText(`${symbol} in`);
  await dialog.getByLabel('Reason').fill('it was good after all');
  await view.keyboard.press('Enter');
  await expect(view.getByText(`${symbol} is in`)).toBeVisible();
  await expect(rows(view)).toHaveCount(10);
  await expect(view.getByRole('region', { name: 'Changes', exact: true })).toContainText('it was good after all');
  expect(complaints).toEqual([]);
});

test('a refusal is told in the words of the host, and nothing changes', async ({ view }) => {
  await open(view);
  await expect(rows(view)).toHaveCount(10);
  await bench(view).first().focus();
  await view.keyboard.press('a');
  const dialog = view.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('one more than there is room for');
  await view.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('All 10 slots are taken');
  await view.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(rows(view)).toHaveCount(10);
});

test('weights are tried out by another method, and checked as they are typed', async ({ view }) => {
  await open(view);
  await view.keyboard.press('w');
  const dialog = view.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Equal risk' }).click();
  await expect(dialog.getByText('a year, estimated')).toBeVisible();
  const first = dialog.getByRole('textbox', { name: /^Weight of/ }).first();
  await first.fill('99');
  await expect(dialog.getByRole('alert')).toContainText('the cap is');
  await expect(dialog.getByRole('button', { name: 'Set the weights' })).toBeDisabled();
  await view.keyboard.press('Escape');
});

for (const theme of ['dark', 'light'] as const) {
  test(`everything has a name and nothing scrolls sideways, ${theme}`, async ({ view }, info) => {
    await view.evaluate((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await view.reload();
    await open(view);
    for (const width of [1060, 1280, 1640]) {
      await view.setViewportSize({ width, height: 800 });
      const wide = await view.evaluate(() => {
        const screen = document.querySelector('#screen > div');
        return Math.max(
          document.documentElement.scrollWidth - innerWidth,
          (screen?.scrollWidth ?? 0) - (screen?.clientWidth ?? 0),
        );
      });
      expect(wide, `at ${String(width)}`).toBeLessThanOrEqual(0);
      await keepPicture(view, info, `${theme}-${String(width)}`);
    }
    expect(await nameless(view)).toEqual([]);
  });
}
