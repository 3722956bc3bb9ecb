import { expect, type CDPSession, type Page } from '@playwright/test';
import { canaryForms, canaryLogin } from '#tests/support/accounts/canaries.ts';
import { heapSnapshot } from '#tests/support/browser/heap-snapshot.ts';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

type Login = ReturnType<typeof canaryLogin>;

/** No keychain of the machine is touched: on Linux none answers at this address; elsewhere the tests are skipped. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
/** Nothing listens on the discard port, so no exchange is asked. */
const NOBODY = 'http://127.0.0.1:9';
const VAULT = 'correct horse battery staple';

/** The forms of a login that are still in the page's heap. */
async function found(cdp: CDPSession, login: Login): Promise<readonly string[]> {
  const heap = await heapSnapshot(cdp);
  return canaryForms(login).filter((form) => heap.includes(form));
}

/** Types as a person does: the letters come from the keyboard, not from a script in the page. */
async function typeLogin(page: Page, name: string, login: Login): Promise<void> {
  await page.getByRole('button', { name: 'Add account…' }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, text] of [
    ['Name', name],
    ['API key', login.key],
    ['API secret', login.secret],
    ['API passphrase', login.passphrase ?? ''],
  ] as const) {
    await dialog.getByLabel(label).focus();
    await page.keyboard.insertText(text);
  }
}

test.describe.serial('the heap of the page after a login was typed', () => {
  let host: HostProcess;
  let page: Page;
  let cdp: CDPSession;

  test.beforeAll(async ({ browser }) => {
    host = await startHost({ env: NO_KEYCHAIN, args: ['--mode', 'demo', '--endpoint', NOBODY] });
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(host.url);
    await page.goto(new URL('/#/settings/accounts', host.url).href);
    await expect(page.getByRole('heading', { name: 'Where logins are kept' })).toBeVisible();
    const answer = await page.request.get(new URL('/api/accounts/secrets', host.url).href);
    const { kind } = (await answer.json()) as { readonly kind: string };
    test.skip(kind !== 'file', `this machine keeps logins in: ${kind}`);
    await page.getByRole('button', { name: 'Make the file…' }).click();
    await page.getByRole('dialog').getByLabel('New passphrase').fill(VAULT);
    await page.getByRole('dialog').getByLabel('The same again').fill(VAULT);
    await page.getByRole('dialog').getByRole('button', { name: 'Make the file' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 15_000 });
    cdp = await page.context().newCDPSession(page);
    await cdp.send('HeapProfiler.enable');
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
  });

  test('holds it while the dialog is open: the search can see it', async () => {
    const login = canaryLogin(true);
    await typeLogin(page, 'Open', login);
    expect((await found(cdp, login)).length).toBeGreaterThan(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => found(cdp, login), { timeout: 20_000 }).toEqual([]);
  });

  test('holds nothing of it after the dialog was left without adding', async () => {
    const login = canaryLogin(true);
    await typeLogin(page, 'Left', login);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => found(cdp, login), { timeout: 20_000 }).toEqual([]);
  });

  test('holds nothing of it after the account was added', async () => {
    const login = canaryLogin(true);
    await typeLogin(page, 'Added', login);
    await page.getByRole('dialog').getByRole('button', { name: 'Add and test' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 15_000 });
    await expect.poll(() => found(cdp, login), { timeout: 20_000 }).toEqual([]);
  });

  for (const [form, keep] of [
    ['as it is', (text: string) => text],
    ['as base64', (text: string) => Buffer.from(text).toString('base64')],
    ['reversed', (text: string) => text.split('').reverse().join('')],
  ] as const) {
    test(`is found to hold a copy that something kept ${form}`, async () => {
      const login = canaryLogin(true);
      // Planted: a variable that outlives the dialog.
      await page.evaluate((kept) => Object.assign(globalThis, { kept: { text: kept } }), keep(login.secret));
      expect((await found(cdp, login)).length).toBeGreaterThan(0);
      await page.evaluate(() => Object.assign(globalThis, { kept: null }));
    });
  }
});
