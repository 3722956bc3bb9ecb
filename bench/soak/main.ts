import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { soakFluency } from './fluency.ts';
import { soakOrders } from './orders.ts';
import { soakRotation } from './rotation.ts';
import { traceOrders } from './trace.ts';
import { soakYear } from './year.ts';

/**
 * `npm run soak [-- <area> …]`: the long tiers of the tests, one after the other; all of them when none is named.
 * `npm run soak -- fluency [minutes]` watches the page's memory for so long, half an hour unless told; `fluency 10 leak` lets the page leak and has to fail.
 * `npm run soak -- orders [scale] [first seed] [part of a name]` plays the order path at another scale or from other seeds.
 * `npm run soak -- trace bad|lagging|clocks SEED [WORD]` plays one of these seeds and prints its journal, or what holds the word.
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
  replays: {
    what: '200 kills of a replay',
    files: ['tests/simulation/replay/kill.test.ts'],
    env: { ZMART_KILLS: '200' },
  },
  access: {
    what: 'every pair of Host and Origin on every route (T39)',
    files: ['tests/contract/loopback-access.test.ts'],
    env: NIGHTLY,
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
  watchdog: {
    what: '72 h of a core that lives, and a core that is killed, stalls and freezes, at a venue on a socket',
    files: ['tests/simulation/watchdog'],
    env: NIGHTLY,
  },
  halts: {
    what: 'the kill switch at 1,000 random moments, and 1,000 missing stops around a halt (T10)',
    files: ['tests/simulation/orders/kill-switch.test.ts', 'tests/simulation/orders/halt.test.ts'],
    env: NIGHTLY,
  },
  rate: {
    what: '24 simulated hours at three times the wished load (T09)',
    files: ['main/core/execution/rate-budget.test.ts'],
    env: { ZMART_RATE_HOURS: '24' },
  },
  pictures: {
    what: '20 pictures of liquidation maps of known content',
    files: ['tests/simulation/pictures'],
    env: { ZMART_PICTURES: '20' },
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
  states: {
    what: '1,000,000 states of the lock manager (T20)',
    files: ['tests/simulation/path/lock-space.test.ts'],
    env: { ZMART_LOCK_STATES: '1000000' },
  },
  leases: {
    what: '10,000 histories of 8 processes on one lease table (T21), 2,000 pauses and 500 starts of hosts (T22)',
    files: ['tests/simulation/locks/linearizability.test.ts', 'tests/simulation/locks/processes.test.ts'],
    env: { ZMART_LEASE_HISTORIES: '10000', ZMART_LEASE_PAUSES: '2000', ZMART_HOST_STARTS: '500' },
  },
  crowds: {
    what: '10,000 crowds at the locks (T23)',
    files: ['tests/simulation/locks/contention.test.ts'],
    env: { ZMART_LOCK_CROWDS: '10000' },
  },
  gate: {
    what: '1,000,000 orders against an independent oracle (T25)',
    files: ['tests/simulation/risk/gate-oracle.test.ts'],
    env: { ZMART_GATE_ORDERS: '1000000' },
  },
  knight: {
    what: 'A strategy gone wild for 45 minutes, 50 orders a second (T26)',
    files: ['tests/simulation/risk/knight-drill.test.ts'],
    env: { ZMART_KNIGHT_RATE: '50' },
  },
  breakers: {
    what: '100,000 sequences through the three kinds of breakers (T28)',
    files: ['tests/simulation/risk/breakers.test.ts'],
    env: { ZMART_BREAKER_SEQUENCES: '100000' },
  },
  equity: {
    what: '10,000 equity paths with deposits and withdrawals, against exact unit values',
    files: ['tests/simulation/risk/equity-paths.test.ts'],
    env: { ZMART_EQUITY_PATHS: '10000' },
  },
  decisions: {
    what: '10,000 decisions: contributions, votes, counterfactuals, reasons; and symbols and bars without any',
    files: ['tests/simulation/decisions'],
    env: { ZMART_DECISIONS: '10000' },
  },
  sample: {
    what: 'the sample data of a whole year, made twice',
    files: ['tests/simulation/sample'],
    env: { ZMART_SAMPLE_DAYS: '365' },
  },
  slots: {
    what: '10,000 sequences through the ten slots, by hand and by rule',
    files: ['tests/simulation/portfolio/slots-property.test.ts'],
    env: { ZMART_SLOT_SEQUENCES: '10000' },
  },
  stress: {
    what: '20,000 messages a second for 10 minutes, queues, mailboxes and memory bounded, the kill switch at once (T29)',
    files: ['tests/simulation/orchestration/stress.test.ts'],
    env: { ZMART_STRESS_SECONDS: '600' },
  },
  model: {
    what: 'the model agent on 200 markets without edge and 8 with one, against true chances; planted hindsight in 20 seeds',
    files: ['tests/simulation/model'],
    env: {
      ...NIGHTLY,
      ZMART_MODEL_SEEDS: '200',
      ZMART_MODEL_EDGES: '8',
      ZMART_MODEL_CANDLES: '16000',
      ZMART_MODEL_FRESH: '10000',
      ZMART_HINDSIGHT_SEEDS: '20',
    },
  },
  liquidation: {
    what: 'the liquidation model in 10,000 wild markets, and its map in 20 markets whose every position is known',
    files: ['tests/simulation/liquidation'],
    env: { ZMART_LIQUIDATION_SEEDS: '10000', ZMART_LIQUIDATION_MARKETS: '20' },
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
const OWN: Readonly<Record<string, (words: readonly string[]) => number | Promise<number>>> = {
  year: () => soakYear(),
  rotation: () => soakRotation(),
  fluency: ([minutes = '30', leak]) => soakFluency(Number(minutes), leak === 'leak'),
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
  if (first === 'trace') return (await traceOrders(words[0] ?? '', Number(words[1] ?? 1), words[2] ?? '')) ? 0 : 2;
  if (first === 'orders' || (first === 'fluency' && Number(words[0]) > 0)) return soak(first, words);
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
