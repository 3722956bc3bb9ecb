import { expect, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

const notices = (page: Page) => page.getByRole('status', { name: 'Notices' });

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

test('quiet hours are taken back by Ctrl+Z, which within a field is left to what is written', async ({
  view,
  complaints,
}) => {
  await go(view, '#/settings/alerts');
  const quiet = view.getByRole('region', { name: 'Quiet hours' });
  await expect(quiet.getByText('NOT SET')).toBeVisible();
  const from = quiet.getByLabel('From');
  await from.fill('21:15');
  await quiet.getByRole('button', { name: 'Set quiet hours' }).click();
  await expect(quiet.getByText(/^21:15 to/)).toBeVisible();
  await expect(notices(view)).toContainText('The quiet hours are set');
  await quiet.getByLabel('Until').press('Control+z');
  await expect(quiet.getByText(/^21:15 to/)).toBeVisible();
  await expect(notices(view)).not.toContainText('Taken back');
  await quiet.getByRole('button', { name: 'Change quiet hours' }).focus();
  await view.keyboard.press('Control+z');
  await expect(quiet.getByText('NOT SET')).toBeVisible();
  await expect(notices(view)).toContainText('Taken back: The quiet hours are set');
  await view.keyboard.press('Control+z');
  await expect(notices(view)).toContainText('Nothing that can be taken back was done just now.');
  expect(complaints).toEqual([]);
});

test('a pin of the portfolio is taken back by the button of its notice, as a record of its own', async ({
  view,
  complaints,
}) => {
  await go(view, '#/portfolio');
  const row = view.getByRole('table', { name: 'Slots', exact: true }).locator('tbody tr[data-row]').first();
  await row.focus();
  await view.keyboard.press('i');
  const dialog = view.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('to see it undone');
  await view.keyboard.press('Enter');
  await expect(notices(view)).toContainText(' is pinned, record #');
  await notices(view).getByRole('button', { name: 'Undo' }).click();
  const changes = view.getByRole('region', { name: 'Changes', exact: true });
  await expect(changes).toContainText('Taken back at once by the one who did it.');
  await expect(changes).toContainText('unpinned');
  expect(complaints).toEqual([]);
});
