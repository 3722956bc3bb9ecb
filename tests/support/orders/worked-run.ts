import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { ManualTicket } from '#core/execution/manual/ticket.ts';
import type { WorkMethod } from '#core/execution/manual/worked-terms.ts';
import { disagreements } from './agreement.ts';
import { SYMBOLS } from './sample-contracts.ts';
import { partsOf, WorkedSimulation, type WorkedOptions } from './worked-simulation.ts';

/** An order that arrives later than any rule can wait for was called not placed, and is canceled when it comes. */
const PROOF_MS = 30_000;
const START_MS = 12_000;
/** Longer than the longest of the orders, so that each comes to its end. */
const QUIET_MS = 12 * MINUTE;
const STEP_BPS = 12;
const OVER: ReadonlySet<string> = new Set(['done', 'stopped', 'failed']);

export interface WorkedRunOptions extends WorkedOptions {
  readonly events: number;
}

interface WorkedRunResult {
  readonly findings: readonly string[];
  readonly head: string;
  /** Orders that were worked, their parts at the exchange, and restarts while one was at work. */
  readonly works: number;
  readonly parts: number;
  readonly restarts: number;
  readonly done: number;
}

const away = (ticks: number, bps: number): Ticks => Math.round(ticks * (1 + bps / 10_000)) as Ticks;

function ticketFor({ random, exchange }: WorkedSimulation, symbol: ContractSymbol, limited: boolean): ManualTicket {
  const { lastTicks } = exchange.engine.market(symbol);
  const sign = random.chance(0.5) ? 1 : -1;
  const price = away(lastTicks, -sign * random.between(0, 8));
  return {
    symbol,
    side: sign === 1 ? 'buy' : 'sell',
    kind: limited ? 'limit' : 'market',
    lots: random.between(8, 60),
    priceTicks: limited ? price : null,
    triggerTicks: null,
    timeInForce: 'gtc',
    postOnly: false,
    leverage: null,
    stopTicks: away(price, -sign * random.between(150, 400)),
    targetTicks: away(price, sign * random.between(150, 400)),
    holdMs: null,
  };
}

/** Has an order worked on each symbol that has none. */
function beginWorks(simulation: WorkedSimulation): void {
  const { random } = simulation;
  for (const symbol of SYMBOLS) {
    const isIceberg = random.chance(0.5);
    const ticket = ticketFor(simulation, symbol, isIceberg || random.chance(0.3));
    const method: WorkMethod = isIceberg
      ? { kind: 'iceberg', visibleLots: Math.max(1, Math.floor(ticket.lots / random.between(2, 5))) }
      : { kind: 'twap', durationMs: random.between(2, 8) * MINUTE, slices: random.between(3, 8) };
    simulation.begin(ticket, method);
  }
}

function cutStream(simulation: WorkedSimulation): void {
  const venue = simulation.process?.venue;
  if (venue === undefined || venue.stream !== 'up') return;
  venue.stream = 'down';
  venue.report({ kind: 'stream', status: 'down', reason: 'the connection was cut' });
  simulation.time.after(simulation.random.between(1_000, 20_000), () => {
    if (venue.stream === 'up') return;
    venue.stream = 'up';
    venue.report({ kind: 'stream', status: 'live', reason: 'connected again' });
  });
}

function loseNetwork(simulation: WorkedSimulation): void {
  const venue = simulation.process?.venue;
  if (venue === undefined) return;
  venue.reachable = false;
  simulation.time.after(simulation.random.between(500, 12_000), () => {
    venue.reachable = true;
  });
}

/** Closes what is held where nothing is at work any more, so that another order can begin. */
function closeIdle(simulation: WorkedSimulation): void {
  const atWork = new Set(
    simulation.statuses().flatMap(({ state, terms }) => (OVER.has(state) ? [] : [terms.ticket.symbol])),
  );
  for (const symbol of SYMBOLS) {
    if (!atWork.has(symbol)) void simulation.process?.manual.positions.close(symbol, 100, 'trader');
  }
}

/** @returns 1 when a process ended while an order was at work. */
function crash(simulation: WorkedSimulation): number {
  const { process, random, time } = simulation;
  if (process === null) return 0;
  const atWork = simulation.statuses().some(({ state }) => state === 'working' || state === 'waiting');
  simulation.kill();
  time.after(random.between(200, 15_000), () => {
    simulation.start();
  });
  return atWork ? 1 : 0;
}

/** Lets one thing happen and some time pass. @returns how many restarts it made. */
async function happen(simulation: WorkedSimulation): Promise<number> {
  const { random, exchange, time } = simulation;
  const draw = random.next();
  let restarts = 0;
  if (draw < 0.5) {
    const symbol = random.pick(SYMBOLS);
    const bps = random.between(-STEP_BPS, STEP_BPS);
    exchange.act((engine) => {
      const { lastTicks, contract } = engine.market(symbol);
      engine.setPrice(symbol, { last: away(lastTicks, bps) / 10 ** contract.priceDecimals });
    });
  } else if (draw < 0.6) beginWorks(simulation);
  else if (draw < 0.64) closeIdle(simulation);
  else if (draw < 0.86) simulation.resume();
  else if (draw < 0.91) restarts = crash(simulation);
  else if (draw < 0.95) cutStream(simulation);
  else loseNetwork(simulation);
  await time.advance(random.between(300, 8_000));
  return restarts;
}

/** Plays a seed: orders worked in parts through faults and restarts, then calm, then the count of what came of them. */
export async function workedRun(options: WorkedRunOptions): Promise<WorkedRunResult> {
  const simulation = new WorkedSimulation(options);
  const { time, exchange, around, watch } = simulation;
  await time.advance(START_MS);
  simulation.resume();
  beginWorks(simulation);
  let restarts = 0;
  for (let index = 0; index < options.events; index++) restarts += await happen(simulation);
  simulation.calm();
  await time.advance(Math.max(0, exchange.lastArrival - time.monotonic()) + 1_000);
  await time.advance(2 * START_MS);
  simulation.resume();
  await time.advance(QUIET_MS);
  const { process } = simulation;
  process?.manual.cancelAll(null, 'trader');
  await time.advance(START_MS);
  const findings = [...simulation.findings, ...watch.all(), ...disagreements(simulation), ...unlikeTerms(simulation)];
  const { records } = around.store;
  const works = records.filter(({ type }) => type === 'parent.started');
  const parts = works.flatMap(({ subject }) => partsOf(around.store, subject));
  const done = records.filter(({ type, data }) => type === 'parent.state' && data['state'] === 'done').length;
  simulation.kill();
  const made = parts.filter((id) => exchange.engine.ordersByClientId(id).length > 0).length;
  return { findings, head: records.at(-1)?.hash ?? '', works: works.length, parts: made, restarts, done };
}

/** What the parts of each order came to at the exchange, against what was asked for and what is shown. */
function unlikeTerms(simulation: WorkedSimulation): readonly string[] {
  const wrong: string[] = [];
  const shown = new Map(simulation.statuses().map((status) => [status.terms.id, status]));
  for (const { type, subject, data } of simulation.around.store.records) {
    if (type !== 'parent.started') continue;
    const { lots } = data['ticket'] as { readonly lots: number };
    const { filled, late, living } = whatBecameOf(simulation, subject);
    for (const id of living) wrong.push(`part ${id} of ${subject} still lives`);
    if (filled - late > lots) wrong.push(`${subject} came to ${String(filled)} of ${String(lots)} contracts`);
    const status = shown.get(subject);
    if (status === undefined) continue;
    if (status.filledLots !== filled)
      wrong.push(`${subject} shows ${String(status.filledLots)} filled of ${String(filled)}`);
    if (!OVER.has(status.state)) wrong.push(`${subject} is ${status.state} at the end: ${status.reason}`);
  }
  return wrong;
}

/** The parts of an order by the exchange's record; `late`: what filled of parts that came later than any rule can wait. */
function whatBecameOf({ exchange, around, departures }: WorkedSimulation, workId: string) {
  const sum = { filled: 0, late: 0, living: [] as string[] };
  for (const id of partsOf(around.store, workId)) {
    const [order] = exchange.engine.ordersByClientId(id);
    if (order === undefined) continue;
    sum.filled += order.filledLots;
    if (order.state !== 'done') sum.living.push(id);
    const left = departures.find((one) => one.kind === 'submit' && one.clientOrderId === id)?.at ?? 0;
    if ((exchange.arrivals.get(id) ?? 0) - left > PROOF_MS) sum.late += order.filledLots;
  }
  return sum;
}
