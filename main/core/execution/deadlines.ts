import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderDeskParts } from './desk-types.ts';
import { EXIT_RETRY_MS } from './exits.ts';
import type { Protection } from './protection.ts';
import type { TradeBook } from './trade-book.ts';
import { TIME_OUT, type Trade } from './trade.ts';

/** How long a stop may wait for the venue's confirmation before the position is closed instead (rule R14). */
export const STOP_CONFIRM_MS = 5_000;

/** What the desk does when something is due. */
export interface DeadlineActions {
  /** True where the position is confirmed: nothing is closed unasked elsewhere. */
  readonly mayAct: (symbol: ContractSymbol) => boolean;
  readonly onStopMissing: (trade: Trade) => void;
  readonly close: (trade: Trade, reason: string, now: number) => void;
}

/** What is to be done at a time: positions held long enough, stops not confirmed, exits to be made again. */
export class Deadlines {
  readonly #parts: Pick<OrderDeskParts, 'journal'>;
  readonly #book: TradeBook;
  readonly #protection: Protection;
  readonly #actions: DeadlineActions;
  /** The next moment something is due. */
  #next = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  constructor(
    parts: Pick<OrderDeskParts, 'journal'>,
    book: TradeBook,
    protection: Protection,
    actions: DeadlineActions,
  ) {
    this.#parts = parts;
    this.#book = book;
    this.#protection = protection;
    this.#actions = actions;
  }

  /** Looks again at this moment at the latest. */
  by(moment: number): void {
    this.#next = Math.min(this.#next, moment);
  }

  /** Does what is due. Costs one comparison when nothing is. */
  onTime(now: number, suspended: boolean): void {
    // What is due by a clock that was set back would wait for as long as that.
    if (now < this.#last) this.#next = this.#book.endPauses();
    this.#last = now;
    if (now < this.#next || suspended) return;
    this.#next = Number.POSITIVE_INFINITY;
    for (const trade of [...this.#book.all()]) this.by(this.#onTrade(trade, now));
  }

  /** Does what is due for a trade; returns when to look again. */
  #onTrade(trade: Trade, now: number): number {
    // Where the position is not confirmed nothing is closed by itself; `resume` looks again.
    if (!this.#actions.mayAct(trade.symbol)) return now + EXIT_RETRY_MS;
    const due = trade.plan?.maxHoldUntil ?? Number.POSITIVE_INFINITY;
    const confirmBy = this.#confirmBy(trade, now);
    if (trade.exitReason === null && now < due && now < confirmBy) return Math.min(due, confirmBy);
    if (confirmBy <= now) this.#actions.onStopMissing(trade);
    this.#actions.close(trade, trade.exitReason ?? (due <= now ? TIME_OUT : 'stop-missing'), now);
    return this.#heldOf(trade) === 0 ? Number.POSITIVE_INFINITY : Math.max(now + EXIT_RETRY_MS, trade.exitNotBefore);
  }

  /** When a stop that the venue has not confirmed stops being waited for; never when there is none to wait for. */
  #confirmBy(trade: Trade, now: number): number {
    const held = this.#heldOf(trade);
    const waited = held === 0 || trade.exitReason !== null ? null : this.#protection.waitedFor(trade, held);
    return waited === null ? Number.POSITIVE_INFINITY : now + STOP_CONFIRM_MS - waited;
  }

  #heldOf({ symbol }: Trade): number {
    return Math.abs(this.#parts.journal.state.position(symbol)?.lots ?? 0);
  }
}
