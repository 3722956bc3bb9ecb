import { ensureBuilt } from '#scripts/freshness.mjs';
import { startHundred } from '../window/fluency/hundred-host.ts';
import { watchPage, type WatchedPage } from '../window/fluency/page-work.ts';
import { launchBrowser } from '../window/chromium.ts';

const MINUTES = 30;
/** By then every screen was opened once, its code is compiled and its caches are full. */
const SETTLED_MINUTE = 5;
const EVERY_MINUTES = 5;
const MINUTE_MS = 60_000;
/** What the heap may have grown by from then to the end, bytes; a hundredth of it is a chart's bar a minute. */
const MOST_GROWN = 2_000_000;
/** Elements and listeners that may have come to stay, as a share of those at the settled minute. */
const MOST_MORE = 0.05;
const SCREENS = ['/', '/heatmap', '/portfolio', '/signals', '/console'] as const;

type Held = Awaited<ReturnType<WatchedPage['heap']>>;

async function sample(watched: WatchedPage, minute: number): Promise<Held> {
  const held = await watched.heap();
  const megabytes = (held.bytes / 1e6).toFixed(2);
  console.log(
    `  minute ${String(minute)}: ${megabytes} MB, ${String(held.nodes)} elements, ${String(held.listeners)} listeners`,
  );
  return held;
}

function problems(from: Held, to: Held): readonly string[] {
  const grown = to.bytes - from.bytes;
  const found = grown > MOST_GROWN ? [`the heap grew by ${(grown / 1e6).toFixed(2)} MB`] : [];
  for (const what of ['nodes', 'listeners'] as const)
    if (to[what] > from[what] * (1 + MOST_MORE))
      found.push(`${what}: ${String(from[what])} became ${String(to[what])}`);
  return found;
}

/**
 * The trading console before a host of a hundred contracts that tells ten prices a second of each, for half an hour: the
 * heap of the page after a collection must not grow. Every few minutes all screens are looked at in between, as a person
 * does. Resolves with the exit code.
 */
export async function soakFluency(minutes = MINUTES): Promise<number> {
  ensureBuilt();
  const browser = await launchBrowser();
  const host = await startHundred();
  try {
    const watched = await watchPage(browser, host.address);
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
    for (const problem of found) console.error(`  ${problem}`);
    console.log(`  ${String(host.prices())} prices a second`);
    return found.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await host.stop();
  }
}
