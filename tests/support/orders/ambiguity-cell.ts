import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { VenueOrder } from '#core/ports/venue.ts';
import { amendPlan, cancelPlan, FAILURES, submitPlan, type Failure } from './failures.ts';
import { deskWorld, entryOf, surroundings, type DeskWorld } from './desk-world.ts';
import { PlannedVenue, type TrueOrder } from './planned-venue.ts';
import { verdictOn } from './ambiguity-verdict.ts';
import { reconcilerOn } from './reconciling-world.ts';
import { BTC } from './sample-contracts.ts';

/** `stop` is the placing of the protective order, `query` every question about an order whose sending was not answered. */
export const OPERATIONS = ['place', 'stop', 'cancel', 'amend', 'query'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What the venue makes of the order once it has it (of `amend`: of the stop); we hear nothing of it on the stream. */
export const FATES = ['open', 'partial', 'filled', 'canceled', 'partial and canceled', 'expired'] as const;
export type Fate = (typeof FATES)[number];

export interface Cell {
  readonly failure: Failure;
  readonly operation: Operation;
  readonly fate: Fate;
}

export const CELLS: readonly Cell[] = FAILURES.flatMap((failure) =>
  OPERATIONS.flatMap((operation) => FATES.map((fate): Cell => ({ failure, operation, fate }))),
);

export const nameOf = ({ failure, operation, fate }: Cell): string => `${operation}, ${fate}: ${failure.name}`;

const LOTS = 10;
const PRICE = 1_000;

/** Stands between the desk and the venue, for planted faults. */
export type Between = (venue: PlannedVenue) => PlannedVenue;

/**
 * Plays one cell of the table: an operation that fails in one way on an order with one fate, nothing on the stream.
 * @returns what did not end as the rules say, or null.
 */
export async function playCell(cell: Cell, between: Between = (venue) => venue): Promise<string | null> {
  const around = surroundings();
  const { time } = around;
  const venue = between(new PlannedVenue(time));
  venue.streaming = false;
  const world = deskWorld(venue, around);
  const reducing: string[] = [];
  const reconciler = reconcilerOn(world, { onReducing: (cause) => reducing.push(cause) });
  const started = await startedWith(world, reconciler.start());
  if (started !== null) return started;
  venue.onArrival = (order) => {
    arrive(venue, order, cell.operation === 'amend' ? 'filled' : cell.fate);
  };
  time.every(500, () => {
    world.desk.onTime(time.now());
  });
  const entry = await operate(world, cell);
  const wrong = entry === null ? 'nothing was sent' : await verdictOn({ world, entry, reconciler, reducing }, cell);
  const idle = await time.until(reconciler.check('the end of the test'));
  reconciler.dispose();
  const differs = idle.differences.some(({ kind, state }) => kind !== 'order-differs' && state === 'open');
  const settled = idle.phase === 'agreed' || (idle.phase === 'observing' && !differs);
  return wrong ?? (settled ? null : `not agreed: ${idle.phase}, ${idle.reason}`);
}

async function startedWith(world: DeskWorld<PlannedVenue>, start: Promise<unknown>): Promise<string | null> {
  let done = false;
  void start.then(() => {
    done = true;
  });
  await world.time.advance(11_000);
  return done ? null : 'the reconciler did not start';
}

/** The entry meets its fate; whatever closes is filled at once; stops wait. */
function arrive(venue: PlannedVenue, target: TrueOrder, fate: Fate): void {
  const { order } = target;
  if (order.kind !== 'market') return;
  if (order.reduceOnly) {
    const held = Math.abs(venue.positions.get(order.symbol) ?? 0);
    if (held > 0) venue.fill(target, Math.min(held, target.lots), PRICE);
    else venue.end(target, 'canceled', 'nothing to reduce');
    return;
  }
  if (fate === 'partial' || fate === 'partial and canceled') venue.fill(target, 4, PRICE);
  if (fate === 'filled') venue.fill(target, LOTS, PRICE);
  if (fate === 'canceled' || fate === 'partial and canceled') venue.end(target, 'canceled', 'by the venue');
  if (fate === 'expired') venue.end(target, 'expired', 'by the venue');
}

const isEntry = (order: VenueOrder | null): boolean => order !== null && order.kind === 'market' && !order.reduceOnly;

/** Makes the entry, and lets the wanted operation on it fail. */
async function operate(
  world: DeskWorld<PlannedVenue>,
  { failure, operation, fate }: Cell,
): Promise<ClientOrderId | null> {
  const { venue, desk, time } = world;
  const faulty = { place: isEntry, stop: (order: VenueOrder) => order.kind === 'stop-market' }[operation as 'place'] as
    | ((order: VenueOrder) => boolean)
    | undefined;
  let failed = false;
  venue.planSubmit = (order) => {
    if (operation === 'query' && isEntry(order)) return { arrivesAfter: 0, answer: 'never' };
    if (failed || faulty?.(order) !== true) return { arrivesAfter: 0, answer: 'as it is' };
    failed = true;
    return submitPlan(failure);
  };
  venue.planCancel = () => {
    if (failed || operation !== 'cancel') return { arrivesAfter: 0, answer: 'as it is' };
    failed = true;
    return cancelPlan(failure);
  };
  if (operation === 'query') failQuestions(world, failure);
  venue.planAmend = () => amendPlan(failure);
  void desk.enter(entryOf({ lots: LOTS })).catch(() => undefined);
  await time.settle();
  const id = venue.sent.find(({ order }) => isEntry(order))?.clientOrderId ?? null;
  if (operation === 'amend') await amendStop(world, fate);
  if (operation === 'cancel') {
    void desk.exit(BTC, 'the test').catch(() => undefined);
    await time.settle();
  }
  return id;
}

/** The stop meets its fate unheard; then its trigger is to be moved. */
async function amendStop({ venue, desk, time }: DeskWorld<PlannedVenue>, fate: Fate): Promise<void> {
  venue.streaming = true;
  for (const report of venue.fills) venue.tell(report);
  await time.advance(1_000);
  venue.streaming = false;
  const stop = venue.orders.find(({ order }) => order.kind === 'stop-market');
  if (stop === undefined) return;
  if (fate.startsWith('partial') || fate === 'filled') {
    venue.end(stop, 'triggered', 'the trigger price was reached');
    venue.fill(stop, fate === 'filled' ? LOTS : 4, PRICE);
  }
  if (fate === 'canceled' || fate === 'partial and canceled') venue.end(stop, 'canceled', 'by the venue');
  if (fate === 'expired') venue.end(stop, 'expired', 'by the venue');
  void desk.amend(stop.order.clientOrderId, { triggerTicks: 960 as Ticks }, 'the test').catch(() => undefined);
  await time.settle();
}

/** Every kind of question fails for the first 20 s as the failure says. */
function failQuestions({ venue, time }: DeskWorld<PlannedVenue>, { heard }: Failure): void {
  const from = time.monotonic();
  venue.failQuestion = () => {
    if (time.monotonic() - from > 20_000) return null;
    if (heard === 'throws' || heard === 'never') return heard;
    return heard === 'twice' ? null : 'no clear answer';
  };
}

/** A planted fault: a request that was not answered clearly is made again. */
export function retrying(venue: PlannedVenue): PlannedVenue {
  const submit = venue.submit.bind(venue);
  venue.submit = async (order) => {
    try {
      const first = await submit(order);
      return first.kind === 'unknown' ? await submit(order) : first;
    } catch {
      return submit(order);
    }
  };
  return venue;
}
