import { expect, type Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { axeFindings } from '#tests/support/browser/axe.ts';
import { keepPicture, testAlone as test } from '#tests/support/browser/window-test.ts';
import { candleText } from '#tests/support/candles/candle-text.ts';

const QUARTER = 15 * 60_000;
const HOSTILE = '<img src=x onerror=alert(1)>=1+1.csv';

const csv = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

async function open(view: Page) {
  await view.evaluate(() => {
    location.hash = '#/settings/data';
  });
  const panel = view.getByRole('region', { name: 'Import candles' });
  await expect(panel.getByRole('button', { name: 'Choose candle files' })).toBeVisible({ timeout: 20_000 });
  const put = (...files: readonly ReturnType<typeof csv>[]) => panel.locator('input[type=file]').setInputFiles(files);
  return { panel, put, rows: view.getByRole('table', { name: 'Stored candles' }).getByRole('row') };
}

test('candle files are dropped, looked at, stored, replayed and removed', async ({ view, complaints }, info) => {
  const { panel, rows } = await open(view);
  // A drop, as the page sees it.
  const text = candleText(3_000, QUARTER);
  const dropped = await view.evaluateHandle((content) => {
    const carried = new DataTransfer();
    carried.items.add(new File([content], 'BTC-USDT-15m-2025.csv', { type: 'text/csv' }));
    return carried;
  }, text);
  await panel.getByText('or drop them here').dispatchEvent('drop', { dataTransfer: dropped });
  const file = panel.getByRole('list', { name: 'Files of the import' }).getByRole('listitem').first();
  await expect(file).toContainText('3,000 candles, 1 Jan 2025 00:00 to 1 Feb 2025 05:45 UTC, no gaps');
  await expect(file).toContainText('All of it is new.');
  await expect(file.getByLabel('Contract of BTC-USDT-15m-2025.csv')).toHaveValue('XBTUSDTM');
  await expect(file.getByLabel('Timeframe of BTC-USDT-15m-2025.csv')).toHaveValue('15m');
  expect(await axeFindings(view)).toEqual([]);
  await keepPicture(view, info, 'asking');
  await panel.getByRole('button', { name: 'Store 3,000 candles' }).click();
  await expect(panel.getByRole('status').filter({ hasText: 'STORED' })).toContainText('3,000 new candles are stored.');
  const stored = rows.filter({ hasText: 'Imported: BTC-USDT-15m-2025.csv' });
  await expect(stored).toContainText(['3,000']);
  expect(await axeFindings(view)).toEqual([]);
  await keepPicture(view, info, 'stored');

  await panel.getByRole('link', { name: 'Replay them' }).click();
  const setup = view.getByRole('region', { name: 'New replay' });
  await expect(setup.getByRole('radio', { name: 'imported', exact: true })).toBeChecked();
  await setup.getByRole('button', { name: 'Start replay' }).click();
  await expect(view.getByText('Ledger sums to 0')).toBeVisible({ timeout: 60_000 });

  await open(view);
  await stored.getByRole('button', { name: 'Remove the candles of XBTUSDTM 15m' }).click();
  const dialog = view.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await dialog.getByLabel('The line').fill('XBTUSDTM 15m');
  expect(await axeFindings(view)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(stored).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a bad file holds up all others until it is left out, and a hostile name is text', async ({
  view,
  complaints,
}, info) => {
  const { panel, put } = await open(view);
  await put(
    csv('ETH-1h.csv.gz', gzipSync(candleText(500, 3_600_000))),
    csv(HOSTILE, `${candleText(20, QUARTER)}1,2,3\n`),
  );
  const bad = panel
    .getByRole('list', { name: 'Files of the import' })
    .getByRole('listitem')
    .filter({ hasText: '<img' });
  await expect(bad).toContainText('1 line cannot be taken. Mend the file, or leave it out.');
  await expect(bad).toContainText('line 22 The row has not the 6 values the header names.');
  await expect(panel.locator('img')).toHaveCount(0);
  const store = panel.getByRole('button', { name: /^Store/ });
  await expect(store).toBeDisabled();
  expect(await axeFindings(view)).toEqual([]);
  await keepPicture(view, info, 'bad');
  await bad.getByRole('button', { name: `Leave out ${HOSTILE}` }).click();
  await expect(store).toHaveText('Store 500 candles');
  await store.click();
  await expect(panel.getByRole('status').filter({ hasText: 'STORED' })).toContainText('500 new candles are stored.');
  await put(csv('ETH-1h.csv.gz', gzipSync(candleText(500, 3_600_000))));
  await expect(panel).toContainText('Nothing is new: all of it is stored already.');
  await store.click();
  await expect(panel.getByRole('status').filter({ hasText: 'STORED' })).toContainText(
    'Nothing is new: all 500 candles are stored already.',
  );
  await put(csv('picture.png', 'no'));
  await expect(panel.getByRole('alert')).toContainText('picture.png is no CSV file');
  expect(complaints).toEqual([]);
});

test('an import goes on behind another screen, and ends in a notice that leads on', async ({ view, complaints }) => {
  const { panel, put } = await open(view);
  // A year of minutes, which cannot be stored before the other screen is looked at.
  await put(csv('SOL-1m-2025.csv.gz', gzipSync(candleText(527_040, 60_000), { level: 1 })));
  await expect(panel.getByRole('progressbar', { name: 'Import of candles' })).toBeVisible();
  await expect(panel).toContainText('527,040 candles', { timeout: 60_000 });
  await panel.getByRole('button', { name: 'Store 527,040 candles' }).click();
  await view.evaluate(() => {
    location.hash = '#/journal';
  });
  const notice = view.getByRole('status', { name: 'Notices' });
  await expect(notice).toContainText('527,040 new candles are stored.', { timeout: 30_000 });
  await notice.getByRole('link', { name: 'Replay them' }).click();
  await expect(view.getByRole('main', { name: 'Replay' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a canceled import keeps nothing, and the panel fits a phone', async ({ view, complaints }, info) => {
  await view.setViewportSize({ width: 390, height: 844 });
  const { panel, put, rows } = await open(view);
  const before = await rows.count();
  await put(csv('candles.csv', candleText(200, QUARTER)));
  await expect(panel).toContainText('Choose the contract whose candles it holds.');
  await expect(panel.getByRole('button', { name: /^Store/ })).toBeDisabled();
  await panel.getByLabel('Contract of candles.csv').selectOption('ADAUSDTM');
  await expect(panel).toContainText('All of it is new.');
  await panel.getByLabel('Timeframe of candles.csv').selectOption('1h');
  await expect(panel).toContainText('150 lines cannot be taken.');
  expect(await view.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await keepPicture(view, info, 'phone');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByRole('status').filter({ hasText: 'CANCELED' })).toContainText('nothing was stored');
  expect(await rows.count()).toBe(before);
  expect(complaints).toEqual([]);
});
