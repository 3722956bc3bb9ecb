import { expect, type Page } from '@playwright/test';
import type { AtWork, Task } from './play.ts';
import { because, openSettings } from './steps.ts';

const state = (page: Page, name: string) => page.getByRole('status', { name: `Trading ${name}` });
const dialogOf = (page: Page) => page.getByRole('dialog');
const panel = (page: Page, name: string) => page.locator(`[data-region="${name}"]`);
const intake = (page: Page) => page.getByRole('region', { name: 'Intake and caps' });
const agents = (page: Page) => page.getByRole('grid', { name: 'Agents' }).locator('tbody tr');

async function resume({ page, hand }: AtWork): Promise<void> {
  await hand.press(page.getByRole('banner').getByRole('button', { name: 'Resume' }));
  await hand.write(dialogOf(page).getByLabel(/^Type RESUME/), 'RESUME');
  await hand.press(dialogOf(page).getByRole('button', { name: 'Resume' }));
  await expect(state(page, 'ACTIVE')).toBeVisible();
}

/** What keeps an account from harm. */
export const SAFETY_TASKS: readonly Task[] = [
  {
    name: 'halt all trading',
    mostStrokes: 2,
    run: async ({ page, hand }) => {
      await hand.either(['Control+Shift+K'], page.getByRole('button', { name: /^Halt all/ }));
      const halt = dialogOf(page).getByRole('button', { name: 'Halt all' });
      await expect(halt).toBeFocused();
      await hand.press(halt);
      await expect(state(page, 'HALTED')).toBeVisible();
    },
  },
  { name: 'resume trading with the typed word', run: resume },
  {
    name: 'pause all entries for a reason',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('r', 'Risk');
      const pause = panel(page, 'Pause').getByRole('button', { name: /^Pause all/ });
      await expect(pause).toBeVisible();
      await hand.either(['p'], pause);
      await because(work, 'news at 14:30', 'Pause');
      await expect(panel(page, 'Pause').getByRole('button', { name: /^Resume all/ })).toBeVisible();
    },
  },
  {
    name: 'take entries again',
    run: async ({ page, hand }) => {
      await hand.go('r', 'Risk');
      await hand.press(panel(page, 'Pause').getByRole('button', { name: /^Resume all/ }));
      await expect(panel(page, 'Pause').getByRole('button', { name: /^Pause all/ })).toBeVisible();
    },
  },
  {
    name: 'pause one contract for an hour, and resume it',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('r', 'Risk');
      const coin = panel(page, 'Pause').getByRole('group', { name: 'Symbols' }).getByRole('button', { name: /^DOT/ });
      await hand.press(coin);
      await hand.choose(dialogOf(page).getByRole('radio', { name: '1 h' }));
      await because(work, 'a listing elsewhere', 'Pause');
      await expect(coin).toHaveAttribute('aria-pressed', 'true');
      await hand.press(coin);
      await expect(coin).toHaveAttribute('aria-pressed', 'false');
    },
  },
  {
    name: 'pause the intake of signals, and take them again',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('s', 'Signals');
      await hand.press(intake(page).getByRole('button', { name: 'Pause…' }));
      await because(work, 'a quiet hour', 'Pause intake');
      await expect(intake(page).getByText('Paused, all refused')).toBeVisible();
      await hand.press(intake(page).getByRole('button', { name: 'Resume…' }));
      await because(work, 'it is over', 'Take signals');
      await expect(intake(page).getByText('Signals are taken')).toBeVisible();
    },
  },
  {
    name: 'pause an agent, and resume it',
    run: async (work) => {
      const { page, hand } = work;
      await hand.go('a', 'Agents');
      const row = agents(page).and(page.locator('[data-agent="fundamental"]'));
      await hand.press(row);
      const detail = page.getByRole('region', { name: 'Agent', exact: true });
      await expect(detail.getByRole('heading', { name: 'Fundamental' })).toBeVisible();
      await hand.press(detail.getByRole('button', { name: 'Pause…' }));
      await because(work, 'to look at its figures', 'Pause');
      await expect(row.getByText('PAUSED')).toBeVisible();
      await hand.press(detail.getByRole('button', { name: 'Resume' }));
      await expect(row.getByText('PAUSED')).toHaveCount(0);
    },
  },
  {
    name: 'tighten a limit, and roll it back',
    run: async (work) => {
      const { page, hand } = work;
      await openSettings(work, 'Limits');
      const row = page.locator('tr[data-limit=maxOpenOrders]');
      const before = await row.innerText();
      await hand.press(row.getByRole('button', { name: /^Change/ }));
      await hand.write(dialogOf(page).getByLabel(/^Value/), '5');
      await because(work, 'a small account', 'Change limit');
      await expect(row).not.toHaveText(before);
      const history = page.getByRole('region', { name: 'History of the limits' });
      await hand.press(history.getByRole('button', { name: /^Roll back to/ }).first());
      await expect.poll(() => row.innerText()).toBe(before);
    },
  },
  {
    name: 'switch a protection on',
    run: async (work) => {
      const { page, hand } = work;
      await openSettings(work, 'Protections');
      const row = page.locator(`tr[data-protection=${hand.name === 'mouse' ? 'agent-stops' : 'hit-rate'}]`);
      await expect(row).toContainText('OFF');
      await hand.press(row);
      const detail = page.getByRole('region', { name: 'Protection', exact: true });
      await hand.press(detail.getByRole('button', { name: 'Set…' }));
      await hand.press(dialogOf(page).getByRole('switch'));
      await because(work, 'one source too many', 'Set protection');
      await expect(row).toContainText('ON');
    },
  },
  {
    name: 'lower the caps on signals',
    run: async (work) => {
      const { page, hand } = work;
      const cap = hand.name === 'mouse' ? '81' : '82';
      await openSettings(work, 'Signal caps');
      await hand.press(page.getByRole('button', { name: 'Change…' }));
      await hand.write(dialogOf(page).getByLabel('All together').first(), cap);
      await because(work, 'fewer, and better', 'Change caps');
      await expect(page.locator('tr[data-cap=totalHour]')).toContainText(cap);
    },
  },
  {
    name: 'read why the gate denied an order',
    run: async ({ page, hand }) => {
      await hand.go('r', 'Risk');
      await hand.press(panel(page, 'Denials').locator('tbody tr').first().getByRole('button'));
      const drawer = page.getByLabel('Explanation of a signal');
      await expect(drawer.getByText('Way of the signal')).toBeVisible();
      await hand.key('Escape');
      await expect(drawer).toHaveCount(0);
    },
  },
  {
    name: 'verify the journal',
    run: async ({ page, hand }) => {
      await hand.go('j', 'Journal');
      await hand.press(page.getByRole('button', { name: 'Verify' }));
      await expect(page.getByText(/records hold at .* UTC, root/)).toBeVisible({ timeout: 30_000 });
    },
  },
  {
    name: 'export the records of orders',
    run: async ({ page, hand }) => {
      await hand.go('j', 'Journal');
      const orders = page.getByRole('button', { name: 'order', exact: true });
      await hand.press(orders);
      await expect(orders).toHaveAttribute('aria-pressed', 'true');
      const saved = page.waitForEvent('download');
      await hand.press(page.getByRole('button', { name: 'Export…' }));
      await hand.press(page.getByRole('menuitem', { name: /^JSON/ }));
      expect((await saved).suggestedFilename()).toMatch(/^zmart-journal-.*\.json$/);
    },
  },
  {
    name: 'halt and close every position',
    run: async (work) => {
      const { page, hand } = work;
      await hand.either(['Control+Shift+K'], page.getByRole('button', { name: /^Halt all/ }));
      await hand.press(dialogOf(page).getByLabel(/^Close every position too/));
      await hand.press(dialogOf(page).getByRole('button', { name: 'Halt and close all' }));
      await expect(state(page, 'HALTED')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Positions' }).getByText(/^Flat/)).toBeVisible();
      await resume(work);
    },
  },
];
