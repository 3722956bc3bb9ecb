import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import type { DeskJournal, ExitOutcome, TradePlan } from './desk-types.ts';
import { joinProblem } from './entries.ts';
import type { Exits } from './exits.ts';
import { record } from './order-records.ts';
import type { OrderSender, SendOutcome } from './order-sender.ts';
import type { Guard, Protection } from './protection.ts';
import type { TradeBook } from './trade-book.ts';
import type { Trade } from './trade.ts';

/** How a request to move a stop or target ended. `planned`: nothing is held yet, it is placed there with the first fill. */
export type MoveOutcome = SendOutcome | { readonly kind: 'planned' | 'no-trade' | 'leaving' };

/** A trade that an entry can be added to. */
export interface JoinableTrade {
  readonly signalId: SignalId;
  readonly plan: TradePlan;
  /** The leverage its first entry was made with; null where the venue's own holds. */
  readonly leverage: number | null;
}

/** What a person can do to a running trade besides closing it. */
export class HandMoves {
  readonly #journal: DeskJournal;
  readonly #sender: OrderSender;
  readonly #book: TradeBook;
  readonly #exits: Exits;
  readonly #protection: Protection;

  constructor(journal: DeskJournal, sender: OrderSender, book: TradeBook, exits: Exits, protection: Protection) {
    this.#journal = journal;
    this.#sender = sender;
    this.#book = book;
    this.#exits = exits;
    this.#protection = protection;
  }

  /** The side and plan of the trade that runs on the symbol; null when none does or its plan is not known. */
  planOf(symbol: ContractSymbol): (Pick<Trade, 'side'> & { readonly plan: TradePlan }) | null {
    const trade = this.#book.running(symbol);
    return trade === null || trade.plan === null ? null : { side: trade.side, plan: trade.plan };
  }

  /** The trade on the symbol that an entry on that side would add to; null when there is none that can be added to. */
  joinable(symbol: ContractSymbol, side: Trade['side']): JoinableTrade | null {
    const trade = this.#book.running(symbol);
    if (trade === null || trade.plan === null) return null;
    if (joinProblem(trade, { symbol, side }, { journal: this.#journal, exits: this.#exits }) !== null) return null;
    const [first] = trade.entryIds;
    const leverage = first === undefined ? null : (this.#journal.state.order(first)?.terms?.leverage ?? null);
    return { signalId: trade.signalId, plan: trade.plan, leverage };
  }

  /**
   * Lets the stop of the running trade follow the mark price at a distance, or stay where it is (null).
   * @returns false when no trade runs, or where it is to end is not known.
   */
  async trail(symbol: ContractSymbol, trailTicks: Ticks | null, by: string): Promise<boolean> {
    const trade = this.#book.running(symbol);
    if (trade === null || trade.plan === null) return false;
    const { trailTicks: _, ...fixed } = trade.plan;
    trade.plan = trailTicks === null ? fixed : { ...fixed, trailTicks };
    record(this.#journal, 'trade.replanned', symbol, { signalId: trade.signalId, plan: { ...trade.plan }, by });
    await this.#fixStop(trade);
    return true;
  }

  /** A stop that the venue trails at a distance that is not meant any more is replaced by one where it stands. */
  async #fixStop(trade: Trade): Promise<void> {
    const { stopIds, symbol, plan } = trade;
    const held = Math.abs(this.#journal.state.position(symbol)?.lots ?? 0);
    const newest = stopIds.at(-1);
    const row = newest === undefined ? null : this.#journal.state.order(newest);
    if (plan === null || held === 0 || row?.kind !== 'trailing-stop') return;
    const reason = 'it trails no more at that distance';
    await this.#protection.move(trade, { role: 'stop', triggerTicks: plan.stopTicks, held, reason }, () => undefined);
  }

  /** Closes at most `lots` contracts of what is held; the trade goes on with the rest. */
  closePart(symbol: ContractSymbol, lots: number): Promise<ExitOutcome> {
    return this.#exits.part(symbol, lots);
  }

  /**
   * Moves the stop or target of the running trade. The new order is placed first; the plan follows, and the old order
   * goes, once the venue took it.
   */
  async moveGuard(symbol: ContractSymbol, role: Guard, ticks: Ticks, reason: string, by: string): Promise<MoveOutcome> {
    const trade = this.#book.running(symbol);
    if (trade === null || trade.plan === null) return { kind: 'no-trade' };
    if (trade.exitReason !== null) return { kind: 'leaving' };
    const plan = { ...trade.plan, [role === 'stop' ? 'stopTicks' : 'targetTicks']: ticks };
    const replan = (): void => {
      trade.plan = plan;
      record(this.#journal, 'trade.replanned', symbol, { signalId: trade.signalId, plan: { ...plan }, by });
    };
    const held = Math.abs(this.#journal.state.position(symbol)?.lots ?? 0);
    if (held === 0) {
      replan();
      return { kind: 'planned' };
    }
    return this.#protection.move(trade, { role, triggerTicks: ticks, held, reason }, ({ kind }) => {
      if (kind === 'accepted') replan();
    });
  }

  /** Makes a protective order that is larger than what is held after a part was closed as large as that. */
  fit(trade: Trade, held: number): void {
    for (const id of [trade.stopIds.at(-1), trade.targetIds.at(-1)]) {
      const row = id === undefined ? null : this.#journal.state.order(id);
      if (row === null || row.lots - row.filledLots <= held) continue;
      this.#sender.launchAmend(row.id, { lots: (row.filledLots + held) as Lots }, 'fits what is held');
    }
  }
}
