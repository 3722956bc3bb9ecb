import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { machineMonotonic } from '#main/adapters/storage/lease-table.ts';
import { isLinearizable } from '../linearizability/checker.ts';
import { LEASE_MODEL, type LeaseOperation } from '../linearizability/lease-model.ts';
import type { HistoryJob } from './lease-child.ts';
import type { PlantedName } from './planted-table.ts';

const CHILD = join(import.meta.dirname, 'lease-child.ts');
const PROCESSES = 8;
const OPERATIONS = 30;
const LEASE_MS = 4;
/** From the message to the common start. */
const HEAD_START_MS = 3;

const message = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = (code: number | null): void => reject(new Error(`A process ended with ${String(code)}`));
    child.once('exit', end);
    child.once('message', (told) => {
      child.off('exit', end);
      resolve(told as T);
    });
  });

/** Real processes on one file, ready to make histories. */
export class LeaseProcesses {
  readonly #children: readonly ChildProcess[];
  #made = 0;

  private constructor(children: readonly ChildProcess[]) {
    this.#children = children;
  }

  static async start(folder: string): Promise<LeaseProcesses> {
    const children: ChildProcess[] = [];
    for (let number = 0; number < PROCESSES; number++) {
      const child = fork(CHILD, [join(folder, 'leases.db'), String(number)]);
      children.push(child.setMaxListeners(0));
      // One after the other: the first makes the file.
      if (number === 0) await message(child);
    }
    await Promise.all(children.slice(1).map((child) => message(child)));
    return new LeaseProcesses(children);
  }

  /** One history of 30 operations on a lease of its own. */
  async history(seed: number, planted: PlantedName | null): Promise<readonly LeaseOperation[]> {
    const name = `history-${String(++this.#made)}`;
    const from = machineMonotonic() + HEAD_START_MS;
    const answers = this.#children.map((child, number) => {
      const operations = Math.floor(OPERATIONS / PROCESSES) + (number < OPERATIONS % PROCESSES ? 1 : 0);
      const job: HistoryJob = { name, seed, operations, leaseMs: LEASE_MS, from, planted };
      const answer = message<LeaseOperation[]>(child);
      child.send(job);
      return answer;
    });
    return (await Promise.all(answers)).flat();
  }

  stop(): void {
    for (const child of this.#children) if (child.connected) child.disconnect();
  }
}

/** What a number of histories came to. */
export interface HistoriesReport {
  readonly histories: number;
  readonly operations: number;
  /** Operations that were answered with no: without some the test says nothing. */
  readonly refused: number;
  /** Seeds of the histories that no order explains. */
  readonly violations: readonly number[];
}

/** Makes histories and checks each; with a planted bug it stops at the first that is found. */
export async function leaseHistories(
  processes: LeaseProcesses,
  count: number,
  planted: PlantedName | null = null,
): Promise<HistoriesReport> {
  const violations: number[] = [];
  let operations = 0;
  let refused = 0;
  let histories = 0;
  for (let seed = 1; seed <= count && (planted === null || violations.length === 0); seed++) {
    const history = await processes.history(seed, planted);
    histories += 1;
    operations += history.length;
    refused += history.filter(({ done }) => !done).length;
    if (!isLinearizable(LEASE_MODEL, history)) violations.push(seed);
  }
  return { histories, operations, refused, violations };
}
