import { ensureBuilt } from '#scripts/freshness.mjs';
import { startHundred } from '../window/fluency/hundred-host.ts';
import { watchPage, type WatchedPage } from '../window/fluency/page-work.ts';
import { launchBrowser } from '../window/chromium.ts';

const MINUTES = 30;
/** By then every screen was opened once and its caches are full. */
const SETTLED_MINUTE = 5;
const EVERY_MINUTES = 5;
const MINUTE_MS = 60_000;
/** What the data may have grown by from then to the end, bytes; a hundredth of it is a chart's bar a minute. */
const MOST_GROWN = 2_000_000;
/** Elements and listeners that may have come to stay, as a share of those at the settled minute. */
const MOST_MORE = 0.05;
/** A page that keeps a bar of each contract each second, as one that forgets to let go of them would. */
const LEAK = `globalThis.leaked = []; setInterval(() => { globalThis.leaked.push(Array.from({ length: 100 }, () => {
  const price = Math.random();
  return { at: Date.now() + 0.5, open: price, high: price + 0.1, low: price - 0.1, close: price, turnover: price * 7 };
})); }, 1_000);`;
const SCREENS = ['/', '/heatmap', '/portfolio', '/signals', '/console'] as const;

type Held = Awaited<ReturnType<WatchedPage['heap']>>;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

async function sample(watched: WatchedPage, minute: number): Promise<Held> {
  const held = await watched.heap();
  const { data, code, nodes, listeners } = held;
  const bytes = `${megabytes(data)} of data, ${megabytes(code)} of code`;
  console.log(`  minute ${String(minute)}: ${bytes}, ${String(nodes)} elements, ${String(listeners)} listeners`);
  return held;
}

function problems(from: Held, to: Held): readonly string[] {
  const grown = to.data - from.data;
  const found = grown > MOST_GROWN ? [`the data grew by ${megabytes(grown)}`] : [];
  for (const what of ['nodes', 'listeners'] as const)
    if (to[what] > from[what] * (1 + MOST_MORE))
      found.push(`${what}: ${String(from[what])} became ${String(to[what])}`);
  return found;
}

/**
 * The trading console before a host of a hundred contracts that tells ten prices a second of each, for half an hour: what
 * the page holds after a collection must not grow, V8's code aside. Every few minutes all screens are looked at in between,
 * as a person does.
 * @param planted lets the page leak, which has to be found.
 * @returns the exit code.
 */
export async function soakFluency(minutes = MINUTES, planted = false): Promise<number> {
  ensureBuilt();
  const browser = await launchBrowser();
  const host = await startHundred();
  try {
    const watched = await watchPage(browser, host.address);
    if (planted) await watched.page.evaluate(LEAK);
    const look = async (): Promise<void> => {
      for (const path of SCREENS) await watched.show(path, `document.querySelector('main section') !== null`);
    };
    let settled: Held | null = null;
    let last: Held | null = null;
    const from = performance.now();
    for (let minute = SETTLED_MINUTE; minute <= minutes; minute += EVERY_MINUTES) {
      await look();
      await watched.page.waitForTimeout(Math.max(0, from + minute * MINUTE_MS - performance.now()));
      last = await sample(watched, minute);
      settled ??= last;
    }
    if (settled === null || last === null) throw new Error(`${String(minutes)} minutes are too few`);
    const found = problems(settled, last);
    const [data, code] = [last.data - settled.data, last.code - settled.code];
    console.log(`  from minute ${String(SETTLED_MINUTE)}: ${megabytes(data)} more data, ${megabytes(code)} more code`);
    for (const problem of found) console.error(`  ${problem}`);
    console.log(`  ${String(host.prices())} prices a second`);
    return found.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await host.stop();
  }
}
