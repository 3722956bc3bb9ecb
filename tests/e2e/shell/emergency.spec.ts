import { expect, type Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startShell, type ShellProcess } from '#tests/support/electron/shell-process.ts';
import { callsOf, test, viewOf } from '#tests/support/electron/shell-test.ts';

const KEYS = 'CommandOrControl+Shift+K';

const tray = (shell: ShellProcess): Promise<string | null> => shell.ask('tray');

async function withShell(work: (shell: ShellProcess, page: Page) => Promise<void>): Promise<void> {
  const shell = await startShell();
  try {
    const { page, release } = await viewOf(shell);
    await expect(page.getByRole('status', { name: 'Trading ACTIVE' })).toBeVisible({ timeout: 30_000 });
    await work(shell, page);
    await release();
  } finally {
    await shell.stop();
  }
}

test('the tray names the trading state and halts with its second click', async () => {
  await withShell(async (shell, page) => {
    await expect.poll(() => tray(shell)).toContain('ACTIVE');
    await shell.ask('clickTray', ['Halt all trading', 'Yes, halt all']);
    await expect.poll(() => tray(shell)).toContain('HALTED, halted from the tray');
    await expect(page.getByRole('status', { name: 'Trading HALTED' })).toBeVisible();
  });
});

test('the keys ask and halt on the answer, which shows on the desktop, stays there and sounds', async () => {
  await withShell(async (shell, page) => {
    await shell.ask('press', KEYS);
    await expect.poll(() => tray(shell)).toContain('HALTED');
    expect(await callsOf(shell, 'dialog.showMessageBox')).toHaveLength(1);
    await expect(page.getByText('halted by the keys of the kill switch').first()).toBeVisible();
    await expect
      .poll(async () => JSON.stringify(await callsOf(shell, 'notification.show')))
      .toContain('"timeoutType":"never"');
  });
});

test('the keys and the halt file work while the window hangs', async () => {
  await withShell(async (shell, page) => {
    page
      .evaluate(() => {
        for (const end = performance.now() + 20_000; performance.now() < end;);
      })
      .catch(() => undefined);
    const pressed = performance.now();
    await shell.ask('press', KEYS);
    await expect.poll(() => tray(shell), { intervals: [20] }).toContain('HALTED');
    expect(performance.now() - pressed).toBeLessThan(1_000);
  });
  await withShell(async (shell, page) => {
    page
      .evaluate(() => {
        for (const end = performance.now() + 20_000; performance.now() < end;);
      })
      .catch(() => undefined);
    writeFileSync(join(shell.dataDir, 'HALT'), 'the window hangs\n');
    await expect.poll(() => tray(shell), { intervals: [20] }).toContain('HALTED, the window hangs');
    expect(readFileSync(join(shell.dataDir, 'HALT'), 'utf8')).toContain('the window hangs');
  });
});
