import { expect, type Page } from '@playwright/test';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';
import { handOf, HANDS, type Hand } from './hands.ts';

/** The window with a hand at it. */
export interface AtWork {
  readonly page: Page;
  readonly hand: Hand;
}

/** What a person wants done, as steps of either hand. It begins on the dashboard, and what it asks for is seen at its end. */
export interface Task {
  readonly name: string;
  readonly run: (work: AtWork) => Promise<void>;
  /** Keys that may be pressed, text aside; any number when left out. */
  readonly mostStrokes?: number;
}

/** Counts what a mouse did. */
const COUNT_POINTER = `globalThis.pointed = 0; addEventListener('pointerdown', () => { globalThis.pointed += 1; }, true);`;

async function beginOnDashboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/';
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await expect(page.getByRole('main', { name: 'Dashboard' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/**
 * Does every task by mouse, then by keyboard alone, on a demo host of its own.
 * @param prepare what must be so before the first of them, for each hand anew.
 */
export function playTasks(
  area: string,
  tasks: readonly Task[],
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): void {
  test.describe(area, () => {
    let host: HostProcess;
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      host = await startHost();
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      await page.addInitScript(COUNT_POINTER);
      await page.goto(host.url);
      // The demo's past is made by then.
      await expect(page.getByLabel('Latest decisions').getByRole('listitem').first()).toBeVisible({ timeout: 30_000 });
    });

    test.afterAll(async () => {
      await page.context().close();
      await host.stop();
    });

    for (const name of HANDS)
      test.describe(`by ${name}`, () => {
        test.beforeAll(() => prepare(page));

        for (const { name: what, run, mostStrokes } of tasks)
          test(what, async ({}, info) => {
            await beginOnDashboard(page);
            const hand = handOf(name, page);
            const before = await page.evaluate('globalThis.pointed');
            await run({ page, hand });
            if (name === 'mouse') return;
            expect(await page.evaluate('globalThis.pointed'), 'the mouse was used').toBe(before);
            info.annotations.push({ type: 'keys pressed', description: String(hand.strokes) });
            if (mostStrokes !== undefined) expect(hand.strokes).toBeLessThanOrEqual(mostStrokes);
          });
      });
  });
}
