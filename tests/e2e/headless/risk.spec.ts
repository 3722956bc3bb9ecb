import { expect, type Page } from '@playwright/test';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

/** A printed figure as a number: `−1,042.5` → −1042.5. */
const figure = (text: string): number => Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));

const open = (page: Page, hash: string): Promise<void> =>
  page.evaluate((target) => {
    location.hash = target;
  }, hash);

const panel = (page: Page, name: string) => page.locator(`[data-region="${name}"]`);
const state = (page: Page, name: string) => page.getByRole('status', { name: `Trading ${name}` });

async function hold(page: Page, name: RegExp, ms: number): Promise<void> {
  const box = await page.getByRole('button', { name }).boundingBox();
  if (box === null) throw new Error('The button has no place');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}

test.describe.serial('the risk screen', () => {
  let host: HostProcess;
  let page: Page;
  const complaints: string[] = [];

  test.beforeAll(async ({ browser }) => {
    host = await startHost({ args: ['--mode', 'demo'] });
    page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(host.url);
    await expect(state(page, 'ACTIVE')).toBeVisible({ timeout: 30_000 });
    await open(page, '#/risk');
  });

  test.afterAll(async () => {
    await page.context().close();
    await host.stop();
  });

  test('shows the state, the room to each step, the levels, every limit and breaker, in both themes and sizes', async ({}, info) => {
    const steps = page.getByRole('table', { name: 'Next steps down' }).locator('tbody tr');
    await expect(steps).toHaveCount(4);
    const rooms = (await steps.locator('td:last-child').allInnerTexts()).map(figure);
    expect(rooms).toEqual([...rooms].sort((a, b) => a - b));
    expect(Math.min(...rooms)).toBeGreaterThan(0);
    const equity = figure((await page.locator('header').first().innerText()).match(/Equity\s*([\d,.]+)/)?.[1] ?? '');
    const [at = 0] = (await steps.locator('td:nth-child(2)').allInnerTexts()).map(figure);
    expect(Math.abs(at + (rooms[0] ?? 0) - equity)).toBeLessThan(equity * 0.002);
    await expect(panel(page, 'Limits').getByRole('meter', { name: 'Net exposure' })).toBeVisible();
    expect(await panel(page, 'Limits').locator('tbody tr').count()).toBeGreaterThan(30);
    for (const kind of ['Connector', 'Market', 'Risk'])
      await expect(page.getByRole('region', { name: `${kind} breakers` })).toBeVisible();
    await expect(panel(page, 'Protections')).toContainText(/of \d+ protections on/);
    for (const theme of ['dark', 'light']) {
      await page.evaluate((mode) => localStorage.setItem('zmart-theme', mode), theme);
      await page.reload();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expect(page.getByRole('table', { name: 'Next steps down' })).toBeVisible();
        await expect(panel(page, 'Kill switch')).toBeInViewport();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, `${theme} ${String(size.width)} scrolls sideways`).toBeLessThanOrEqual(0);
        const path = info.outputPath(`risk-${theme}-${String(size.width)}.png`);
        await page.screenshot({ path });
        await info.attach('risk', { path, contentType: 'image/png' });
      }
    }
    expect(complaints).toEqual([]);
  });

  test('counts denials by code so that they add up, and opens the explanation of the latest', async () => {
    const denials = panel(page, 'Denials');
    await expect(denials.locator('tbody tr').first()).toBeVisible({ timeout: 30_000 });
    const answer = await page.request.get(new URL('/api/risk/denials', host.url).href);
    const view = (await answer.json()) as { denied: number; groups: { count: number; hours: number[] }[] };
    expect(view.groups.reduce((sum, { count }) => sum + count, 0)).toBe(view.denied);
    for (const { count, hours } of view.groups) expect(hours.reduce((sum, n) => sum + n, 0)).toBe(count);
    await denials.locator('tbody tr').first().getByRole('button').click();
    await expect(page.getByLabel('Explanation of a signal').getByText('Way of the signal')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Explanation of a signal')).toHaveCount(0);
  });

  test('pauses a symbol for a reason, says so, and resumes it at once; P asks to pause all', async () => {
    const chips = panel(page, 'Pause').getByRole('group', { name: 'Symbols' });
    const first = chips.getByRole('button').first();
    const coin = await first.innerText();
    await first.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('news at 14:30');
    await dialog.getByRole('radio', { name: '1 h' }).click();
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await expect(first).toHaveAttribute('aria-pressed', 'true');
    await expect(first).toContainText(/by \w+ to \d\d:\d\d/);
    await first.click();
    await expect(first).toHaveAttribute('aria-pressed', 'false');
    await expect(first).toHaveText(coin);
    await page.keyboard.press('p');
    await expect(dialog.getByText('Pause all entries?')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  test('halts after the button was held for a second, not earlier, and re-arms with the typed word', async ({}, info) => {
    await hold(page, /Halt all trading; hold/, 300);
    await expect(state(page, 'ACTIVE')).toBeVisible();
    await hold(page, /Halt all trading; hold/, 1_300);
    await expect(state(page, 'HALTED')).toBeVisible();
    const rearm = panel(page, 'Re-arm');
    await expect(rearm.getByRole('list', { name: 'Before trading goes on' }).getByRole('listitem')).toHaveCount(4);
    await page.setViewportSize(SIZES[1]);
    const path = info.outputPath('risk-halted.png');
    await page.screenshot({ path });
    await info.attach('halted', { path, contentType: 'image/png' });
    const button = rearm.getByRole('button', { name: 'Re-arm' });
    await rearm.getByLabel(/Type RESUME/).fill('resume');
    await expect(button).toBeDisabled();
    await rearm.getByLabel(/Type RESUME/).fill('RESUME');
    await button.click();
    await expect(state(page, 'ACTIVE')).toBeVisible();
    await expect(panel(page, 'Kill switch')).toContainText(/last halt by \w+/);
  });
});

test('open alarms stand on every screen in one line, can be muted, and leave when they are acknowledged', async ({
  page: sample,
  harness,
}, info) => {
  // No alarm can be had from a demo host on demand: this runs the window over sample data.
  const complaints: string[] = [];
  sample.on('pageerror', (error) => complaints.push(error.message));
  // What a test evaluates counts as a touch for the browser; here only a press of a person does.
  await sample.addInitScript(() => {
    const activation = { hasBeenActive: false };
    Object.defineProperty(navigator, 'userActivation', { value: activation });
    addEventListener('pointerdown', () => (activation.hasBeenActive = true), true);
  });
  await sample.goto(`${harness.url('halted')}#/risk`);
  const banner = sample.getByRole('alert', { name: /Open alarms/ });
  await expect(banner).toContainText('The journal refused a record');
  await expect(banner.getByRole('listitem')).toHaveCount(1);
  await expect(banner.getByRole('button', { name: /^No sound before the first click/ })).toBeVisible();
  const path = info.outputPath('alarms.png');
  await sample.screenshot({ path });
  await info.attach('alarms', { path, contentType: 'image/png' });
  await open(sample, '#/journal');
  await expect(banner).toBeVisible();
  await banner.getByRole('button', { name: 'and 2 more alarms' }).click();
  await expect(banner.getByRole('listitem')).toHaveCount(3);
  await expect(banner.getByText('(2 times)')).toBeVisible();
  await banner.getByRole('button', { name: /Mute alarms/ }).click();
  await expect(banner.getByRole('button', { name: /^Alarms are muted/ })).toHaveAttribute('aria-pressed', 'true');
  await banner.getByRole('button', { name: 'Acknowledge: LINKUSDTM needs a look' }).click();
  await expect(banner.getByRole('listitem')).toHaveCount(2);
  await banner.getByRole('button', { name: 'Acknowledge all' }).click();
  await expect(banner).toHaveCount(0);
  expect(complaints).toEqual([]);
});
