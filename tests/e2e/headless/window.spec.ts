import { expect, type Page } from '@playwright/test';
import { axeFindings } from '#tests/support/browser/axe.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

const live = (view: Page) => expect(view.getByText('Connected', { exact: true })).toBeVisible();

test('the palette finds by initials, remembers, and lists every key that works', async ({ view, complaints }, info) => {
  await live(view);
  await view.keyboard.press('Control+k');
  const results = view.getByRole('listbox', { name: 'Results' });
  await view.keyboard.type('tr');
  await expect(results.getByRole('option').first()).toContainText('Track record');
  await view.keyboard.press('Enter');
  await expect(view).toHaveURL(/#\/track-record/);
  await view.keyboard.press('Control+k');
  await expect(results.getByText('Recent')).toBeVisible();
  await expect(results.getByRole('option').first()).toContainText('Track record');
  await view.keyboard.type('eth');
  await expect(results.getByRole('option').first()).toContainText('ETHUSDTM');
  await keepPicture(view, info, 'palette');
  expect(await axeFindings(view, '[role=dialog]')).toEqual([]);
  await view.keyboard.press('Escape');
  await expect(results).toHaveCount(0);
  await view.keyboard.press('?');
  const sheet = view.getByRole('dialog', { name: 'Keys' });
  await expect(sheet.getByText('Find a symbol, screen, action or setting')).toBeVisible();
  await keepPicture(view, info, 'keys');
  await view.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await view.keyboard.press('g');
  await view.keyboard.press('j');
  await expect(view).toHaveURL(/#\/journal/);
  expect(complaints).toEqual([]);
});

test('the appearance is kept and there before the first picture', async ({ view, complaints }, info) => {
  await view.goto(`${view.url().split('#')[0] ?? ''}#/settings/appearance`);
  const choose = (group: string, name: string) =>
    view.getByRole('radiogroup', { name: group }).getByRole('radio', { name }).click();
  await choose('Theme', 'Light');
  await choose('Density', 'Compact');
  await choose('Up and down', 'Blue and orange');
  await choose('Thousands', '12 345.60');
  await keepPicture(view, info, 'appearance');
  expect(await axeFindings(view)).toEqual([]);
  const root = () => view.evaluate(() => ({ ...document.documentElement.dataset }));
  const chosen = { theme: 'light', density: 'compact', palette: 'blue-orange' };
  expect(await root()).toMatchObject(chosen);
  const up = () =>
    view.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--zm-palette-zm-up'));
  expect((await up()).trim()).toBe('#1D5FC4');
  // The attributes stand before anything is drawn: when the first element of the window is there.
  await view.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if ((document.getElementById('root')?.firstElementChild ?? null) === null) return;
      observer.disconnect();
      sessionStorage.setItem('first', JSON.stringify({ ...document.documentElement.dataset }));
    }).observe(document, { childList: true, subtree: true });
  });
  await view.reload();
  await live(view);
  expect(JSON.parse(await view.evaluate(() => sessionStorage.getItem('first') ?? '{}'))).toMatchObject(chosen);
  await choose('Theme', 'Dark');
  await choose('Density', 'Comfortable');
  await choose('Up and down', 'Green and red');
  await choose('Thousands', '12,345.60');
  expect(complaints).toEqual([]);
});

test('a board is arranged by keys, saved under a name, and stands again after a reload', async ({
  view,
  complaints,
}, info) => {
  await view.goto(`${view.url().split('#')[0] ?? ''}#/boards`);
  const tab = (name: string) => view.locator('.dv-tab', { hasText: name });
  await expect(tab('Watch list')).toBeVisible();
  const run = async (words: string) => {
    await view.keyboard.press('Control+k');
    await view.keyboard.type(words);
    await view.keyboard.press('Enter');
  };
  await run('save the board as');
  await view.getByRole('dialog').getByLabel('Name of the board').fill('Evening');
  await view.keyboard.press('Enter');
  await expect(
    view.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: 'Evening' }),
  ).toHaveAttribute('aria-current', 'page');
  await expect(view.getByText('as saved')).toBeVisible();
  await run('add journal');
  await expect(tab('Journal')).toBeVisible();
  await expect(view.getByText('changed, kept on this computer')).toBeVisible();
  await view.keyboard.press('Alt+w');
  await expect(tab('Journal')).toHaveCount(0);
  await view.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(tab('Journal')).toBeVisible();
  await view.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(view.getByText('as saved', { exact: true })).toBeVisible();
  await keepPicture(view, info, 'board');
  expect(await axeFindings(view)).toEqual([]);
  await view.reload();
  await expect(tab('Journal')).toBeVisible();
  await run('delete the board');
  await expect(view.getByRole('button', { name: 'Evening' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a board in its own window follows the link colour of the first', async ({ view, signedIn, complaints }) => {
  await view.goto(`${view.url().split('#')[0] ?? ''}#/boards`);
  const opened = signedIn.waitForEvent('page');
  await view.getByRole('button', { name: 'Own window' }).click();
  const second = await opened;
  await expect(second.getByRole('navigation', { name: 'Screens' })).toHaveCount(0);
  await expect(second.getByRole('button', { name: /Halt all/ })).toBeVisible();
  const watched = (page: Page, coin: string) =>
    page.getByRole('list', { name: 'Contracts' }).getByRole('button', { name: new RegExp(`^${coin}\\b`) });
  await watched(view, 'ADA').click();
  await expect(watched(second, 'ADA')).toHaveAttribute('aria-pressed', 'true');
  await watched(second, 'ETH').click();
  await expect(watched(view, 'ETH')).toHaveAttribute('aria-pressed', 'true');
  await second.close();
  expect(complaints).toEqual([]);
});

test('a backup is made while the host runs, and checked', async ({ view, complaints }, info) => {
  await view.goto(`${view.url().split('#')[0] ?? ''}#/settings/data`);
  await view.getByRole('button', { name: 'Back up now' }).click();
  await expect(view.getByText('CHECKED')).toBeVisible({ timeout: 15_000 });
  await expect(view.getByRole('table', { name: 'Backups' }).locator('tbody tr')).toHaveCount(1);
  await keepPicture(view, info, 'backup');
  expect(await axeFindings(view)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('on a window as small as a phone one watches, pauses and halts', async ({ view, complaints }, info) => {
  await view.setViewportSize({ width: 390, height: 844 });
  await expect(view.getByRole('region', { name: 'Positions' })).toBeVisible();
  const wide = () => view.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await keepPicture(view, info, 'phone-dashboard');
  await view.getByRole('button', { name: /Halt all/ }).click();
  await expect(view.getByRole('dialog').getByLabel(/Close every position too/)).toBeVisible();
  await view.keyboard.press('Escape');
  await view.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Risk' }).click();
  await expect(view.getByRole('region', { name: 'Kill switch' })).toBeVisible();
  expect(await wide()).toBeLessThanOrEqual(0);
  await keepPicture(view, info, 'phone-risk');
  expect(complaints).toEqual([]);
});
