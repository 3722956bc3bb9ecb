import { expect, type Page } from '@playwright/test';

const COINS = ['LINK', 'DOT', 'AVAX', 'NEAR', 'ADA', 'SOL', 'XRP', 'ETH', 'UNI', 'ATOM', 'SUI', 'AAVE'];

/** The order ticket of the console. */
export const ticketOf = (page: Page) => page.getByRole('region', { name: 'Order', exact: true });

/** The button that sends what stands on the ticket of the demo account. */
export const sendOf = (page: Page) => ticketOf(page).getByRole('button', { name: /^(Buy|Sell) .* demo account$/ });

const tablesOf = (page: Page) => page.getByRole('region', { name: 'Positions and orders' });

async function goTo(page: Page, symbol: string): Promise<void> {
  await page.evaluate((chosen) => {
    location.hash = `#/console${chosen === '' ? '' : `?symbol=${chosen}`}`;
  }, symbol);
}

/** Reads the two tables by their keys: what is held, and what an order waits for. */
async function taken(page: Page): Promise<string> {
  await expect(tablesOf(page).getByRole('tab', { name: /^Positions/ })).toBeVisible();
  await page.keyboard.press('1');
  const held = await tablesOf(page).locator('tbody').innerText();
  await page.keyboard.press('2');
  const open = tablesOf(page)
    .locator('tbody tr')
    .filter({ hasText: /\b(open|working|pending)\b/ });
  const waiting = await open.allInnerTexts();
  await page.keyboard.press('1');
  return [held, ...waiting].join(' ');
}

/** True where a small limit order is let through now: a contract whose trade has just ended rests for a while. */
async function isLetIn(page: Page, coin: string): Promise<boolean> {
  await goTo(page, `${coin}USDTM`);
  await expect(page.getByRole('group', { name: new RegExp(`^Price chart of ${coin}USDTM`) })).toBeVisible();
  for (const key of ['b', 'Alt+2', 'q', '2']) await page.keyboard.press(key);
  const asked = ticketOf(page).getByRole('button', { name: new RegExp(`^Buy .* ${coin} limit.* demo account$`) });
  await expect(asked).toBeVisible();
  const rests = ticketOf(page).getByText('a trade just ended');
  const answer = async (): Promise<string> => {
    if (await sendOf(page).isEnabled()) return 'let in';
    return (await rests.count()) > 0 ? 'rests' : 'not checked yet';
  };
  await expect.poll(answer).not.toBe('not checked yet');
  const letIn = (await answer()) === 'let in';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return letIn;
}

/**
 * Opens the console on a contract that the demo neither holds nor is about to enter, and in which an entry is let through:
 * what its past left open is another at every time of the day.
 * @returns the coin, for instance `LINK`.
 */
export async function openFreeCoin(page: Page): Promise<string> {
  await goTo(page, '');
  await expect(ticketOf(page).getByText('B or S starts an order.')).toBeVisible({ timeout: 20_000 });
  const busy = await taken(page);
  for (const coin of COINS) if (!busy.includes(`${coin}USDTM`) && (await isLetIn(page, coin))) return coin;
  throw new Error('The demo lets no contract be entered at this moment');
}
