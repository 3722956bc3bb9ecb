import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

/** No keychain of the machine is touched: on Linux none answers at this address; elsewhere the tests are skipped. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };

/** Where the exchange is looked for: nothing listens on the discard port, so no exchange is asked. */
const NOBODY = 'http://127.0.0.1:9';

const KEY = 'e2e-key-4f0a91c27d';
const SECRET = 'e2e-secret-0b7d55e1-never-shown';
const PASSPHRASE = 'e2e-passphrase-77';
const VAULT = 'correct horse battery staple';
const NEXT_VAULT = 'another horse battery staple';

async function open(browser: Browser, host: HostProcess, heard: string[]): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on('pageerror', (error) => heard.push(error.message));
  await page.goto(host.url);
  await page.goto(new URL('/#/settings/accounts', host.url).href);
  await expect(page.getByRole('heading', { name: 'Where logins are kept' })).toBeVisible();
  return page;
}

/** What a person's paste does: the page sees the clipboard's text, here with what a web page puts around it. */
const paste = (field: Locator, text: string): Promise<void> =>
  field.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

const secretsPanel = (page: Page): Locator => page.getByRole('region', { name: 'Where logins are kept' });

test.describe.serial('exchange accounts', () => {
  let host: HostProcess;
  let page: Page;
  const heard: string[] = [];

  test.beforeAll(async ({ browser }) => {
    host = await startHost({ env: NO_KEYCHAIN, args: ['--mode', 'demo', '--endpoint', NOBODY] });
    page = await open(browser, host, heard);
    const answer = await page.request.get(new URL('/api/accounts/secrets', host.url).href);
    const { kind } = (await answer.json()) as { readonly kind: string };
    test.skip(kind !== 'file', `this machine keeps logins in: ${kind}`);
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
  });

  test('a new host says that it has no account, and what to do before one can be added', async () => {
    await expect(page.getByText('No exchange account yet')).toBeVisible();
    await expect(page.getByText(/Make the encrypted file for logins first/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add account…' })).toBeDisabled();
    await expect(secretsPanel(page).getByText('NOT SET UP', { exact: true })).toBeVisible();
  });

  test('the encrypted file is made with a passphrase that is long enough and typed twice', async () => {
    await secretsPanel(page).getByRole('button', { name: 'Make the file…' }).click();
    const dialog = page.getByRole('dialog');
    const make = dialog.getByRole('button', { name: 'Make the file' });
    await dialog.getByLabel('New passphrase').fill('short');
    await expect(dialog.getByText('at least 12 characters')).toBeVisible();
    await dialog.getByLabel('New passphrase').fill(VAULT);
    await dialog.getByLabel('The same again').fill(`${VAULT}x`);
    await expect(dialog.getByText('The two are not the same')).toBeVisible();
    await expect(make).toBeDisabled();
    await dialog.getByLabel('The same again').fill(VAULT);
    await make.click();
    await expect(dialog).toHaveCount(0, { timeout: 15_000 });
    await expect(secretsPanel(page).getByText('READY', { exact: true })).toBeVisible();
  });

  test('an account is added; nothing of its login stays in the page', async () => {
    await page.getByRole('button', { name: 'Add account…' }).click();
    const dialog = page.getByRole('dialog');
    const add = dialog.getByRole('button', { name: 'Add and test' });
    for (const label of ['API key', 'API secret', 'API passphrase']) {
      const field = dialog.getByLabel(label);
      await expect(field).toHaveAttribute('type', 'password');
      await expect(field).toHaveAttribute('autocomplete', 'off');
    }
    await dialog.getByLabel('Name').fill('Main');
    await paste(dialog.getByLabel('API key'), `  ${KEY}\n`);
    await expect(dialog.getByText('Spaces around the pasted text were taken off.')).toBeVisible();
    await expect(dialog.getByLabel('API key')).toHaveValue(KEY);
    await dialog.getByLabel('API secret').fill(SECRET);
    await expect(add).toBeDisabled();
    await expect(dialog.getByText(/comes with a passphrase/)).toBeVisible();
    await dialog.getByLabel('API passphrase').fill(PASSPHRASE);
    await add.click();
    await expect(dialog).toHaveCount(0, { timeout: 15_000 });

    const row = page.getByRole('grid', { name: 'Exchange accounts' }).locator('tbody tr');
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(`…${KEY.slice(-4)}`);
    await expect(row).toContainText('NOT CHECKED');
    const detail = page.getByRole('region', { name: 'Account', exact: true });
    await expect(detail.getByText(/^Connection, tested/)).toBeVisible({ timeout: 30_000 });
    await expect(row).toContainText('no connection');

    const told = await page.request.get(new URL('/api/accounts', host.url).href);
    const records = await page.request.get(new URL('/api/journal?limit=500', host.url).href);
    const seen = [await page.content(), await told.text(), await records.text(), host.output()].join('\n');
    for (const part of [KEY, SECRET, PASSPHRASE, VAULT]) expect(seen).not.toContain(part);
  });

  test('a second account of the same name is refused, and its secrets are cleared', async () => {
    await page.getByRole('button', { name: 'Add account…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Exchange').click();
    await page.getByRole('option', { name: 'Bybit' }).click();
    await expect(dialog.getByLabel('API passphrase')).toHaveCount(0);
    await dialog.getByLabel('Name').fill('Main');
    await dialog.getByLabel('API key').fill('another-key-123');
    await dialog.getByLabel('API secret').fill('another-secret-123');
    await dialog.getByRole('button', { name: 'Add and test' }).click();
    await expect(dialog.getByRole('alert')).toContainText('ALREADY_EXISTS');
    await expect(dialog.getByLabel('API secret')).toHaveValue('');
    await expect(dialog.getByText(/paste them again/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('it is renamed, disabled and enabled', async () => {
    await page.getByRole('button', { name: 'Rename…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Futures');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    const row = page.getByRole('grid', { name: 'Exchange accounts' }).locator('tbody tr');
    await expect(row).toContainText('Futures');
    await page.getByRole('button', { name: 'Disable' }).click();
    await expect(row).toContainText('disabled');
    await page.getByRole('button', { name: 'Enable' }).click();
    await expect(row).toContainText('enabled');
  });

  test('live trading lists what is missing and cannot be released', async () => {
    await page.getByRole('button', { name: 'Go live…' }).click();
    const dialog = page.getByRole('dialog');
    const conditions = dialog.getByRole('list', { name: 'Conditions of live trading' });
    await expect(conditions.getByRole('listitem').first()).toBeVisible();
    await expect(conditions.getByText(/MISSING|NOT KNOWN/).first()).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Release for live trading' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Not now' }).click();
  });

  test('a locked file is opened by its passphrase only', async () => {
    await secretsPanel(page).getByRole('button', { name: 'Lock now' }).click();
    await expect(secretsPanel(page).getByText('LOCKED', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add account…' })).toBeDisabled();
    await secretsPanel(page).getByRole('button', { name: 'Unlock…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Passphrase').fill('not this one at all');
    await dialog.getByRole('button', { name: 'Unlock' }).click();
    await expect(dialog.getByRole('alert')).toContainText('WRONG_PASSPHRASE', { timeout: 15_000 });
    await expect(dialog.getByLabel('Passphrase')).toHaveValue('');
    await expect(async () => {
      await dialog.getByLabel('Passphrase').fill(VAULT);
      await dialog.getByRole('button', { name: 'Unlock' }).click({ timeout: 1_000 });
      await expect(dialog).toHaveCount(0, { timeout: 5_000 });
    }).toPass({ timeout: 30_000 });
    await expect(secretsPanel(page).getByText('READY', { exact: true })).toBeVisible();
  });

  test('its passphrase is changed', async () => {
    await secretsPanel(page).getByRole('button', { name: 'Change passphrase…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Present passphrase').fill(VAULT);
    await dialog.getByLabel('New passphrase').fill(NEXT_VAULT);
    await dialog.getByLabel('The new one again').fill(NEXT_VAULT);
    await dialog.getByRole('button', { name: 'Change passphrase' }).click();
    await expect(dialog).toHaveCount(0, { timeout: 20_000 });
  });

  test('an account is deleted by typing its name', async () => {
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Delete account' });
    await dialog.getByLabel('Type Futures to confirm').fill('futures');
    await expect(confirm).toBeDisabled();
    await dialog.getByLabel('Type Futures to confirm').fill('Futures');
    await confirm.click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('No exchange account yet')).toBeVisible();
    expect(heard).toEqual([]);
  });
});
