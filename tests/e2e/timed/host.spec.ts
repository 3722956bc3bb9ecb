import { expect, type Browser, type Page } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/quiet-test.ts';

/** From the start of the process to live content; five seconds are promised on a quiet machine. */
const ALIVE_MS = 10_000;

let folder = '';

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zmart-host-'));
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function look(browser: Browser, host: HostProcess): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(host.url);
  return page;
}

test.describe.serial('a host and its data folder', () => {
  test('is alive soon after its first start, with prices, signals and decisions', async ({ browser }, info) => {
    const started = performance.now();
    const host = await startHost({ dataDir: folder });
    try {
      const page = await look(browser, host);
      await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: ALIVE_MS });
      await expect(page.getByText(/signals became [1-9]\d* orders/)).toBeVisible({ timeout: ALIVE_MS });
      await expect(page.getByText('Refused').first()).toBeVisible({ timeout: ALIVE_MS });
      const took = performance.now() - started;
      info.annotations.push({ type: 'alive after', description: `${(took / 1000).toFixed(1)} s` });
      console.log(`alive ${(took / 1000).toFixed(1)} s after the process began`);
      expect(took).toBeLessThan(ALIVE_MS);
    } finally {
      await host.stop();
    }
  });

  test('lets in one browser per address, and nobody without', async ({ browser, request }) => {
    const host = await startHost({ dataDir: folder });
    try {
      const page = await look(browser, host);
      await expect(page.getByText('Connected')).toBeVisible();
      const again = await (await browser.newContext()).newPage();
      const refused = await again.goto(host.url);
      expect(refused?.status()).toBe(401);
      expect((await request.get(new URL('/', host.url).href)).status()).toBe(401);
      expect(page.url()).not.toContain('code=');
    } finally {
      await host.stop();
    }
  });

  test('stays halted through a kill, and resumes only on the typed word', async ({ browser }) => {
    const host = await startHost({ dataDir: folder });
    const page = await look(browser, host);
    await page.getByRole('button', { name: /Halt all/ }).click();
    await page.getByLabel('Reason').fill('a look at the books');
    await page.getByRole('dialog').getByRole('button', { name: 'Halt all' }).click();
    await expect(page.getByText('HALTED').first()).toBeVisible();
    for (const hash of ['#/heatmap', '#/journal', '#/replay', '#/']) {
      await page.evaluate((target) => {
        location.hash = target;
      }, hash);
      await expect(page.getByText('HALTED').first()).toBeVisible();
    }
    await host.stop('SIGKILL');
    await expect(page.getByRole('alert')).toContainText('No connection');

    const next = await startHost({ dataDir: folder });
    try {
      const after = await look(browser, next);
      await expect(after.getByText('HALTED').first()).toBeVisible();
      await expect(after.getByText('a look at the books').first()).toBeVisible();
      await after
        .getByRole('button', { name: /^Resume/ })
        .first()
        .click();
      const dialog = after.getByRole('dialog');
      const confirm = dialog.getByRole('button', { name: /Resume/ });
      await dialog.getByLabel(/Type RESUME/).fill('resume');
      await expect(confirm).toBeDisabled();
      await dialog.getByLabel(/Type RESUME/).fill('RESUME');
      await confirm.click();
      await expect(after.getByText('ACTIVE').first()).toBeVisible();
    } finally {
      await next.stop();
    }
  });

  test('a second host on the same folder only reads, and says so', async ({ browser }) => {
    const host = await startHost({ dataDir: folder });
    const second = await startHost({ dataDir: folder });
    try {
      expect(second.output()).toContain('only shows what is there');
      const page = await look(browser, second);
      await expect(page.getByText(/read only/i).first()).toBeVisible();
    } finally {
      await second.stop();
      await host.stop();
    }
  });

  test('a changed byte is named, and nothing is traded', async ({ browser }) => {
    const damaged = join(folder, 'damaged');
    await cp(join(folder, 'zmart.db'), join(damaged, 'zmart.db'));
    const db = new Database(join(damaged, 'zmart.db'));
    db.exec('DROP TRIGGER journal_keeps_content');
    const first = `SELECT min(seq) AS changed FROM journal WHERE data LIKE '%"direction":1%'`;
    const { changed } = db.prepare(first).get() as { changed: number };
    db.prepare(`UPDATE journal SET data = replace(data, '"direction":1', '"direction":-1') WHERE seq = ?`).run(changed);
    db.close();
    const host = await startHost({ dataDir: damaged });
    try {
      const page = await look(browser, host);
      await page.evaluate(() => {
        location.hash = '#/journal';
      });
      await expect(page.getByText('BROKEN').first()).toBeVisible();
      await expect(page.getByText(/Record \d+ is not as it was written/).first()).toBeVisible();
      expect(
        await page
          .getByText(/Record \d+ is not as it was written/)
          .first()
          .innerText(),
      ).toContain(`Record ${String(changed)} `);
      await expect(page.getByText(/Nothing is traded until it does/)).toBeVisible();
    } finally {
      await host.stop();
    }
  });
});
