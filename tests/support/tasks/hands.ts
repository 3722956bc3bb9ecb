import { expect, type Locator, type Page } from '@playwright/test';

/** One way to work the window. Text is typed with either. */
export interface Hand {
  readonly name: 'mouse' | 'keyboard';
  /** Goes to an element without pressing it. */
  reach(target: Locator): Promise<void>;
  /** Presses a button, link, tab, switch, option or row. */
  press(target: Locator): Promise<void>;
  /** Chooses a radio button, or an entry of a list that is chosen as it is walked. */
  choose(target: Locator): Promise<void>;
  /** Puts text into a field in place of what stands there. */
  write(field: Locator, text: string): Promise<void>;
  /** Types into a field on which the window itself has put the focus. */
  type(field: Locator, text: string): Promise<void>;
  /** Presses a key that one at the mouse presses too, such as Escape. */
  key(name: string): Promise<void>;
  /** Does what has keys of its own: presses them, or the control that does the same. */
  either(keys: readonly string[], control: Locator): Promise<void>;
  /** Goes to a screen: by its letter after `G`, or by its entry in the navigation. */
  go(letter: string, screen: string): Promise<void>;
  /** Keys pressed so far, text aside. */
  readonly strokes: number;
}

async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
}

/** Points and clicks. */
class Mouse implements Hand {
  readonly name = 'mouse';
  readonly strokes = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async reach(target: Locator): Promise<void> {
    await target.hover();
  }

  async press(target: Locator): Promise<void> {
    await target.click();
  }

  async choose(target: Locator): Promise<void> {
    await target.click();
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.click({ clickCount: 3 });
    await this.#page.keyboard.type(text);
  }

  async type(field: Locator, text: string): Promise<void> {
    await typeInto(this.#page, field, text);
  }

  async key(name: string): Promise<void> {
    await this.#page.keyboard.press(name);
  }

  async either(_: readonly string[], control: Locator): Promise<void> {
    await control.click();
  }

  async go(_: string, screen: string): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: screen, exact: true })
      .click();
  }
}

/** Widgets whose parts are walked by arrows, not by Tab. */
const WALKED =
  '[role=radiogroup],[role=listbox],[role=grid],[role=tablist],[role=menu],[role=toolbar],[role=list],[role=tree],table,ul';
/** Nobody presses Tab more often than this. */
const MOST_STEPS = 120;

/** The key that brings the focus nearer to an element; empty when it has it. Where arrows moved nothing, Tab is tried. */
const nextKey = (element: Element, walked: string): string => {
  const active = document.activeElement ?? document.body;
  if (active === element) return '';
  const seen = globalThis as { focusedBefore?: Element };
  const stuck = seen.focusedBefore === active;
  seen.focusedBefore = active;
  const group = element.closest(walked);
  const within = group !== null && group !== active && group.contains(active);
  if (within && !stuck && (element as HTMLElement).tabIndex < 0) {
    const [to, at] = [element.getBoundingClientRect(), active.getBoundingClientRect()];
    const right = (to.left + to.right - at.left - at.right) / 2;
    const down = (to.top + to.bottom - at.top - at.bottom) / 2;
    if (Math.abs(down) > Math.max(4, at.height / 2)) return down > 0 ? 'ArrowDown' : 'ArrowUp';
    return right > 0 ? 'ArrowRight' : 'ArrowLeft';
  }
  const place = element.compareDocumentPosition(active);
  const before = (place & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return before ? 'Tab' : 'Shift+Tab';
};

/** Never touches the mouse: everything is reached by Tab and arrows, or has keys of its own. */
class Keyboard implements Hand {
  readonly name = 'keyboard';
  strokes = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const key = await target.evaluate(nextKey, WALKED);
      if (key === '') return;
      await this.key(key);
    }
    const where = await this.#page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? 'nothing');
    throw new Error(
      `${String(target)} cannot be reached by keyboard: after ${String(MOST_STEPS)} keys the focus is on ${where}`,
    );
  }

  async press(target: Locator): Promise<void> {
    await this.reach(target);
    const isBox = await target.evaluate((element) =>
      element.matches('input[type=checkbox],[role=switch],[role=checkbox]'),
    );
    await this.key(isBox ? 'Space' : 'Enter');
  }

  async choose(target: Locator): Promise<void> {
    await this.reach(target);
    const isChosen = await target.evaluate((element) =>
      element instanceof HTMLInputElement ? element.checked : element.getAttribute('aria-checked') !== 'false',
    );
    if (!isChosen) await this.key('Space');
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.key('Control+a');
    await this.#page.keyboard.type(text);
  }

  async type(field: Locator, text: string): Promise<void> {
    await typeInto(this.#page, field, text);
  }

  async either(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.key(key);
  }

  async go(letter: string): Promise<void> {
    await this.key('g');
    await this.key(letter);
  }

  async key(name: string): Promise<void> {
    this.strokes += 1;
    await this.#page.keyboard.press(name);
  }
}

export const HANDS = ['mouse', 'keyboard'] as const satisfies readonly Hand['name'][];

export const handOf = (name: Hand['name'], page: Page): Hand =>
  name === 'mouse' ? new Mouse(page) : new Keyboard(page);
