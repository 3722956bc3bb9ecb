import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { OrderDeskParts, TradePlan } from './desk-types.ts';
import { record } from './order-records.ts';
import type { Protection } from './protection.ts';
import type { TradeBook } from './trade-book.ts';
import type { Trade } from './trade.ts';

/** A stop is moved once it gains this share of its distance, so that the venue's request limit is not spent on it. */
const STEPS_OF_DISTANCE = 20;
/** Between two moves of one stop, ms; and after one that the venue did not take. */
const PAUSE_MS = 2_000;
const PAUSE_AFTER_REFUSAL_MS = 10_000;

/** The least that a trailing stop moves, in ticks. */
export const trailStep = (trailTicks: number): number => Math.max(1, Math.ceil(trailTicks / STEPS_OF_DISTANCE));

/**
 * Lets stops follow the mark price where the plan says so. The venue holds a stop all the time: the new one is placed
 * first, the old one goes once the venue has it. A stop only ever comes closer. Where the venue itself can trail, its order
 * takes over with the first move, and the plan only keeps up with it: a stop that is placed anew begins where it stood.
 */
export class TrailingStops {
  readonly #parts: Pick<OrderDeskParts, 'journal' | 'clock' | 'venue'>;
  readonly #book: TradeBook;
  readonly #protection: Protection;
  readonly #onFailure: (error: unknown) => void;
  /** Monotonic time before which a symbol's stop is not moved; infinite while a move is under way. */
  readonly #notBefore = new Map<ContractSymbol, number>();
  /** Where the venue refused a trailing stop of its own. */
  readonly #refused = new Set<ContractSymbol>();

  constructor(
    parts: Pick<OrderDeskParts, 'journal' | 'clock' | 'venue'>,
    book: TradeBook,
    protection: Protection,
    onFailure: (error: unknown) => void,
  ) {
    this.#parts = parts;
    this.#book = book;
    this.#protection = protection;
    this.#onFailure = onFailure;
  }

  /** True where a stop follows the price. */
  follows(symbol: ContractSymbol): boolean {
    return this.#book.running(symbol)?.plan?.trailTicks !== undefined;
  }

  /** Moves the stop of the symbol when the mark price has left it far enough behind. */
  onMark(symbol: ContractSymbol, markTicks: number): void {
    const trade = this.#book.running(symbol);
    if (trade === null || trade.exitReason !== null) return;
    const current = this.#settledStop(trade);
    const plan = current === null ? null : this.#planAt(trade, current, markTicks);
    if (plan === null || this.#parts.clock.monotonic() < (this.#notBefore.get(symbol) ?? 0)) return;
    const held = Math.abs(this.#parts.journal.state.position(symbol)?.lots ?? 0);
    if (!this.#protection.isStopped(trade, held) || this.#protection.isLeaving(trade)) return;
    if (current?.kind === 'trailing-stop') this.#replan(trade, plan);
    else this.#move(trade, plan, held);
  }

  /** The plan with the stop that the mark price asks for; null while it would not gain a step. */
  #planAt(trade: Trade, current: OrderRow, markTicks: number): TradePlan | null {
    const { plan } = trade;
    if (plan?.trailTicks === undefined) return null;
    const direction = trade.side === 'buy' ? 1 : -1;
    const wanted = markTicks - direction * plan.trailTicks;
    const held = (this.#parts.journal.state.position(trade.symbol)?.lots ?? 0) * direction;
    if (held <= 0 || wanted <= 0) return null;
    const stands = current.kind === 'trailing-stop' ? null : current.triggerTicks;
    const gain = (wanted - (stands ?? plan.stopTicks)) * direction;
    return gain < trailStep(plan.trailTicks) ? null : { ...plan, stopTicks: wanted as Ticks };
  }

  #replan(trade: Trade, plan: TradePlan): void {
    // A person may have moved the target or ended the trailing meanwhile.
    trade.plan = { ...(trade.plan ?? plan), stopTicks: plan.stopTicks };
    const data = { signalId: trade.signalId, plan: { ...trade.plan }, by: 'trailing stop' };
    record(this.#parts.journal, 'trade.replanned', trade.symbol, data);
  }

  #move(trade: Trade, plan: TradePlan, held: number): void {
    const { clock, venue } = this.#parts;
    const { symbol } = trade;
    const { stopTicks, trailTicks } = plan;
    const native = venue.trails === true && trailTicks !== undefined && !this.#refused.has(symbol);
    const move = { role: 'stop', triggerTicks: stopTicks, held, reason: 'follows the mark price' } as const;
    this.#notBefore.set(symbol, Number.POSITIVE_INFINITY);
    let pause = PAUSE_AFTER_REFUSAL_MS;
    this.#protection
      .move(trade, native ? { ...move, trailTicks } : move, ({ kind }) => {
        if (kind === 'rejected' && native) this.#refused.add(symbol);
        if (kind !== 'accepted') return;
        pause = PAUSE_MS;
        this.#replan(trade, plan);
      })
      .catch(this.#onFailure)
      .finally(() => this.#notBefore.set(symbol, clock.monotonic() + pause));
  }

  /** The stop that works, when it is the only one and nothing about it is open; null otherwise. */
  #settledStop(trade: Trade): OrderRow | null {
    let found: OrderRow | null = null;
    for (const id of trade.stopIds) {
      const row = this.#parts.journal.state.order(id);
      if (row === null || isFinalOrderState(row.state)) continue;
      if (row.state !== 'OPEN' || found !== null) return null;
      found = row;
    }
    return found;
  }
}
