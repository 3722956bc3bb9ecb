import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Instrument, Lots } from '#shared/domain/instrument.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { OrderReport, PositionReport, Venue } from '#core/ports/venue.ts';
import type { WatchdogRules } from './rules.ts';
import type { ActReport } from './watch.ts';

export interface StandInParts {
  readonly venue: Pick<Venue, 'ask' | 'cancel' | 'submit'>;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly rules: WatchdogRules;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => ClientOrderId;
  readonly pause: (ms: number) => Promise<void>;
}

/** Between two looks at the account, ms; longer when the venue does not answer. */
const AGAIN_MS = 300;
const NO_ANSWER_MS = 1_000;

interface Account {
  readonly orders: readonly OrderReport[];
  readonly positions: readonly PositionReport[];
}

/**
 * Cancels what could open a position and, when the rules say so, closes what is held, until the venue itself shows that
 * nothing is left. Every round begins with a look: an answer that got lost is found by it, so no order is sent blindly
 * again. All closing orders are reduce-only: two of them cannot turn a position around.
 */
export async function standIn(parts: StandInParts): Promise<ActReport> {
  const { clock, pause, log, rules } = parts;
  const began = clock.monotonic();
  const canceled = new Set<string>();
  let closed = 0;
  let anythingOpen = false;
  for (;;) {
    const account = await look(parts);
    if (typeof account === 'string') {
      log.warn('The account cannot be seen', { reason: account });
      await pause(NO_ANSWER_MS);
      continue;
    }
    const orders = toCancel(account, rules);
    const positions = rules.action === 'flatten' ? account.positions.filter(({ lots }) => lots !== 0) : [];
    if (orders.length === 0 && positions.length === 0)
      return { anythingOpen, canceled: canceled.size, closed, tookMs: clock.monotonic() - began };
    anythingOpen = true;
    const [, sent] = await Promise.all([cancelAll(parts, orders, canceled), closeAll(parts, positions)]);
    closed += sent;
    await pause(AGAIN_MS);
  }
}

async function look({ venue }: StandInParts): Promise<Account | string> {
  const [orders, positions] = await Promise.all([venue.ask.openOrders(), venue.ask.positions()]);
  if (!orders.known) return orders.reason;
  return positions.known ? { orders: orders.value, positions: positions.value } : positions.reason;
}

/** Entries at once; a protecting order only when its position is gone, so that nothing is ever held without it. */
function toCancel({ orders, positions }: Account, { action }: WatchdogRules): readonly OrderReport[] {
  const held = new Set(positions.filter(({ lots }) => lots !== 0).map(({ symbol }) => symbol));
  return orders.filter(({ symbol, reduceOnly }) => !reduceOnly || (action === 'flatten' && !held.has(symbol)));
}

async function cancelAll(
  { venue, log }: StandInParts,
  orders: readonly OrderReport[],
  canceled: Set<string>,
): Promise<void> {
  const one = async ({ clientOrderId, venueOrderId, symbol, state, kind }: OrderReport): Promise<void> => {
    const triggered = state === 'waiting' || (kind !== 'market' && kind !== 'limit');
    const id = clientOrderId ?? ('' as ClientOrderId);
    const outcome = await venue.cancel({ clientOrderId: id, venueOrderId, symbol, triggered });
    if (outcome === 'accepted') canceled.add(venueOrderId);
    else log.warn('A cancel was not confirmed', { symbol, venueOrderId, outcome });
  };
  await Promise.all(orders.map(one));
}

async function closeAll(parts: StandInParts, positions: readonly PositionReport[]): Promise<number> {
  const sent = await Promise.all(positions.map((position) => closeOne(parts, position)));
  return sent.filter(Boolean).length;
}

/** One reduce-only market order; a position larger than the largest order takes a further round. */
async function closeOne({ venue, instruments, newId, log }: StandInParts, position: PositionReport): Promise<boolean> {
  const { symbol, lots } = position;
  const largest = instruments.get(symbol)?.maxOrderLots ?? Math.abs(lots);
  const outcome = await venue.submit({
    clientOrderId: newId(),
    symbol,
    side: lots > 0 ? 'sell' : 'buy',
    kind: 'market',
    lots: Math.min(Math.abs(lots), largest) as Lots,
    reduceOnly: true,
    priceTicks: null,
    triggerTicks: null,
  });
  if (outcome.kind !== 'accepted') log.warn('A closing order was not accepted', { symbol, outcome: outcome.kind });
  return outcome.kind === 'accepted';
}
