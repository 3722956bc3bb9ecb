import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { Difference } from '#core/execution/reconcile/difference.ts';
import type { Reconciler } from '#core/execution/reconcile/reconciler.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { Cell } from './ambiguity-cell.ts';
import type { DeskWorld } from './desk-world.ts';
import type { PlannedVenue, TrueOrder } from './planned-venue.ts';
import { BTC } from './sample-contracts.ts';

/** Longer than any question about an order in doubt waits for its turn. */
const SETTLED_MS = 150_000;
/** What arrives later than this was proven absent before (rule R4). */
const PROOF_MS = 30_000;

/** A cell after its operation. */
export interface PlayedCell {
  readonly world: DeskWorld<PlannedVenue>;
  readonly reconciler: Reconciler;
  readonly entry: ClientOrderId;
  /** Why the reconciler asked for REDUCING. */
  readonly reducing: readonly string[];
}

const isDone = ({ state }: TrueOrder): boolean => state !== 'open' && state !== 'waiting';

const isLate = ({ failure }: Cell): boolean => (failure.arrivesAfter ?? 0) > PROOF_MS;

/** Lets the rules have their time, then compares every order with the venue's; what is wrong, or null. */
export async function verdictOn(played: PlayedCell, cell: Cell): Promise<string | null> {
  const { world, reconciler } = played;
  const { venue, journal, time } = world;
  await time.advance(SETTLED_MS);
  if (venue.doubled.length > 0) return `sent twice: ${venue.doubled.join()}`;
  const { differences } = reconciler.status();
  for (const { clientOrderId, kind } of venue.sent) {
    if (kind !== 'submit') continue;
    const row = journal.state.order(clientOrderId);
    const wrong = wrongOrder(row, venue.find(clientOrderId), cell, differences);
    if (wrong !== null) return `order ${clientOrderId} ${wrong}`;
  }
  const held = journal.state.position(BTC)?.lots ?? 0;
  if (held !== (venue.positions.get(BTC) ?? 0)) return `holds ${String(held)}`;
  const failed = world.failures.length > 0 ? String(world.failures[0]) : null;
  return wrongReturn(played, cell) ?? unprotected(world, held) ?? failed;
}

function wrongOrder(
  row: OrderRow | null,
  truth: TrueOrder | null,
  cell: Cell,
  differences: readonly Difference[],
): string | null {
  const states = expectedStates(truth, cell);
  if (row === null || !states.includes(row.state)) return `is ${row?.state ?? 'not known'}, not ${states.join(' or ')}`;
  if (row.filledLots !== (truth?.filledLots ?? 0)) return `has ${String(row.filledLots)} filled`;
  if (truth === null || isDone(truth)) return null;
  // A change that comes after its order was asked for is shown to a person.
  if (differences.some(({ kind, clientOrderId }) => kind === 'order-differs' && clientOrderId === row.id)) return null;
  const same = row.lots === truth.lots && row.triggerTicks === truth.triggerTicks;
  return same ? null : `has other terms: ${String(row.triggerTicks)}, not ${String(truth.triggerTicks)}`;
}

/** A tombstone that comes back is told of and canceled. */
function wrongReturn({ world, entry, reducing }: PlayedCell, cell: Cell): string | null {
  const seen = world.journal.state.order(entry)?.state !== 'NOT_PLACED';
  if (cell.operation !== 'place' || !isLate(cell) || !seen) return null;
  if (reducing.length === 0) return 'a tombstone came back and nothing was said';
  const entered = world.venue.find(entry);
  return entered === null || isDone(entered) ? null : 'a tombstone that came back was not canceled';
}

/** Either stopped for all that is held, or flat. */
function unprotected({ venue }: DeskWorld<PlannedVenue>, held: number): string | null {
  if (held === 0) return null;
  const stopped = venue.orders
    .filter((one) => one.order.kind === 'stop-market' && !isDone(one))
    .reduce((sum, { lots, filledLots }) => sum + lots - filledLots, 0);
  return stopped >= held ? null : `${String(held)} held and ${String(stopped)} stopped`;
}

/** An order proven absent that arrives later and ends at once, without a fill, was never seen alive by anybody. */
function expectedStates(truth: TrueOrder | null, cell: Cell): readonly OrderState[] {
  if (truth === null) return ['NOT_PLACED', 'REJECTED'];
  const unseen: readonly OrderState[] = isLate(cell) && truth.filledLots === 0 ? ['NOT_PLACED'] : [];
  switch (truth.state) {
    case 'waiting':
      return ['OPEN'];
    case 'open':
      return truth.filledLots > 0 ? ['PARTIAL'] : ['OPEN', 'TRIGGERED'];
    case 'filled':
      return ['FILLED'];
    case 'canceled':
      return ['CANCELED', ...unseen];
    case 'expired':
      return ['EXPIRED', ...unseen];
    case 'rejected':
      return ['REJECTED'];
  }
}
