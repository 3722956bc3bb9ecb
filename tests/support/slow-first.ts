import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take ten seconds and more, the slowest first: begun last, one of them would run alone at the end. */
const SLOW = [
  'tests/simulation/kill/kill.test.ts',
  'tests/simulation/replay/kill.test.ts',
  'tests/simulation/durability/disk-failure.test.ts',
  'tests/simulation/cli/replay.test.ts',
  'tests/simulation/model/known-edge.test.ts',
  'tests/simulation/journal/tamper.test.ts',
  'tests/contract/venues/depth.test.ts',
  'tests/simulation/modes/live-money.test.ts',
  'tests/simulation/watchdog/stand-in.test.ts',
  'tests/contract/loopback-access.test.ts',
  'tests/simulation/orders/order-simulation.test.ts',
  'tests/simulation/modes/exchange-modes.test.ts',
];

/** Runs the slow files first and leaves the order of the others to Vitest. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const paths = SLOW.map((file) => join(root, file));
    const gone = paths.filter((path) => !existsSync(path));
    if (gone.length > 0) throw new Error(`${gone.join(', ')}: not there. Take it off the list in slow-first.ts.`);
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = paths.indexOf(moduleId);
      return index === -1 ? paths.length : index;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
