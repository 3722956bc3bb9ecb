import { expect, type Page } from '@playwright/test';
import { SCREEN_LIST } from '#tests/support/browser/screen-list.ts';
import { axeFindings, OF_COLOURS } from '#tests/support/browser/axe.ts';
import { keepSizes, test } from '#tests/support/browser/window-test.ts';

/** What is there when a screen has what it shows; of the others the head is enough. */
const READY: ReadonlyMap<string, string> = new Map([
  ['/', 'Am I safe?'],
  ['/heatmap', 'How opinions lie'],
  ['/kingfisher', 'Classic'],
  ['/portfolio', 'Ten slots'],
  ['/signals', 'Are signals taken?'],
  ['/agents', 'Does every agent work?'],
  ['/models', 'Train…'],
  ['/track-record', 'Where signals end'],
  ['/locks', 'Decision matrix'],
  ['/risk', 'Next step down'],
  ['/replay', 'New replay'],
  ['/journal', 'Journal'],
  ['/reconcile', 'Do we hold what the venue holds?'],
  ['/feeds', 'Is the market data fresh?'],
  ['/settings/accounts', 'Where logins are kept'],
  ['/settings/limits', 'Approved program'],
  ['/settings/configuration', 'Versions'],
  ['/settings/sources', 'What proposes trades'],
  ['/settings/protections', 'Stop-loss guard'],
  ['/settings/signal-caps', 'A signal over a cap'],
  ['/settings/alerts', 'a halt is never muted'],
  ['/settings/watchdog', 'Does somebody stand in when this program fails?'],
]);

/** Every rule in one theme, and in the other what colours decide. */
const THEMES = [
  { theme: 'dark', rules: undefined },
  { theme: 'light', rules: OF_COLOURS },
] as const;

/** Findings of every place, told together: one run names all that is to be mended. */
class Found {
  readonly lines: string[] = [];
  readonly #rules: readonly string[] | undefined;

  constructor(rules: readonly string[] | undefined) {
    this.#rules = rules;
  }

  async ask(view: Page, place: string, part?: string): Promise<void> {
    for (const line of await axeFindings(view, part, this.#rules)) this.lines.push(`${place}: ${line}`);
  }
}

async function show(view: Page, path: string, label: string): Promise<void> {
  await view.evaluate((target) => {
    location.hash = target;
  }, `#${path}`);
  await expect(view.getByRole('main', { name: label, exact: true })).toBeVisible();
  await expect(view.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  const ready = READY.get(path);
  if (ready !== undefined) await expect(view.getByText(ready).first()).toBeVisible();
}

async function wear(view: Page, theme: string): Promise<void> {
  await view.evaluate((mode) => localStorage.setItem('zmart-theme', mode), theme);
  await view.reload();
  await expect(view.getByText('Connected', { exact: true })).toBeVisible();
}

/** What lies over a screen: how it is opened, and what then stands there. */
async function lyingOver(view: Page, signal: string, found: Found): Promise<void> {
  const dialog = view.getByRole('dialog');
  const close = async (): Promise<void> => {
    await view.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  await show(view, '/console', 'Console');
  await view.keyboard.press('b');
  await expect(view.getByRole('region', { name: 'Order', exact: true })).toBeVisible();
  await found.ask(view, 'order ticket', '[data-region=Order]');
  await show(view, '/', 'Dashboard');
  const mark = view.getByRole('region', { name: 'Positions', exact: true }).getByTitle('Where this comes from');
  await mark.focus();
  await view.keyboard.press('Enter');
  await expect(view.getByRole('dialog', { name: 'Where this comes from' })).toContainText(
    /Source.*mark price.*Simulated/,
  );
  await found.ask(view, 'origin of figures', '[role=dialog]');
  await close();
  await expect(mark).toBeFocused();
  await view.keyboard.press('Control+k');
  await expect(view.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible();
  await found.ask(view, 'palette', '[role=dialog]');
  await close();
  await view.keyboard.press('?');
  await expect(view.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await found.ask(view, 'shortcut sheet', '[role=dialog]');
  await close();
  await view.getByRole('button', { name: /^Halt all/ }).click();
  await expect(dialog.getByLabel(/Close every position/)).toBeVisible();
  await found.ask(view, 'halt dialog', '[role=dialog]');
  await close();
  await view.evaluate((target) => {
    location.hash = target;
  }, `#/explain/${signal}`);
  await expect(view.getByLabel('Explanation of a signal').getByText('adds up')).toBeVisible();
  await found.ask(view, 'explanation', '[aria-label="Explanation of a signal"]');
}

test('a planted fault is found', async ({ view }) => {
  await expect(view.getByText('Connected', { exact: true })).toBeVisible();
  await view.evaluate(() => {
    const box = document.createElement('div');
    const faint = document.createElement('p');
    faint.textContent = 'too near its ground';
    box.append(document.createElement('button'), faint);
    box.id = 'planted';
    // The policy of the page forbids style attributes, not styles set by a script.
    Object.assign(box.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '9999',
      color: '#777777',
      background: '#888888',
    });
    document.body.append(box);
  });
  const found = (await axeFindings(view, '#planted')).map((line) => line.split(':')[0]);
  expect(found.sort()).toEqual(['button-name', 'color-contrast']);
});

for (const { theme, rules } of THEMES) {
  test(`every screen fits both sizes, and with what lies over it holds before axe, ${theme}`, async ({
    view,
    shared,
    complaints,
  }, info) => {
    test.setTimeout(240_000);
    const answer = await view.request.get(new URL('/api/signals?limit=200', shared.url).href);
    const signals = (await answer.json()) as { readonly key: string; readonly score: number | null }[];
    await wear(view, theme);
    const found = new Found(rules);
    for (const { path, label } of SCREEN_LIST) {
      await show(view, path, label);
      await keepSizes(view, info, `${label.toLowerCase().replaceAll(/\W+/g, '-')}-${theme}`);
      // The frame is the same around every screen.
      await found.ask(view, label, path === '/' ? undefined : 'main');
    }
    await lyingOver(view, signals.find(({ score }) => score !== null)?.key ?? 'none was scored', found);
    expect(found.lines).toEqual([]);
    expect(complaints).toEqual([]);
  });
}
