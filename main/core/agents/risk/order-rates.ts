import type { ContractSymbol } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { Gcra } from '../throttle/gcra.ts';
import type { RateFacts } from './context.ts';
import type { RiskLimits } from './limits.ts';

/** The limits that are rates. */
export type RateLimits = Pick<
  RiskLimits,
  'symbolOrderSpacingMs' | 'symbolOrderBurst' | 'accountOrderSpacingMs' | 'accountOrderBurst' | 'messagesPerMinute'
>;

/** A place taken before the start: an entry on a symbol, or any message (null). */
export interface PlaceTaken {
  readonly entry: ContractSymbol | null;
  /** Steady time, may lie before the start. */
  readonly at: number;
}

/** A cell with other terms that remembers what was taken. */
function renewed(cell: Gcra, before: Gcra | undefined): Gcra {
  if (before !== undefined) cell.restore(before.theoreticalArrival);
  return cell;
}

const symbolCell = ({ symbolOrderSpacingMs, symbolOrderBurst }: RateLimits): Gcra =>
  new Gcra(1, symbolOrderSpacingMs, symbolOrderBurst);
const accountCell = ({ accountOrderSpacingMs, accountOrderBurst }: RateLimits): Gcra =>
  new Gcra(1, accountOrderSpacingMs, accountOrderBurst);
const messageCell = ({ messagesPerMinute }: RateLimits): Gcra => new Gcra(messagesPerMinute, MINUTE, messagesPerMinute);

/** How far back places may still count, ms. */
export const rateMemoryMs = (limits: RateLimits): number =>
  Math.max(
    MINUTE,
    limits.symbolOrderSpacingMs * limits.symbolOrderBurst,
    limits.accountOrderSpacingMs * limits.accountOrderBurst,
  );

/**
 * How fast orders leave. Entries wait for a place in all three rates; cancels, stops and exits take a place in the rate of
 * messages and never wait for one. Times are steady: no clock that is set moves them.
 */
export class OrderRates {
  readonly #symbols = new Map<ContractSymbol, Gcra>();
  #limits: RateLimits;
  #account: Gcra;
  #messages: Gcra;

  constructor(limits: RateLimits) {
    this.#limits = limits;
    this.#account = accountCell(limits);
    this.#messages = messageCell(limits);
  }

  /** Takes other limits; places taken stay taken. Costs a comparison when they are the same. */
  follow(limits: RateLimits): void {
    if (limits === this.#limits) return;
    this.#limits = limits;
    for (const [symbol, cell] of this.#symbols) this.#symbols.set(symbol, renewed(symbolCell(limits), cell));
    this.#account = renewed(accountCell(limits), this.#account);
    this.#messages = renewed(messageCell(limits), this.#messages);
  }

  /** Takes the places again that were taken before the start, oldest first. */
  restore(taken: Iterable<PlaceTaken>): void {
    for (const { entry, at } of taken) {
      if (entry === null) this.message(at);
      else this.entry(entry, at);
    }
  }

  facts(symbol: ContractSymbol, now: number): RateFacts {
    return {
      symbolWaitMs: this.#symbols.get(symbol)?.wait(now) ?? 0,
      accountWaitMs: this.#account.wait(now),
      messageWaitMs: this.#messages.wait(now),
    };
  }

  /** An entry is made. */
  entry(symbol: ContractSymbol, now: number): void {
    let cell = this.#symbols.get(symbol);
    if (cell === undefined) {
      cell = symbolCell(this.#limits);
      this.#symbols.set(symbol, cell);
    }
    cell.take(now);
    this.#account.take(now);
  }

  /** Something is sent to the venue: an order, a cancel, a change. */
  message(now: number): void {
    this.#messages.take(now);
  }

  /** Places taken and not yet given back, for display. */
  used(now: number): { readonly account: number; readonly messages: number } {
    return { account: this.#account.used(now), messages: this.#messages.used(now) };
  }
}
