import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';

export type OrderSide = 'buy' | 'sell';
export type OrderKind = 'market' | 'limit' | 'stop-market' | 'take-profit-market';

/** An order as it leaves for the venue. `limit` needs `priceTicks`; the two triggered kinds need `triggerTicks`. */
export interface VenueOrder {
  readonly clientOrderId: ClientOrderId;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly kind: OrderKind;
  readonly lots: Lots;
  readonly reduceOnly: boolean;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
}

/** What a send proved. `unknown` means bytes may have left: the order counts as live until the venue says otherwise. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly venueOrderId: string }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the venue reports on its own. Each external fact has the venue's time and ours. */
export type VenueEvent =
  | {
      readonly kind: 'fill';
      readonly clientOrderId: ClientOrderId;
      readonly symbol: ContractSymbol;
      /** The venue's trade id: a fill is booked once per id. */
      readonly tradeId: string;
      readonly side: OrderSide;
      readonly lots: Lots;
      readonly priceTicks: Ticks;
      readonly fee: Money;
      readonly liquidity: 'maker' | 'taker';
      readonly tsVenue: EpochMs;
      readonly tsReceived: EpochMs;
    }
  | {
      readonly kind: 'triggered' | 'canceled' | 'expired';
      readonly clientOrderId: ClientOrderId;
      readonly symbol: ContractSymbol;
      readonly reason: string;
      readonly tsVenue: EpochMs;
      readonly tsReceived: EpochMs;
    };

/** A place that executes orders: the paper venue here, exchanges behind the same port. */
export interface Venue {
  readonly name: string;
  /** True when fills are simulated; shown wherever its results are. */
  readonly simulated: boolean;
  submit(order: VenueOrder): Promise<SubmitOutcome>;
  /** Asks for a cancel; `not-found` proves nothing about fills. */
  cancel(clientOrderId: ClientOrderId): Promise<'accepted' | 'not-found' | 'unknown'>;
  onEvent(listener: (event: VenueEvent) => void): Disposable;
}
