import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startShell, type ShellProcess } from '#tests/support/electron/shell-process.ts';
import { callsOf, test, viewOf } from '#tests/support/electron/shell-test.ts';

/** What a desktop adds to the page: menu, tray, notices, links, and what is asked before the program ends. */
async function withShell(
  work: (shell: ShellProcess, page: Page) => Promise<void>,
  args?: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<void> {
  const shell = await startShell(args, env);
  try {
    const { page, release } = await viewOf(shell);
    await expect(page.getByRole('status', { name: /^(Trading|Handel) / })).toBeVisible({ timeout: 30_000 });
    await work(shell, page);
    await release();
  } finally {
    await shell.stop();
  }
}

const screen = (page: Page, name: string) => page.getByRole('main', { name });
const menuEntry = async (shell: ShellProcess, label: string) => (await shell.ask('menu')).includes(label);
const questions = (shell: ShellProcess) => callsOf(shell, 'dialog.showMessageBox');

test('the menu goes to screens and opens the dialogs of the window, which ask', async () => {
  await withShell(async (shell, page) => {
    await shell.ask('clickMenu', ['Go', 'Risk (G R)']);
    await expect(screen(page, 'Risk')).toBeVisible();
    await shell.ask('clickMenu', ['Go', 'Settings', 'Signal caps']);
    await expect(screen(page, 'Signal caps')).toBeVisible();
    await shell.ask('clickMenu', ['View', 'Find a symbol, screen, action or setting']);
    await expect(page.getByRole('combobox').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await shell.ask('clickMenu', ['Help', 'Show all keys (?)']);
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  });
});

test('the menu halts with a question, and only then offers the window’s way back', async () => {
  await withShell(async (shell, page) => {
    await expect.poll(() => menuEntry(shell, 'Resume trading…*')).toBe(true);
    await shell.ask('answer', ['Cancel', 'Halt all']);
    await shell.ask('clickMenu', ['Trading', 'Halt all trading…']);
    await expect.poll(async () => (await questions(shell)).length).toBe(1);
    expect(await shell.ask('tray')).toContain('ACTIVE');
    await shell.ask('clickMenu', ['Trading', 'Halt all trading…']);
    await expect.poll(() => shell.ask('tray')).toContain('HALTED, halted from the menu');
    await expect.poll(() => menuEntry(shell, 'Resume trading…')).toBe(true);
    await shell.ask('clickMenu', ['Trading', 'Resume trading…']);
    await expect(page.getByRole('dialog')).toContainText('RESUME');
    expect(await shell.ask('tray')).toContain('HALTED');
  });
});

test('the menu closes every position after a question; the tray tells what is open, and the mode', async () => {
  await withShell(async (shell) => {
    expect(await shell.ask('tray')).toContain('DEMO');
    await expect
      .poll(() => shell.ask('trayLabels'))
      .toEqual(expect.arrayContaining([expect.stringMatching(/^Open: [1-9]/)]));
    // Nothing new is opened while it is closed.
    await shell.ask('clickTray', ['Halt all trading', 'Yes, halt all']);
    await shell.ask('answer', ['Cancel', 'Close every position']);
    await shell.ask('clickMenu', ['Trading', 'Close every position…']);
    await expect.poll(async () => (await questions(shell)).length).toBe(1);
    expect(await shell.ask('trayLabels')).not.toContain('Nothing is open.*');
    await shell.ask('clickMenu', ['Trading', 'Close every position…']);
    await expect.poll(() => shell.ask('trayLabels'), { timeout: 30_000 }).toContain('Nothing is open.*');
  });
});

test('a click on a notice opens the screen it is about', async () => {
  await withShell(async (shell, page) => {
    await shell.ask('clickTray', ['Halt all trading', 'Yes, halt all']);
    await expect
      .poll(async () => JSON.stringify(await callsOf(shell, 'notification.show')))
      .toContain('Trading is halted');
    await shell.ask('clickNotification', 'Trading is halted');
    await expect(screen(page, 'Risk')).toBeVisible();
  });
});

test('a second start brings the window to the front and opens the place its link names', async ({ shell, view }) => {
  const focused = (await callsOf(shell, 'window.focus')).length;
  await shell.ask('startAgain', ['--mode', 'live']);
  await expect.poll(async () => (await callsOf(shell, 'window.focus')).length).toBe(focused + 1);
  await shell.ask('startAgain', ['zmart://screen/journal']);
  await expect(screen(view, 'Journal')).toBeVisible();
  await shell.ask('startAgain', ['zmart://symbol/ETHUSDTM']);
  await expect(screen(view, 'Console')).toContainText('ETH');
  expect(await callsOf(shell, 'BrowserWindow')).toHaveLength(1);
});

test('a link of macOS opens an explanation that exists', async ({ shell, view }) => {
  await shell.ask('clickMenu', ['Go', 'Signals (G S)']);
  await expect(screen(view, 'Signals')).toBeVisible();
  const drawer = view.getByRole('dialog', { name: 'Explanation of a signal' });
  const rows = view.getByRole('list', { name: 'Signals, newest first' }).getByRole('listitem');
  // The list may be renewed between two steps: signals come all the time.
  await expect(async () => {
    if (!(await drawer.isVisible())) await rows.first().getByRole('button').press('Enter', { timeout: 5_000 });
    await expect(drawer).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const [, signal = ''] = /#\/explain\/([a-z0-9]+)$/.exec(view.url()) ?? [];
  expect(signal).not.toBe('');
  expect(await shell.ask('emitApp', 'open-url', ['zmart://screen/agents'])).toBe(true);
  await expect(drawer).toHaveCount(0);
  await expect(screen(view, 'Agents')).toBeVisible();
  expect(await shell.ask('emitApp', 'open-url', [`zmart://explain/${signal}`])).toBe(true);
  await expect(drawer).toBeVisible();
  expect(view.url()).toContain(`#/explain/${signal}`);
});

for (const link of [
  'zmart://halt/',
  'zmart://screen/nowhere',
  'zmart://screen/risk?confirm=yes',
  'zmart://symbol/NOSUCHUSDTM',
  'zmart://explain/00000000000000000000',
  'zmart://dialog/resume',
]) {
  test(`the link ${link} is refused with a line in the log`, async ({ shell, view }) => {
    await shell.ask('startAgain', ['zmart://screen/feeds']);
    await expect(screen(view, 'Feeds')).toBeVisible();
    const asked = (await questions(shell)).length;
    await shell.ask('startAgain', [link]);
    await expect.poll(() => shell.log()).toContain(`"link":"${link}"`);
    await expect(screen(view, 'Feeds')).toBeVisible();
    expect(view.url()).toContain('#/feeds');
    expect(await questions(shell)).toHaveLength(asked);
    expect(await shell.ask('tray')).toContain('ACTIVE');
  });
}

test('an installed program registers its links, opens the one it was started by, and takes no option after it', async () => {
  await withShell(
    async (shell, page) => {
      expect(await callsOf(shell, 'app.setAsDefaultProtocolClient')).toEqual([['zmart']]);
      await expect(screen(page, 'Locks')).toBeVisible();
      expect(await shell.ask('tray')).toContain('DEMO');
    },
    ['zmart://screen/locks', '--mode', 'live'],
    { ZMART_STAND_IN_PACKAGED: '1' },
  );
});

test('quitting with something open asks, and stays unless told otherwise; so does closing the last window', async () => {
  await withShell(async (shell, page) => {
    await shell.ask('answer', ['Stay', 'Stay']);
    await shell.ask('quit');
    await expect.poll(async () => (await questions(shell)).length).toBe(1);
    const [[question]] = (await questions(shell)) as [[{ detail: string; defaultId: number; cancelId: number }]];
    expect(question).toMatchObject({ defaultId: 0, cancelId: 0 });
    expect(question.detail).toMatch(/^Open: [^.]+\.\n\nThe market is simulated\./);
    await shell.ask('closeWindow');
    await expect.poll(async () => (await questions(shell)).length).toBe(2);
    await expect(page.getByText('SIMULATED').first()).toBeVisible();
    // Sleep is nobody's loss on a market that sleeps too.
    expect(await callsOf(shell, 'powerSaveBlocker.start')).toEqual([]);
  });
});

test('a system that shuts down is not held up', async () => {
  const shell = await startShell();
  try {
    const { page, release } = await viewOf(shell);
    await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
    await release();
    await shell.ask('shutDown').catch(() => null);
    expect(await shell.ended).toBe(0);
    expect(shell.log()).not.toContain('could not be asked');
  } finally {
    await shell.stop();
  }
});

test('a window that keeps failing may be closed for good: the core goes on, and the tray brings the next one', async () => {
  await withShell(async (shell) => {
    await shell.ask('answer', ['Close the window, keep the core running']);
    for (let count = 0; count < 4; count += 1) await shell.ask('crash');
    await expect.poll(async () => (await questions(shell)).length).toBe(1);
    await expect.poll(() => shell.ask('endpoint')).toBeNull();
    await shell.ask('clickTray', ['Halt all trading', 'Yes, halt all']);
    await expect.poll(() => shell.ask('tray')).toContain('HALTED');
    await shell.ask('clickTray', ['Show the window']);
    await expect.poll(async () => (await callsOf(shell, 'BrowserWindow')).length).toBe(2);
    const { page, release } = await viewOf(shell);
    await expect(page.getByRole('status', { name: 'Trading HALTED' })).toBeVisible({ timeout: 30_000 });
    await release();
  });
});

test('menu, tray and questions speak the system’s language first, then that of the window', async () => {
  const kept = (shell: ShellProcess): unknown =>
    JSON.parse(readFileSync(join(shell.dataDir, 'desktop', 'language.json'), 'utf8'));
  await withShell(
    async (shell, page) => {
      // The browser under the stand-in speaks English: the window's language comes first.
      await expect.poll(() => menuEntry(shell, 'Risk (G R)')).toBe(true);
      expect(kept(shell)).toEqual({ language: 'en' });
      await page.evaluate(() => {
        localStorage.setItem('zmart-language', 'zh');
        location.reload();
      });
      await expect.poll(() => menuEntry(shell, '风险 (G R)')).toBe(true);
      expect(await shell.ask('tray')).toContain('演示');
      expect(kept(shell)).toEqual({ language: 'zh' });
    },
    ['--mode', 'demo'],
    { ZMART_STAND_IN_LANGUAGES: 'de-AT en' },
  );
});
