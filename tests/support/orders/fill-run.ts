import { clientOrderId, signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { VenueFillReport, VenueOrder } from '#core/ports/venue.ts';
import { deskWorld, entryOf, surroundings, type DeskWorld } from './desk-world.ts';
import { randomHistory, signedLots, totalsOf, type FillHistory, type TrueFill } from './fill-history.ts';
import { PlannedVenue, type TrueOrder } from './planned-venue.ts';
import { reconcilerOn } from './reconciling-world.ts';
import { Seeded } from './seeded.ts';

/**
 * How a copy of a fill reaches us: on the stream with our id or with the venue's only; in the list of fills; or in the
 * order's filled quantity, while the list does not have it yet.
 */
const CHANNELS = ['stream', 'stream', 'stream by venue id', 'list', 'order'] as const;

interface Message {
  readonly fill: TrueFill;
  readonly channel: (typeof CHANNELS)[number];
}

/** The id under which a fill is told; a planted fault replaces it. */
export type IdOf = (fill: TrueFill) => string;

type Orders = Readonly<Record<TrueFill['order'], TrueOrder>>;

const STOP_ID = clientOrderId('a'.repeat(32));

/**
 * Tells the fills of a random history of one entry and its stop: each one to five times, shuffled, over all channels.
 * @returns how what was booked differs from what happened, or null.
 */
export async function fillRun(seed: number, idOf: IdOf = ({ tradeId }) => tradeId): Promise<string | null> {
  const random = new Seeded(seed);
  const history = randomHistory(random);
  const messages = random.shuffled(
    history.fills.flatMap((fill): Message[] =>
      Array.from({ length: random.between(1, 5) }, () => ({ fill, channel: random.pick(CHANNELS) })),
    ),
  );
  const around = surroundings(seed);
  const world = deskWorld(new PlannedVenue(around.time), around, 'grouped');
  const { venue, time } = world;
  venue.streaming = false;
  const reconciler = reconcilerOn(world);
  await time.until(reconciler.start());
  await time.advance(11_000);
  const orders = await openedOrders(world, history);
  if (typeof orders === 'string') return orders;
  const happened = new Set<TrueFill>();
  const asked = async (): Promise<void> => {
    // Rule R11 leaves what is fresh alone, so an answer only counts a while after the last event.
    await time.advance(6_000);
    await time.until(reconciler.check('the test asks'));
  };
  for (const { fill, channel } of messages) {
    const target = orders[fill.order];
    const report = reportOf(fill, target, idOf(fill));
    const isNew = !happened.has(fill);
    happened.add(fill);
    if (isNew) execute(venue, target, fill);
    if (channel === 'order') await asked();
    if (isNew) venue.fills.push(report);
    if (channel === 'list') await asked();
    if (channel === 'stream' || channel === 'stream by venue id') venue.tell(report, channel === 'stream');
  }
  await asked();
  await world.desk.quiescent();
  reconciler.dispose();
  return differenceOf(world, history, orders);
}

/** The entry sent by the desk, and a stop known by hand, so that its fills may be told before the entry's. */
async function openedOrders(world: DeskWorld<PlannedVenue>, history: FillHistory): Promise<Orders | string> {
  const { symbol, side, lots } = history;
  const bracket = side === 'buy' ? [800, 1_200] : [1_200, 800];
  const [stopTicks, targetTicks] = bracket as [Ticks, Ticks];
  const entered = await world.desk.enter(entryOf({ symbol, side, lots, stopTicks, targetTicks }));
  const entry = entered.kind === 'sent' ? world.venue.find(entered.orderId) : null;
  if (entry === null) return `the entry was not sent: ${JSON.stringify(entered)}`;
  const stopSide = side === 'buy' ? 'sell' : 'buy';
  const order: VenueOrder = {
    ...entry.order,
    clientOrderId: STOP_ID,
    side: stopSide,
    kind: 'stop-market',
    reduceOnly: true,
    triggerTicks: stopTicks,
  };
  const { journal } = world;
  journal.append({
    type: 'order.intent',
    subject: STOP_ID,
    data: {
      signalId: signalId('s1'),
      symbol,
      role: 'stop',
      side: stopSide,
      kind: 'stop-market',
      lots,
      reduceOnly: true,
      priceTicks: null,
      triggerTicks: stopTicks,
      token: 7,
    },
  });
  journal.append({ type: 'order.sending', subject: STOP_ID, data: { attempt: 1 } });
  const stop = world.venue.place(order, STOP_ID);
  journal.append({ type: 'order.accepted', subject: STOP_ID, data: { venueOrderId: stop.venueOrderId } });
  return { entry, stop };
}

const reportOf = (fill: TrueFill, target: TrueOrder, tradeId: string): VenueFillReport => ({
  clientOrderId: target.clientOrderId,
  venueOrderId: target.venueOrderId,
  symbol: target.order.symbol,
  tradeId,
  side: fill.side,
  lots: fill.lots,
  priceTicks: fill.priceTicks,
  fee: fill.fee,
  liquidity: 'taker',
  tsVenue: fill.tsVenue,
});

/** The venue has the fill before anybody is told of it. */
function execute(venue: PlannedVenue, target: TrueOrder, fill: TrueFill): void {
  target.filledLots += fill.lots;
  target.state = target.filledLots >= target.lots ? 'filled' : 'open';
  venue.move(target.order.symbol, signedLots(fill));
}

function differenceOf(world: DeskWorld<PlannedVenue>, history: FillHistory, orders: Orders): string | null {
  if (world.failures.length > 0) return `the desk failed: ${String(world.failures[0])}`;
  return (
    positionDifference(world, history) ?? ledgerDifference(world, history) ?? orderDifference(world, history, orders)
  );
}

function positionDifference(world: DeskWorld<PlannedVenue>, history: FillHistory): string | null {
  const position = world.journal.state.position(history.symbol);
  if (position === null) return 'there is no position';
  const truth = totalsOf(history);
  const flow = position.realised - position.entryValue;
  if (position.lots !== truth.held) return `${String(position.lots)} held, not ${String(truth.held)}`;
  if (position.fees !== truth.fees) return `fees of ${String(position.fees)}, not ${String(truth.fees)}`;
  if (flow !== truth.flow) return `a result of ${String(flow)}, not ${String(truth.flow)}`;
  return position.lots === 0 && position.entryValue !== 0n ? 'flat with an entry value' : null;
}

function ledgerDifference({ journal }: DeskWorld<PlannedVenue>, history: FillHistory): string | null {
  const { state } = journal;
  let sum = 0n;
  for (const amount of state.balances().values()) sum += amount;
  if (sum !== 0n) return `the ledger sums to ${String(sum)}`;
  const fees = state.balance('fees');
  return fees === totalsOf(history).fees ? null : `fees of ${String(fees)} in the ledger`;
}

function orderDifference(world: DeskWorld<PlannedVenue>, history: FillHistory, orders: Orders): string | null {
  for (const name of ['entry', 'stop'] as const) {
    const row = world.journal.state.order(orders[name].order.clientOrderId);
    const filled = history.fills.reduce((sum, fill) => sum + (fill.order === name ? fill.lots : 0), 0);
    if (row?.filledLots !== filled) return `the ${name} has ${String(row?.filledLots)} filled of ${String(filled)}`;
  }
  return null;
}
