import { spawnSync } from 'node:child_process';
import { report, type BenchArea } from './harness.ts';

/** `bench <area>`: prints one JSON line per peer and exits 1 when a goal is missed or results differ from the peer's. */

/** Area name to the module that measures it; each exports `run`. */
const AREAS: Readonly<Record<string, string>> = {
  fluency: './window/fluency/fluency.ts',
  g1: './indicators/g1.ts',
  g2: './indicators/g2.ts',
  g3: './score/g3.ts',
  g5: './storage/g5.ts',
  g6: './storage/g6.ts',
  g7: './storage/g7.ts',
  g8: './window/g8.ts',
  g10: './connector/g10.ts',
  g11: './connector/g11.ts',
  g12: './money/g12.ts',
  g13: './heatmap/g13.ts',
  g14: './window/g14.ts',
  g15: './window/g15.ts',
  g16: './portfolio/g16.ts',
  liquidation: './liquidation/liquidation.ts',
  locks: './locks/locks.ts',
  gate: './risk/gate.ts',
  market: './market/market.ts',
  order: './market/order.ts',
  portfolio: './portfolio/clients.ts',
  score: './score/score.ts',
  signal: './risk/signal.ts',
  throttle: './throttle/throttle.ts',
};

/** Runs one area in this process. */
async function runArea(path: string): Promise<number> {
  const area = (await import(path)) as { run: BenchArea };
  return report(await area.run());
}

/** Runs every area in a process of its own, so that none measures on another's heap. */
function runAll(): number {
  let code = 0;
  for (const name of Object.keys(AREAS)) {
    const child = spawnSync(process.execPath, [...process.execArgv, process.argv[1] ?? '', name], { stdio: 'inherit' });
    if (child.status !== 0) code = 1;
  }
  return code;
}

const asked = process.argv[2] ?? '';
const path = AREAS[asked];
if (asked === 'all') process.exitCode = runAll();
else if (path !== undefined) process.exitCode = await runArea(path);
else {
  process.stderr.write(`Unknown bench area "${asked}". Areas: ${Object.keys(AREAS).join(', ')}, all\n`);
  process.exitCode = 2;
}
