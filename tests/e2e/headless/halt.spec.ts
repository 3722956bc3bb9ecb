import { expect, type Page } from '@playwright/test';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

const SCREENS = ['#/', '#/heatmap', '#/orders', '#/journal', '#/replay', '#/settings/accounts'];

const state = (page: Page, name: string) => page.getByRole('status', { name: `Trading ${name}` });

async function resume(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Resume…' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/Type RESUME/)
    .fill('RESUME');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(state(page, 'ACTIVE')).toBeVisible();
}

test.describe.serial('the kill switch in the frame', () => {
  let host: HostProcess;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    host = await startHost({ args: ['--mode', 'demo'] });
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(host.url);
    await expect(state(page, 'ACTIVE')).toBeVisible({ timeout: 30_000 });
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
  });

  test('halts with its keys and Enter, and says so in large letters on every screen, dark and light', async () => {
    await page.keyboard.press('Control+Shift+K');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(state(page, 'HALTED')).toBeVisible();
    for (const theme of ['light', 'dark']) {
      for (const hash of SCREENS) {
        await page.evaluate((target) => {
          location.hash = target;
        }, hash);
        await expect(state(page, 'HALTED')).toBeVisible();
        await expect(page.getByText('No entry leaves')).toBeVisible();
        const size = await state(page, 'HALTED').evaluate((word) => parseFloat(getComputedStyle(word).fontSize));
        expect(size).toBeGreaterThanOrEqual(18);
      }
      await page.getByRole('button', { name: `Switch to the ${theme} theme` }).click();
    }
    await resume(page);
  });

  test('closes positions too when that is ticked', async () => {
    await page.getByRole('button', { name: /Halt all/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Close every position/).check();
    await dialog.getByRole('button', { name: 'Halt and close all' }).click();
    await expect(state(page, 'HALTED')).toBeVisible();
    await expect(page.getByText('halted by hand').first()).toBeVisible();
    await resume(page);
  });

  test('takes the halt file, and takes it away when trading is resumed', async () => {
    const file = join(host.dataDir, 'HALT');
    writeFileSync(file, 'nothing else answers\n');
    await expect(state(page, 'HALTED')).toBeVisible({ timeout: 2_000 });
    await expect(page.getByText('nothing else answers').first()).toBeVisible();
    await resume(page);
    expect(existsSync(file)).toBe(false);
  });
});
