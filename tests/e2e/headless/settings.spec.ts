import { expect, type Locator, type Page, type TestInfo } from '@playwright/test';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import { startWebReceiver, type WebReceiver } from '#tests/support/notify/web-receiver.ts';

/** No keychain of the machine is touched: on Linux none answers at this address; elsewhere the alert tests are skipped. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
const VAULT = 'correct horse battery staple';
const PATH_OF_HOOK = '/hook/e2e-never-shown-4711';
const SIGNING_KEY = 'e2e-signing-key-0815';

const tab = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name });

test.describe.serial('settings of a demo host', () => {
  let host: HostProcess;
  let page: Page;
  const heard: string[] = [];
  const json = async (path: string): Promise<string> => {
    const answer = await page.request.get(new URL(path, host.url).href);
    return answer.text();
  };

  test.beforeAll(async ({ browser }) => {
    host = await startHost({ env: NO_KEYCHAIN });
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') heard.push(message.text());
    });
    await page.goto(host.url);
    await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 20_000 });
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
  });

  test('one entry of the navigation leads to all sections', async () => {
    const entry = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' });
    await entry.click();
    await expect(page.getByRole('heading', { name: 'Where logins are kept' })).toBeVisible();
    await expect(tab(page, 'Accounts')).toHaveAttribute('aria-current', 'page');
    await tab(page, 'Limits').click();
    await expect(tab(page, 'Limits')).toHaveAttribute('aria-current', 'page');
    await expect(entry).toHaveAttribute('aria-current', 'page');
    await page.evaluate(() => {
      location.hash = '#/settings';
    });
    await expect(tab(page, 'Accounts')).toHaveAttribute('aria-current', 'page');
  });

  test('a limit is loosened by a typed line, never beyond its cap, and rolled back in one click', async ({}, info) => {
    await tab(page, 'Limits').click();
    const row = page.locator('tr[data-limit=dayLossPpm]');
    await expect(row).toContainText('2\u202F%');
    await row.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog');
    const value = dialog.getByLabel('Value, %');
    await value.fill('10.1');
    await expect(dialog.getByText('The hard cap: at most 10\u202F%.')).toBeVisible();
    await value.fill('3');
    await expect(dialog.getByRole('status', { name: 'What changes' })).toContainText('LOOSER');
    await dialog.getByLabel('Reason').fill('a wider day for the test');
    const loosen = dialog.getByRole('button', { name: 'Loosen limit' });
    await expect(loosen).toBeDisabled();
    await dialog.getByLabel('The line').fill('loosen dayLoss');
    await expect(loosen).toBeDisabled();
    await dialog.getByLabel('The line').fill('loosen dayLossPpm');
    await expect(loosen).toBeEnabled();
    await keepPicture(page, info, 'limit-dialog');
    await loosen.click();
    await expect(dialog).toHaveCount(0);
    await expect(row).toContainText('loosened');
    await expect(row).toContainText('3\u202F%');

    const history = page.getByRole('region', { name: 'History of the limits' });
    await expect(history.getByRole('listitem').filter({ hasText: 'a wider day for the test' })).toContainText(
      '2\u202F% → 3\u202F%',
    );
    await keepPicture(page, info, 'limit-changed');
    await history.getByRole('button', { name: 'Roll back to 0' }).click();
    await expect(history.getByText('BACK TO 0', { exact: true })).toBeVisible();
    await expect(row).not.toContainText('loosened');

    // Back to the looser version takes the typed line again.
    await history.getByRole('button', { name: 'Roll back to 1' }).click();
    await expect(dialog.getByText('loosen dayLossPpm', { exact: true })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Loosen limits' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(row).toContainText('2\u202F%');
    const records = JSON.parse(await json('/api/journal?limit=50&types[0]=limits.changed')) as {
      readonly records: readonly { readonly data: { readonly reason?: string } }[];
    };
    expect(records.records.map(({ data }) => data.reason)).toEqual(['Back to version 0.', 'a wider day for the test']);
  });

  test('a weight is set with a reason, journaled, and rolled back for its group', async ({}, info) => {
    await tab(page, 'Scoring & portfolio').click();
    const risk = page.getByRole('textbox', { name: 'Risk, %', exact: true });
    await expect(risk).toHaveValue('25');
    await risk.fill('40');
    await page.getByRole('button', { name: 'Save…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('calmer symbols for the test');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('tr[data-setting=risk]')).toContainText('version 1');
    await expect(page.locator('tr[data-setting=risk]')).toContainText('34.8\u202F%');
    await keepPicture(page, info, 'configuration-changed');
    await page.getByRole('radiogroup', { name: 'Versions of' }).getByRole('radio', { name: 'Ranking' }).click();
    await page.getByRole('button', { name: 'Roll back to 0' }).click();
    await expect(risk).toHaveValue('25');
    const records = JSON.parse(await json('/api/journal?limit=50&types[0]=settings.changed')) as {
      readonly records: readonly { readonly data: { readonly reason?: string } }[];
    };
    const reasons = records.records.map(({ data }) => data.reason);
    expect(reasons).toEqual(['Back to version 0 of ranking.', 'calmer symbols for the test']);
    const algorithms = JSON.parse(await json('/api/symbol-mgmt/algorithms')) as readonly { readonly id: string }[];
    expect(algorithms.map(({ id }) => id)).toEqual(['scoring', 'ranking']);
  });

  test('a protection is set with a reason', async ({}, info) => {
    await tab(page, 'Protections').click();
    const rows = page.getByRole('grid', { name: 'Protections' }).locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    expect(await rows.count()).toBeGreaterThanOrEqual(24);
    const row = page.locator('tr[data-protection=single-loss]');
    await row.click();
    await page.getByRole('region', { name: 'Protection', exact: true }).getByRole('button', { name: 'Set…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Largest loss of one trade, %').fill('101');
    await expect(dialog.getByRole('button', { name: 'Set protection' })).toBeDisabled();
    await dialog.getByLabel('Largest loss of one trade, %').fill('0.8');
    await dialog.getByLabel('Reason').fill('tighter for the test');
    await keepPicture(page, info, 'protection-dialog');
    await dialog.getByRole('button', { name: 'Set protection' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(row).toContainText('0.8\u202F%');
    await expect(row).toContainText('set by hand');
    await page.getByRole('radio', { name: 'Set by hand 1' }).click();
    await expect(rows).toHaveCount(1);

    const panel = page.getByRole('region', { name: 'Protection', exact: true });
    await panel.getByRole('button', { name: 'Set apart…' }).click();
    await dialog.getByLabel('Only for').fill('XBT');
    await dialog.getByLabel('How long entries are locked, h').fill('1');
    await dialog.getByLabel('Reason').fill('shorter for the largest');
    await expect(dialog.getByRole('button', { name: 'Set protection' })).toBeDisabled();
    await dialog.getByLabel('Only for').fill('XBTUSDTM');
    await dialog.getByRole('button', { name: 'Set protection' }).click();
    await expect(panel.getByText('0.8\u202F%, locks for 1\u202Fh')).toBeVisible();
    await expect(row).toContainText('1 target apart');
  });

  test('caps on signals are changed, with other ones by night', async ({}, info) => {
    await tab(page, 'Signal caps').click();
    await page.getByRole('button', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('All together').first().fill('501');
    await expect(dialog.getByText(/hard cap, 500/)).toBeVisible();
    await dialog.getByLabel('All together').first().fill('80');
    await dialog.getByRole('button', { name: 'Add hours' }).click();
    await dialog.getByLabel('Reason').fill('quiet nights');
    await keepPicture(page, info, 'caps-dialog');
    await dialog.getByRole('button', { name: 'Change caps' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.locator('tr[data-cap=totalHour]')).toContainText('80');
    const hours = page.getByRole('table', { name: 'Caps by hour of the day, UTC' });
    await expect(hours.getByRole('cell', { name: 'none' })).toHaveCount(8);
  });

  test('quiet hours never mute an alarm, and a channel is added, tested and removed', async ({}, info) => {
    await tab(page, 'Alerts').click();
    const quiet = page.getByRole('region', { name: 'Quiet hours' });
    await expect(quiet.getByText('a halt is never muted')).toBeVisible();
    await quiet.getByLabel('From').fill('23:30');
    await quiet.getByRole('button', { name: 'Set quiet hours' }).click();
    await expect(quiet.getByText(/^23:30 to 07:00, UTC/)).toBeVisible();

    const kept = JSON.parse(await json('/api/accounts/secrets')) as { readonly kind: string };
    test.skip(kept.kind !== 'file', `this machine keeps logins in: ${kept.kind}`);
    await addChannel(page, 'https://hooks.example.invalid/before-the-file');
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await expect(page.getByRole('dialog').getByLabel('Address')).toHaveValue('');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await makeVault(page);
    const receiver = await startWebReceiver();
    try {
      await channelWorks(page, receiver, info);
      const seen = [
        await page.content(),
        await json('/api/alerts'),
        await json('/api/journal?limit=500'),
        host.output(),
      ];
      for (const part of [PATH_OF_HOOK, SIGNING_KEY]) expect(seen.join('\n')).not.toContain(part);
    } finally {
      await receiver.close();
    }
    await page.getByRole('button', { name: 'Remove Desk hook' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove channel' }).click();
    await expect(page.getByText('No channel yet')).toBeVisible();
  });

  test('the watchdog has nothing to guard, and says so', async () => {
    await tab(page, 'Watchdog').click();
    await expect(page.getByText('NOT NEEDED')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Trade without it…' })).toHaveCount(0);
    expect(heard).toEqual([]);
  });
});

async function addChannel(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: 'Add channel…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Address')).toHaveAttribute('type', 'password');
  await dialog.getByLabel('Name').fill('Desk hook');
  await dialog.getByLabel('Address').fill(address);
  await dialog.getByLabel(/^Signing key/).fill(SIGNING_KEY);
  await dialog.getByRole('button', { name: 'Add and test' }).click();
}

/** Secrets of channels lie where logins are kept. */
async function makeVault(page: Page): Promise<void> {
  await tab(page, 'Accounts').click();
  await page.getByRole('button', { name: 'Make the file…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New passphrase').fill(VAULT);
  await dialog.getByLabel('The same again').fill(VAULT);
  await dialog.getByRole('button', { name: 'Make the file' }).click();
  await expect(dialog).toHaveCount(0, { timeout: 15_000 });
  await tab(page, 'Alerts').click();
}

/** Adds a webhook that leads to the receiver, tests it, and has it refuse. */
async function channelWorks(page: Page, receiver: WebReceiver, info: TestInfo): Promise<void> {
  await addChannel(page, `${receiver.url}${PATH_OF_HOOK}`);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const last = page.getByRole('status', { name: 'Last delivery of Desk hook' });
  await expect(last).toContainText('WORKS');
  expect(receiver.posts[0]?.path).toBe(PATH_OF_HOOK);
  expect(receiver.posts[0]?.headers['x-zmart-signature']).toBeDefined();
  await keepPicture(page, info, 'channel-works');
  receiver.answer = 500;
  await page.getByRole('button', { name: 'Test Desk hook' }).click();
  await expect(last).toContainText('FAILED', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Add channel…' }).click();
  await expect(page.getByRole('dialog').getByLabel('Address')).toHaveValue('');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
}

test('the watchdog is left out by a typed line and a reason, and guards again', async ({ page, harness }, info) => {
  await page.goto(`${harness.url('day')}#/settings/watchdog`);
  await expect(page.getByText('WATCHING', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Trade without it…' }).click();
  const dialog = page.getByRole('dialog');
  const leave = dialog.getByRole('button', { name: 'Trade without it' });
  await dialog.getByLabel('The line').fill('TRADE WITHOUT WATCHDOG');
  await expect(leave).toBeDisabled();
  await dialog.getByLabel('Reason').fill('the exchange is under maintenance');
  await leave.click();
  await expect(page.getByText('You trade without a watchdog')).toBeVisible();
  await keepPicture(page, info, 'watchdog-left-out');
  await page.getByRole('button', { name: 'Guard the account again' }).click();
  await expect(page.getByText('WATCHING', { exact: true })).toBeVisible();
});
