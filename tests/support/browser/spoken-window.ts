import { expect, type Browser, type Page } from '@playwright/test';
import de from '#shared/language/catalogues/de.json' with { type: 'json' };
import zh from '#shared/language/catalogues/zh.json' with { type: 'json' };
import hostDe from '#shared/language/catalogues/host.de.json' with { type: 'json' };
import hostZh from '#shared/language/catalogues/host.zh.json' with { type: 'json' };
import { standing } from './still-window.ts';
import type { Catalogue } from '#shared/language/words.ts';

/** The languages of the window beside the one it is written in. */
export type OtherLanguage = 'de' | 'zh';

/** What a system says that speaks each, and what the page is then marked with. */
export const LOCALES = {
  de: { locale: 'de-DE', tag: 'de-DE' },
  zh: { locale: 'zh-CN', tag: 'zh-Hans-CN' },
} as const;

/** What the window says in each language, by its English. */
export const CATALOGUES: Readonly<Record<OtherLanguage, Catalogue>> = { de, zh };

/** What it says for sentences of the host. */
export const HOST_CATALOGUES: Readonly<Record<OtherLanguage, Catalogue>> = { de: hostDe, zh: hostZh };

/** What an English text of the window is in a language. @throws Error when it is no message: the window says it no more */
export function spoken(language: OtherLanguage, english: string): string {
  const text = CATALOGUES[language][english];
  if (text === undefined) throw new Error(`The window does not say "${english}".`);
  return text;
}

const LOADING = (['de', 'zh'] as const)
  .map((language) => `main [role=status][aria-label="${spoken(language, 'Loading')}"]`)
  .join(', ');

export interface SpokenLook {
  readonly theme?: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
}

/** The window over sample data as somebody sees it whose system speaks a language. Nothing moves in it. */
export async function openSpoken(browser: Browser, language: OtherLanguage, look: SpokenLook): Promise<Page> {
  const { theme = 'dark', width, height } = look;
  const context = await browser.newContext({
    locale: LOCALES[language].locale,
    timezoneId: 'UTC',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height },
  });
  await context.addInitScript(
    `if (location.protocol === 'http:') {
       localStorage.setItem('zmart-theme', '${theme}');
       localStorage.setItem('zmart-first-run', '{"state":{"welcomed":true},"version":0}');
     }`,
  );
  return context.newPage();
}

/** Loads a scene anew, at a screen. @param query of the harness: `&standing=live`, `&connection=lost` */
export async function loadScene(page: Page, scene: string, query: string, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${scene}&beat=none${query}#${path}`);
  await settled(page);
}

/** Goes to a screen of the scene that is open. */
export async function showScreen(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await settled(page);
}

/** Waits until a screen has what it shows, and stood still for a moment. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main')).toContainText(/\p{L}{2}/u);
  await expect(page.locator(LOADING)).toHaveCount(0);
  await page.evaluate(standing);
}
