import type { Page } from '@playwright/test';
import { CATALOGUES, HOST_CATALOGUES, type OtherLanguage } from './spoken-window.ts';

/** What tells that a text was left in English: two Latin words in a row of Chinese, words that German does not have. */
const ENGLISH = {
  zh: /[A-Za-z]{2,}(?:[ ,;:]+[a-z]{2,})+/,
  de: /\b(?:the|and|of|is|are|were|not|with|from|for|to|by|no|yet|its|this|that|which|than|has|have|been)\b/,
} as const;

/** Everything that is said within an element: texts that are drawn, and titles and names for screen readers. Code and what is typed are left out. */
const textsOf = (page: Page, within: string): Promise<string[]> =>
  page.evaluate((selector) => {
    const silent = 'script, style, code, pre, kbd, textarea, [data-verbatim]';
    const said = (element: Element | null): element is Element =>
      element !== null && element.closest(silent) === null && element.getClientRects().length > 0;
    const texts: string[] = [];
    for (const root of document.querySelectorAll(selector)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        if (said(node.parentElement)) texts.push(node.textContent ?? '');
      for (const element of [root, ...root.querySelectorAll('[title], [aria-label], [placeholder]')])
        if (said(element))
          for (const name of ['title', 'aria-label', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts;
  }, within);

/** Messages whose every use is said otherwise than in English: shown as they stand, nobody translated them. */
function untranslated(language: OtherLanguage): ReadonlySet<string> {
  const entries = [CATALOGUES[language], HOST_CATALOGUES[language]].flatMap((messages) =>
    Object.entries(messages).map(([key, text]) => [key.replace(/ \[[^\]]*\]$/, ''), text] as const),
  );
  const shown = new Set(entries.map(([, text]) => text));
  return new Set(entries.map(([english]) => english).filter((english) => english.length > 1 && !shown.has(english)));
}

const UNTRANSLATED = { de: untranslated('de'), zh: untranslated('zh') };

/** What people and venues wrote, anywhere within a text, and what they named: it is shown as it is. */
interface ByOthers {
  readonly written?: readonly string[];
  readonly named?: ReadonlySet<string>;
}

/** What German says as English does, and resources of the lock manager. */
const BORROWED = /out[ -]of[ -]sample|fear and greed|\b(?:host|symbol|trading|risk|signal|vault|account):[\w-]+/gi;

/**
 * What of the page seems to be English, each text once.
 * @param within selects what is looked at; the whole page unless told
 */
export async function leftInEnglish(
  page: Page,
  language: OtherLanguage,
  within = 'body',
  { written = [], named = new Set() }: ByOthers = {},
): Promise<readonly string[]> {
  const texts = await textsOf(page, within);
  const ours = (text: string): string => written.reduce((rest, one) => rest.replaceAll(one, ''), text).trim();
  return [...new Set(texts.map(ours))].filter(
    (text) =>
      !named.has(text) && (ENGLISH[language].test(text.replaceAll(BORROWED, '')) || UNTRANSLATED[language].has(text)),
  );
}
