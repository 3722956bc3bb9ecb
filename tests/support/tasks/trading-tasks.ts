import { expect, type Page } from '@playwright/test';
import { openFreeCoin, sendOf, ticketOf } from '#tests/support/browser/free-coin.ts';
import type { AtWork, Task } from './play.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');
const chosen = (page: Page) => page.getByRole('region', { name: 'Symbol' }).getByTitle('Choose a symbol');
const chart = (page: Page) => page.getByRole('group', { name: /^Price chart of/ });
const tables = (page: Page) => page.getByRole('region', { name: 'Positions and orders' });
const tab = (page: Page, name: RegExp) => tables(page).getByRole('tab', { name });

/** The contract that these tasks trade: one the demo neither holds nor is about to enter. */
let coin = '';

/** Looks for that contract. */
export async function findCoin(page: Page): Promise<void> {
  coin = await openFreeCoin(page);
}

const rows = (page: Page) =>
  tables(page)
    .locator('tbody tr')
    .filter({ hasText: `${coin}USDTM` });
const byHand = (page: Page) => rows(page).filter({ hasText: 'by hand' }).first();

/** Opens the console on the contract. */
async function onContract({ page, hand }: AtWork): Promise<void> {
  await hand.go('c', 'Console');
  await expect(chosen(page)).toBeVisible();
  await hand.either(['/'], chosen(page));
  await hand.type(page.getByRole('combobox', { name: 'Symbol' }), coin);
  await hand.either(['Enter'], page.getByRole('option', { name: new RegExp(`^${coin}`) }).first());
  await expect(chosen(page)).toContainText(`${coin}USDTM`);
  await expect(chart(page)).toHaveAccessibleName(new RegExp(`^Price chart of ${coin}USDTM`));
}

const buy = ({ page, hand }: AtWork) =>
  hand.either(['b'], ticketOf(page).getByRole('button', { name: /^Buy \/ long/ }));
const kind = ({ page, hand }: AtWork, name: 'Market' | 'Limit', key: string) =>
  hand.either(
    [key],
    ticketOf(page).getByRole('radiogroup', { name: 'Kind of order' }).getByRole('radio', { name, exact: true }),
  );

async function send({ page, hand }: AtWork): Promise<void> {
  await expect(sendOf(page)).toBeEnabled();
  await hand.either(['Control+Enter'], sendOf(page));
  await expect(ticketOf(page).getByText('The venue has the order.')).toBeVisible();
}

/** A resting buy far below the market; its row in the table of orders. */
async function restingBuy(work: AtWork): Promise<void> {
  const { page, hand } = work;
  await onContract(work);
  await buy(work);
  await kind(work, 'Limit', 'Alt+2');
  const price = ticketOf(page).getByLabel('Limit price');
  await expect(price).not.toHaveValue('');
  const far = (Number((await price.inputValue()).replaceAll(',', '')) * 0.995).toFixed(3);
  await hand.write(price, far);
  await send(work);
  await hand.either(['Escape', '2'], tab(page, /^Orders/));
  await expect(byHand(page)).toContainText('open');
}

/** Trading by hand, on a contract that was looked for before. */
export const TRADING_TASKS: readonly Task[] = [
  { name: 'choose a contract by its name', run: onContract, mostStrokes: 4 },
  {
    name: 'see the price by the hour',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      const intervals = page.getByRole('radiogroup', { name: 'Interval' });
      await hand.either([']', ']'], intervals.getByRole('radio', { name: '1h' }));
      await expect(chart(page)).toHaveAccessibleName(/, 1h/);
      await hand.either(['[', '['], intervals.getByRole('radio', { name: '15m' }));
      await expect(chart(page)).toHaveAccessibleName(/, 15m/);
    },
  },
  {
    name: 'read the bars as a table',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      const button = page.getByRole('region', { name: 'Price chart' }).getByRole('button', { name: 'Table' });
      await hand.press(button);
      const sheets = page.getByRole('region', { name: 'Chart as tables' });
      await expect(sheets.getByRole('table', { name: 'Bars, newest first, UTC' }).locator('tbody tr')).toHaveCount(100);
      await hand.press(button);
      await expect(chart(page)).toBeVisible();
    },
  },
  {
    name: 'draw a level, and remove it',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await hand.press(page.getByRole('button', { name: 'Draw' }));
      await hand.press(page.getByRole('menuitem', { name: 'Horizontal level' }));
      if (hand.name === 'mouse') await chart(page).click({ position: { x: 200, y: 120 } });
      const level = page.getByRole('list', { name: /^Drawings/ }).getByRole('button');
      await expect(level).toHaveCount(1);
      if (hand.name === 'keyboard') {
        await hand.reach(level);
        await hand.key('Delete');
      } else {
        await hand.press(page.getByRole('button', { name: 'Draw' }));
        await hand.press(page.getByRole('menuitem', { name: /^Remove all/ }));
      }
      await expect(level).toHaveCount(0);
    },
  },
  { name: 'rest a limit order below the market', run: restingBuy },
  {
    name: 'change the price of a resting order',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await hand.either(['2'], tab(page, /^Orders/));
      const price = byHand(page).getByRole('button', { name: /^Price of Buy/ });
      const before = await price.innerText();
      await hand.press(price);
      await hand.key('ArrowDown');
      await hand.key('Enter');
      await expect(tables(page).getByText('The venue took the change.')).toBeVisible();
      await expect(price).not.toHaveText(before);
    },
  },
  {
    name: 'cancel a resting order',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await hand.either(['2'], tab(page, /^Orders/));
      await expect(byHand(page)).toContainText('open');
      await hand.press(byHand(page).getByRole('button', { name: /^Cancel/ }));
      await expect(byHand(page)).toContainText('canceled');
    },
  },
  {
    name: 'buy at the market, with a stop at the exchange',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await kind(work, 'Market', 'Alt+1');
      await buy(work);
      await send(work);
      await hand.either(['1'], tab(page, /^Positions/));
      await expect(rows(page)).toContainText('whole');
    },
  },
  {
    name: 'move the stop of a position',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await hand.either(['1'], tab(page, /^Positions/));
      const stop = rows(page).getByRole('button', { name: /^Stop of/ });
      const before = await stop.innerText();
      await hand.press(stop);
      await hand.key('ArrowDown');
      await hand.key('Enter');
      await expect(stop).not.toHaveText(before);
    },
  },
  {
    name: 'close a position',
    run: async (work) => {
      const { page, hand } = work;
      await onContract(work);
      await hand.either(['1'], tab(page, /^Positions/));
      await hand.either(['f'], rows(page).getByRole('button', { name: /^Close/ }));
      await hand.press(dialogOf(page).getByRole('button', { name: `Close 100 % of ${coin}` }));
      await expect(rows(page)).toHaveCount(0);
    },
  },
];
