import { expect, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

const open = (view: Page, hash: string): Promise<void> =>
  view.evaluate((target) => {
    location.hash = target;
  }, hash);

/** A printed figure as a number: `−1,042.5` → −1042.5. */
const figure = (text: string): number => Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));

test('the dashboard shows moving prices, and a funnel that adds up', async ({ view }) => {
  const strip = view.locator('[title^="XBTUSDTM: bid"]');
  const before = await strip.innerText();
  await expect.poll(() => strip.innerText(), { timeout: 15_000 }).not.toBe(before);
  const rows = await view.getByLabel('Funnel of signals').locator('.row').allInnerTexts();
  const stages = rows.slice(1).map((row) => row.split('\n').map((cell) => (cell === '–' ? 0 : figure(cell))));
  expect(stages).toHaveLength(8);
  let received = stages[0]?.at(-1) ?? 0;
  for (const [, stopped = 0, inWork = 0, passed = 0] of stages.slice(1)) {
    expect(stopped + inWork + passed).toBe(received);
    received = passed;
  }
});

test('a decision opens its explanation from the list', async ({ view, complaints }) => {
  await view.getByText('Refused').first().click();
  const drawer = view.getByLabel('Explanation of a signal');
  await expect(drawer.getByText('Way of the signal')).toBeVisible();
  await expect(drawer.getByText('signal.received')).toBeVisible();
  await view.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('the points of a scored decision add up, and keys lead to its neighbours', async ({
  view,
  shared,
  complaints,
}) => {
  const answer = await view.request.get(new URL('/api/signals?limit=200', shared.url).href);
  const signals = (await answer.json()) as { readonly key: string; readonly score: number | null }[];
  const scored = signals.slice(0, -1).find(({ score }) => score !== null);
  await open(view, `#/explain/${scored?.key ?? 'none was scored'}`);
  const drawer = view.getByLabel('Explanation of a signal');
  await expect(drawer.getByText('adds up')).toBeVisible();
  await expect(drawer.getByText('does not add up')).toHaveCount(0);
  const place = drawer.getByText(/^Decision \d+ of/);
  const number = async (): Promise<number> => figure((await place.innerText()).split(' of')[0] ?? '');
  const first = await number();
  await view.keyboard.press('k');
  await expect.poll(number).toBe(first + 1);
  await view.keyboard.press('j');
  await expect.poll(number).toBe(first);
  await view.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('the heatmap is painted, and its cells can be read and explained', async ({ view }) => {
  await open(view, '#/heatmap');
  const canvas = view.locator('canvas').first();
  await expect(canvas).toBeVisible();
  const colours = () =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { width, height } = element;
      const data = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4 * 97)
        seen.add((data[i] ?? 0) * 65_536 + (data[i + 1] ?? 0) * 256 + (data[i + 2] ?? 0));
      return seen.size;
    });
  await expect.poll(colours).toBeGreaterThan(10);
  await expect(view.getByRole('grid', { name: 'Scores of all symbols' }).locator('tbody tr')).toHaveCount(12);
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas has no place');
  await view.mouse.move(box.x + 60, box.y + 60);
  await expect(view.getByText('click to see why')).toBeVisible();
  await view.mouse.click(box.x + 60, box.y + 60);
  await expect(view.getByText(/What makes/)).toBeVisible();
  await expect(view.getByText('adds up')).toBeVisible();
  await expect(view.getByText('What would change it')).toBeVisible();
});

test('the journal lists, filters, shows and verifies records', async ({ view }) => {
  await open(view, '#/journal');
  const list = view.getByRole('listbox', { name: 'Journal records, newest first' });
  await expect(list.getByRole('option').first()).toBeVisible();
  await view.getByRole('button', { name: 'order', exact: true }).click();
  await expect.poll(() => list.getByRole('option').first().innerText()).toContain('order');
  await list.getByRole('option').first().click();
  await expect(view.getByLabel('Data of the record')).toBeVisible();
  await view.getByRole('button', { name: 'Verify' }).click();
  await expect(view.getByText(/records hold at .* UTC, root/)).toBeVisible({ timeout: 30_000 });
});

test('stored candles are replayed twice with one root hash', async ({ view }) => {
  test.setTimeout(150_000);
  await open(view, '#/replay');
  const roots: string[] = [];
  for (let run = 0; run < 2; run++) {
    await view.getByRole('button', { name: '1 d', exact: true }).click();
    await view.getByRole('button', { name: 'Start replay' }).click();
    await expect(view.getByRole('progressbar', { name: 'Replay' })).toBeVisible();
    await expect(view.getByLabel('Proof')).toBeVisible({ timeout: 60_000 });
    await expect(view.getByText('Ledger sums to 0')).toBeVisible();
    roots.push((await view.getByLabel('Proof').innerText()).match(/root\s*([0-9a-f]+)/)?.[1] ?? `none ${String(run)}`);
  }
  expect(roots[1]).toBe(roots[0]);
  await view.getByRole('button', { name: 'All', exact: true }).click();
  await view.getByRole('button', { name: 'Start replay' }).click();
  await view.getByRole('button', { name: 'Cancel' }).click();
  await expect(view.getByText('Canceled').first()).toBeVisible({ timeout: 20_000 });
});

test('the palette finds a screen, and the theme outlives a reload', async ({ view }) => {
  await expect(view.getByText('Connected', { exact: true })).toBeVisible();
  await view.keyboard.press('Control+k');
  await expect(view.getByLabel('Command palette')).toBeVisible();
  await view.keyboard.type('journal');
  await view.keyboard.press('Enter');
  await expect(view.getByRole('heading', { name: 'Journal' })).toBeVisible();
  const background = () => view.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await view.getByRole('button', { name: /Switch to the .* theme/ }).click();
  await expect.poll(background).not.toBe(before);
  const after = await background();
  await view.reload();
  await expect.poll(background).toBe(after);
});
