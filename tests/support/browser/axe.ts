import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The success criteria of WCAG 2.2 up to AA, as axe marks its rules. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const GRAVE: readonly unknown[] = ['serious', 'critical'];

/**
 * What axe cannot see to be right. The rows of KingFisher's tables are 17 px high: the whole row takes the pointer, and
 * the chooser of the symbol above is a control of full size for the same (2.5.8, exception "equivalent").
 */
const EXCUSED: readonly { readonly rule: string; readonly html: RegExp }[] = [
  { rule: 'target-size', html: /^<button [^>]*aria-label="[A-Z0-9]+: show it"/ },
];

/** What another theme can change: all other rules are about the document. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'] as const;

/** What axe calls serious or critical on the shown page, or within a part of it; by these rules only where some are given. */
export async function axeFindings(page: Page, part = 'body', rules?: readonly string[]): Promise<string[]> {
  // No page of ours holds a frame, so one run within the page is the whole answer.
  const builder = new AxeBuilder({ page }).setLegacyMode().include(part);
  const { violations } = await builder
    .options({
      runOnly: rules === undefined ? { type: 'tag', values: LEVELS } : { type: 'rule', values: [...rules] },
      resultTypes: ['violations'],
    })
    .analyze();
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !EXCUSED.some(({ rule, html: pattern }) => rule === id && pattern.test(html)))
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.split('\n')[1] ?? ''}`),
    );
}
