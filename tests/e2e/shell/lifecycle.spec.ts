import { expect } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startShell } from '#tests/support/electron/shell-process.ts';
import { callsOf, test, viewOf } from '#tests/support/electron/shell-test.ts';

test('quitting closes the port, stops the core in order, remembers the window; tray and keys were taken once', async () => {
  const shell = await startShell();
  try {
    const { page, release } = await viewOf(shell);
    await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
    expect(await callsOf(shell, 'globalShortcut.register')).toEqual([['CommandOrControl+Shift+K']]);
    expect(await callsOf(shell, 'tray.new')).toHaveLength(1);
    await release();
    // The demo has positions from its first minute.
    await shell.ask('answer', ['Quit']);
    await shell.ask('quit').catch(() => null);
    expect(await shell.ended).toBe(0);
    const stored: unknown = JSON.parse(readFileSync(join(shell.dataDir, 'desktop', 'window.json'), 'utf8'));
    expect(stored).toEqual({
      x: 40,
      y: 30,
      width: 1_440,
      height: 900,
      maximized: false,
      screen: { id: 1, x: 0, y: 0 },
    });
    expect(existsSync(join(shell.dataDir, 'desktop', `window.json.tmp`))).toBe(false);
  } finally {
    await shell.stop();
  }
});

test('a termination signal ends it in order', async () => {
  const shell = await startShell();
  const { release } = await viewOf(shell);
  await release();
  await shell.stop();
  expect(await shell.ended).toBe(0);
});

for (const [what, args, env, sentence] of [
  ['an Electron that is too old', [], { ZMART_STAND_IN_VERSION: '44.11.3' }, /needs Electron 45 or newer, but this is/],
  ['a mode that does not exist', ['--mode', 'yolo'], {}, /--mode must be one of demo, replay, paper, live/],
] as const) {
  test(`${what} is refused with one sentence`, async () => {
    const shell = await startShell(args, env);
    try {
      expect(await shell.ended).toBe(1);
      expect(shell.log()).toMatch(sentence);
      expect(
        shell
          .log()
          .trim()
          .split('\n')
          .filter((line) => !line.startsWith('npm warn')),
      ).toHaveLength(1);
    } finally {
      await shell.stop();
    }
  });
}
