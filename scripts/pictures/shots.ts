import type { Page } from '@playwright/test';

/** One picture of the user guide. */
export interface Shot {
  /** Path of the screen within the window. */
  readonly path: string;
  /** What follows the path in the address. */
  readonly query?: string;
  /** Name of the picture where it is not that of the screen. */
  readonly name?: string;
  /** The live demo, or the simulated past of `zmart sample-data`, where nothing moves and much has happened. */
  readonly host: 'demo' | 'sample';
  /** Also in the light theme. */
  readonly light?: boolean;
  /** Size of the window where it is another than usual. */
  readonly size?: { readonly width: number; readonly height: number };
  /** What has to be there before the picture is taken. */
  readonly ready?: (page: Page) => Promise<unknown>;
}

const PHONE = { width: 390, height: 844 };

const says = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();

/** The decision that was executed last, explained. */
async function explained(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Executed/ }).click();
  const executed = page.getByRole('listitem').filter({ hasText: 'EXECUTED' });
  await executed.first().getByRole('button').first().click();
  await page.getByRole('dialog', { name: 'Explanation of a signal' }).getByText('Contributions').first().waitFor();
}

/** The record of the score in full. */
async function judged(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Track record' }).locator('tbody').getByRole('button').first().click();
}

/** The newest record in full. */
async function recorded(page: Page): Promise<void> {
  await page.getByRole('option').first().click();
  await page.getByText('SHA-256 of the one above').first().waitFor();
}

/** A replay of all that is stored. */
async function replayed(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.getByText('Where signals ended').waitFor();
}

/** A model of all that is stored, as the dialog proposes it. */
async function trained(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start training' }).click();
  await page.getByText('Out of sample').first().waitFor();
}

/** An order as it would be sent, with its preview and its checks. */
async function drafted(page: Page): Promise<void> {
  await page.getByText('B or S starts an order.').waitFor();
  await page.keyboard.press('b');
}

async function palette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('eth');
  await page.getByRole('option').first().waitFor();
}

export const SHOTS: readonly Shot[] = [
  { path: '/', host: 'demo', light: true, ready: says('Am I safe?') },
  { path: '/', name: 'phone', host: 'demo', size: PHONE, ready: says('Am I safe?') },
  { path: '/', name: 'palette', host: 'demo', ready: palette },
  { path: '/console', query: '?symbol=SOLUSDTM', host: 'demo', light: true, ready: drafted },
  { path: '/heatmap', host: 'demo', ready: says('How opinions lie') },
  { path: '/kingfisher', query: '?symbol=XBTUSDTM', host: 'demo', light: true },
  { path: '/portfolio', host: 'demo', ready: says('Ten slots') },
  { path: '/boards', host: 'demo' },
  { path: '/risk', host: 'demo', light: true, ready: says('Next step down') },
  { path: '/signals', host: 'demo', ready: says('Are signals taken?') },
  { path: '/signals', name: 'explanation', host: 'demo', ready: explained },
  { path: '/agents', host: 'demo' },
  { path: '/models', host: 'sample', ready: trained },
  { path: '/track-record', host: 'demo', ready: judged },
  { path: '/locks', host: 'demo', ready: says('Decision matrix') },
  { path: '/replay', host: 'sample', ready: replayed },
  { path: '/journal', host: 'demo', ready: recorded },
  { path: '/reconcile', host: 'demo' },
  { path: '/feeds', host: 'demo' },
  { path: '/settings/accounts', host: 'demo' },
  { path: '/settings/limits', host: 'demo', ready: says('Approved program') },
  { path: '/settings/configuration', host: 'demo', ready: says('Versions') },
  { path: '/settings/sources', host: 'demo' },
  { path: '/settings/protections', host: 'demo', ready: says('Stop-loss guard') },
  { path: '/settings/signal-caps', host: 'demo' },
  { path: '/settings/alerts', host: 'demo' },
  { path: '/settings/watchdog', host: 'demo' },
  { path: '/settings/appearance', host: 'demo' },
  { path: '/settings/data', host: 'demo' },
  { path: '/settings/security', host: 'demo' },
  { path: '/settings/about', host: 'demo' },
];

/** Name of the picture of a screen: the last part of its path. */
export const screenName = (path: string): string =>
  path === '/' ? 'dashboard' : path.slice(path.lastIndexOf('/') + 1);

export const shotName = ({ name, path }: Shot): string => name ?? screenName(path);
