import { expect, type Locator, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import { drawMap, WORDS } from '#tests/support/pictures/draw-map.ts';
import { mapSpecs } from '#tests/support/pictures/map-specs.ts';

const LEVELS = 'symbol,side,price,worth\nXBTUSDTM,long,91000,24000000\nXBTUSDTM,short,120000,31000000\n';
const TOLD = JSON.stringify([
  { timestamp_ms: 1_750_000_000_000, symbol: 'XBTUSDTM', side: 'long', price: 91_000, worth: 2_500_000 },
]);

/** A reading takes two seconds where nothing else is done. */
const READ_MS = 25_000;

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (box === null) throw new Error('It is not to be seen');
  return box;
}

async function open(view: Page) {
  await view.evaluate(() => {
    location.hash = '#/kingfisher?symbol=XBTUSDTM';
  });
  await view.getByRole('button', { name: 'Import', exact: true }).click({ timeout: 20_000 });
  const dialog = view.getByRole('dialog');
  const put = async (name: string, mimeType: string, content: string | Buffer) =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  return { dialog, put };
}

test('a file counts whole or not at all, stays beside the map, and can be hidden and removed', async ({
  view,
}, info) => {
  const { dialog, put } = await open(view);
  await put('bad.csv', 'text/csv', `${LEVELS}XBTUSDTM,long,none,5\n`);
  await expect(dialog.getByRole('alert')).toContainText('Nothing of bad.csv was imported: 1 problem.');
  await expect(dialog.getByRole('list', { name: 'Bad rows' })).toContainText('line 4');
  await put('desk.csv', 'text/csv', LEVELS);
  await expect(dialog.getByRole('status')).toContainText('Imported 2 levels of XBTUSDTM from desk.csv.');
  await dialog.getByRole('radio', { name: 'Liquidations that happened' }).click();
  await put('told.json', 'application/json', TOLD);
  await expect(dialog.getByRole('status')).toContainText('Imported 1 liquidation of XBTUSDTM from told.json.');
  await keepPicture(view, info, 'imported');
  await dialog.getByRole('button', { name: 'Close' }).click();

  const toggle = view.getByRole('button', { name: 'Imported 1' });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await toggle.click();
  const tape = view.getByRole('region', { name: 'Liquidations', exact: true });
  await expect(tape).toContainText('imported: told.json (1)');
  await view.getByRole('button', { name: 'Table' }).click();
  const table = dialog.getByRole('table', { name: /^Imported levels/ });
  await expect(table.getByRole('row')).toContainText(['Source', '31,000,000', '24,000,000']);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await view.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove told.json' }).click();
  await expect(dialog.getByRole('button', { name: 'Remove told.json' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Remove desk.csv' }).click();
  await expect(dialog.getByRole('region', { name: 'What was imported' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(toggle).toHaveCount(0);
});

test('a picture is shown with what was read in it, and counts when it is confirmed', async ({
  view,
  context,
}, info) => {
  const [spec] = mapSpecs(1, 1);
  if (spec === undefined) throw new Error('There is no map');
  const sheet = await context.newPage();
  const png = Buffer.from(await sheet.evaluate(drawMap, { spec, words: WORDS[spec.language] }), 'base64');
  await sheet.close();
  await view.setViewportSize({ width: 1280, height: 800 });
  const { dialog, put } = await open(view);
  await put('site.png', 'image/png', png);
  await expect(dialog.getByRole('button', { name: 'Reject' })).toBeVisible({ timeout: READ_MS });
  const read = dialog.getByRole('complementary', { name: 'What was read' });
  await expect(read).toContainText('9 of 9 labels read');
  const picture = dialog.getByRole('img', { name: /^The picture with \d+ levels/ });
  const box = await boxOf(picture);
  expect(box.y + box.height).toBeLessThan((await boxOf(dialog)).height + (await boxOf(dialog)).y);
  expect(box.height / box.width).toBeCloseTo(spec.height / spec.width, 1);
  await keepPicture(view, info, 'proposal');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(dialog.getByRole('region', { name: 'What was imported' })).toHaveCount(0);

  await put('site.png', 'image/png', png);
  await dialog.getByRole('button', { name: 'Confirm and keep' }).click({ timeout: READ_MS });
  await expect(dialog.getByRole('status')).toContainText(/^Imported \d+ levels of XBTUSDTM from site\.png\.$/);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(view.getByRole('button', { name: 'Imported 1' })).toBeVisible();
});

test('a reading goes on when its dialog is closed, tells how it ended, and waits to be kept', async ({
  view,
  context,
}) => {
  const [spec] = mapSpecs(1, 1);
  if (spec === undefined) throw new Error('There is no map');
  const sheet = await context.newPage();
  const png = Buffer.from(await sheet.evaluate(drawMap, { spec, words: WORDS[spec.language] }), 'base64');
  await sheet.close();
  const { dialog, put } = await open(view);
  await put('away.png', 'image/png', png);
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await view.evaluate(() => {
    location.hash = '#/heatmap';
  });
  const notices = view.getByRole('status', { name: 'Notices' });
  await expect(notices).toContainText('away.png is read.', { timeout: READ_MS });
  const again = await open(view);
  await expect(again.dialog.getByRole('button', { name: 'Confirm and keep' })).toBeVisible();
  await again.dialog.getByRole('button', { name: 'Reject' }).click();
  await expect(again.dialog.getByRole('button', { name: 'Choose a file' })).toBeVisible();
});

test('a picture that is no map is not readable, and says why', async ({ view, complaints }) => {
  const { dialog, put } = await open(view);
  const blank = await view.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [400, 300];
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  await put('blank.png', 'image/png', Buffer.from(blank, 'base64'));
  await expect(dialog.getByRole('alert')).toContainText('NOT READABLE', { timeout: READ_MS });
  await expect(dialog).toContainText('Nothing of blank.png was imported; nothing is guessed.');
  expect(complaints).toEqual([]);
});
