import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderSide } from '../../ports/venue.ts';

/** An order that is worked in parts. Sizes in contracts, times ms since 1970. */
export interface ParentOrder {
  readonly parentId: string;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly lots: number;
  readonly reduceOnly: boolean;
  readonly startAt: number;
  /** When what is not filled is given up; null: never. */
  readonly endAt: number | null;
  /** Sizes of parts are multiples of this. */
  readonly lotSize: number;
  /** The venue's largest order. */
  readonly largestChild: number;
}

/** Terms of one part; it becomes one intent of its own. `index` counts the parts of a parent from 0. */
export interface ChildOrder {
  readonly parentId: string;
  readonly index: number;
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly lots: number;
  readonly reduceOnly: boolean;
  /** Null: at market. */
  readonly priceTicks: number | null;
  readonly postOnly: boolean;
  readonly placedAt: number;
}

/** How a part ended. `rejected` and `not-placed` are proven: it never traded. */
export type ChildEnd = 'filled' | 'canceled' | 'rejected' | 'not-placed';

/** What a journal knows of a part: enough to go on after a restart. */
export interface ChildFact {
  readonly index: number;
  readonly lots: number;
  readonly placedAt: number;
  readonly filledLots: number;
  /** Σ lots × price of its fills, in ticks. */
  readonly tickLots: bigint;
  readonly state: 'sent' | 'open' | 'unknown' | ChildEnd;
}

/** What became of a parent order. */
export interface ExecutionReport {
  readonly parentId: string;
  /** `stopped`: halted or out of time; `failed`: the venue would not take its parts. */
  readonly outcome: 'done' | 'stopped' | 'failed';
  readonly reason: string;
  readonly lots: number;
  readonly filledLots: number;
  /** Σ lots × price of all fills, in ticks: the average price is this ÷ `filledLots`. */
  readonly tickLots: bigint;
  readonly children: number;
  readonly finishedAt: number;
}

/** When the next part is due and how large it is. Pure: the same state and time give the same answer. */
export interface Schedule {
  readonly parent: ParentOrder;
  /** Terms of the part that is due now, or null. Its size is capped by the machine, never by trust. */
  due(progress: Progress, now: number): Pick<ChildOrder, 'lots' | 'priceTicks' | 'postOnly'> | null;
  /** True when a part that rests has outlived its slice and is to be canceled. */
  outlived(placedAt: number, now: number): boolean;
}

/** What a schedule may look at. */
export interface Progress {
  readonly filledLots: number;
  /** When the last part was placed; null before the first. */
  readonly lastPlacedAt: number | null;
  /** Parts in a row that ended unasked without a fill. */
  readonly refusals: number;
}

/** @throws RangeError naming what is wrong with the order. */
export function checkParent(parent: ParentOrder): void {
  const { lots, lotSize, largestChild, startAt, endAt } = parent;
  const wholes = { lots, lotSize, largestChild };
  for (const [name, value] of Object.entries(wholes)) {
    if (!Number.isSafeInteger(value) || value <= 0) {
      throw new RangeError(`${name} must be a positive whole number of contracts, not ${String(value)}`);
    }
  }
  if (lots % lotSize !== 0 || largestChild % lotSize !== 0) {
    throw new RangeError(
      `${String(lots)} and ${String(largestChild)} must be multiples of ${String(lotSize)} contracts`,
    );
  }
  if (endAt !== null && endAt <= startAt) throw new RangeError('The end must come after the start');
}
