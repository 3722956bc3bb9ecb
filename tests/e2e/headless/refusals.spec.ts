import { expect, type Browser, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

let folder = '';

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zmart-refusals-'));
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function look(browser: Browser, host: HostProcess): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(host.url);
  await expect(page.getByText('Connected')).toBeVisible();
  return page;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls the host as the page itself may: same origin, its own session. */
const call = (page: Page, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([address, json]) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(address, json === '' ? {} : { method: 'POST', headers, body: json });
      return { status: response.status, body: await response.text() };
    },
    [`/api${path}`, body === undefined ? '' : JSON.stringify(body)] as const,
  );

/** Changes the last digit in the data of the twenty-first received signal, as someone with the file in hands could. */
function tamper(dataDir: string): number {
  const db = new Database(join(dataDir, 'zmart.db'));
  db.exec('DROP TRIGGER journal_keeps_content');
  const found = db
    .prepare<[], { seq: number; data: string }>(
      `SELECT seq, data FROM journal WHERE type = 'signal.received' ORDER BY seq LIMIT 1 OFFSET 20`,
    )
    .get();
  if (found === undefined) throw new Error('The journal holds no signal to change');
  const changed = found.data.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
  db.prepare('UPDATE journal SET data = ? WHERE seq = ?').run(changed, found.seq);
  db.close();
  return found.seq;
}

test.describe.serial('what a host refuses, and how the page says so', () => {
  test('a host killed in its first seconds goes on; the page left behind says what is wrong', async ({ browser }) => {
    const host = await startHost({ dataDir: folder });
    const page = await look(browser, host);
    // The account is being made by now: records are durable while the market's history is still worked through.
    await expect.poll(async () => (await call(page, '/journal?limit=1')).body, { timeout: 20_000 }).toContain('"seq"');
    await host.stop('SIGKILL');
    const banner = page.getByRole('alert');
    await expect(banner).toContainText('No connection for');
    await expect(banner).toContainText('Everything shown is the state of');
    await expect(page.getByText(/Not connected for/)).toBeVisible();

    const next = await startHost({ dataDir: folder, args: ['--mode', 'demo', '--port', new URL(host.url).port] });
    try {
      const again = await page.reload();
      expect(again?.status()).toBe(401);
      await expect(page.locator('body')).toContainText('open the start address that the host printed');
      await page.goto(next.url);
      await expect(page.getByText('Connected')).toBeVisible();
      await expect(page.getByText(/demo market\s+· age/)).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText(/Journal [\d,]+ verified/)).toBeVisible();
      await expect(page.getByText('ACTIVE').first()).toBeVisible();
    } finally {
      await next.stop();
    }
  });

  test('a second host refuses to halt: it only reads', async ({ browser }) => {
    const host = await startHost({ dataDir: folder });
    const second = await startHost({ dataDir: folder });
    try {
      const page = await look(browser, second);
      await page.getByRole('button', { name: /Halt all/ }).click();
      const dialog = page.getByRole('dialog');
      const confirm = dialog.getByRole('button', { name: 'Halt all' });
      await dialog.getByLabel('Reason').fill('tried from the reader');
      await confirm.click();
      await expect(dialog.getByRole('alert')).toContainText('READ_ONLY');
      await expect(dialog.getByRole('alert')).toContainText('Another Zmart Workstation holds this data folder');
    } finally {
      await second.stop();
      await host.stop();
    }
  });

  test('a journal that was changed is named and left as it is: no resume, no new record', async ({ browser }) => {
    const seq = tamper(folder);
    const host = await startHost({ dataDir: folder });
    try {
      const page = await look(browser, host);
      await page.goto(new URL('/#/journal', host.url).href);
      const chain = page.getByLabel('Chain');
      await expect(chain.getByText('BROKEN')).toBeVisible();
      await expect(chain).toContainText(`Record ${String(seq)} is not as it was written`);
      expect(host.output()).toContain('The journal is not as it was written');
      expect(host.output()).not.toContain('Another process');
      const before = await call(page, '/journal?limit=1');
      await page.getByRole('button', { name: 'Verify' }).click();
      await expect(page.getByText(`Broken at record ${String(seq)}:`)).toBeVisible({ timeout: 30_000 });
      const resumed = await call(page, '/trading/resume', { confirmation: 'RESUME' });
      expect(resumed.status).toBe(409);
      expect(resumed.body).toContain(`Record ${String(seq)} is not as it was written`);
      expect((await call(page, '/trading/halt', { reason: 'test' })).status).toBe(409);
      await expect(page.getByText('HALTED').first()).toBeVisible();
      expect((await call(page, '/system/status')).body).toContain('No market is followed');
      expect((await call(page, '/journal?limit=1')).body).toBe(before.body);
    } finally {
      await host.stop();
    }
  });
});
