import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { OrderDeskParts } from './desk-types.ts';
import type { OrderSender, Sending, SendOutcome } from './order-sender.ts';
import type { TradeBook } from './trade-book.ts';
import { oppositeOf, type Trade } from './trade.ts';

/** What ends a position by itself. */
export type Guard = 'stop' | 'target';

/** How a stop or target is placed anew. */
export interface GuardMove {
  readonly role: Guard;
  readonly triggerTicks: Ticks;
  /** Contracts held, > 0. */
  readonly held: number;
  readonly reason: string;
  /** Of a stop that the venue itself lets follow the price. */
  readonly trailTicks?: Ticks;
}

/** States in which a protective order works, or is on its way to work. */
const WORKING: ReadonlySet<OrderState> = new Set([
  'SENDING',
  'OPEN',
  'TRIGGERED',
  'PARTIAL',
  'AMEND_SENDING',
  'AMEND_UNKNOWN',
]);

const KIND = { stop: 'stop-market', target: 'take-profit-market' } as const;

/**
 * Keeps a stop and a target on every position. When the position grows, a new order for all of it is placed first and
 * the old one canceled once the new one is accepted, so that it is never without a stop; both are reduce-only, so that
 * for that moment they cannot close more than there is.
 */
export class Protection {
  readonly #parts: Pick<OrderDeskParts, 'journal' | 'ids' | 'clock'>;
  readonly #sender: OrderSender;
  readonly #book: TradeBook;
  /** Monotonic time at which each stop left: a wall clock that is set must not make the wait for it longer. */
  readonly #sentAt = new Map<ClientOrderId, number>();

  constructor(parts: Pick<OrderDeskParts, 'journal' | 'ids' | 'clock'>, sender: OrderSender, book: TradeBook) {
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

  /** True once a stop or target fired: the position is on its way out, its other protection is not renewed. */
  isLeaving(trade: Trade): boolean {
    const { state } = this.#parts.journal;
    return [...trade.stopIds, ...trade.targetIds].some((id) => {
      const row = state.order(id);
      return row !== null && (row.state === 'TRIGGERED' || row.filledLots > 0);
    });
  }

  /** Milliseconds for which what is held has waited for the venue to confirm its stop; null when it does not wait. */
  waitedFor(trade: Trade, held: number): number | null {
    let confirmed = 0;
    let since: number | null = null;
    for (const id of trade.stopIds) {
      const row = this.#parts.journal.state.order(id);
      if (row === null) continue;
      if (row.state === 'SENDING') since ??= this.#sentAt.get(id) ?? null;
      else confirmed += this.#workingLots(id);
    }
    return confirmed >= held || since === null ? null : this.#parts.clock.monotonic() - since;
  }

  #coverWith(trade: Trade, role: Guard, triggerTicks: Ticks, held: number): void {
    const newest = (role === 'stop' ? trade.stopIds : trade.targetIds).at(-1);
    if (newest !== undefined && this.#workingLots(newest) >= held) return;
    const sending = this.#sendingOf(trade, role, triggerTicks, held);
    this.#sender.launch(sending, (outcome) => {
      if (outcome.kind === 'accepted') this.#retireBefore(trade, role, sending.order.clientOrderId);
    });
  }

  /**
   * Places the stop or target of `held` contracts anew at another price; the older ones go once it is accepted.
   * @param react told of the outcome once it is recorded, before the older ones go.
   */
  move(
    trade: Trade,
    { role, triggerTicks, held, reason, trailTicks }: GuardMove,
    react: (outcome: SendOutcome) => void,
  ): Promise<SendOutcome> {
    const made = this.#sendingOf(trade, role, triggerTicks, held);
    const trailing = trailTicks === undefined ? {} : { kind: 'trailing-stop' as const, trailTicks };
    const sending = { ...made, order: { ...made.order, ...trailing }, reason };
    return this.#sender.send(sending, (outcome) => {
      react(outcome);
      if (outcome.kind === 'accepted') this.#retireBefore(trade, role, sending.order.clientOrderId);
    });
  }

  #sendingOf(trade: Trade, role: Guard, triggerTicks: Ticks, held: number): Sending {
    const id = this.#parts.ids.order();
    this.#book.attach(trade, role, id);
    if (role === 'stop') this.#sentAt.set(id, this.#parts.clock.monotonic());
    return {
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
    };
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
    if (row === null || !WORKING.has(row.state)) return 0;
    // While a change is unanswered only the smaller size is sure to protect.
    return Math.max(0, Math.min(row.lots, row.amendLots ?? row.lots) - row.filledLots);
  }
}
