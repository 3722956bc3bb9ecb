import { randomUUID } from 'node:crypto';
import { clientOrderId, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type {
  OrderKind,
  OrderRef,
  OrderSide,
  Venue,
  VenueCondition,
  VenueEvent,
  VenueOrder,
} from '#core/ports/venue.ts';

/** A venue with levers for what a test cannot do through the port. */
export interface VenueUnderTest {
  readonly venue: Venue;
  readonly symbol: ContractSymbol;
  /** About where the contract trades. */
  readonly priceTicks: number;
  /** The world's time a little before anything was done. */
  readonly openedAt: EpochMs;
  readonly events: VenueEvent[];
  readonly conditions: VenueCondition[];
  /** Lets time pass until `met`, or fails after a few seconds. */
  until(met: () => boolean | Promise<boolean>, what: string): Promise<void>;
  /** Moves last, mark and index price. */
  moveTo(ticks: number): Promise<void>;
  /** A limit order of the same account by hand at the venue, outside of the port; gives the venue's id. */
  byHand(side: OrderSide, lots: number, ticks: number): string;
  close(): Promise<void>;
}

export interface VenueKind {
  readonly name: string;
  /** Order kinds it does not take. */
  readonly without: readonly OrderKind[];
  /** Whether a test can trade by hand at the venue. */
  readonly byHand: boolean;
  open(): Promise<VenueUnderTest>;
}

export const newId = (): ClientOrderId => clientOrderId(randomUUID().replaceAll('-', ''));

/** A market order unless told otherwise. */
export const orderOf = (
  symbol: ContractSymbol,
  side: OrderSide,
  lots: number,
  more: Partial<VenueOrder> = {},
): VenueOrder => ({
  clientOrderId: newId(),
  symbol,
  side,
  kind: 'market',
  lots: lots as Lots,
  reduceOnly: false,
  priceTicks: null,
  triggerTicks: null,
  ...more,
});

export const limitAt = (ticks: number): Partial<VenueOrder> => ({ kind: 'limit', priceTicks: ticks as Ticks });

export const refOf = (order: VenueOrder, venueOrderId: string | null = null): OrderRef => ({
  clientOrderId: order.clientOrderId,
  venueOrderId,
  symbol: order.symbol,
  triggered: order.kind !== 'market' && order.kind !== 'limit',
});

type Fill = Extract<VenueEvent, { readonly kind: 'fill' }>;

/** The fills of one order in order, each trade once. */
export function fillsOf({ events }: VenueUnderTest, order: VenueOrder): readonly Fill[] {
  const byTrade = new Map<string, Fill>();
  for (const event of events)
    if (event.kind === 'fill' && event.clientOrderId === order.clientOrderId) byTrade.set(event.tradeId, event);
  return [...byTrade.values()];
}

export const filledLots = (world: VenueUnderTest, order: VenueOrder): number =>
  fillsOf(world, order).reduce((sum, { lots }) => sum + lots, 0);

/** True when an event of this kind came for the order, by our id or by the venue's. */
export const wasTold = (
  world: VenueUnderTest,
  kind: VenueEvent['kind'],
  order: VenueOrder,
  venueOrderId?: string,
): boolean =>
  world.events.some(
    (event) =>
      event.kind === kind &&
      (event.clientOrderId === order.clientOrderId ||
        (venueOrderId !== undefined && event.venueOrderId === venueOrderId)),
  );

/** The order ended without being filled, in whichever of the two words its venue has for that. */
export const wasEnded = (world: VenueUnderTest, order: VenueOrder, venueOrderId: string): boolean =>
  wasTold(world, 'canceled', order, venueOrderId) || wasTold(world, 'expired', order, venueOrderId);

/** The order was accepted, else the test fails with what was said. */
export async function accepted({ venue }: VenueUnderTest, order: VenueOrder): Promise<string> {
  const outcome = await venue.submit(order);
  if (outcome.kind !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`);
  return outcome.venueOrderId;
}

/** An answer that is known, else the test fails with the reason. */
export async function known<T>(
  question: Promise<{ known: true; value: T } | { known: false; reason: string }>,
): Promise<T> {
  const answer = await question;
  if (!answer.known) throw new Error(`Not known: ${answer.reason}`);
  return answer.value;
}
