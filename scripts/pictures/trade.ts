import type { Page } from '@playwright/test';

interface Entry {
  readonly symbol: string;
  readonly side: 'b' | 's';
  /** `Alt+1` is a market order, `Alt+2` a limit. */
  readonly kind: 'Alt+1' | 'Alt+2';
  /** Contracts. */
  readonly size: string;
}

const ENTRIES: readonly Entry[] = [
  { symbol: 'ETHUSDTM', side: 's', kind: 'Alt+1', size: '14' },
  { symbol: 'SOLUSDTM', side: 'b', kind: 'Alt+1', size: '30' },
  { symbol: 'LINKUSDTM', side: 'b', kind: 'Alt+2', size: '240' },
  { symbol: 'XBTUSDTM', side: 'b', kind: 'Alt+1', size: '4' },
];
/** Steps of ten ticks by which a limit lies below the market, so that it rests. */
const BELOW = 12;
/** So long an order may take to pass every check. */
const CHECK_MS = 15_000;

async function enter(page: Page, { symbol, side, kind, size }: Entry): Promise<void> {
  await page.evaluate(`location.hash = '#/console?symbol=${symbol}'`);
  // A fresh ticket: the last one still tells of its order.
  await page.reload();
  const ticket = page.getByRole('region', { name: 'Order', exact: true });
  await ticket.getByText('B or S starts an order.').waitFor();
  await page.keyboard.press(side);
  await page.keyboard.press(kind);
  await page.keyboard.press('q');
  await page.keyboard.type(size);
  await page.keyboard.press('Escape');
  if (kind === 'Alt+2') {
    await page.keyboard.press('e');
    for (let step = 0; step < BELOW; step += 1) await page.keyboard.press('Shift+ArrowDown');
  }
  await ticket
    .getByText(/others? pass|\d+ pass/)
    .first()
    .waitFor();
  const send = ticket.getByRole('button', { name: /^(Buy|Sell) .* demo account$/ }).and(page.locator(':enabled'));
  await send.waitFor({ timeout: CHECK_MS });
  await page.keyboard.press('Control+Enter');
  await ticket.getByText('The venue has the order.').waitFor();
}

/**
 * Opens positions on the demo market and lets one order rest, by the keys of the console. What the gate denies, as it does
 * on a contract that was stopped out a moment ago, is left out and told.
 */
export async function tradeByHand(page: Page): Promise<void> {
  for (const entry of ENTRIES)
    await enter(page, entry).catch(() => console.log(`${entry.symbol}: no entry by hand was possible`));
}
