import { expect, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';
import { countRenders } from '#tests/support/renderer/render-counts.ts';

/** A live account, doubt and locks are rare in a demo: these run the console over sample data. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

test.use({ viewport: { width: 1280, height: 800 } });

const ticket = (page: Page) => page.getByRole('region', { name: 'Order', exact: true });
const send = (page: Page) => ticket(page).getByRole('button', { name: /Ctrl ↵/ });

async function open(page: Page, query: string, scene = 'day'): Promise<void> {
  await page.goto(`${harness.url(scene)}${query}&symbol=ETHUSDTM#/console`);
  await expect(ticket(page).getByText('B or S starts an order.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Symbol' })).toContainText('ETHUSDTM');
}

/** Begins an order at market on a side, with a size. */
async function draw(page: Page, side: 'b' | 's', contracts: string): Promise<void> {
  await page.keyboard.press(side);
  await page.keyboard.press('q');
  await page.keyboard.type(contracts);
  await page.keyboard.press('Escape');
}

test('a live account has a red button with its name; paper and demo have not', async ({ page }, info) => {
  await open(page, '&standing=live');
  await draw(page, 's', '150');
  await expect(send(page)).toBeEnabled();
  await expect(send(page)).toContainText('LIVE, Main');
  await expect(ticket(page).getByText('LIVE, REAL MONEY')).toBeVisible();
  const paint = (of: Page) => send(of).evaluate((button) => getComputedStyle(button).backgroundColor);
  const danger = await page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(--zm-palette-zm-danger)';
    document.body.append(probe);
    return getComputedStyle(probe).color;
  });
  await expect.poll(() => paint(page)).toBe(danger);
  await keepPicture(page, info, 'live');
  await open(page, '&standing=paper');
  await draw(page, 's', '150');
  await expect(send(page)).toContainText('paper account');
  await expect.poll(() => paint(page)).not.toBe(danger);
});

test('an order in doubt locks sending on its contract until it is proven', async ({ page }) => {
  await open(page, '&standing=doubt');
  await draw(page, 'b', '50');
  await expect(send(page)).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  const said = ticket(page).getByText('Sent, not confirmed.');
  await expect(said).toBeVisible();
  await page.keyboard.press('b');
  await expect(send(page)).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await expect(said).toHaveCount(0, { timeout: 10_000 });
  await expect(send(page)).toBeEnabled();
});

test('halted, read-only and not connected: nothing is sent, and it says why', async ({ page }) => {
  await open(page, '', 'halted');
  await expect(
    ticket(page).getByText(/equity is 3\.09 % below .*\. No entry is sent; closing still works\.$/),
  ).toBeVisible();
  await draw(page, 'b', '5000');
  await expect(send(page)).toBeDisabled();
  // The size is too large as well: that is not the reason to name first.
  await expect(ticket(page).getByText(/^Trading is halted: .* Also: The order is worth/)).toBeVisible();
  await ticket(page)
    .getByRole('checkbox', { name: /Reduce-only/ })
    .click();
  await expect(send(page)).toBeEnabled();
  await open(page, '&standing=read-only');
  await draw(page, 'b', '50');
  await expect(send(page)).toBeDisabled();
  await ticket(page)
    .getByRole('checkbox', { name: /Reduce-only/ })
    .click();
  await expect(send(page)).toBeDisabled();
  await page.goto(`${harness.url('day')}&connection=lost&symbol=ETHUSDTM#/console`);
  await expect(ticket(page).getByText('The host does not answer. Nothing can be sent.')).toBeVisible();
});

test('sixty ticks of prices and book render head and chart, neither ticket nor tables', async ({ page }) => {
  const renders = await countRenders(page);
  await open(page, '&beat=100');
  await expect(page.getByRole('tab', { name: /^Positions 6/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Ladder' }).getByRole('spinbutton')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const before = await renders();
  // The page shows prices four times a second: 24 times are the sixty ticks of six seconds.
  await expect.poll(async () => (await renders()).head - before.head, { timeout: 10_000 }).toBeGreaterThanOrEqual(24);
  const after = await renders();
  expect(after.chart - before.chart).toBeGreaterThanOrEqual(20);
  // Ages of rows go on every ten seconds; the mark that sizes follow moves with every 0.1 % of the price.
  expect(after.tables - before.tables).toBeLessThanOrEqual(1);
  expect(after.book - before.book).toBeLessThanOrEqual(3);
  expect(after.ticket - before.ticket).toBeLessThanOrEqual(3);
});

for (const theme of ['dark', 'light'] as const) {
  test(`a full console is whole at 1280, ${theme}`, async ({ page }, info) => {
    await page.addInitScript((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await open(page, '');
    await draw(page, 'b', '150');
    await expect(send(page)).toBeEnabled();
    await keepPicture(page, info, `${theme}-positions`);
    for (const [key, name] of [
      ['2', 'orders'],
      ['3', 'fills'],
      ['4', 'funding'],
      ['5', 'why'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('tabpanel').locator('tbody tr, p').first()).toBeVisible();
      await keepPicture(page, info, `${theme}-${name}`);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
