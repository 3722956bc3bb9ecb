import { expect, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFreeCoin, sendOf, ticketOf } from '#tests/support/browser/free-coin.ts';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

let folder = '';
let host: HostProcess;
let page: Page;
let coin = '';

/** Trades the demo by keyboard alone. */
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'zmart-console-orders-'));
  host = await startHost({ dataDir: folder });
  page = await (await browser.newContext()).newPage();
  await page.goto(host.url);
  coin = await openFreeCoin(page);
});

test.afterAll(async () => {
  await page.close();
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

const ticket = () => ticketOf(page);
const tables = () => page.getByRole('region', { name: 'Positions and orders' });
const send = () => sendOf(page);
const press = (...keys: readonly string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

test('a limit entry with stop and target: placed, seen, amended, canceled', async () => {
  await press('b', 'Alt+2', 'q');
  await page.keyboard.type('2');
  await press('Escape', 'e');
  const price = ticket().getByLabel('Limit price');
  await expect(price).toBeFocused();
  for (let steps = 0; steps < 12; steps += 1) await page.keyboard.press('Shift+ArrowDown');
  const asked = await price.inputValue();
  await expect(send()).toBeEnabled();
  await press('Control+Enter');
  await expect(ticket().getByText('The venue has the order.')).toBeVisible();
  await press('Escape', '2');
  const row = tables()
    .locator('tbody tr')
    .filter({ hasText: `${coin}USDTM` })
    .filter({ hasText: 'by hand' })
    .first();
  await expect(row).toContainText('limit');
  await expect(row).toContainText('open');
  await row.getByRole('button', { name: new RegExp(`^Price of Buy ${coin}`) }).focus();
  await press('Enter', 'ArrowDown', 'Enter');
  await expect(tables().getByText('The venue took the change.')).toBeVisible();
  await expect(row.getByRole('button', { name: new RegExp(`^Price of Buy ${coin}`) })).not.toHaveText(asked);
  await tables().getByRole('region', { name: 'Orders' }).focus();
  await press('ArrowDown', 'x');
  await expect(tables().getByText('The cancel is sent.')).toBeVisible();
  await expect(row).toContainText('canceled');
});

test('what a limit denies says by how much, and U takes the largest size that passes', async () => {
  await press('b', 'Alt+1', 'q');
  await page.keyboard.type('900000');
  await expect(send()).toBeDisabled();
  await expect(ticket().getByText(/The largest size that passes is/)).toBeVisible({ timeout: 15_000 });
  await press('Escape', 'u');
  await expect(send()).toBeEnabled();
  await press('Escape');
});

/** Drags the stop past the price: the gate says why not, and it stands where it stood. */
async function deniedDrag(): Promise<void> {
  const chart = page.getByRole('group', { name: new RegExp(`^Price chart of ${coin}USDTM`) });
  const stop = chart.getByRole('slider', { name: 'Stop', exact: true });
  const price = () => stop.getAttribute('aria-valuenow');
  const before = await price();
  const from = await stop.boundingBox();
  const to = await chart.getByRole('slider', { name: 'Target', exact: true }).boundingBox();
  if (from === null || to === null) throw new Error('Stop and target are not on the chart');
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 6 });
  await expect.poll(price).not.toBe(before);
  await page.mouse.up();
  await expect(chart.getByRole('alert')).toContainText(
    /the mark price has reached the new stop|the new stop lies beyond the target/,
  );
  await expect.poll(price).toBe(before);
}

test('a kept limit takes two keys: its price is the best of its own side, and a stop asks for its trigger', async () => {
  await press('b', 'Alt+2', 'q');
  await page.keyboard.type('2');
  await press('Escape', 'Escape');
  await press('b');
  await expect(ticket().getByLabel('Limit price')).not.toHaveValue('');
  // One key more sends it, as the first test does; here it would fill at any moment.
  await expect(send()).toBeEnabled();
  await press('Escape');
  await press('b', 'Alt+3');
  await expect(ticket().getByText(/^A stop order waits for its trigger/)).toBeVisible();
  await expect(send()).toBeDisabled();
  await press('Escape');
});

test('a market entry takes two keys, becomes a position with its stop, and is closed by F', async () => {
  await press('b', 'Alt+1', 'q');
  await page.keyboard.type('3');
  await press('Escape', 'Escape');
  let keys = 0;
  const key = async (name: string) => {
    keys += 1;
    await page.keyboard.press(name);
  };
  await key('b');
  await expect(send()).toBeEnabled();
  await key('Control+Enter');
  expect(keys).toBeLessThanOrEqual(3);
  await expect(ticket().getByText('The venue has the order.')).toBeVisible();
  await press('1');
  const row = tables()
    .locator('tbody tr')
    .filter({ hasText: `${coin}USDTM` });
  await expect(row).toContainText('whole', { timeout: 10_000 });
  await deniedDrag();
  await press('f');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: `Close 100 % of ${coin}` })).toBeVisible();
  await dialog.getByRole('button', { name: `Close 100 % of ${coin}` }).press('Enter');
  await expect(row).toHaveCount(0, { timeout: 10_000 });
  await expect(dialog).toHaveCount(0);
  await press('3');
  await expect(tables().locator('tbody tr').first()).toContainText('exit');
});
