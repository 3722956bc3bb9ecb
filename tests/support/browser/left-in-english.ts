import type { Page } from '@playwright/test';

/** What tells that a text was left in English: two Latin words in a row of Chinese, words that German does not have. */
const ENGLISH = {
  zh: /[A-Za-z]{2,}(?:[ ,;:]+[a-z]{2,})+/,
  de: /\b(?:the|and|of|is|are|were|not|with|from|for|to|by|no|yet|its|this|that|which|than|has|have|been)\b/,
} as const;

/** Everything the page says: texts that are drawn, and titles and names for screen readers. Code and what is typed are left out. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const silent = 'script, style, code, pre, kbd, textarea, [data-verbatim]';
    const said = (element: Element | null): element is Element =>
      element !== null && element.closest(silent) === null && element.getClientRects().length > 0;
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (said(node.parentElement)) texts.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[title], [aria-label], [placeholder]'))
      if (said(element))
        for (const name of ['title', 'aria-label', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    return texts;
  });

/** What of the page seems to be English, each text once. */
export async function leftInEnglish(page: Page, language: keyof typeof ENGLISH): Promise<readonly string[]> {
  const texts = await textsOf(page);
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => ENGLISH[language].test(text));
}
