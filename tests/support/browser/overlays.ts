import { expect, type Locator, type Page } from '@playwright/test';

/** What lies over a screen when it is opened, and the way a person opens it. */
export interface Overlay {
  readonly name: string;
  readonly path: string;
  /** The sample data it is opened over; a day of trading unless told. */
  readonly scene?: 'day' | 'halted';
  readonly open: (page: Page) => Promise<void>;
}

/** Dialogs, drawers and menus that lie over the screen; the card of a mark is none. */
export const OPEN_OVERLAY = '[role=dialog]:not([data-origin-card]), .MuiDrawer-paper';

const at = (path: string, name: string, place: (page: Page) => Locator): Overlay => ({
  name,
  path,
  open: (page) => place(page).first().click(),
});

const byKeys = (path: string, name: string, keys: string): Overlay => ({
  name,
  path,
  open: (page) => page.keyboard.press(keys),
});

const button = (path: string, label: string | RegExp): Overlay =>
  at(path, `${path} ${String(label)}`, (page) => page.getByRole('main').getByRole('button', { name: label }));

/** The dialogs and drawers of all screens that show figures, and those that only ask. */
export const OVERLAYS: readonly Overlay[] = [
  byKeys('/', 'halt', 'Control+Shift+K'),
  byKeys('/', 'palette', 'Control+k'),
  { ...at('/', 'resume', (page) => page.getByRole('banner').getByRole('button', { name: 'Resume' })), scene: 'halted' },
  button('/', 'Pause intake'),
  at('/', 'explanation of what was refused', (page) => page.getByRole('main').getByRole('button', { name: /Refused/ })),
  at('/', 'explanation of what was done', (page) => page.getByRole('main').getByRole('button', { name: /Executed/ })),
  byKeys('/console', 'symbols to choose from', '/'),
  button('/console', /^Close/),
  button('/console', 'Flatten'),
  button('/heatmap', 'Keys of this screen'),
  button('/kingfisher', /Calculator/),
  button('/kingfisher', /Alerts/),
  button('/kingfisher', 'Table'),
  button('/kingfisher', /Import$|^Import /),
  button('/portfolio', 'Review swap'),
  button('/portfolio', /What-if weights/),
  button('/portfolio', /Add symbol/),
  at('/portfolio', 'a symbol in full', (page) => page.getByRole('main').getByRole('row').filter({ hasText: 'ETH' })),
  button('/risk', 'End…'),
  button('/risk', /Pause all/),
  button('/models', 'Train…'),
  button('/models', 'Retire…'),
  button('/reconcile', 'Close position…'),
];

/** Opens it, and waits until everything of it has come. */
export async function openOverlay(page: Page, { open }: Overlay): Promise<void> {
  await open(page);
  await expect(page.locator(OPEN_OVERLAY).first()).toBeVisible();
  await expect(page.locator('[role=status][aria-label=Loading]')).toHaveCount(0);
}

export async function closeOverlay(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator(OPEN_OVERLAY)).toHaveCount(0);
}
