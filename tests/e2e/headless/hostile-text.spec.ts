import { expect, type Page } from '@playwright/test';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { test } from '#tests/support/browser/window-test.ts';
import { HOSTILE_TEXT } from '#tests/support/renderer/hostile-client.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';

let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

/** Addresses outside that the program itself names: the licence of the price chart asks for the first. */
const OWN_LINKS = ['https://www.tradingview.com/'];

interface Seen {
  /** Elements, links out of the window and handlers that only the texts can have made. */
  readonly harm: readonly string[];
  /** How often the text stands there as text, the frame of the window left aside. */
  readonly told: number;
}

function look(page: Page, text: string): Promise<Seen> {
  return page.evaluate(
    ({ start, own }) => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')];
      const out = links.filter(({ href }) => new URL(href).origin !== location.origin && !own.includes(href));
      const made = document.querySelectorAll('[data-hostile], [onerror], iframe, object, embed, img[src="x"]');
      const ran = Object.hasOwn(window, 'hostile') ? ['a script ran'] : [];
      return {
        harm: [...ran, ...[...out, ...made].map((element) => element.outerHTML.slice(0, 160))],
        told: [...document.querySelectorAll('main, [role=dialog]')]
          .map(({ textContent }) => textContent.split(start).length - 1)
          .reduce((sum, times) => sum + times, 0),
      };
    },
    { start: text.slice(0, 20), own: OWN_LINKS },
  );
}

test('what a text has made of itself is found', async ({ page }) => {
  await page.goto(harness.url('day'));
  await page.setContent(`<main>${HOSTILE_TEXT}</main>`);
  const { harm } = await look(page, HOSTILE_TEXT);
  expect(harm.map((line) => line.slice(0, 4))).toEqual(expect.arrayContaining(['a sc', '<img', '<a d', '<scr']));
});

/** Screens that show what others wrote; the rest has words of its own only, or none in the samples. */
const TELLING = ['Dashboard', 'KingFisher', 'Boards', 'Signals', 'Risk', 'Console', 'Journal', 'Sources', 'Alerts'];

/** A screen whose own words were spoilt too may wait for ever: what it shows meanwhile is looked at all the same. */
const settled = (page: Page): Promise<void> =>
  expect(page.getByRole('status', { name: 'Loading' }))
    .toHaveCount(0, { timeout: 2_000 })
    .catch(() => undefined);

test('text of others stays text on every screen, in the palette and in an explanation', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(`${harness.url('day')}&text=hostile`);
  const told = new Map<string, number>();
  const check = async (place: string): Promise<void> => {
    if (TELLING.includes(place))
      await expect.poll(async () => (await look(page, HOSTILE_TEXT)).told).toBeGreaterThan(0);
    const { harm, told: times } = await look(page, HOSTILE_TEXT);
    expect(harm, place).toEqual([]);
    told.set(place, times);
  };
  for (const { path, label } of SCREEN_LIST) {
    await page.evaluate((target) => {
      location.hash = target;
    }, `#${path}`);
    await expect(page.getByRole('main', { name: label, exact: true })).toBeVisible();
    await settled(page);
    if (label === 'Sources') await page.getByRole('radio', { name: 'Opinions read', exact: true }).click();
    await check(label);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('e');
  await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
  await check('palette');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = '#/signals';
  });
  await page.getByRole('list', { name: 'Signals, newest first' }).getByRole('button').first().click();
  await settled(page);
  await check('explanation');
  console.log([...told].map(([place, times]) => `${place} ${String(times)}`).join(', '));
});
