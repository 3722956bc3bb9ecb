import { expect } from '@playwright/test';
import { startShell } from '#tests/support/electron/shell-process.ts';
import { callsOf, test, viewOf } from '#tests/support/electron/shell-test.ts';

test('an alarm shows on the desktop, stays there and sounds', async () => {
  const shell = await startShell();
  try {
    const { page, release } = await viewOf(shell);
    await expect(page.getByRole('status', { name: 'Trading ACTIVE' })).toBeVisible({ timeout: 30_000 });
    await shell.ask('press', 'CommandOrControl+Shift+K');
    await expect
      .poll(async () => JSON.stringify(await callsOf(shell, 'notification.show')))
      .toContain('"timeoutType":"never"');
    await release();
  } finally {
    await shell.stop();
  }
});
