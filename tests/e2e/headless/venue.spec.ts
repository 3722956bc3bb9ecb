import { expect, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

const open = (view: Page, hash: string): Promise<void> =>
  view.evaluate((target) => {
    location.hash = target;
  }, hash);

test('with a simulated venue the reconciliation says that nothing can differ', async ({ view, shared, complaints }) => {
  await open(view, '#/reconcile');
  await expect(view.getByText('Nothing to compare')).toBeVisible();
  await expect(view.getByText('Simulated venue: it cannot differ')).toBeVisible();
  await expect(view.getByText('None frozen')).toBeVisible();
  await expect(view.getByRole('button', { name: 'Compare now' })).toHaveCount(0);
  const answer = await view.request.post(new URL('/api/reconcile/run', shared.url).href, {
    headers: { Origin: new URL('/', shared.url).origin },
    data: {},
  });
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain('it cannot differ');
  expect(complaints).toEqual([]);
});

test('the feeds show every contract with its age, and the ages move', async ({ view, complaints }) => {
  await open(view, '#/feeds');
  await expect(view.getByText('All 12 contracts are fresh')).toBeVisible({ timeout: 20_000 });
  const rows = view.getByRole('region', { name: 'Health per contract' }).locator('tbody tr');
  await expect(rows).toHaveCount(12);
  const ages = view.getByRole('meter', { name: 'Age of BTC' });
  const first = await ages.getAttribute('aria-valuenow');
  await expect.poll(() => ages.getAttribute('aria-valuenow'), { timeout: 15_000 }).not.toBe(first);
  const names = await rows.locator('td:first-child b').allInnerTexts();
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  await expect(view.getByLabel('Feeds').getByText('same clock')).toBeVisible();
  await view.getByRole('radio', { name: /^Streams/ }).click();
  await expect(view.getByText('The demo market is made in this process')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the palette and the navigation lead to the new screens', async ({ view }) => {
  await expect(view.getByText('Connected')).toBeVisible();
  for (const [word, heading] of [
    ['reconc', 'Differences'],
    ['feeds', 'Contracts'],
    ['accounts', 'Where logins are kept'],
  ] as const) {
    await view.keyboard.press('Control+k');
    await expect(view.getByLabel('Command palette')).toBeVisible();
    await view.keyboard.type(word);
    await view.keyboard.press('Enter');
    await expect(view.getByRole('heading', { name: heading })).toBeVisible();
  }
  const screens = view.getByRole('navigation', { name: 'Screens' });
  await screens.getByRole('link', { name: 'Feeds' }).click();
  await expect(screens.getByRole('link', { name: 'Feeds' })).toHaveAttribute('aria-current', 'page');
});
