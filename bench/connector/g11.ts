import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleConnectors } from '#scripts/connectors.mjs';
import { inTemporaryFolder } from '../storage/temporary-folder.ts';
import { MODULES } from './start-child.ts';
import { MINIMUM_ROUNDS, resultOf, type BenchResult } from '../harness.ts';

/** At most a third of the time and of the memory. */
const GOAL = 3;
const CHILD = fileURLToPath(new URL('./start-child.ts', import.meta.url));

interface Start {
  /** A signed request of each exchange. */
  readonly requests: readonly unknown[];
  readonly ms: number;
  readonly rss: number;
}

/** Each start is a process of its own: what was loaded once is never loaded again. */
function start(how: string): Start {
  const child = spawnSync(process.execPath, [CHILD, how], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`The start of ${how} failed: ${child.stderr}`);
  return JSON.parse(child.stdout) as Start;
}

/** The first exchange whose signed request is not the same in each byte. */
function difference(ours: Start, ccxt: Start): string | null {
  const at = MODULES.findIndex(
    (_, place) => JSON.stringify(ours.requests[place]) !== JSON.stringify(ccxt.requests[place]),
  );
  return at < 0 ? null : `${MODULES[at] ?? ''} signs another request`;
}

/** G11: five exchanges ready to sign, built as the program's are, against the whole of ccxt. */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    const bundle = join(folder, 'connectors');
    await bundleConnectors(MODULES, bundle);
    const times: number[] = [];
    const memory: number[] = [];
    let check = 'equal';
    for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
      const [first, second] = round % 2 === 0 ? [start(bundle), start('ccxt')] : [start('ccxt'), start(bundle)];
      const [ours, ccxt] = round % 2 === 0 ? [first, second] : [second, first];
      if (round < 0) continue;
      check = difference(ours, ccxt) ?? check;
      times.push(ccxt.ms / ours.ms);
      memory.push(ccxt.rss / ours.rss);
      const shown = ({ ms, rss }: Start): string => `${ms.toFixed(0)} ms, ${(rss / 2 ** 20).toFixed(1)} MiB`;
      process.stderr.write(`  ours ${shown(ours)}; ccxt ${shown(ccxt)}\n`);
    }
    const line = (peer: string, ratios: readonly number[]): BenchResult =>
      resultOf(ratios, { area: 'g11', peer, goal: GOAL, check });
    return [line("require('ccxt'), time", times), line("require('ccxt'), memory", memory)];
  });
