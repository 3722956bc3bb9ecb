import { expect, type Page } from '@playwright/test';
import { startHost, type HostProcess } from '#tests/support/browser/host-process.ts';
import { test } from '#tests/support/browser/window-test.ts';
import { handOf, HANDS, type Hand } from './hands.ts';
import { watchKeys, type KeyWatch } from './only-keys.ts';

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

async function beginOnDashboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/';
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await expect(page.getByRole('main', { name: 'Dashboard' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/**
 * Does a task with one hand.
 * @returns the keys it took, text aside.
 * @throws where one by keyboard was helped by anything else, or took more keys than it may.
 */
export async function doTask(task: Task, name: Hand['name'], page: Page, watch: KeyWatch): Promise<number> {
  const hand = handOf(name, page);
  watch.forget();
  await task.run({ page, hand });
  if (name === 'mouse') return 0;
  expect(await watch.seen(), 'not by keyboard alone').toEqual([]);
  expect(hand.strokes, 'more keys than it may take').toBeLessThanOrEqual(task.mostStrokes ?? Infinity);
  return hand.strokes;
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
    let watch: KeyWatch;

    test.beforeAll(async ({ browser }) => {
      host = await startHost();
      page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      watch = await watchKeys(page);
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

        for (const task of tasks)
          test(task.name, async ({}, info) => {
            await beginOnDashboard(page);
            const strokes = await doTask(task, name, page, watch);
            if (name === 'keyboard') info.annotations.push({ type: 'keys pressed', description: String(strokes) });
          });
      });
  });
}
