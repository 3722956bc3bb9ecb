import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

const open = (view: Page, hash: string): Promise<void> =>
  view.evaluate((target) => {
    location.hash = target;
  }, hash);

/** A printed count as a number: `1,042` → 1042; a dash is none. */
const count = (text: string): number => (text === '–' ? 0 : Number(text.replace(/[^\d]/g, '')));

/** How many different colours a canvas shows, looked at in every 97th pixel; an empty canvas has one. */
const colours = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const data = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const pixels = new Uint32Array(data.buffer, 0, Math.floor(data.length / 4));
    return new Set(pixels.filter((_, at) => at % 97 === 0)).size;
  });

/** A canvas as it looks now, to be compared with itself. */
const picture = (canvas: Locator): Promise<string> =>
  canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());

test('the dashboard shows equity, limits with their use, and what is held', async ({ view, complaints }) => {
  await expect(view.locator('header').first()).toContainText(/Equity\s*[\d,]+\.\d\d USDT/);
  const limits = view.getByRole('list', { name: 'Limits' });
  await expect(limits.getByRole('meter').first()).toBeVisible();
  for (const limit of await limits.getByRole('listitem').allInnerTexts()) expect(limit).toMatch(/\d/);
  await expect.poll(() => colours(view.getByLabel('Money').locator('canvas').first())).toBeGreaterThan(3);
  const positions = view.getByLabel('Positions');
  await expect(positions.getByText(/^\d+ positions? open/)).toBeVisible();
  const open = count((await positions.getByText(/^\d+ positions? open/).innerText()).split(' ')[0] ?? '');
  await expect(
    open === 0 ? positions.getByText('Flat. 0 at risk.') : positions.locator('tbody tr').first(),
  ).toBeVisible();
  await view.keyboard.press('2');
  await expect(view.getByLabel('Money')).toBeFocused();
  expect(complaints).toEqual([]);
});

test('each stage of the funnel stopped, holds or passed what it received', async ({ view }) => {
  const stages = view.getByLabel('Funnel of signals').locator('[title*="received"]');
  await expect(stages).toHaveCount(8);
  // All rows in one go: the counts move.
  const rows = await stages.evaluateAll((elements) =>
    elements.map((element) => ({
      title: element.getAttribute('title') ?? '',
      cells: [...element.querySelectorAll('.row > span')].map((cell) => cell.textContent),
    })),
  );
  for (const { title, cells } of rows) {
    const received = count(/: ([\d,]+) received/.exec(title)?.[1] ?? '');
    const [stopped = 0, inWork = 0, passed = 0] = cells.slice(1).map(count);
    expect(stopped + inWork + passed, title).toBe(received);
  }
});

test('a decision can be asked why from the keyboard, and its printed points add up', async ({ view, shared }) => {
  const first = view.getByLabel('Latest decisions').getByRole('listitem').first().getByRole('button');
  await first.focus();
  await view.keyboard.press('Enter');
  const drawer = view.getByRole('dialog', { name: 'Explanation of a signal' });
  await expect(drawer).toBeVisible();
  const answer = await view.request.get(new URL('/api/signals?limit=200', shared.url).href);
  const signals = (await answer.json()) as { readonly key: string; readonly score: number | null }[];
  await open(view, `#/explain/${signals.find(({ score }) => score !== null)?.key ?? 'none was scored'}`);
  const sheet = drawer.getByRole('table', { name: 'Contributions to the score' });
  await expect(sheet).toBeVisible();
  const hundredths = (text: string): number => Math.round(Number(text.replace('−', '-')) * 100);
  const points = (await sheet.locator('tbody tr td:last-child').allInnerTexts()).map(hundredths);
  const total = hundredths(await sheet.locator('tfoot tr').first().locator('td').last().innerText());
  expect(points.length).toBeGreaterThan(0);
  expect(points.reduce((sum, value) => sum + value, 0)).toBe(total);
});

test('the heatmap is walked, changed and closed by keys', async ({ view, complaints }) => {
  await open(view, '#/heatmap');
  const grid = view.getByRole('application', { name: /^Scores\./ });
  const canvas = grid.locator('canvas');
  await expect.poll(() => colours(canvas)).toBeGreaterThan(10);
  await grid.focus();
  await view.keyboard.press('Home');
  const before = await grid.getAttribute('aria-label');
  await view.keyboard.press('ArrowDown');
  await expect.poll(() => grid.getAttribute('aria-label')).not.toBe(before);
  await view.keyboard.press('Shift+ArrowRight');
  const coin = /^Scores\. ([^,]+),/.exec((await grid.getAttribute('aria-label')) ?? '')?.[1] ?? 'no coin';
  await view.keyboard.press('Enter');
  const why = view.getByLabel(new RegExp(`^Why ${coin} `));
  await expect(why).toBeVisible();
  await view.keyboard.press('Escape');
  await expect(why).toHaveCount(0);

  const plain = await picture(canvas);
  await view.keyboard.press('v');
  await expect.poll(() => picture(canvas)).not.toBe(plain);
  await view.keyboard.press('v');
  const heads = view.getByRole('grid', { name: 'Scores of all symbols' }).getByRole('columnheader');
  await view.keyboard.press('t');
  await expect(heads).toHaveCount(9);
  await view.keyboard.press('b');
  await expect.poll(() => heads.count()).toBeGreaterThan(9);
  await expect(view.getByRole('radio', { name: 'Both' })).toBeChecked();
  await view.getByRole('radio', { name: 'Timeframes' }).click();
  await expect(heads).toHaveCount(9);
  await view.getByRole('radio', { name: 'Completeness' }).click();
  await expect.poll(() => picture(canvas)).not.toBe(plain);
  await view.getByRole('radio', { name: 'Score' }).click();
  await view.getByLabel('Keys of this screen').click();
  await expect(view.getByRole('dialog', { name: 'Keys of the heatmap' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the journal narrows to a subject, and each record carries the hash of the one before', async ({
  view,
  complaints,
}) => {
  await open(view, '#/journal');
  const list = view.getByRole('listbox', { name: 'Journal records, newest first' });
  const detail = view.getByLabel('Record', { exact: true });
  const previous = detail.getByTitle('Hash of the record before');
  const own = detail.getByTitle('Hash of this record');
  await list.getByRole('option').nth(1).click();
  await expect(own).toHaveText(/^[0-9a-f]{64}$/);
  const link = await previous.innerText();
  await list.focus();
  await view.keyboard.press('ArrowDown');
  await expect(own).toHaveText(link);

  await view.getByRole('button', { name: 'signal', exact: true }).click();
  await expect(list.getByRole('option').first()).toContainText('signal.');
  await list.getByRole('option').first().click();
  const subject = await detail.locator('dd').nth(1).innerText();
  await view.getByLabel('Subject', { exact: true }).fill(subject);
  const ofSubject = list.locator(`[role=option]:has([title="${subject}"])`);
  await expect.poll(async () => (await list.getByRole('option').count()) - (await ofSubject.count())).toBe(0);
  await expect(ofSubject.first()).toBeVisible();

  const saved = view.waitForEvent('download');
  await view.getByRole('button', { name: 'Export…' }).click();
  await view.getByRole('menuitem', { name: /^JSON/ }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^zmart-journal-[\dT-]+\.json$/);
  const exported = JSON.parse(await readFile(await file.path(), 'utf8')) as readonly { readonly subject: string }[];
  expect(new Set(exported.map((one) => one.subject))).toEqual(new Set([subject]));
  await expect(view.getByRole('status', { name: 'Notices' })).toContainText('exported to zmart-journal-');
  await view.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => list.getByRole('option').count()).toBeGreaterThan(10);
  expect(complaints).toEqual([]);
});

test('a replay of two symbols over a week ends in charts, tables and a whole root hash', async ({
  view,
  complaints,
}) => {
  await open(view, '#/replay');
  const setup = view.getByLabel('New replay');
  const boxes = setup.getByRole('checkbox');
  await expect(boxes).toHaveCount(12);
  for (const box of (await boxes.all()).slice(2)) await box.click();
  await expect(setup.getByText(/^2 of 12 series/)).toBeVisible();
  await setup.getByRole('button', { name: '7 d', exact: true }).click();
  const earlier = view.getByLabel('Earlier replays').getByRole('listitem');
  const ran = await earlier.count();
  await setup.getByRole('button', { name: 'Start replay' }).click();
  await expect(earlier).toHaveCount(ran + 1);
  const newest = earlier.first().locator('button[aria-current=true]');
  await expect(newest.locator('code')).toHaveAttribute('title', /^[0-9a-f]{64}$/, { timeout: 30_000 });
  const root = (await newest.locator('code').getAttribute('title')) ?? '';
  await expect(newest).toContainText(/^[A-Z]+, [A-Z]+ 1m/);
  const proof = view.getByLabel('Proof');
  await expect(proof.locator('code').first()).toHaveAttribute('title', root);
  await expect(proof.getByText('Ledger sums to 0')).toBeVisible();
  const result = view.getByLabel('Result of the replay');
  await expect.poll(() => colours(result.locator('canvas').first())).toBeGreaterThan(3);
  expect(complaints).toEqual([]);
});

test('a browser that is not signed in is told what to do', async ({ browser, shared }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  expect((await page.goto(new URL('/', shared.url).href))?.status()).toBe(401);
  await expect(page.locator('body')).toHaveText(/^\s*This browser is not signed in: open the start address/);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});
