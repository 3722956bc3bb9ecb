import type { Denial } from '#shared/domain/denial.ts';
import type { ClientOrderId, SignalId } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { absolute } from '#shared/domain/money.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import { ParentExecution } from '../executors/parent-execution.ts';
import type { ChildFact, ChildOrder, Schedule } from '../executors/parent-order.ts';
import type { OrderRow } from '../../journal/rows.ts';
import { scheduleOf, ticketOfPart, type WorkedTerms } from './worked-terms.ts';
import type { ManualTicket } from './ticket.ts';

/** Where a worked order stands. `waiting`: its next part is not due, or not admitted yet. */
export type WorkedState = 'working' | 'waiting' | 'paused' | 'stopping' | 'done' | 'stopped' | 'failed';

/** A worked order as it is shown. */
export interface WorkedStatus {
  readonly terms: WorkedTerms;
  readonly state: WorkedState;
  /** Why it waits, is paused or over; empty while it works. */
  readonly reason: string;
  readonly filledLots: number;
  /** Σ lots × price of all fills, in ticks. */
  readonly tickLots: bigint;
  /** Parts made so far. */
  readonly parts: number;
  /** The part that is out. */
  readonly orderId: ClientOrderId | null;
}

/** What a worked order does to the world, and asks of it. */
export interface PartActions {
  /** Why a part cannot be made now; null when nothing stands in the way. */
  readonly refusal: (ticket: ManualTicket) => Denial | null;
  /** True when an entry on this ticket's side would add to the trade with this id. */
  readonly addsTo: (ticket: ManualTicket, tradeId: SignalId) => boolean;
  /** True when what is held has its stop. */
  readonly isProtected: (ticket: ManualTicket) => boolean;
  readonly place: (work: WorkedOrder, child: ChildOrder, ticket: ManualTicket) => ClientOrderId;
  readonly cancel: (orderId: ClientOrderId) => void;
  readonly row: (orderId: ClientOrderId) => OrderRow | null;
}

/** What a part's state tells the execution; null where it tells nothing. */
const FACT: Readonly<Record<OrderState, ChildFact['state'] | null>> = {
  INTENT: null,
  SENDING: 'sent',
  UNKNOWN: 'unknown',
  OPEN: 'open',
  TRIGGERED: 'open',
  PARTIAL: 'open',
  CANCEL_SENDING: null,
  CANCEL_UNKNOWN: 'unknown',
  AMEND_SENDING: null,
  AMEND_UNKNOWN: 'unknown',
  FILLED: 'filled',
  CANCELED: 'canceled',
  EXPIRED: 'canceled',
  REJECTED: 'rejected',
  NOT_PLACED: 'not-placed',
};

const OVER: ReadonlySet<ChildFact['state'] | undefined> = new Set(['filled', 'canceled', 'rejected', 'not-placed']);

/** One order that is worked in parts: the schedule, what became of its parts, and what holds it up. */
export class WorkedOrder {
  readonly terms: WorkedTerms;
  readonly execution: ParentExecution;
  readonly #actions: PartActions;
  readonly #parts = new Map<ClientOrderId, number>();
  /** What the execution was last told of a part. */
  readonly #told = new Map<number, ChildFact['state']>();
  readonly #fills: { readonly index: number; readonly lots: number; readonly priceTicks: number }[] = [];
  /** The trade that its parts make or add to; null before the first. */
  #tradeId: SignalId | null = null;
  #paused: string | null = null;
  #ending: string | null = null;
  #waiting: Denial | null = null;

  /** @throws RangeError when the terms are not those of a schedule. */
  constructor(terms: WorkedTerms, instrument: Instrument, actions: PartActions, parts: readonly PartRecord[] = []) {
    this.terms = terms;
    this.#actions = actions;
    for (const { index, orderId } of parts) this.#parts.set(orderId, index);
    const facts = parts.flatMap((part) => this.#factOf(part, instrument) ?? []);
    for (const { index, state } of facts) this.#told.set(index, state);
    const schedule = scheduleOf(terms, instrument);
    const orders = {
      place: (child: ChildOrder) => {
        this.#place(child);
      },
      cancel: (_: string, index: number) => {
        const orderId = this.#orderAt(index);
        if (orderId !== null) actions.cancel(orderId);
      },
    };
    this.execution = new ParentExecution(this.#held(schedule), orders, facts);
  }

  get over(): boolean {
    return this.execution.over;
  }

  isPart(orderId: string): boolean {
    return this.#parts.has(orderId as ClientOrderId);
  }

  status(): WorkedStatus {
    const { phase, reason, filledLots, tickLots, children, child } = this.execution.state;
    const orderId = child === null ? null : this.#orderAt(child.index);
    const rest = { terms: this.terms, filledLots, tickLots, parts: children, orderId };
    if (phase === 'done' || phase === 'stopped' || phase === 'failed') return { ...rest, state: phase, reason };
    if (this.#ending !== null) return { ...rest, state: 'stopping', reason: this.#ending };
    if (this.#paused !== null) return { ...rest, state: 'paused', reason: this.#paused };
    if (phase === 'stopping') return { ...rest, state: 'stopping', reason };
    const waits = phase === 'waiting';
    return { ...rest, state: waits ? 'waiting' : 'working', reason: waits ? (this.#waiting?.sentence ?? '') : '' };
  }

  pause(reason: string): void {
    this.#paused = reason;
  }

  resume(): void {
    this.#paused = null;
  }

  /** Makes no part from now on; the one that is out is canceled at the next {@link pump}. */
  end(reason: string): void {
    this.#ending ??= reason;
  }

  noteFill(orderId: string, lots: number, priceTicks: number): void {
    const index = this.#parts.get(orderId as ClientOrderId);
    if (index !== undefined) this.#fills.push({ index, lots, priceTicks });
  }

  /** Tells the execution what became of its parts since the last time. */
  pump(): void {
    for (const { index, lots, priceTicks } of this.#fills.splice(0)) this.execution.onFill(index, lots, priceTicks);
    for (const [orderId, index] of this.#parts) this.#tell(orderId, index);
    if (this.#ending !== null) this.execution.halt(this.#ending);
  }

  onTime(now: number): void {
    if (this.#paused === null && this.#ending === null) this.execution.onTime(now);
  }

  /** A part that never became an order: nothing left for the venue. */
  notMade(orderId: ClientOrderId): void {
    const index = this.#parts.get(orderId);
    if (index !== undefined && this.#actions.row(orderId) === null) this.execution.onEnded(index, 'not-placed');
  }

  #tell(orderId: ClientOrderId, index: number): void {
    if (OVER.has(this.#told.get(index))) return;
    const row = this.#actions.row(orderId);
    const state = row === null ? null : FACT[row.state];
    if (row === null || state === null || this.#told.get(index) === state) return;
    this.#tradeId ??= row.signalId;
    this.#told.set(index, state);
    if (state === 'open') this.execution.onOpened(index);
    else if (state === 'unknown') this.execution.onUnknown(index);
    else if (state !== 'sent') this.execution.onEnded(index, state);
  }

  #place(child: ChildOrder): void {
    const orderId = this.#actions.place(this, child, this.#ticketOf(child));
    this.#tradeId ??= this.#actions.row(orderId)?.signalId ?? null;
  }

  /** Remembers the part under its order's id: before it is made. */
  noteOrder(orderId: ClientOrderId, index: number): void {
    this.#parts.set(orderId, index);
  }

  #ticketOf(terms: Pick<ChildOrder, 'lots' | 'priceTicks' | 'postOnly'>): ManualTicket {
    const { ticket } = this.terms;
    const adds = this.#tradeId !== null && this.#actions.addsTo(ticket, this.#tradeId);
    return ticketOfPart(ticket, terms, adds);
  }

  #orderAt(index: number): ClientOrderId | null {
    for (const [orderId, at] of this.#parts) if (at === index) return orderId;
    return null;
  }

  /**
   * The schedule, held up while nothing may be made: paused, ending, the last fill without its stop, or a check against
   * the part. What holds it up passes, so it does not count as a refused part.
   */
  #held(schedule: Schedule): Schedule {
    return {
      ...schedule,
      due: (progress, now) => {
        const terms = this.#paused === null && this.#ending === null ? schedule.due(progress, now) : null;
        this.#waiting = null;
        if (terms === null || !this.#actions.isProtected(this.terms.ticket)) return null;
        const { lots, lotSize, largestChild } = schedule.parent;
        const most = Math.min(terms.lots, lots - progress.filledLots, largestChild);
        this.#waiting = this.#actions.refusal(this.#ticketOf({ ...terms, lots: most - (most % lotSize) }));
        return this.#waiting === null ? terms : null;
      },
    };
  }

  #factOf({ index, orderId, lots, placedAt }: PartRecord, { tickValue }: Instrument): ChildFact | null {
    const row = this.#actions.row(orderId);
    if (row === null) return null;
    this.#tradeId ??= row.signalId;
    const tickLots = absolute(row.filledValue) / tickValue;
    return { index, lots, placedAt, filledLots: row.filledLots, tickLots, state: FACT[row.state] ?? 'open' };
  }
}

/** A part as the journal has it. */
export interface PartRecord {
  readonly index: number;
  readonly orderId: ClientOrderId;
  readonly lots: number;
  readonly placedAt: number;
}
