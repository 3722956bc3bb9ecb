import type { Page } from '@playwright/test';

/** What the page calls with each thing done there that neither a key nor the page itself did. */
const TELL = 'notByKeys';

/** Text typed without a key: what Playwright fills in, or a drop. */
const TEXT_FIELDS = 'textarea,[contenteditable],input:not([type=checkbox],[type=radio],[type=range],[type=file])';

/** Runs in the page before its own scripts. */
function watchPage([tellName, textFields]: readonly [string, string]): void {
  const tell = (what: string, target: EventTarget | null): void => {
    const element = target instanceof Element ? target : document.documentElement;
    const label = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
    const call = Reflect.get(globalThis, tellName) as (words: string) => void;
    call(`${what} on <${element.localName}>${label === '' ? '' : ` “${label}”`}`);
  };
  const held = new Set<string>();
  // Page scripts have an address; what a test evaluates has none.
  const byPage = (): boolean => new Error('who calls').stack?.includes(`${location.origin}/`) === true;
  let ofPage = 0;
  const wrap = (prototype: HTMLElement | SVGElement, name: 'focus' | 'click'): void => {
    const original = Reflect.get(prototype, name) as (...given: readonly unknown[]) => void;
    const wrapped = function (this: Element, ...given: readonly unknown[]): void {
      const own = byPage() ? 1 : 0;
      ofPage += own;
      try {
        Reflect.apply(original, this, given);
      } finally {
        ofPage -= own;
      }
    };
    Reflect.set(prototype, name, wrapped);
  };
  wrap(HTMLElement.prototype, 'focus');
  wrap(SVGElement.prototype, 'focus');
  wrap(HTMLElement.prototype, 'click');
  const on = (names: readonly string[], hear: (event: Event) => void): void => {
    for (const name of names) addEventListener(name, hear, { capture: true, passive: true });
  };
  on(['keydown'], (event) => {
    if (event.isTrusted) held.add((event as KeyboardEvent).code);
    else tell('a key that nobody pressed', event.target);
  });
  on(['keyup'], (event) => held.delete((event as KeyboardEvent).code));
  on(['pointerdown', 'pointermove', 'wheel'], (event) => tell(`the mouse (${event.type})`, event.target));
  on(['click'], (event) => {
    if (!event.isTrusted && ofPage === 0) tell('a click that nobody made', event.target);
  });
  on(['focusin'], (event) => {
    if (held.size === 0 && ofPage === 0) tell('a focus that no key brought', event.target);
  });
  on(['input'], (event) => {
    if (held.size === 0 && (event.target as Element).matches(textFields)) tell('text that no key typed', event.target);
  });
}

/** What was done in a page by anything but keys. */
export interface KeyWatch {
  /** Forgets what was seen so far. */
  forget(): void;
  /** What was seen since, in words. */
  seen(): Promise<readonly string[]>;
}

/**
 * Watches a page for what keys cannot do: the mouse, and a focus, a click or text that a test puts there itself, as
 * Playwright's `fill`, `focus` and `press` do. A focus that the page's own scripts move is theirs. Begins with the next page
 * that is opened.
 */
export async function watchKeys(page: Page): Promise<KeyWatch> {
  let seen: string[] = [];
  await page.exposeFunction(TELL, (what: string) => void seen.push(what));
  await page.addInitScript(watchPage, [TELL, TEXT_FIELDS] as const);
  return {
    forget: () => {
      seen = [];
    },
    seen: async () => {
      // What the page has called by now comes before this answer.
      await page.evaluate('0');
      return seen;
    },
  };
}
