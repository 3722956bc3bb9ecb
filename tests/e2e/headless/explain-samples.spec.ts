import { expect, type Page } from '@playwright/test';
import { testNow } from '#tests/support/browser/clock-shift.ts';
import { keepPicture, test } from '#tests/support/browser/window-test.ts';
import type { BuiltHarness } from '#tests/support/renderer/built-harness.ts';
import { LOOKS } from '#tests/support/browser/looks.ts';

/** Explanations over sample decisions: a refusal by the score, one by a limit, one by the throttle. */
let harness: BuiltHarness;

test.beforeAll(({ harness: served }) => {
  harness = served;
});

const BY_SCORE = 'signal-3';
const BY_LIMIT = 'signal-1';
const BY_THROTTLE = 'signal-7';

async function open(page: Page, key: string): Promise<void> {
  await page.goto(`${harness.url('day')}#/explain/${key}`);
  await expect(page.getByLabel('Explanation of a signal')).toBeVisible({ timeout: 20_000 });
}

const verdict = (page: Page) => page.getByLabel('Verdict', { exact: true });
const curve = (page: Page) => page.getByRole('slider', { name: /^What if/ });

for (const { theme, width, height } of LOOKS) {
  test(`a refusal reads from verdict to proof, ${theme} at ${String(width)}×${String(height)}`, async ({
    page,
  }, info) => {
    await page.addInitScript((mode) => localStorage.setItem('zmart-theme', mode), theme);
    await page.setViewportSize({ width, height });
    await open(page, BY_SCORE);
    await expect(verdict(page)).toContainText('SCORE_BELOW_THRESHOLD');
    await expect(verdict(page)).toContainText('RE-RUN: SCORE +50');
    await expect(page.getByRole('region', { name: 'Contributions' })).toContainText('adds up');
    await expect(page.getByRole('table', { name: 'Votes of the agents' })).toContainText('n 88, too few');
    await expect(page.getByRole('table', { name: 'Votes of the agents' })).toContainText('no trained model');
    await expect(page.getByRole('table', { name: 'Evidence' })).toContainText('estimated');
    await expect(page.getByRole('region', { name: 'Similar cases' })).toContainText('after costs');
    await expect(page.getByRole('region', { name: 'Journal' })).toContainText('identical');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    await keepPicture(page, info, `explain-${theme}-${String(width)}`);
  });
}

test('a value is tried by keys and by dragging, in another colour, and Esc returns to what was', async ({
  page,
}, info) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, BY_SCORE);
  await expect(curve(page)).toHaveAttribute('aria-valuenow', /^-7/);
  await page.keyboard.press('w');
  await expect(curve(page)).toBeFocused();
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
  await expect(verdict(page)).toContainText('the agents approve');
  await expect(verdict(page)).toContainText('RE-RUN: APPROVE');
  await keepPicture(page, info, 'what-if');
  await page.keyboard.press('Home');
  await expect(verdict(page)).toContainText('the agents refuse');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toContainText('What would have flipped it');
  const box = await curve(page).boundingBox();
  if (box === null) throw new Error('the curve is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(curve(page)).toHaveAttribute('aria-valuenow', '100');
  await expect(verdict(page)).toContainText('the agents approve');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toContainText('What would have flipped it');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Explanation of a signal')).toHaveCount(0);
});

test('why nothing happened is asked by keyboard, and a moment with a decision leads to it', async ({ page }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'ask');
  await expect(page.getByText('Ask why something did or did not happen')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('SOL sideways 03:05');
  // The samples name their symbols by a stream alone, which may come after the first Enter.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('“sideways”', { timeout: 500 });
  }).toPass();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('SOL long yesterday 03:05');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('status', { name: 'Answer' });
  await expect(answer).toContainText('Why did nothing happen with SOL long at 03:05 UTC');
  await expect(answer).toContainText('above 178.738 was needed');
  await expect(answer.getByRole('table')).toContainText('MISSING');
  await keepPicture(page, info, 'ask-why');
  const now = new Date(testNow()).toISOString().slice(11, 16);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`SOL ${now}`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Explain the long of/ }).click();
  await expect(verdict(page)).toContainText('SOLUSDTM');
});

test('refusals by a limit and by the throttle say what would have turned them, or that nothing is claimed', async ({
  page,
}) => {
  await open(page, BY_LIMIT);
  await expect(verdict(page)).toContainText('the net exposure had been 60 % of equity instead of 60.5 % of equity');
  await expect(verdict(page)).toContainText('RE-RUN: 60 % OF EQUITY PASSES THE CHECK');
  await open(page, BY_THROTTLE);
  await expect(verdict(page)).toContainText('nothing is claimed');
  await expect(page.getByRole('region', { name: 'Contributions' })).toContainText('No score was made');
});

test('keys group the bars, show tables, verify the chain and walk the rows', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, BY_SCORE);
  await expect(page.getByRole('table', { name: 'Evidence' })).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByRole('radio', { name: 'By agent' })).toBeChecked();
  await page.keyboard.press('t');
  await expect(page.getByRole('table', { name: 'Score against the input' })).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.press('v');
  await expect(page.getByRole('region', { name: 'Journal' })).toContainText('Whole chain holds', { timeout: 15_000 });
  const rows = page.getByRole('table', { name: 'Contributions to the score' }).locator('tbody tr');
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  const marked = page.getByRole('table', { name: 'Evidence' }).locator('tr[aria-selected=true]');
  await expect(marked).toHaveCount(1);
});
