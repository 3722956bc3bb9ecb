import { expect, test as base, type BrowserContext } from '@playwright/test';
import { shiftMs, shiftScript } from './clock-shift.ts';

/** What the browser itself writes when a host was ended or refuses on purpose: it says nothing about the program. */
const OF_THE_NETWORK =
  /^Failed to load resource|^(TypeError: )?Failed to fetch dynamically|^WebSocket (connection to|is already in CLOSING)|net::ERR_/;

interface Quiet {
  /** Fails a test in which any page complained. */
  readonly quiet: undefined;
}

interface Heard {
  /** Uncaught errors, rejections nobody handled and `console.error` lines of every page of the worker's browser. */
  readonly heard: string[];
}

/** Playwright's `test`, for which a page that complains is a failure, whoever opened it. */
export const test = base.extend<Quiet, Heard>({
  heard: [
    async ({ browser }, use) => {
      const lines: string[] = [];
      const listen = (context: BrowserContext): void => {
        if (shiftMs() !== 0) void context.addInitScript(shiftScript());
        const hear = (text: string): void => {
          if (!OF_THE_NETWORK.test(text)) lines.push(text);
        };
        context.on('weberror', (error) => hear(error.error().message));
        context.on('console', (message) => {
          if (message.type() === 'error') hear(message.text());
        });
      };
      browser.on('context', listen);
      await use(lines);
      browser.off('context', listen);
    },
    { scope: 'worker', auto: true },
  ],
  quiet: [
    async ({ heard }, use) => {
      await use(undefined);
      expect(heard.splice(0), 'a page complained').toEqual([]);
    },
    { auto: true },
  ],
});
