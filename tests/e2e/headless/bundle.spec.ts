import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

const ASSETS = fileURLToPath(new URL('../../../dist/renderer/assets/', import.meta.url));

/** What the first screen may weigh: all scripts and styles that it loads, each compressed by gzip, in kB of 1000 bytes. */
const BUDGET_KB = 350;

/** Words that stand in the built code of a heavy part, whatever its names were shortened to. */
const HEAVY = { 'price chart': 'tv-lightweight-charts', 'movable boards': 'dv-dockview' };

/** Chunks of other screens, by the files they are built from. */
const OTHER_SCREEN = /^(?!dashboard)[a-z-]+-screen-/;

const read = async (name: string): Promise<Buffer> => readFile(`${ASSETS}${name}`);

/** The files of the build that hold a word. */
async function holding(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(ASSETS))
    if (name.endsWith('.js') && (await read(name)).includes(word)) found.push(name);
  return found;
}

test('the first screen keeps to its budget, and leaves heavy parts to the screens that need them', async ({
  view,
}, info) => {
  const loaded = new Set<string>();
  view.on('response', (response) => {
    const name = /\/assets\/([^/?]+\.(?:js|css))$/.exec(response.url())?.[1];
    if (name !== undefined) loaded.add(name);
  });
  await view.goto('about:blank');
  await view.goBack();
  await expect(view.getByRole('region', { name: 'Positions' })).toBeVisible({ timeout: 15_000 });
  await expect(view.getByText('Connected', { exact: true })).toBeVisible();
  await expect(view.getByRole('status', { name: 'Loading' })).toHaveCount(0);

  const sizes = await Promise.all(
    [...loaded].map(async (name) => ({ name, kB: gzipSync(await read(name), { level: 9 }).length / 1_000 })),
  );
  const total = sizes.reduce((sum, { kB }) => sum + kB, 0);
  const lines = sizes.sort((a, b) => b.kB - a.kB).map(({ name, kB }) => `${kB.toFixed(1).padStart(7)} kB  ${name}`);
  const figures = [
    ...lines.slice(0, 12),
    `${total.toFixed(1).padStart(7)} kB  all ${String(sizes.length)} files, gzip`,
  ];
  console.log(figures.join('\n'));
  await info.attach('first screen', { body: lines.join('\n'), contentType: 'text/plain' });

  expect(sizes.length).toBeGreaterThan(5);
  expect(total).toBeLessThanOrEqual(BUDGET_KB);
  expect(
    [...loaded].filter((name) => OTHER_SCREEN.test(name)),
    'the first screen loads other screens',
  ).toEqual([]);
  for (const [part, word] of Object.entries(HEAVY)) {
    const holders = await holding(word);
    expect(holders, `${part} is nowhere in the build: the word to find it by is wrong`).not.toEqual([]);
    expect(
      holders.filter((name) => loaded.has(name)),
      `the first screen loads ${part}`,
    ).toEqual([]);
  }
});
