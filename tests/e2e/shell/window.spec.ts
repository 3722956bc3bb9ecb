import { expect } from '@playwright/test';
import { test } from '#tests/support/electron/shell-test.ts';

test('the window shows the dashboard with live data that came over the port', async ({ view }) => {
  await expect(view.getByText('SIMULATED', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
});
