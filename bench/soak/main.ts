import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { soakOrders } from './orders.ts';
import { soakYear } from './year.ts';

/**
 * `npm run soak [-- <area> …]`: the long tiers of the tests, one after the other; all of them when none is named.
 * `npm run soak -- orders [scale] [first seed] [part of a name]` plays the order path at another scale or from other seeds.
 */

interface Suite {
  /** What is soaked, for the reader. */
  readonly what: string;
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const NIGHTLY = { ZMART_TIER: 'nightly' } as const;

const SUITES: Readonly<Record<string, Suite>> = {
  kills: {
    what: '1,000 kills of a process that trades at a venue on a socket (T01)',
    files: ['tests/simulation/kill'],
    env: { ZMART_LIVE_KILLS: '1000' },
  },
  machine: {
    what: '200,000 sequences through the order machine (T05)',
    files: ['tests/simulation/execution/order-machine.test.ts'],
    env: { ZMART_ORDER_SEQUENCES: '200000' },
  },
  stalls: {
    what: '1,000 stalls and 200 quiet hours (T07)',
    files: ['tests/simulation/market/stalls.test.ts'],
    env: NIGHTLY,
  },
  rate: {
    what: '24 simulated hours at three times the wished load (T09)',
    files: ['main/core/execution/rate-budget.test.ts'],
    env: { ZMART_RATE_HOURS: '24' },
  },
  disk: {
    what: '200 disks that fill up, and the nth call of each kind failing (T13)',
    files: ['tests/simulation/durability'],
    env: NIGHTLY,
  },
  messages: {
    what: '1,000,000 mutated messages (T30)',
    files: ['tests/simulation/market/hostile-messages.test.ts', 'tests/contract/venues/hostile-messages.test.ts'],
    env: { ...NIGHTLY, ZMART_FUZZ_RUNS: '200000' },
  },
  paper: {
    what: '12,000 random paths through the paper venue, to the unit',
    files: ['tests/simulation/execution/paper-money.test.ts'],
    env: NIGHTLY,
  },
};

const ROOT = join(import.meta.dirname, '../..');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
/** Longer than any tier takes; each test has its own limit besides. */
const TIMEOUT = '--testTimeout=14400000';

function soakSuite({ what, files, env }: Suite): number {
  console.log(what);
  const args = [VITEST, 'run', ...files, TIMEOUT, '--disable-console-intercept'];
  const child = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  return child.status ?? 1;
}

/** The areas that are not test suites. */
const OWN: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
  year: () => soakYear(),
  orders: async ([scale = '1', firstSeed = '1', only = '']) =>
    (await soakOrders(Number(scale), Number(firstSeed), only)) ? 0 : 1,
};

async function soak(name: string, words: readonly string[]): Promise<number> {
  const started = performance.now();
  const suite = SUITES[name];
  const code = suite === undefined ? await (OWN[name]?.(words) ?? 2) : soakSuite(suite);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return code;
}

async function main(asked: readonly string[]): Promise<number> {
  const known = [...Object.keys(OWN), ...Object.keys(SUITES)];
  const [first = '', ...words] = asked;
  if (first === 'orders') return soak(first, words);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No soak is named "${unknown.join('", "')}". Known: ${known.join(', ')}.`);
    return 2;
  }
  let worst = 0;
  for (const name of asked.length === 0 ? known : asked) worst = Math.max(worst, await soak(name, []));
  return worst;
}

process.exitCode = await main(process.argv.slice(2));
