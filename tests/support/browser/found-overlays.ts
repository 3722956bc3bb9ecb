import type { Page } from '@playwright/test';

/** What lies over a screen: dialogs, drawers, menus, lists to choose from, the card that says where figures come from. */
export const OVERLAY = '[role=dialog], [role=menu], body > [role=presentation] [role=listbox]';

/** Something that opens an overlay, by its number on the page, and its name. */
interface Opener {
  readonly at: number;
  readonly name: string;
}

/** What opens something says so: to screen readers, or with three dots at its end. Of several alike the first stands for all. */
const openers = (page: Page): Promise<Opener[]> =>
  page.evaluate(() => {
    const found = new Map<string, Opener>();
    const buttons = document.querySelectorAll('main button, main [role=button], main [role=combobox]');
    buttons.forEach((button, at) => {
      button.setAttribute('data-opener', String(at));
      const name = (button.getAttribute('aria-label') ?? button.textContent ?? '').trim();
      const says = button.matches('[aria-haspopup], [data-origin]') || name.endsWith('…');
      if (!says || button.matches(':disabled, [aria-disabled=true]') || button.getClientRects().length === 0) return;
      const region = button.closest('[data-region], section, [role=region]')?.getAttribute('aria-label') ?? '';
      const key = `${region}: ${name}`.replace(/\d+/g, '#');
      if (!found.has(key)) found.set(key, { at, name: key });
    });
    return [...found.values()];
  });

/** Presses an opener; whether something lies over the screen then. */
const press = (page: Page, at: number): Promise<boolean> =>
  page.evaluate(
    async ([number, overlay]) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const opener = document.querySelector<HTMLElement>(`[data-opener="${String(number)}"]`);
      if (opener?.role === 'combobox') opener.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
      else opener?.click();
      for (let frames = 0; frames < 3; frames += 1) await frame();
      return document.querySelector(overlay) !== null;
    },
    [at, OVERLAY] as const,
  );

/** Leaves whatever lies over the screen; whether nothing does any more. */
export async function leaveOverlays(page: Page): Promise<boolean> {
  for (let deep = 0; deep < 3; deep += 1) {
    if ((await page.locator(OVERLAY).count()) === 0) return true;
    await page.keyboard.press('Escape');
    await page
      .locator(OVERLAY)
      .first()
      .waitFor({ state: 'detached', timeout: 1_000 })
      .catch(() => undefined);
  }
  return (await page.locator(OVERLAY).count()) === 0;
}

/**
 * Opens everything that the screen offers to open, one after the other, and looks at each.
 * @returns how many there were
 */
export async function openEach(page: Page, look: (name: string) => Promise<void>): Promise<number> {
  let opened = 0;
  for (const { at, name } of await openers(page)) {
    if (!(await press(page, at))) continue;
    opened += 1;
    await look(name);
    if (!(await leaveOverlays(page))) throw new Error(`What "${name}" opened does not close by Escape.`);
  }
  return opened;
}
