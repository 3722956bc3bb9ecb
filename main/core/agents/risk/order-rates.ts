import type { ContractSymbol } from '#shared/domain/ids.ts';
import { Gcra } from '../throttle/gcra.ts';
import type { RateFacts } from './context.ts';

/** Entries per symbol and in all, and all messages to the venue: how many in what time, and how many at once. */
export const ORDER_RATES = {
  symbol: { limit: 1, periodMs: 2_000, burst: 2 },
  account: { limit: 5, periodMs: 10_000, burst: 5 },
  messages: { limit: 60, periodMs: 60_000, burst: 60 },
} as const;

const cellOf = ({ limit, periodMs, burst }: (typeof ORDER_RATES)[keyof typeof ORDER_RATES]): Gcra =>
  new Gcra(limit, periodMs, burst);

/**
 * How fast orders leave. Entries wait for a place in all three rates; cancels, stops and exits take a place in the rate of
 * messages and never wait for one. Times are monotonic.
 */
export class OrderRates {
  readonly #symbols = new Map<ContractSymbol, Gcra>();
  readonly #account = cellOf(ORDER_RATES.account);
  readonly #messages = cellOf(ORDER_RATES.messages);

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
      cell = cellOf(ORDER_RATES.symbol);
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
