import { expect, type Page } from '@playwright/test';
import type { AtWork, Task } from './play.ts';
import { because, openSettings, typeInPalette } from './steps.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');
const boardTab = (page: Page, name: string) => page.locator('.dv-tab', { hasText: name });

/** Chooses in the palette what fits some words, once it is seen there. */
async function palette(work: AtWork, words: string, found = new RegExp(words, 'i')): Promise<void> {
  const { page, hand } = work;
  await typeInPalette(work, words);
  const first = page.getByRole('listbox', { name: 'Results' }).getByRole('option').first();
  await expect(first).toContainText(found);
  await hand.either(['Enter'], first);
}

async function choose(work: AtWork, group: string, name: string): Promise<void> {
  const radio = work.page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true });
  await work.hand.choose(radio);
  await expect(radio).toBeChecked();
}

const looks = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

/** Making the place one's own. */
export const SETUP_TASKS: readonly Task[] = [
  {
    name: 'go to every screen',
    run: async ({ page, hand }) => {
      for (const [letter, screen] of [
        ['c', 'Console'],
        ['h', 'Heatmap'],
        ['k', 'KingFisher'],
        ['p', 'Portfolio'],
        ['b', 'Boards'],
        ['s', 'Signals'],
        ['r', 'Risk'],
        ['a', 'Agents'],
        ['m', 'Models'],
        ['t', 'Track record'],
        ['l', 'Locks'],
        ['y', 'Replay'],
        ['j', 'Journal'],
        ['o', 'Reconciliation'],
        ['f', 'Feeds'],
        ['d', 'Dashboard'],
      ] as const) {
        await hand.go(letter, screen);
        await expect(page.getByRole('main', { name: screen, exact: true })).toBeVisible();
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
      }
    },
  },
  {
    name: 'find a contract in the palette',
    mostStrokes: 2,
    run: async (work) => {
      await palette(work, 'avax');
      await expect(work.page).toHaveURL(/AVAXUSDTM/);
    },
  },
  {
    name: 'look up the keys',
    run: async ({ page, hand }) => {
      if (hand.name === 'mouse') await palette({ page, hand }, 'keys');
      else await hand.either(['?'], page.locator('body'));
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      await hand.key('Escape');
    },
  },
  {
    name: 'change to the light theme and back',
    run: async (work) => {
      await openSettings(work, 'Appearance');
      await choose(work, 'Theme', 'Light');
      expect(await looks(work.page)).toMatchObject({ theme: 'light' });
      await choose(work, 'Theme', 'Dark');
      expect(await looks(work.page)).toMatchObject({ theme: 'dark' });
    },
  },
  {
    name: 'see more rows at once',
    run: async (work) => {
      await openSettings(work, 'Appearance');
      await choose(work, 'Density', 'Compact');
      expect(await looks(work.page)).toMatchObject({ density: 'compact' });
      await choose(work, 'Density', 'Comfortable');
    },
  },
  {
    name: 'make a backup',
    run: async (work) => {
      const { page, hand } = work;
      await openSettings(work, 'Data & backup');
      const backups = page.getByRole('table', { name: 'Backups' }).locator('tbody tr');
      await expect(page.getByRole('button', { name: 'Back up now' })).toBeVisible();
      const before = await backups.count();
      await hand.press(page.getByRole('button', { name: 'Back up now' }));
      await expect(backups).toHaveCount(before + 1);
    },
  },
  {
    name: 'set the quiet hours',
    run: async (work) => {
      const { page, hand } = work;
      await openSettings(work, 'Alerts');
      const quiet = page.getByRole('region', { name: 'Quiet hours' });
      const from = hand.name === 'mouse' ? '22:30' : '23:30';
      const field = quiet.getByLabel('From');
      await hand.write(field, from);
      await hand.press(quiet.getByRole('button', { name: /quiet hours$/ }));
      await expect(quiet.getByText(new RegExp(`^${from} to`))).toBeVisible();
    },
  },
  {
    name: 'save a board under a name, and delete it',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('b', 'Boards');
      await expect(boardTab(page, 'Watch list')).toBeVisible();
      await palette(work, 'save the board as');
      await hand.type(dialogOf(page).getByLabel('Name of the board'), 'Evening');
      await hand.key('Enter');
      const own = page.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: 'Evening' });
      await expect(own).toHaveAttribute('aria-current', 'page');
      await palette(work, 'delete the board');
      await expect(own).toHaveCount(0);
    },
  },
  {
    name: 'close a panel of a board, and take that back from another screen',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('b', 'Boards');
      await expect(boardTab(page, 'Watch list')).toBeVisible();
      await hand.press(page.getByRole('button', { name: 'Close Watch list' }));
      await expect(boardTab(page, 'Watch list')).toHaveCount(0);
      const closed = page.getByRole('status', { name: 'Notices' }).locator('[data-tone]', { hasText: 'was closed' });
      await hand.go('d', 'Dashboard');
      await hand.press(closed.getByRole('button', { name: 'Undo' }));
      await hand.go('b', 'Boards');
      await expect(boardTab(page, 'Watch list')).toBeVisible();
    },
  },
  {
    name: 'set a weight of the score, and roll it back',
    run: async (work) => {
      const { page, hand } = work;
      await openSettings(work, 'Scoring & portfolio');
      const risk = page.getByRole('textbox', { name: 'Risk, %', exact: true });
      await expect(risk).toHaveValue('25');
      await hand.write(risk, '40');
      await hand.press(page.getByRole('button', { name: 'Save…' }));
      await because(work, 'calmer symbols', 'Save');
      await hand.choose(page.getByRole('radiogroup', { name: 'Versions of' }).getByRole('radio', { name: 'Ranking' }));
      await hand.press(page.getByRole('button', { name: /^Roll back to/ }).first());
      await expect(risk).toHaveValue('25');
    },
  },
];
