import type { Json } from '#shared/kernel/canonical-json.ts';
import type { OrderSide, TimeInForce } from '../ports/venue.ts';

type Data<T extends { readonly [K in keyof T]: Json }> = T;

/** The data of records about orders that are worked in parts. */
export interface WorkedEventData {
  /** A person lets an order be worked in parts: the subject is its id. */
  'parent.started': Data<{
    by: string;
    startAt: number;
    method: { kind: 'twap'; durationMs: number; slices: number } | { kind: 'iceberg'; visibleLots: number };
    ticket: {
      symbol: string;
      side: OrderSide;
      kind: 'market' | 'limit' | 'stop-market' | 'stop-limit';
      lots: number;
      priceTicks: number | null;
      triggerTicks: number | null;
      timeInForce: TimeInForce;
      postOnly: boolean;
      leverage: number | null;
      stopTicks: number | null;
      targetTicks: number | null;
      trailTicks: number | null;
      holdMs: number | null;
    };
  }>;
  /** One part of it is made, as an order of its own. */
  'parent.part': Data<{ index: number; orderId: string; lots: number; placedAt: number }>;
  /** Where it stands; `open` names every worked order that is not at its end. */
  'parent.state': Data<{ state: string; reason: string; by: string; filledLots: number; open: readonly string[] }>;
}

export const WORKED_EVENT_TYPES = [
  'parent.started',
  'parent.part',
  'parent.state',
] as const satisfies readonly (keyof WorkedEventData)[];
