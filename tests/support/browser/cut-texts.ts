import type { Page } from '@playwright/test';

/**
 * Texts of the shown page that do not fit where they stand: cut off without a mark that says so, reaching out of their button or
 * cell, or over the edge of the window. Left out is what is made to be cut (an ellipsis) or to be scrolled to.
 */
export const cutTexts = (page: Page, within = 'body'): Promise<string[]> => page.evaluate(findCut, within);

/** Runs in the page, so it holds everything it needs. */
function findCut(within: string): string[] {
  /** Half a letter: what rounds to another pixel is no fault. */
  const slack = 1.5;
  /** The name of a coin is the same in every language. */
  const COIN = /^[A-Z0-9]{2,12}$/;
  const found = new Set<string>();

  const textBox = (text: Node): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  };
  /** Drawn for screen readers alone, or not at all. */
  const unseen = (box: DOMRect): boolean => box.width <= 2 || box.height <= 2;
  const beyond = (inner: DOMRect, outer: DOMRect): number =>
    Math.max(inner.right - outer.right, outer.left - inner.left);

  const isCut = (element: Element, box: DOMRect): boolean => {
    for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(at);
      const outer = at.getBoundingClientRect();
      if (unseen(outer)) return false;
      // What is moved beneath its edge by hand is scrolled, too.
      if (at.hasAttribute('data-moved')) return false;
      if (overflowX !== 'visible')
        return (
          overflowX !== 'auto' && overflowX !== 'scroll' && textOverflow !== 'ellipsis' && beyond(box, outer) > slack
        );
      if (at.matches('button, a, th, td') && beyond(box, outer) > slack) return true;
    }
    return box.right > innerWidth + slack && box.left < innerWidth;
  };

  const texts = [...document.querySelectorAll(within)].flatMap((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes: Node[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node);
    return nodes;
  });
  for (const node of texts) {
    const element = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (element === null || !/\p{L}{2}/u.test(text) || COIN.test(text) || element.closest('script, style') !== null)
      continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const box = textBox(node);
    if (!unseen(box) && isCut(element, box)) found.add(text);
  }
  return [...found];
}
