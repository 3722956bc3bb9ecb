import type { Page } from '@playwright/test';

/** The figures of one panel, of a dialog, drawer or part of the frame, or of a strip in none, and what is offered beside them. */
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
 * - the mark itself, its card, and a word that goes by itself.
 * What is drawn on a canvas, or as an image of lines, is a figure.
 */
export const figurePanels = (page: Page): Promise<FigurePanel[]> =>
  page.evaluate(() => {
    const MARK = 'button[title="Where this comes from"]';
    const OVERLAY = '[role=dialog], .MuiDrawer-paper, .MuiMenu-paper, [role=tooltip]';
    const FRAME = 'header, footer, [data-origin-reach]';
    const NO_FIGURES = [
      'script, style, code, pre, kbd, time, textarea, select, option, output, label, legend, th, h1, h2, h3, [data-verbatim]',
      `[role=radio], [role=tab], [role^=menuitem], [role=columnheader], [data-origin-card], [data-notices], [aria-haspopup], ${MARK}`,
    ].join(', ');
    const DRAWN = 'canvas, svg[role=img]';
    const NAMES = [
      /\b\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\b/g,
      /\b\d{4}-\d{2}-\d{2}\b/g,
      /\b\d{1,2}\.? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?\b/g,
      /\bversions? \d+(\.\d+)*\b/gi,
      /\bv?\d+\.\d+\.\d+[\w.-]*/g,
      /\b\d+[mhdw]\b/g,
      /\b[A-Z]{1,2}-\d+\b/g,
      /\b(?=\w*\d)(?=\w*[a-z_])[\w-]{3,}\b/gi,
    ];
    const isFigure = (text: string): boolean => /\d/.test(NAMES.reduce((left, name) => left.replace(name, ''), text));
    // Outside of panels a figure belongs to the nearest strip that has a name, else to the dialog, drawer or part of the frame
    // it stands in: a mark elsewhere on the screen tells nothing of it.
    const regionOf = (element: Element): Element =>
      element.closest('[data-region]') ??
      element.closest('section, [role=region], [role=toolbar], [data-origin-reach]') ??
      element.closest(OVERLAY) ??
      element.closest(FRAME) ??
      element;
    const found = new Map<Element, { figures: Set<string>; fresh: boolean }>();
    const take = (element: Element, figure: string): void => {
      const region = regionOf(element);
      const panel = found.get(region) ?? { figures: new Set<string>(), fresh: false };
      panel.figures.add(figure);
      panel.fresh ||= element.closest('[data-stale=true]') === null;
      found.set(region, panel);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (element === null || element.getClientRects().length === 0) continue;
      if (element.closest(NO_FIGURES) === null && isFigure(text)) take(element, text);
    }
    // What is painted has no text: a picture as large as a figure stands for one.
    for (const drawn of document.querySelectorAll(DRAWN)) {
      const { width, height } = drawn.getBoundingClientRect();
      // The mark of the program leads home.
      if (width * height > 0 && drawn.closest('[data-origin-card], a') === null)
        take(drawn, `<${drawn.tagName.toLowerCase()}>`);
    }
    return [...found].map(([region, { figures, fresh }]) => ({
      region:
        region.getAttribute('data-region') ??
        region.getAttribute('aria-label') ??
        (region.getAttribute('data-origin-reach') || null) ??
        `<${region.tagName}>`,
      figures: [...figures],
      told: [...region.querySelectorAll(MARK)].some((mark) => mark.getClientRects().length > 0),
      stale: !fresh,
    }));
  });
