import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { OrderDeskParts } from './desk-types.ts';
import type { OrderSender } from './order-sender.ts';
import type { TradeBook } from './trade-book.ts';
import { oppositeOf, type Trade } from './trade.ts';

type Guard = 'stop' | 'target';

/** States in which a protective order works, or is on its way to work. */
const WORKING: ReadonlySet<OrderState> = new Set(['SENDING', 'OPEN', 'TRIGGERED', 'PARTIAL']);

const KIND = { stop: 'stop-market', target: 'take-profit-market' } as const;

/**
 * Keeps a stop and a target on every position. When the position grows, a new order for all of it is placed first and
 * the old one canceled once the new one is accepted, so that it is never without a stop; both are reduce-only, so that
 * for that moment they cannot close more than there is.
 */
export class Protection {
  readonly #parts: Pick<OrderDeskParts, 'journal' | 'ids'>;
  readonly #sender: OrderSender;
  readonly #book: TradeBook;

  constructor(parts: Pick<OrderDeskParts, 'journal' | 'ids'>, sender: OrderSender, book: TradeBook) {
    this.#parts = parts;
    this.#sender = sender;
    this.#book = book;
  }

  /** Places what is missing for a position of `held` contracts (> 0): the stop before the target. */
  cover(trade: Trade, held: number): void {
    const { plan } = trade;
    if (plan === null) return;
    this.#coverWith(trade, 'stop', plan.stopTicks, held);
    this.#coverWith(trade, 'target', plan.targetTicks, held);
  }

  /** True when the stops at work cover `held` contracts. */
  isStopped(trade: Trade, held: number): boolean {
    let covered = 0;
    for (const id of trade.stopIds) covered += this.#workingLots(id);
    return covered >= held;
  }

  /** Since when what is held waits for the venue to confirm its stop; null when it is confirmed or none was sent. */
  waitingSince(trade: Trade, held: number): number | null {
    let confirmed = 0;
    let since: number | null = null;
    for (const id of trade.stopIds) {
      const row = this.#parts.journal.state.order(id);
      if (row === null) continue;
      if (row.state === 'SENDING') since ??= row.updatedAt;
      else confirmed += this.#workingLots(id);
    }
    return confirmed >= held ? null : since;
  }

  #coverWith(trade: Trade, role: Guard, triggerTicks: Ticks, held: number): void {
    const newest = (role === 'stop' ? trade.stopIds : trade.targetIds).at(-1);
    if (newest !== undefined && this.#workingLots(newest) >= held) return;
    const id = this.#parts.ids.order();
    this.#book.attach(trade, role, id);
    this.#sender.launch(
      {
        order: {
          clientOrderId: id,
          symbol: trade.symbol,
          side: oppositeOf(trade.side),
          kind: KIND[role],
          lots: held as Lots,
          reduceOnly: true,
          priceTicks: null,
          triggerTicks,
        },
        signalId: trade.signalId,
        role,
        token: trade.token,
        mayLeave: () => true,
      },
      (outcome) => {
        if (outcome.kind === 'accepted') this.#retireBefore(trade, role, id);
      },
    );
  }

  /** Cancels the orders that the accepted one replaces. */
  #retireBefore(trade: Trade, role: Guard, id: ClientOrderId): void {
    for (const older of role === 'stop' ? trade.stopIds : trade.targetIds) {
      if (older === id) return;
      this.#sender.cancel(older, 'replaced by one for the whole position');
    }
  }

  #workingLots(id: ClientOrderId): number {
    const row = this.#parts.journal.state.order(id);
    return row !== null && WORKING.has(row.state) ? row.lots - row.filledLots : 0;
  }
}
