import type { ContractSymbol } from '#shared/domain/ids.ts';
import { TIME_OUT } from '#core/execution/trade.ts';
import { disagreements } from './agreement.ts';
import { OrderSimulation, type SimulationOptions } from './order-simulation.ts';
import { happen } from './simulated-events.ts';

/** How long after the last fault both sides must agree. */
const AGREE_WITHIN_MS = 60_000;
/** When every order in doubt must be settled: proof of absence takes its time (rule R4). */
const SETTLED_WITHIN_MS = 240_000;

/** An order that is on its way for longer is in doubt. */
const ANSWER_DUE_MS = 6_000;

export interface RunOptions extends SimulationOptions {
  readonly events: number;
  /** Shown the simulation when all is over, for whoever wants to look closer. */
  readonly onEnd?: (simulation: OrderSimulation) => void;
}

export interface RunResult {
  /** What went wrong; empty in a good run. */
  readonly findings: readonly string[];
  /** Hash of the last record: the same for the same seed, byte for byte. */
  readonly head: string;
  readonly records: number;
  readonly submits: number;
  readonly trades: number;
  /** Entries that added to a trade. */
  readonly added: number;
}

/** Plays a seed: events and faults, then calm, then the comparison. */
export async function orderRun(options: RunOptions): Promise<RunResult> {
  const simulation = new OrderSimulation(options);
  const { time, exchange, watch } = simulation;
  const findings: string[] = [];
  await time.advance(12_000);
  for (let index = 0; index < options.events; index++) await happen(simulation);
  simulation.calm();
  // What had left is still arriving; the last of it is the last fault.
  await time.advance(Math.max(0, exchange.lastArrival - time.monotonic()) + 100);
  await time.advance(AGREE_WITHIN_MS);
  findings.push(...disagreements(simulation).map((what) => `after a minute: ${what}`));
  await time.advance(SETTLED_WITHIN_MS - AGREE_WITHIN_MS);
  findings.push(...disagreements(simulation).map((what) => `at the end: ${what}`));
  findings.push(...(await endOf(simulation)), ...watch.all());
  const { store } = simulation.around;
  const result = {
    findings,
    head: store.records.at(-1)?.hash ?? '',
    records: store.records.length,
    submits: simulation.departures.filter(({ kind }) => kind === 'submit').length,
    trades: exchange.engine.trades().length,
    added: store.records.filter(({ type, data }) => type === 'order.intent' && data['joins'] === true).length,
  };
  options.onEnd?.(simulation);
  simulation.kill();
  return result;
}

type Running = NonNullable<OrderSimulation['process']>;

/** Nothing is in doubt any more, and a second comparison finds nothing to write. */
async function endOf(simulation: OrderSimulation): Promise<readonly string[]> {
  const { process, time } = simulation;
  if (process === null) return ['no process at the end'];
  const findings = [...doubts(process), ...(await secondComparison(simulation, process))];
  const { phase, reason } = process.reconciler.status();
  if (phase !== 'agreed' && phase !== 'observing') findings.push(`the reconciler is ${phase}: ${reason}`);
  const stuck = process.journal.state
    .openOrders()
    .filter(({ state, updatedAt }) => state === 'SENDING' && time.now() - updatedAt > ANSWER_DUE_MS);
  return [...findings, ...stuck.map(({ id, role }) => `${role} ${id} is on its way still`)];
}

function doubts({ journal, reconciler }: Running): readonly string[] {
  const { differences } = reconciler.status();
  // A position that differs leaves no proof of absence (rule R4): the order waits for a person's decision.
  const waits = (symbol: ContractSymbol): boolean =>
    differences.some((one) => one.symbol === symbol && one.kind !== 'order-unproven');
  return journal.state
    .openOrders()
    .filter(({ state, symbol }) => (state === 'UNKNOWN' || state === 'CANCEL_UNKNOWN') && !waits(symbol))
    .map(({ role, id }) => `${role} ${id} is in doubt`);
}

/** What a second comparison writes, unless a trade's time is up meanwhile. */
async function secondComparison({ time, around }: OrderSimulation, process: Running): Promise<readonly string[]> {
  const head = (): number => process.journal.head?.seq ?? 0;
  const checked = async (): Promise<number> => {
    const check = process.reconciler.check('the end of the run');
    await time.advance(5_000);
    await check;
    return head();
  };
  const first = head();
  const before = await checked();
  const after = await checked();
  const timedOut = around.store.records.some(({ seq, data }) => seq > first && data['reason'] === TIME_OUT);
  return after === before || timedOut ? [] : [`a second comparison wrote ${String(after - before)} records`];
}
