import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import { shiftFlags, testNow } from '#tests/support/browser/clock-shift.ts';
import { auditPage } from '#tests/support/browser/audit-page.ts';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import { rssOf, sends, startNewsServer, type NewsServer } from '#tests/support/news/news-server.ts';

/** No keychain of the machine is touched: on Linux none answers at this address. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
const VAULT = 'correct horse battery staple';
const run = promisify(execFile);

const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const view = (page: Page, name: string): Promise<void> => page.getByRole('radio', { name, exact: true }).click();

const open = (page: Page, hash: string): Promise<void> =>
  page.evaluate((target) => {
    location.hash = target;
  }, hash);

const MINUTE = 60_000;
const feed = (now: number): string =>
  rssOf([
    { title: 'Bitcoin surges to a record as funds buy', summary: 'Great gains.', at: now - 5 * MINUTE },
    { title: 'Exchange hacked: ETH stolen, losses feared <b>https://news.invalid/a</b>', at: now - 9 * MINUTE },
    { title: 'Quiet day for Solana', at: now - 20 * MINUTE },
  ]);

test.describe.serial('sources and models of a demo host', () => {
  let host: HostProcess;
  let news: NewsServer;
  let page: Page;
  const heard: string[] = [];

  test.beforeAll(async ({ browser }) => {
    news = await startNewsServer({ '/rss': sends(feed(testNow())) });
    host = await startHost({ env: NO_KEYCHAIN });
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.on('pageerror', (error) => heard.push(error.message));
    await page.goto(host.url);
    await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 20_000 });
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
    await news.close();
  });

  test('a feed is tested, added, and its articles stand there as text', async ({}, info) => {
    await open(page, '#/settings/sources');
    await view(page, 'Opinions read');
    await expect(page.getByText('No source of opinions yet')).toBeVisible();
    await page.getByRole('button', { name: 'Add source…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill(`${news.url}/rss?apikey=1`);
    await dialog.getByLabel('Name').fill('Loopback wire');
    await expect(dialog.getByText(/holds a key \(apikey\)/)).toBeVisible();
    await dialog.getByLabel('Address').fill(`${news.url}/nothing`);
    await dialog.getByRole('button', { name: 'Test' }).click();
    await expect(dialog.getByRole('status', { name: 'Outcome of the test' })).toContainText('FAILED');
    await dialog.getByLabel('Address').fill(`${news.url}/rss`);
    await dialog.getByRole('button', { name: 'Test' }).click();
    await expect(dialog.getByRole('status', { name: 'Outcome of the test' })).toContainText('3 articles were read.');
    await dialog.getByRole('button', { name: 'Add source' }).click();
    await expect(dialog).toHaveCount(0);

    await expect(panel(page, 'News and mood')).toContainText('WORKS', { timeout: 15_000 });
    const articles = page.getByRole('list', { name: 'Articles' });
    await expect(articles.getByRole('listitem')).toHaveCount(3, { timeout: 15_000 });
    await expect(articles.getByRole('listitem').first()).toContainText('POSITIVE');
    await expect(articles).toContainText('Exchange hacked');
    await expect(articles.locator('a')).toHaveCount(0);
    await keepPicture(page, info, 'opinions');

    await page.getByRole('switch', { name: 'Loopback wire is on' }).click();
    await expect(panel(page, 'News and mood')).toContainText('OFF');
    await page.getByRole('button', { name: 'Remove Loopback wire' }).click();
    await dialog.getByRole('button', { name: 'Remove source' }).click();
    await expect(page.getByText('No source of opinions yet')).toBeVisible();
    await expect(articles).toContainText('a feed that was removed');
  });

  test('a webhook is added, its recipe run as it stands, and its signal seen', async ({}, info) => {
    const kept = (await (await page.request.get(new URL('/api/accounts/secrets', host.url).href)).json()) as {
      readonly kind: string;
    };
    test.skip(kept.kind !== 'file', `this machine keeps logins in: ${kept.kind}`);
    await makeVault(page);
    await open(page, '#/settings/sources');
    await page.getByRole('button', { name: 'Add source…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Desk');
    await expect(dialog.getByRole('button', { name: 'Add source' })).toBeDisabled();
    await dialog.getByLabel('Name').fill('desk');
    await dialog.getByRole('button', { name: 'Add source' }).click();
    const secret = (await dialog.getByRole('group', { name: 'Secret' }).textContent()) ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    await keepPicture(page, info, 'webhook-added');
    await dialog.getByRole('radio', { name: 'Node.js' }).click();
    const program = (await dialog.getByRole('group', { name: 'Example request' }).textContent()) ?? '';
    expect(program).toContain(`${new URL(host.url).origin}/hooks/signals/desk`);
    await dialog.getByRole('button', { name: 'I have the secret' }).click();
    await expect(dialog).toHaveCount(0);
    expect((await page.content()).includes(secret), 'the page still holds the secret').toBe(false);

    const file = join(host.dataDir, 'recipe.mjs');
    await writeFile(file, program);
    expect((await run(process.execPath, [...shiftFlags(), file])).stdout).toMatch(/^202 \{"signalId":"/);
    await writeFile(file, program.replace(secret, `${secret}x`));
    expect((await run(process.execPath, [...shiftFlags(), file])).stdout).toMatch(/^401 /);

    await open(page, '#/signals');
    await expect(panel(page, 'Signals')).toContainText('desk');
    await open(page, '#/settings/sources');
    await expect(page.locator('tr[data-source=desk]').getByRole('gridcell').nth(4)).toHaveText('1', {
      timeout: 15_000,
    });
    await keepPicture(page, info, 'signals-come-from');
    expect(host.output().includes(secret), 'the host printed the secret').toBe(false);
  });

  test('nothing is trained yet: the screen says what it takes and estimates what there is', async ({}, info) => {
    await open(page, '#/models');
    await expect(page.getByText('No model yet')).toBeVisible();
    await page.getByRole('button', { name: 'Train…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/^(About [\d,]+ cases|No case can be made|A model is trained on)/)).toBeVisible();
    await keepPicture(page, info, 'train');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  for (const theme of ['dark', 'light'] as const) {
    test(`nothing lacks a name or is too faint, and nothing scrolls sideways, in the ${theme} theme`, async () => {
      await page.evaluate((mode) => localStorage.setItem('zmart-theme', mode), theme);
      await page.reload();
      const look = async (what: string) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
        expect(await auditPage(page), what).toEqual([]);
      };
      await open(page, '#/settings/sources');
      await expect(page.getByRole('grid', { name: 'Sources of signals' })).toBeVisible();
      await look('signals come from');
      await view(page, 'Opinions read');
      await expect(page.getByText('No source of opinions yet')).toBeVisible();
      await look('opinions read');
      await open(page, '#/models');
      await expect(page.getByText('No model yet')).toBeVisible();
      await look('models');
      expect(heard).toEqual([]);
    });
  }
});

/** Secrets of webhooks lie where logins are kept. */
async function makeVault(page: Page): Promise<void> {
  await open(page, '#/settings/accounts');
  await page.getByRole('button', { name: 'Make the file…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New passphrase').fill(VAULT);
  await dialog.getByLabel('The same again').fill(VAULT);
  await dialog.getByRole('button', { name: 'Make the file' }).click();
  await expect(dialog).toHaveCount(0, { timeout: 15_000 });
}
