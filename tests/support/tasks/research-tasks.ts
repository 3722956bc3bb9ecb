import { expect, type Page } from '@playwright/test';
import { candleText } from '#tests/support/candles/candle-text.ts';
import type { AtWork, Task } from './play.ts';
import { because, typeInPalette } from './steps.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');
const explanation = (page: Page) => page.getByRole('dialog', { name: 'Explanation of a signal' });
const signals = (page: Page) => page.getByRole('list', { name: 'Signals, newest first' }).getByRole('listitem');
const slots = (page: Page) => page.getByRole('table', { name: 'Slots', exact: true }).locator('tbody tr[data-row]');
const bench = (page: Page) => page.getByRole('table', { name: 'Bench', exact: true }).locator('tbody tr[data-row]');
const liquidations = (page: Page) => page.getByRole('application', { name: /^Estimated liquidation levels of / });

async function leave({ page, hand }: AtWork): Promise<void> {
  await hand.key('Escape');
  await expect(dialogOf(page)).toHaveCount(0);
}

async function kingfisher({ page, hand }: AtWork): Promise<void> {
  await hand.go('k', 'KingFisher');
  await expect(liquidations(page)).toBeVisible({ timeout: 20_000 });
}

async function portfolio({ page, hand }: AtWork): Promise<void> {
  await hand.go('p', 'Portfolio');
  await expect(slots(page).first()).toBeVisible();
}

async function heatmap({ page, hand }: AtWork): Promise<void> {
  await hand.go('h', 'Heatmap');
  await expect(page.getByRole('application', { name: /^Scores\./ })).toBeVisible();
}

/** Asks for a change of a slot: by the key of the chosen row, or by the row's menu. */
async function changeOfSlot({ page, hand }: AtWork, symbol: string, key: string, entry: RegExp): Promise<void> {
  const row = page.locator(`tr[data-row=${symbol}]`);
  if (hand.name === 'keyboard') {
    await hand.reach(row);
    await hand.either([key], row);
    return;
  }
  await hand.press(row.getByRole('button', { name: `Menu of ${symbol}` }));
  await hand.press(page.getByRole('menuitem', { name: entry }));
}

/** Goes to a setting by its name in the palette. */
async function setting(work: AtWork, name: string): Promise<void> {
  await typeInPalette(work, name);
  const found = work.page.getByRole('option', { name: new RegExp(`^${name}`) }).first();
  await expect(found).toBeVisible();
  await work.hand.either(['Enter'], found);
}

/** What a person wants to know. */
export const RESEARCH_TASKS: readonly Task[] = [
  {
    name: 'ask why the last decision fell as it did',
    run: async (work) => {
      const { page, hand } = work;
      await hand.press(page.getByLabel('Latest decisions').getByRole('listitem').first().getByRole('button'));
      await expect(explanation(page).getByText('Way of the signal')).toBeVisible();
      await leave(work);
    },
  },
  {
    name: 'see refused signals alone',
    run: async ({ page, hand }) => {
      await hand.go('s', 'Signals');
      await expect(signals(page).first()).toBeVisible();
      const filters = page.getByRole('search', { name: 'Filter signals' });
      await hand.press(filters.getByRole('button', { name: /^Refused/ }));
      await expect
        .poll(async () => (await signals(page).count()) - (await signals(page).getByText('REFUSED').count()))
        .toBe(0);
      await hand.press(filters.getByRole('button', { name: 'Clear' }));
    },
  },
  {
    name: 'read why a contract did not trade',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('s', 'Signals');
      const symbols = page.getByRole('list', { name: 'Symbols and why they did not trade' }).getByRole('listitem');
      await expect(symbols).toHaveCount(12);
      await hand.press(symbols.filter({ hasText: 'DOT' }).getByRole('button').first());
      await expect(explanation(page)).toContainText('DOT');
      await leave(work);
    },
  },
  {
    name: 'ask what happened with SOL at noon',
    run: async (work) => {
      const { page, hand } = work;
      await typeInPalette(work, 'ask why');
      const found = page.getByRole('option', { name: /^Ask why/ }).first();
      await expect(found).toBeVisible();
      await hand.either(['Enter'], found);
      const field = page.getByLabel('Ask why: symbol, side, time');
      await hand.write(field, 'SOL long 12:00');
      await hand.key('Enter');
      await expect(explanation(page)).toContainText('SOLUSDTM');
      // The field has the focus: the first leaves it, the second the explanation.
      await hand.key('Escape');
      await leave(work);
    },
  },
  {
    name: 'have a cell of the heatmap explained',
    run: async (work) => {
      const { page, hand } = work;
      await heatmap(work);
      const grid = page.getByRole('application', { name: /^Scores\./ });
      await expect(page.getByRole('grid', { name: 'Scores of all symbols' }).locator('tbody tr')).toHaveCount(12);
      if (hand.name === 'keyboard') await hand.press(grid);
      else {
        const box = await grid.locator('canvas').boundingBox();
        await page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 60);
      }
      await expect(page.getByText('What would change it')).toBeVisible();
      await hand.key('Escape');
    },
  },
  {
    name: 'see the agents in the heatmap',
    run: async (work) => {
      const { page, hand } = work;
      await heatmap(work);
      const columns = page.getByRole('radiogroup', { name: 'Columns' });
      await hand.choose(columns.getByRole('radio', { name: 'Agents' }));
      await expect(columns.getByRole('radio', { name: 'Agents' })).toBeChecked();
      const heads = page.getByRole('grid', { name: 'Scores of all symbols' }).getByRole('columnheader');
      await expect(heads.filter({ hasText: 'Technical' })).toHaveCount(1);
      await hand.choose(columns.getByRole('radio', { name: 'Both' }));
    },
  },
  {
    name: 'see the classic liquidation map',
    run: async (work) => {
      const { page, hand } = work;
      await kingfisher(work);
      const classic = page.getByRole('button', { name: 'Classic' });
      await hand.press(classic);
      await expect(classic).toHaveAttribute('aria-pressed', 'true');
      await hand.press(page.getByRole('button', { name: 'Heatmap', exact: true }));
    },
  },
  {
    name: 'keep to high leverage in the map',
    run: async (work) => {
      const { page, hand } = work;
      await kingfisher(work);
      const classes = page.getByRole('radiogroup', { name: 'Leverage class' });
      await hand.choose(classes.getByRole('radio', { name: 'High' }));
      await expect(classes.getByRole('radio', { name: 'High' })).toHaveAttribute('aria-checked', 'true');
      await hand.choose(classes.getByRole('radio', { name: 'All' }));
    },
  },
  {
    name: 'read the liquidation levels as a table',
    run: async (work) => {
      const { page, hand } = work;
      await kingfisher(work);
      await hand.press(page.getByRole('region', { name: 'Liquidation chart' }).getByRole('button', { name: 'Table' }));
      await expect(
        dialogOf(page)
          .getByRole('table', { name: /^Levels/ })
          .locator('tbody tr')
          .first(),
      ).toBeVisible();
      await leave(work);
    },
  },
  {
    name: 'set a liquidation alert, and remove it',
    run: async (work) => {
      const { page, hand } = work;
      await kingfisher(work);
      await hand.press(page.getByRole('button', { name: /^Alerts/ }));
      const rules = page.getByRole('dialog', { name: 'Liquidation alerts' });
      await hand.press(rules.getByRole('button', { name: 'New rule…' }));
      await hand.write(rules.getByRole('textbox', { name: /^Distance up to/ }), '0.4');
      await hand.press(rules.getByRole('button', { name: 'Set rule' }));
      const rows = rules.getByRole('table', { name: 'Alert rules' }).locator('tbody tr');
      await expect(rows).toHaveCount(1);
      await hand.press(rows.getByRole('button', { name: /: remove$/ }));
      await expect(rows).toHaveCount(0);
      await hand.press(rules.getByRole('button', { name: 'Close' }));
      await expect(rules).toHaveCount(0);
    },
  },
  {
    name: 'read which rule decides between two actions',
    run: async ({ page, hand }) => {
      await hand.go('l', 'Locks');
      const cells = page.getByRole('table', { name: 'Decision matrix' }).locator('button');
      await expect(cells).toHaveCount(36);
      await hand.press(cells.nth(7));
      const rules = page.getByRole('region', { name: 'Rules and owners' });
      await expect(rules).toContainText('entry, opposite side comes while position runs');
    },
  },
  {
    name: 'import a file of candles, go to its replay, and remove it',
    run: async (work) => {
      const { page, hand } = work;
      await setting(work, 'Import candles');
      const panel = page.getByRole('region', { name: 'Import candles' });
      const chooser = page.waitForEvent('filechooser');
      await hand.press(panel.getByRole('button', { name: 'Choose candle files' }));
      const buffer = Buffer.from(candleText(400, 3_600_000));
      await (await chooser).setFiles({ name: 'SOL-1h.csv', mimeType: 'text/csv', buffer });
      await hand.press(panel.getByRole('button', { name: 'Store 400 candles' }));
      await expect(panel.getByRole('status').filter({ hasText: 'STORED' })).toContainText('400 new candles');
      await hand.press(panel.getByRole('link', { name: 'Replay them' }));
      await expect(page.getByRole('region', { name: 'New replay' })).toContainText('import:SOL-1h.csv');
      await setting(work, 'Stored candles');
      const remove = page.getByRole('button', { name: 'Remove the candles of SOLUSDTM 1h' });
      await hand.press(remove);
      await hand.write(dialogOf(page).getByLabel('The line'), 'SOLUSDTM 1h');
      await hand.press(dialogOf(page).getByRole('button', { name: 'Remove', exact: true }));
      await expect(remove).toHaveCount(0);
    },
  },
  {
    name: 'see how often each agent was right',
    run: async ({ page, hand }) => {
      await hand.go('t', 'Track record');
      const who = page.getByRole('radiogroup', { name: 'Who' });
      await hand.choose(who.getByRole('radio', { name: 'Agents' }));
      await expect(who.getByRole('radio', { name: 'Agents' })).toHaveAttribute('aria-checked', 'true');
      const table = page.getByRole('table', { name: 'Track record' });
      await expect(table.getByRole('button', { name: 'Technical' })).toBeVisible();
      await expect(table.getByRole('button', { name: 'breakout' })).toHaveCount(0);
      await hand.choose(who.getByRole('radio', { name: 'Everybody' }));
    },
  },
  {
    name: 'rank the slots by one of their scores',
    run: async (work) => {
      const { page, hand } = work;
      await portfolio(work);
      const head = page.getByRole('columnheader', { name: 'Risk', exact: true });
      await hand.either(['4'], head.getByRole('button'));
      await expect(head).toHaveAttribute('aria-sort', /ascending|descending/);
      await hand.either(['0'], page.getByRole('columnheader', { name: '#', exact: true }).getByRole('button'));
    },
  },
  {
    name: 'open a contract of the portfolio',
    run: async (work) => {
      const { page, hand } = work;
      await portfolio(work);
      await hand.press(slots(page).first());
      await expect(dialogOf(page).getByRole('table', { name: 'Opinion of each agent' })).toBeVisible();
      await leave(work);
    },
  },
  {
    name: 'try other weights out',
    run: async (work) => {
      const { page, hand } = work;
      await portfolio(work);
      await hand.either(['w'], page.getByRole('button', { name: /^What-if weights/ }));
      await hand.choose(dialogOf(page).getByRole('radio', { name: 'Equal risk' }));
      await expect(dialogOf(page).getByText('a year, estimated')).toBeVisible();
      await leave(work);
    },
  },
  {
    name: 'take a contract out of the portfolio and in again',
    run: async (work) => {
      const { page } = work;
      await portfolio(work);
      const symbol = (await slots(page).filter({ hasText: 'Flat' }).first().getAttribute('data-row')) ?? '';
      await changeOfSlot(work, symbol, 'x', /^Remove/);
      await because(work, 'a place for another', 'Remove');
      await expect(bench(page).and(page.locator(`[data-row=${symbol}]`))).toHaveCount(1);
      await changeOfSlot(work, symbol, 'a', /^Take in/);
      await because(work, 'it was good after all', 'Take in');
      await expect(slots(page).and(page.locator(`[data-row=${symbol}]`))).toHaveCount(1);
    },
  },
  {
    name: 'replay a week of stored candles while looking at something else',
    run: async ({ page, hand }) => {
      await hand.go('y', 'Replay');
      const setup = page.getByLabel('New replay');
      await expect(setup.getByRole('checkbox')).toHaveCount(12);
      await hand.press(setup.getByRole('button', { name: '7 d', exact: true }));
      await hand.press(setup.getByRole('button', { name: 'Start replay' }));
      await expect(page.getByRole('progressbar', { name: 'Replay' })).toBeVisible();
      await hand.go('d', 'Dashboard');
      const notices = page.getByRole('status', { name: 'Notices' });
      await expect(notices).toContainText('The replay has ended', { timeout: 60_000 });
      await hand.go('y', 'Replay');
      await expect(page.getByText('Ledger sums to 0')).toBeVisible();
    },
  },
];
