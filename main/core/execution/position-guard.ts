import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderRow } from '../journal/rows.ts';
import { STOP_CONFIRM_MS, type Deadlines } from './deadlines.ts';
import type { OrderDeskParts } from './desk-types.ts';
import type { Exits } from './exits.ts';
import type { Protection } from './protection.ts';
import type { TradeBook } from './trade-book.ts';
import type { Trade } from './trade.ts';

/** What the guard works with. */
export interface GuardParts extends Pick<OrderDeskParts, 'journal' | 'clock'> {
  readonly book: TradeBook;
  readonly exits: Exits;
  readonly protection: Protection;
  readonly deadlines: Deadlines;
}

export interface GuardActions {
  /** True where the desk acts on its own: the venue is reconciled and the position confirmed. */
  readonly mayAct: (symbol: ContractSymbol) => boolean;
  readonly exit: (symbol: ContractSymbol, reason: string) => void;
  /** A stop that is gone or in doubt leaves a position uncovered. */
  readonly onNaked: (stop: OrderRow) => void;
}

/** Sees to it that what is held is on its way out or protected. */
export class PositionGuard {
  readonly #parts: GuardParts;
  readonly #actions: GuardActions;

  constructor(parts: GuardParts, actions: GuardActions) {
    this.#parts = parts;
    this.#actions = actions;
  }

  /** Covers `held` contracts of the trade, or closes what is to be closed. */
  guard(trade: Trade, held: number): void {
    const { exits, protection, deadlines, clock } = this.#parts;
    if (!this.#actions.mayAct(trade.symbol)) return;
    // A late fill can leave the other side than the trade's: its plan does not fit, and nobody asked for that position.
    const stray = this.#heldOf(trade) > 0 !== (trade.side === 'buy');
    if (stray) trade.exitReason ??= 'stray-position';
    if (trade.exitReason !== null) {
      if (exits.running(trade.symbol) === null) this.close(trade, trade.exitReason);
      return;
    }
    if (protection.isStopped(trade, held) && protection.isLeaving(trade)) return;
    protection.cover(trade, held);
    deadlines.by(clock.now() + STOP_CONFIRM_MS);
  }

  /** A changed stop may protect less than it did. */
  guardIfHeld(trade: Trade): void {
    const held = Math.abs(this.#heldOf(trade));
    if (held > 0 && !this.#parts.protection.isStopped(trade, held)) this.guard(trade, held);
  }

  /** A stop that is gone or in doubt protects nothing: what it leaves uncovered is closed at once. */
  exitIfNaked(trade: Trade, stop: OrderRow): void {
    const { book, protection } = this.#parts;
    const held = Math.abs(this.#heldOf(trade));
    if (!this.#actions.mayAct(trade.symbol)) return;
    if (held === 0 || trade.exitReason !== null || book.running(trade.symbol) !== trade) return;
    if (protection.isStopped(trade, held)) return;
    this.#actions.onNaked(stop);
    this.close(trade, 'stop-missing');
  }

  /** Closes what is held; after a failed exit not before its pause is over. */
  close(trade: Trade, reason: string, now: number = this.#parts.clock.now()): void {
    if (now < trade.exitNotBefore) {
      trade.exitReason ??= reason;
      this.#parts.deadlines.by(trade.exitNotBefore);
      return;
    }
    this.#actions.exit(trade.symbol, reason);
  }

  #heldOf({ symbol }: Trade): number {
    return this.#parts.journal.state.position(symbol)?.lots ?? 0;
  }
}
