import { expect, type Page } from '@playwright/test';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';

const open = (view: Page, hash: string): Promise<void> =>
  view.evaluate((target) => {
    location.hash = target;
  }, hash);

const rows = (view: Page) => view.getByRole('list', { name: 'Signals, newest first' }).getByRole('listitem');

test('signals are narrowed, walked by keys and explained', async ({ view, complaints }, info) => {
  await open(view, '#/signals');
  await expect(rows(view).first()).toBeVisible();
  const filters = view.getByRole('search', { name: 'Filter signals' });
  await filters.getByRole('button', { name: /^Refused/ }).click();
  await expect(rows(view).first().getByText('REFUSED')).toBeVisible();
  await expect.poll(async () => (await rows(view).count()) - (await rows(view).getByText('REFUSED').count())).toBe(0);
  const code = await rows(view).first().locator('code').innerText();
  await filters.getByRole('button', { name: 'Clear' }).click();
  await filters.getByLabel('Text in the signal').fill(code.toLowerCase());
  await expect
    .poll(async () => (await rows(view).count()) - (await rows(view).filter({ hasText: code }).count()))
    .toBe(0);
  await keepPicture(view, info, 'signals');
  await filters.getByRole('button', { name: 'Clear' }).click();
  const drawer = view.getByRole('dialog', { name: 'Explanation of a signal' });
  // The list may be renewed between two steps: signals come all the time.
  await expect(async () => {
    await rows(view).first().getByRole('button').focus();
    await view.keyboard.press('ArrowDown');
    await expect(rows(view).nth(1).getByRole('button')).toBeFocused({ timeout: 500 });
    await view.keyboard.press('Enter');
    await expect(drawer).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(drawer.getByText('Way of the signal')).toBeVisible();
  await view.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('every symbol says why it did not trade', async ({ view }) => {
  await open(view, '#/signals');
  const symbols = view.getByRole('list', { name: 'Symbols and why they did not trade' }).getByRole('listitem');
  await expect(symbols).toHaveCount(12);
  for (const text of await symbols.allInnerTexts()) expect(text).toMatch(/[.]$/);
  await view.getByLabel('Symbol', { exact: true }).selectOption('ETHUSDTM');
  await expect(symbols).toHaveCount(1);
  await expect(symbols).toContainText('ETH');
});

test('the intake is paused and resumed with a reason, and what comes is refused meanwhile', async ({ view }) => {
  await open(view, '#/signals');
  const intake = view.getByRole('region', { name: 'Intake and caps' });
  await expect(intake.getByText('Signals are taken')).toBeVisible({ timeout: 15_000 });
  await intake.getByRole('button', { name: 'Pause…' }).click();
  const dialog = view.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Pause intake' })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('news at 14:30');
  await view.keyboard.press('Enter');
  await expect(intake.getByText('Paused, all refused')).toBeVisible({ timeout: 15_000 });
  await expect(intake).toContainText('By trader');
  await expect(intake).toContainText('news at 14:30');
  await intake.getByRole('button', { name: 'Resume…' }).click();
  await dialog.getByLabel('Reason').fill('it is over');
  await dialog.getByRole('button', { name: 'Take signals' }).click();
  await expect(intake.getByText('Signals are taken')).toBeVisible({ timeout: 15_000 });
});

test('every cell of the decision matrix is reached by keys and says its rule', async ({ view, complaints }, info) => {
  await open(view, '#/locks');
  const cells = view.getByRole('table', { name: 'Decision matrix' }).locator('button');
  await expect(cells).toHaveCount(36);
  const rules = await cells.locator('code').allInnerTexts();
  expect(new Set(rules).size).toBe(36);
  await cells.first().focus();
  const region = view.getByRole('region', { name: 'Rules and owners' });
  await expect(region).toContainText('entry, same side comes while order runs');
  await view.keyboard.press('ArrowDown');
  await view.keyboard.press('ArrowRight');
  await expect(cells.nth(7)).toBeFocused();
  await expect(region).toContainText('entry, opposite side comes while position runs');
  await expect(region).toContainText('Because ');
  await keepPicture(view, info, 'locks');
  await region.getByRole('radio', { name: 'By owner' }).click();
  await expect(region.getByText(/Nobody traded yet|to the last digit/)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('an agent is chosen by keys, paused with a reason and resumed', async ({ view, complaints }, info) => {
  await open(view, '#/agents');
  const agents = view.getByRole('grid', { name: 'Agents' }).locator('tbody tr');
  await expect(agents).toHaveCount(16);
  await agents.and(view.locator('[data-agent="technical"]')).focus();
  await view.keyboard.press('End');
  const last = agents.last();
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await view.keyboard.press('Home');
  const detail = view.getByRole('region', { name: 'Agent', exact: true });
  await expect(detail.getByRole('heading', { name: 'Technical' })).toBeVisible();
  await keepPicture(view, info, 'agents');
  await detail.getByRole('button', { name: 'Pause…' }).click();
  await view.getByRole('dialog').getByLabel('Reason').fill('to look at its figures');
  await view.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await expect(agents.first().getByText('PAUSED')).toBeVisible();
  await expect(detail).toContainText('by trader');
  await expect(detail).toContainText('to look at its figures');
  await detail.getByRole('button', { name: 'Resume' }).click();
  await expect(agents.first().getByText('PAUSED')).toHaveCount(0);
  expect(complaints).toEqual([]);
});
