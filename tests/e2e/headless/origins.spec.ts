import { expect, type Page } from '@playwright/test';
import { figurePanels, type FigurePanel } from '#tests/support/browser/figures.ts';
import { closeOverlay, openOverlay, OVERLAYS } from '#tests/support/browser/overlays.ts';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

// A button that is not there is no reason to wait for the end of the test.
test.use({ actionTimeout: 15_000 });

/** Panels whose digits are words of the program itself: it measures nothing there, and nothing grows old. */
const OWN_WORDS: Readonly<Record<string, string>> = {
  'How it is sent': 'instructions for who sends signals',
  Appearance: 'choices, and what they mean',
  'This window': 'the address of the page',
  'Bundled packages': 'a list of names and licences, and how long it is',
  Connection: 'how long the host has not answered, by the clock of the page',
};

async function show(page: Page, path: string, label: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await expect(page.getByRole('main', { name: label, exact: true })).toBeVisible();
  await expect(page.locator('[role=status][aria-label=Loading]')).toHaveCount(0);
}

const withoutOwnWords = async (page: Page): Promise<readonly FigurePanel[]> =>
  (await figurePanels(page)).filter(({ region }) => OWN_WORDS[region] === undefined);

/** Panels of the screen that fall short, each as a line with figures of it. */
const lacking = async (page: Page, screen: string, falls: (panel: FigurePanel) => boolean): Promise<string[]> =>
  (await withoutOwnWords(page))
    .filter(falls)
    .map(({ region, figures }) => `${screen} › ${region}: ${figures.slice(0, 5).join(' | ')}`);

/** Screens with figures on them in the sample data; the others are forms and lists of words. */
const MANY = 20;

/** Walks over every screen; what falls short on it, once everything has come. */
async function everyScreen(page: Page, falls: (panel: FigurePanel) => boolean): Promise<string> {
  const left: string[] = [];
  let withFigures = 0;
  for (const { path, label } of SCREEN_LIST) {
    await show(page, path, label);
    // A figure that comes later is looked at too: twice the same is the end of it.
    let found: string[] | null = null;
    await expect
      .poll(async () => {
        const before = found;
        found = await lacking(page, label, falls);
        return before?.length === found.length;
      })
      .toBe(true);
    if ((await withoutOwnWords(page)).length > 0) withFigures += 1;
    left.push(...(found ?? []));
  }
  expect(withFigures).toBeGreaterThan(MANY);
  return left.join('\n');
}

/** Opens everything that lies over a screen; what falls short on it or behind it, once everything has come. */
async function everyOverlay(
  page: Page,
  harness: { readonly url: (scene: string) => string },
  { falls, connection = '' }: { readonly falls: (panel: FigurePanel) => boolean; readonly connection?: string },
): Promise<string> {
  const left: string[] = [];
  let scene = '';
  for (const overlay of OVERLAYS) {
    const wanted = overlay.scene ?? 'day';
    if (wanted !== scene) await page.goto(`${harness.url(wanted)}${connection}`);
    scene = wanted;
    const label = SCREEN_LIST.find(({ path }) => path === overlay.path)?.label ?? overlay.path;
    await show(page, overlay.path, label);
    await openOverlay(page, overlay);
    let found = ['not looked at'];
    await expect
      .poll(async () => (found = await lacking(page, overlay.name, falls)), { timeout: 5_000 })
      .toEqual([])
      .catch(() => left.push(...found));
    await closeOverlay(page);
  }
  return left.join('\n');
}

const notTold = ({ told }: FigurePanel): boolean => !told;
const notStale = ({ stale }: FigurePanel): boolean => !stale;

test('a planted panel without an origin is found, and so is one that does not look old', async ({ page, harness }) => {
  await page.goto(harness.url('day'));
  await show(page, '/risk', 'Risk');
  expect(await lacking(page, 'Risk', notTold)).toEqual([]);
  await page.evaluate(() => {
    const panel = document.createElement('section');
    panel.dataset['region'] = 'Planted';
    panel.innerHTML = '<h2>3 planted</h2><p>12:30</p><p>XBTUSDTM</p><b>1,234.5</b><button>7</button>';
    document.querySelector('main')?.append(panel);
    const strip = document.createElement('p');
    strip.textContent = '42.0 %';
    document.querySelector('main')?.append(strip);
  });
  const found = ['Risk › Planted: 1,234.5 | 7', 'Risk › <P>: 42.0 %'];
  expect(await lacking(page, 'Risk', notTold)).toEqual(found);
  expect(await lacking(page, 'Risk', notStale)).toEqual(expect.arrayContaining(found));
});

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`every figure tells where it comes from at one press, ${String(width)} wide`, async ({ page, harness }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height });
    await page.goto(harness.url('day'));
    expect(await everyScreen(page, notTold)).toBe('');
  });
}

test('every figure of a dialog, a drawer or the frame tells where it comes from', async ({ page, harness }) => {
  test.setTimeout(240_000);
  expect(await everyOverlay(page, harness, { falls: notTold })).toBe('');
});

test('every figure of an open dialog or drawer looks old when the connection is lost', async ({ page, harness }) => {
  test.setTimeout(240_000);
  const connection = '&connection=lost';
  expect(await everyOverlay(page, harness, { falls: notStale, connection })).toBe('');
});

test('a planted dialog and a planted canvas without an origin are found', async ({ page, harness }) => {
  await page.goto(harness.url('day'));
  await show(page, '/risk', 'Risk');
  await page.evaluate(() => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-label', 'Planted dialog');
    dialog.innerHTML = '<h2>Close 3?</h2><p>Open <b>+418.32</b> USDT</p>';
    document.body.append(dialog);
    const panel = document.createElement('section');
    panel.dataset['region'] = 'Planted picture';
    panel.innerHTML = '<canvas width="40" height="40"></canvas>';
    document.querySelector('main')?.append(panel);
  });
  const found = ['Risk › Planted dialog: +418.32', 'Risk › Planted picture: <canvas>'];
  expect((await lacking(page, 'Risk', notTold)).sort()).toEqual(found);
  expect(await lacking(page, 'Risk', notStale)).toEqual(expect.arrayContaining(found));
});

test('Alt and a click on any picture of any screen asks where what it draws comes from', async ({ page, harness }) => {
  test.setTimeout(240_000);
  await page.goto(harness.url('day'));
  const card = page.getByRole('dialog', { name: 'Where this comes from' });
  let asked = 0;
  for (const { path, label } of SCREEN_LIST) {
    await show(page, path, label);
    const pictures = page.locator('main canvas:visible');
    for (let place = 0; place < (await pictures.count()); place += 1) {
      const box = await pictures.nth(place).boundingBox();
      if (box === null || box.y + box.height / 2 > 880) continue;
      await page.keyboard.down('Alt');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.keyboard.up('Alt');
      await expect(card, `${label}, picture ${String(place)}`).toContainText('Source');
      await expect(card).not.toContainText('Nothing has come yet');
      await page.keyboard.press('Escape');
      await expect(card).toHaveCount(0);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(10);
});

test('Alt and a click in a dialog or on the frame asks of what stands there', async ({ page, harness }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(harness.url('day'));
  await show(page, '/console', 'Console');
  const card = page.getByRole('dialog', { name: 'Where this comes from' });
  const shut = async (): Promise<void> => {
    await card.press('Escape');
    await expect(card).toHaveCount(0);
  };
  await page
    .getByRole('banner')
    .getByText('104,218')
    .click({ modifiers: ['Alt'] });
  await expect(card).toContainText('Equity by the ledger');
  await shut();
  await page
    .getByRole('contentinfo')
    .getByText('agents alive')
    .click({ modifiers: ['Alt'] });
  await expect(card).toContainText('The host about itself');
  await shut();
  await page.getByRole('button', { name: 'Flatten' }).click();
  const dialog = page.getByRole('dialog', { name: 'Flatten everything' });
  await dialog.getByText('closes 6 positions').click({ modifiers: ['Alt'] });
  await expect(card).toContainText('Positions and orders by the ledger');
  await shut();
  await expect(page.getByRole('dialog', { name: 'Flatten everything', exact: true })).toBeVisible();
  await dialog.getByText('closes 6 positions').hover();
  await page.keyboard.press('Alt+o');
  await expect(card).toContainText('Positions and orders by the ledger');
});

test('the ticket tells the time of mark and book once it asks', async ({ page, harness }) => {
  await page.goto(harness.url('day'));
  await show(page, '/console', 'Console');
  const order = page.getByRole('region', { name: 'Order', exact: true });
  const card = page.getByRole('dialog', { name: 'Where this comes from' });
  await order.getByTitle('Where this comes from').click();
  await expect(card).toContainText('The mark price of the feed');
  await expect(card).not.toContainText('Nothing has come yet');
  await page.keyboard.press('Escape');
  await order.getByRole('button', { name: /^Buy/ }).first().click();
  await order.locator('input[inputmode=decimal]').last().fill('3');
  await order.getByTitle('Where this comes from').click();
  await expect(card).toContainText('The host’s preview of this order');
  await expect(card).toContainText(/order book of the feed.*As of \d/s);
  await expect(card).toContainText(/mark price.*As of \d/s);
});

test('a finished verification tells when it was found and what it covers', async ({ page, harness }) => {
  await page.goto(harness.url('day'));
  await show(page, '/journal', 'Journal');
  const chain = page.getByRole('region', { name: 'Chain', exact: true });
  await expect(chain.getByTitle('Where this comes from')).toHaveCount(1);
  await chain.getByRole('button', { name: 'Verify' }).click();
  await expect(chain.getByRole('status')).toContainText(/records hold at \d\d:\d\d:\d\d UTC/);
  await chain.getByTitle('Where this comes from').last().click();
  const card = page.getByRole('dialog', { name: 'Where this comes from' });
  await expect(card).toContainText('at a press of Verify in this window');
  await expect(card).toContainText(/As of.*UTC/s);
});

test('every figure looks old when the connection is lost', async ({ page, harness }, info) => {
  test.setTimeout(240_000);
  await page.goto(`${harness.url('day')}&connection=lost`);
  expect(await everyScreen(page, notStale)).toBe('');
  await show(page, '/console', 'Console');
  const panel = page.getByRole('region', { name: 'Positions and orders', exact: true });
  await expect(panel.locator('> *').first()).toHaveCSS('opacity', '0.55');
  await keepPicture(page, info, 'lost');
});

test('quoted prices look old when the feed is silent, and the others do not', async ({ page, harness }) => {
  await page.goto(harness.url('halted'));
  await show(page, '/console', 'Console');
  const old = async (): Promise<readonly string[]> =>
    (await figurePanels(page)).filter(({ stale }) => stale).map(({ region }) => region);
  await expect.poll(old).toEqual(['Symbol', 'Price chart', 'Ladder', 'Tape']);
});

test('Alt and a click on a figure, or Alt+O, asks where it comes from, and does nothing else', async ({
  page,
  harness,
}) => {
  await page.goto(harness.url('day'));
  await show(page, '/risk', 'Risk');
  const card = page.getByRole('dialog', { name: 'Where this comes from' });
  const limits = page.getByRole('region', { name: 'Limits', exact: true });
  await limits
    .getByRole('row')
    .nth(3)
    .click({ modifiers: ['Alt'] });
  await expect(card).toContainText('Uses by the source each row names');
  // Figures of the same panel that come from elsewhere stand in the same card.
  await expect(card).toContainText('The rule set in force.');
  await expect(card).toContainText('Set: chosen by a person');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.mouse.move(2, 2);
  await page.getByRole('region', { name: 'Locks held', exact: true }).focus();
  await page.keyboard.press('Alt+o');
  await expect(card).toContainText('Leases of the lock manager');
  await page.keyboard.press('Escape');
  await show(page, '/console', 'Console');
  const ladder = page.getByRole('region', { name: 'Ladder', exact: true }).getByRole('spinbutton');
  const typed = (): Promise<string> =>
    page
      .getByRole('region', { name: 'Order', exact: true })
      .locator('input')
      .evaluateAll((fields: readonly HTMLInputElement[]) => fields.map(({ value }) => value).join(';'));
  const before = await typed();
  await ladder.click({ modifiers: ['Alt'], position: { x: 110, y: 60 } });
  await expect(card).toContainText('The order book of the feed');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  // The same press without Alt takes the price into the ticket.
  expect(await typed()).toBe(before);
  await ladder.click({ position: { x: 110, y: 60 } });
  await expect.poll(typed).not.toBe(before);
  await ladder.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Where the figures of the panel come from');
});
