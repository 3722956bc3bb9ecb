import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { taskMs } from '../window/chromium.ts';

/** A page is at rest when its main thread did less than this within as long, ms. */
const REST_MS = 4;
const REST_LOOK_MS = 250;

/** A page of its own process, whose main thread is measured. */
export class MeasuredPage {
  readonly page: Page;
  readonly #session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async open(browser: Browser, viewport: { readonly width: number; readonly height: number }) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    // Time the thread ran, not time that passed: what else the machine does is in neither side.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new MeasuredPage(page, session);
  }

  /** Main-thread ms of what an expression does, everything until the page is at rest. */
  async spend(expression: string): Promise<number> {
    await this.page.bringToFront();
    const before = await taskMs(this.#session);
    await this.page.evaluate(expression);
    return (await this.rest()) - before;
  }

  /** Waits until the page has nothing to do; its main-thread ms by then. */
  async rest(): Promise<number> {
    for (;;) {
      const before = await taskMs(this.#session);
      await pause(REST_LOOK_MS);
      const now = await taskMs(this.#session);
      if (now - before < REST_MS) return before;
    }
  }
}
