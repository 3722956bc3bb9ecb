import { expect, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';

/** Queues, lost locks and conflicts of each kind are rare in a demo: these run the window over sample data. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

const open = (page: Page, scene: string, path: string) => page.goto(`${harness.url(scene)}#${path}`);

test('a signal that waits says how long still, and its caps when the next place is free', async ({ page }) => {
  await open(page, 'day', '/signals');
  const first = page.getByRole('list', { name: 'Signals, newest first' }).getByRole('listitem').first();
  await expect(first).toContainText('WAITING');
  await expect(first).toContainText(/at most another \d/);
  await expect(first.getByRole('img', { name: /^Intake passed, Throttle in work, Scoring not reached/ })).toBeVisible();
  const caps = page.getByRole('list', { name: 'Caps of the last hour' }).getByRole('listitem');
  await expect(caps.first()).toContainText('All together');
  await expect(caps.filter({ hasText: 'SOLUSDTM' })).toContainText(/6 of 6.*in \d/s);
  await expect(caps.filter({ hasText: 'ETHUSDTM' })).toContainText(/4 of 6.*free/s);
  await page.getByRole('radio', { name: 'Unreadable 2' }).click();
  await expect(page.getByText('symbol is missing')).toBeVisible();
});

test('the whole of a long list is reached, page by page', async ({ page }) => {
  await open(page, 'day', '/signals');
  const list = page.getByRole('list', { name: 'Signals, newest first' });
  await list.getByRole('button').first().focus();
  for (let loaded = 0; loaded < 8; loaded += 1) {
    await page.keyboard.press('End');
    await page.waitForTimeout(50);
  }
  await expect(page.getByText(/^390 shown, newest first/)).toBeVisible();
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
});

test('the queue of a resource stands under its holders, and a lost lock is found', async ({ page }) => {
  await open(page, 'day', '/locks');
  const locks = page.getByRole('table', { name: 'Locks and their queues' }).locator('tbody tr');
  await expect(locks.first()).toContainText('portfolio');
  await expect(locks.nth(2)).toContainText(/waits, place 1.*rebalancer.*HIGH.*gives up in/s);
  await page.getByRole('radio', { name: /^Waits and losses/ }).click();
  const events = page.getByRole('table', { name: 'Lock events, newest first' }).locator('tbody tr');
  await expect(events.filter({ hasText: 'BROKEN' }).first()).toBeVisible();
  await expect(events.filter({ hasText: 'RELEASED' })).toHaveCount(0);
});

test('the rule of a conflict is shown in the matrix', async ({ page }) => {
  await open(page, 'day', '/locks');
  const conflicts = page.getByRole('table', { name: 'Conflicts, newest first' });
  await conflicts.getByRole('button', { name: 'C-06' }).click();
  const cell = page.getByRole('table', { name: 'Decision matrix' }).getByRole('button', { pressed: true });
  await expect(cell).toContainText('C-06');
  await expect(page.getByText(/Order of claims: .*the smaller id/)).toBeVisible();
  await page.getByRole('radio', { name: 'By owner' }).click();
  await expect(page.getByText('to the last digit')).toBeVisible();
});

test('nothing to show is said in words on each screen', async ({ page }) => {
  await open(page, 'flat', '/signals');
  await expect(page.getByText('No signal yet')).toBeVisible();
  await open(page, 'flat', '/locks');
  await expect(page.getByText('None held')).toBeVisible();
  await expect(page.getByText('No two actions met in the last 24 h')).toBeVisible();
});
