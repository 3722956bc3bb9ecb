import type { Denial } from '#shared/domain/denial.ts';
import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CheckUse } from '../../agents/risk/check-uses.ts';
import type { OrderSide, TimeInForce, VenueOrder } from '../../ports/venue.ts';
import type { EntryTerms, TradePlan } from '../desk-types.ts';

/** An entry as a person asks for it. What is null was not given. */
export interface ManualTicket {
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly kind: EntryTerms['kind'];
  /** Contracts. */
  readonly lots: number;
  readonly priceTicks: Ticks | null;
  readonly triggerTicks: Ticks | null;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  /** Isolated leverage; the limit of the risk gate when null. */
  readonly leverage: number | null;
  readonly stopTicks: Ticks | null;
  readonly targetTicks: Ticks | null;
  /** The stop follows the best mark price at this distance; it stays where it is when absent. */
  readonly trailTicks?: Ticks | null;
  /** Closed after this time, ms; held until stop, target or a person when null. */
  readonly holdMs: number | null;
}

/** A check with its result; `refusal` is null when it passed. */
export interface CheckResult {
  readonly name: string;
  readonly refusal: Denial | null;
  /** How much of its limit it would see used; null or absent where it has no figure. */
  readonly use?: CheckUse | null;
}

/** What an entry would cost and risk, in USDT at the price it is reckoned with. Null where an input is not known. */
export interface Appraisal {
  /** The price the figures are reckoned with: the limit, else the trigger, else the mark. */
  readonly referenceTicks: Ticks | null;
  readonly value: Money | null;
  readonly margin: Money | null;
  /** Fee of the entry: as maker when it is post-only, else as taker. */
  readonly entryFee: Money | null;
  /** Fee of the exit at the stop, as taker. */
  readonly exitFee: Money | null;
  /** Loss from the reference to the stop, with both fees. Slippage comes on top. */
  readonly lossAtStop: Money | null;
  /** Gain from the reference to the target, less both fees. */
  readonly gainAtTarget: Money | null;
  /** Null also when no price liquidates it. */
  readonly liquidationTicks: Ticks | null;
  readonly leverage: number;
}

/** An entry before it is made: exactly what would be sent, what it means, and what every check says of it. */
export interface ManualPreview {
  readonly order: Omit<VenueOrder, 'clientOrderId'>;
  readonly plan: Pick<ManualTicket, 'stopTicks' | 'targetTicks' | 'holdMs'>;
  readonly appraisal: Appraisal;
  readonly checks: readonly CheckResult[];
  readonly wouldPass: boolean;
}

/** What stands around an entry before it is made. Null where an input is not known. */
export interface Outlook {
  /** Equity less the margin in use, before the entry and after its margin and fee. */
  readonly free: Money | null;
  readonly freeAfter: Money | null;
  /** Signed value held and on its way on the contract, before the entry and after it. */
  readonly exposure: Money | null;
  readonly exposureAfter: Money | null;
  /** Of all that would be held where the entry adds to a position. */
  readonly liquidationAfterTicks: Ticks | null;
  /** The largest size that passes every check; null when none does. */
  readonly largestLots: number | null;
  /** What denies every size, however small; null where some size passes. */
  readonly blocker: Denial | null;
}

/** New terms of a resting entry, or a new trigger of a stop or target. */
export interface ManualChange {
  readonly priceTicks?: Ticks;
  readonly triggerTicks?: Ticks;
  readonly lots?: Lots;
}

/** What became of a request. `in-doubt`: it may have been done, and the venue is asked until that is proven. */
export type ManualOutcome =
  | {
      readonly kind: 'done' | 'in-doubt';
      readonly sentence: string;
      /** The orders it made, changed or asked to cancel. */
      readonly orderIds: readonly ClientOrderId[];
    }
  | { readonly kind: 'refused'; readonly refusal: Denial };

/** A ticket whose bracket is complete. */
export type BracketedTicket = ManualTicket & Pick<TradePlan, 'stopTicks' | 'targetTicks'>;

/** The hold of a trade without a time limit: the last moment a date can have (ECMA-262). */
export const NO_TIME_LIMIT = 8_640_000_000_000_000;

/** The terms of the order that a ticket stands for; a value that is the venue's default is left out. */
export function termsOfTicket(ticket: ManualTicket, leverage: number): EntryTerms {
  const { kind, priceTicks, triggerTicks, timeInForce, postOnly } = ticket;
  return {
    kind,
    priceTicks,
    triggerTicks,
    leverage,
    ...(timeInForce === 'gtc' ? {} : { timeInForce }),
    ...(postOnly ? { postOnly } : {}),
  };
}
