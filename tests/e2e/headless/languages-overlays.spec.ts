import { expect, type Page } from '@playwright/test';
import { cutTexts } from '#tests/support/browser/cut-texts.ts';
import { leftInEnglish } from '#tests/support/browser/left-in-english.ts';
import { leaveOverlays, openEach, OVERLAY } from '#tests/support/browser/found-overlays.ts';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { loadScene, openSpoken, showScreen, spoken, type OtherLanguage } from '#tests/support/browser/spoken-window.ts';
import { test } from '#tests/support/browser/window-test.ts';
import { namedByOthers, writtenByOthers } from '#tests/support/renderer/written-by-others.ts';

/** What lies over screens, and what is rare: over sample data, which hold what a demo shows after days. */
test.describe.configure({ mode: 'parallel' });

const BY_OTHERS = { written: writtenByOthers, named: namedByOthers };
const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

/** Screens that show a halt and what led to it, and screens of an account that is not known. */
const HALTED = [
  '/',
  '/console',
  '/signals',
  '/risk',
  '/agents',
  '/journal',
  '/reconcile',
  '/feeds',
  '/settings/accounts',
];
const UNKNOWN = ['/', '/console', '/kingfisher', '/risk', '/feeds', '/settings/accounts', '/settings/watchdog'];

/** What is wrong with what is shown: English that was left, and what does not fit. */
class Findings {
  readonly #page: Page;
  readonly #language: OtherLanguage;
  readonly #found = new Set<string>();

  constructor(page: Page, language: OtherLanguage) {
    this.#page = page;
    this.#language = language;
  }

  async look(where: string, within = 'body'): Promise<void> {
    const left = await leftInEnglish(this.#page, this.#language, within, BY_OTHERS);
    for (const text of left) this.#found.add(`${where}: English: ${text}`);
    for (const text of await cutTexts(this.#page, within)) this.#found.add(`${where}: cut: ${text}`);
  }

  async lookWhole(where: string): Promise<void> {
    await this.look(where);
    const wide = await this.#page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) this.#found.add(`${where}: scrolls sideways by ${String(wide)}`);
  }

  get all(): readonly string[] {
    return [...this.#found];
  }
}

/** What the keys of the window and of the console open. */
async function lookAtKeys(page: Page, language: OtherLanguage, findings: Findings): Promise<void> {
  const open = async (key: string, where: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.locator(OVERLAY).first().waitFor();
    await findings.look(where, OVERLAY);
  };
  await showScreen(page, '/console');
  await open('?', 'the sheet of keys');
  await leaveOverlays(page);
  await open('Control+Shift+K', 'the kill switch');
  await leaveOverlays(page);
  await open('Control+K', 'the palette');
  for (const typed of ['halt', 'eth', 'limit', 'qqqqq']) {
    await page.keyboard.press('Control+A');
    await page.keyboard.type(typed);
    await findings.look(`the palette, ${typed}`, OVERLAY);
  }
  await leaveOverlays(page);
  await open('Control+K', 'the palette');
  await page.keyboard.type(spoken(language, 'Take the tour'));
  await page.keyboard.press('Enter');
  for (let step = 1; (await page.locator('section[role=dialog]').count()) > 0 && step < 9; step += 1) {
    await findings.look(`the tour, ${String(step)}`, OVERLAY);
    await page.locator('section[role=dialog] footer button').last().click();
  }
}

/** An order as it is drawn, previewed, refused by a check, and sent; a notice tells of it. */
async function lookAtTicket(page: Page, findings: Findings): Promise<void> {
  await showScreen(page, '/console');
  for (const [size, where] of [
    ['50', 'an order'],
    ['5000', 'an order that is too large'],
  ] as const) {
    await page.keyboard.press('b');
    await page.keyboard.press('q');
    await page.keyboard.type(size);
    await page.keyboard.press('Escape');
    await findings.look(where, 'main');
  }
}

for (const language of ['de', 'zh'] as const) {
  test(`everything that opens over a screen speaks ${language} and fits`, async ({ browser, harness }) => {
    const page = await openSpoken(browser, language, SMALL);
    const findings = new Findings(page, language);
    await loadScene(page, harness.url('day'), '', '/');
    let opened = 0;
    for (const { path } of SCREEN_LIST) {
      await showScreen(page, path);
      await findings.lookWhole(path);
      opened += await openEach(page, (name) => findings.look(`${path} > ${name}`, OVERLAY));
    }
    await lookAtKeys(page, language, findings);
    await lookAtTicket(page, findings);
    await showScreen(page, '/explain/signal-0');
    await findings.lookWhole('an explanation');
    expect(findings.all.join('\n')).toBe('');
    expect(opened).toBeGreaterThan(100);
    await page.context().close();
  });

  test(`what is rare speaks ${language} and fits`, async ({ browser, harness }) => {
    const page = await openSpoken(browser, language, LARGE);
    const findings = new Findings(page, language);
    for (const [scene, query, paths] of [
      ['halted', '', HALTED],
      ['unknown', '', UNKNOWN],
      ['flat', '', ['/', '/console', '/portfolio', '/signals', '/heatmap']],
      ['day', '&standing=read-only', ['/', '/console', '/settings/limits', '/settings/accounts', '/risk']],
      ['day', '&standing=live', ['/', '/console', '/settings/accounts']],
      ['day', '&standing=doubt', ['/console']],
      ['day', '&connection=lost', ['/', '/console', '/journal', '/settings/data']],
    ] as const) {
      await loadScene(page, harness.url(scene), query, '/');
      for (const path of paths) {
        await showScreen(page, path);
        await findings.lookWhole(`${scene}${query} ${path}`);
      }
    }
    expect(findings.all.join('\n')).toBe('');
    await page.context().close();
  });
}

test('a planted English line and a text that does not fit are found in what lies over a screen', async ({
  browser,
  harness,
}) => {
  const page = await openSpoken(browser, 'de', SMALL);
  const findings = new Findings(page, 'de');
  await loadScene(page, harness.url('day'), '', '/');
  await page.keyboard.press('Control+Shift+K');
  await page.locator(OVERLAY).waitFor();
  await findings.look('the kill switch', OVERLAY);
  expect(findings.all).toEqual([]);
  await page.locator(OVERLAY).evaluate((dialog) => {
    dialog.querySelector('p')?.replaceChildren('Halt all');
    const button = dialog.querySelector('button');
    button?.replaceChildren('Abbrechen und alles so lassen, wie es ist');
    button?.setAttribute('style', 'max-width: 80px; white-space: nowrap');
  });
  await findings.look('the kill switch', OVERLAY);
  expect(findings.all).toEqual([
    'the kill switch: English: Halt all',
    'the kill switch: cut: Abbrechen und alles so lassen, wie es ist',
  ]);
  await page.context().close();
});
