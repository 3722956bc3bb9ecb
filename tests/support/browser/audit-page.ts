import type { Page } from '@playwright/test';

/** Least contrast of a text with what is behind it (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;

/**
 * What of the shown page somebody who cannot see it, or not well, would lack: controls and pictures without a name, ids
 * that stand twice, references to nothing, table heads without a word, and text too near its background.
 *
 * Beside axe it tells what axe leaves open ("incomplete") or calls minor: references that lead nowhere, any id that stands
 * twice, heads of a table without a word, and the contrast of text where axe cannot tell what lies behind it.
 */
export function auditPage(page: Page): Promise<string[]> {
  return page.evaluate(audit, LEAST_CONTRAST);
}

/** Runs in the page, so it holds everything it needs. */
function audit(leastContrast: number): string[] {
  const found: string[] = [];
  const shown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('[aria-hidden=true], [inert]') === null;
  const tell = (problem: string, element: Element): void => {
    found.push(`${problem}: ${element.outerHTML.slice(0, 120)}`);
  };

  const nameOf = (element: Element): string => {
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    const referred = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    return [
      element.getAttribute('aria-label'),
      ...referred.map((id) => document.getElementById(id)?.textContent),
      ...[...(labels ?? [])].map((label) => label.textContent),
      element.getAttribute('title'),
      element.textContent,
    ].join('');
  };
  const named = 'button, a[href], input:not([type=hidden]), textarea, select, canvas[role=img], [role=combobox], th';
  const checkNames = (): void => {
    for (const element of document.querySelectorAll(named))
      if (shown(element) && nameOf(element).trim() === '') tell('no name', element);
  };

  const ids = new Set<string>();
  const checkIds = (): void => {
    for (const element of document.querySelectorAll('[id]')) {
      if (ids.has(element.id)) tell('an id that stands twice', element);
      ids.add(element.id);
    }
    for (const attribute of ['aria-labelledby', 'aria-describedby'])
      for (const element of document.querySelectorAll(`[${attribute}]`))
        for (const id of (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean))
          if (!ids.has(id)) tell(`${attribute} leads nowhere`, element);
  };

  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const colourOf = (text: string): Colour => {
    const parts = (text.match(/[\d.]+/g) ?? []).map(Number);
    const scale = text.startsWith('color(') ? 255 : 1;
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + below[index] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const behind = (element: Element): Colour => {
    const layers: Colour[] = [];
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const colour = colourOf(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight<Colour>((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = ([red, green, blue]: Colour): number => {
    const linear = (value: number): number =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const checkContrast = (): void => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Set<Element>();
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const element = text.parentElement;
      if (element === null || seen.has(element) || (text.textContent ?? '').trim() === '' || !shown(element)) continue;
      seen.add(element);
      if (getComputedStyle(element).fontSize === '0px') continue;
      // What cannot be used need not be told from its background (1.4.3, inactive components).
      if (element.closest(':disabled, .Mui-disabled, [aria-disabled=true], [data-stale=true]') !== null) continue;
      const back = behind(element);
      const front = over(colourOf(getComputedStyle(element).color), back);
      const [brighter = 0, darker = 0] = [light(front), light(back)].sort((a, b) => b - a);
      const contrast = (brighter + 0.05) / (darker + 0.05);
      if (contrast < leastContrast) tell(`contrast ${contrast.toFixed(2)}`, element);
    }
  };

  checkNames();
  checkIds();
  checkContrast();
  return found;
}
