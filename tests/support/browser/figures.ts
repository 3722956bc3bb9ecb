import type { Page } from '@playwright/test';

/** The figures of one panel, or of a strip that stands in none, and what is offered beside them. */
export interface FigurePanel {
  readonly region: string;
  readonly figures: readonly string[];
  /** Whether one press tells where they come from. */
  readonly told: boolean;
  /** Whether all of them look old. */
  readonly stale: boolean;
}

/**
 * Every panel of the page that draws figures. A figure is a text with digits; it is none when it is
 * - something to choose, type or press, what it is set to, its name, or a heading: what a person sets is not measured;
 * - a moment: a time of day, a day;
 * - a name: an id, a version, a hash, a key of the keyboard, a timeframe, a contract;
 * - the mark itself.
 */
export const figurePanels = (page: Page): Promise<FigurePanel[]> =>
  page.evaluate(() => {
    const MARK = 'button[title="Where this comes from"]';
    const NO_FIGURES = [
      'script, style, code, pre, kbd, time, textarea, select, option, output, label, legend, th, h1, h2, h3, [data-verbatim]',
      `[role=radio], [role=tab], [role=columnheader], [role=dialog], [aria-haspopup], ${MARK}`,
    ].join(', ');
    const NAMES = [
      /\b\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\b/g,
      /\b\d{4}-\d{2}-\d{2}\b/g,
      /\b\d{1,2}\.? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?\b/g,
      /\bversions? \d+(\.\d+)*\b/gi,
      /\bv?\d+\.\d+\.\d+[\w.-]*/g,
      /\b\d+[mhdw]\b/g,
      /\b(?=\w*\d)(?=\w*[a-z_])[\w-]{3,}\b/gi,
    ];
    const isFigure = (text: string): boolean => /\d/.test(NAMES.reduce((left, name) => left.replace(name, ''), text));
    // Outside of panels a figure belongs to the nearest strip that has a name: a mark elsewhere on the screen tells nothing of it.
    const regionOf = (element: Element): Element =>
      element.closest('[data-region]') ?? element.closest('section, [role=region], [role=toolbar]') ?? element;
    const found = new Map<Element, { figures: Set<string>; fresh: boolean }>();
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (element === null || element.getClientRects().length === 0) continue;
      if (element.closest(NO_FIGURES) !== null || !isFigure(text)) continue;
      const region = regionOf(element);
      const panel = found.get(region) ?? { figures: new Set<string>(), fresh: false };
      panel.figures.add(text);
      panel.fresh ||= element.closest('[data-stale=true]') === null;
      found.set(region, panel);
    }
    return [...found].map(([region, { figures, fresh }]) => ({
      region: region.getAttribute('data-region') ?? region.getAttribute('aria-label') ?? `<${region.tagName}>`,
      figures: [...figures],
      told: [...region.querySelectorAll(MARK)].some((mark) => mark.getClientRects().length > 0),
      stale: !fresh,
    }));
  });
