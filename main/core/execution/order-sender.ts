import type { ClientOrderId, ContractSymbol, SignalId } from '#shared/domain/ids.ts';
import { isFinalOrderState, type OrderRole, type OrderState } from '#shared/domain/order-state.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import { nextOrderState, type OrderMove } from '../journal/order-transitions.ts';
import type { OrderRow } from '../journal/rows.ts';
import type { AmendOutcome, CancelOutcome, OrderChange, OrderRef, SubmitOutcome, VenueOrder } from '../ports/venue.ts';
import type { OrderDeskParts, TradePlan } from './desk-types.ts';
import { exitRefusal } from './exit-refusal.ts';
import { orderRefOf, record, termsOf } from './order-records.ts';

/** An order with what the journal must know of it besides. */
export interface Sending {
  readonly order: VenueOrder;
  readonly signalId: SignalId;
  readonly role: OrderRole;
  readonly token: number;
  /** Of an entry: with it on record the trade can be rebuilt from the journal alone. */
  readonly plan?: TradePlan;
  /** Of an entry that adds to the trade that runs. */
  readonly joins?: true;
  /** Why it is made, where its role does not say. */
  readonly reason?: string;
  /** Asked twice: before the attempt is recorded and right before it is made. */
  readonly mayLeave: () => boolean;
}

/** What became of a send. `withheld`: nothing left; the reason is on record. */
export type SendOutcome = SubmitOutcome | { readonly kind: 'withheld' };

/** Whom the sender tells. */
export interface SenderEvents {
  /** An order's state was moved by a record other than a fill. */
  readonly onMoved: (row: OrderRow, before: OrderState) => void;
  /** A record could not be made after the answer to something sent without a waiting caller. */
  readonly onFailure: (error: unknown) => void;
}

type SenderParts = Pick<OrderDeskParts, 'journal' | 'venue' | 'barrier' | 'entriesStoppedBy'>;

/**
 * The one place from which orders and cancels leave, and the one place that moves orders. Each send is made once: intent
 * and attempt are recorded (and durable, with the `sync` barrier) before it, the outcome after it, and nothing is ever
 * repeated.
 */
export class OrderSender {
  readonly #parts: SenderParts;
  readonly #events: SenderEvents;
  #pending = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: SenderParts, events: SenderEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  /** Sends and cancels whose answer has not come or has not been recorded. */
  get pending(): number {
    return this.#pending;
  }

  /** Resolves when nothing is in flight. */
  async quiescent(): Promise<void> {
    while (this.#pending > 0) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  /**
   * Moves an order if the table of transitions allows it.
   * @returns false when the move is illegal or the order not known; then nothing was written.
   */
  move<T extends OrderMove>(id: ClientOrderId, type: T, data: EventDataByType[T]): boolean {
    const { journal } = this.#parts;
    const row = journal.state.order(id);
    if (row === null || nextOrderState(row.state, type, row.filledLots) === null) return false;
    record(journal, type, id, data);
    const moved = journal.state.order(id);
    if (moved !== null) this.#events.onMoved(moved, row.state);
    return true;
  }

  /** Records an intent that is refused here and never leaves. */
  refuse(sending: Sending, reason: string): void {
    this.#intend(sending);
    this.move(sending.order.clientOrderId, 'order.not-placed', { reason });
  }

  /**
   * Sends once. Everything up to and including `venue.submit` happens within this call, with no await between the last
   * look at the lock and the send.
   * @param react told of the outcome once it is recorded, before the send counts as done.
   */
  send(sending: Sending, react: (outcome: SendOutcome) => void): Promise<SendOutcome> {
    const { journal, venue } = this.#parts;
    const id = sending.order.clientOrderId;
    this.#intend(sending);
    this.#makeDurable();
    const mayLeave = (): boolean => this.#stopOf(sending) === null;
    const early = this.#stopOf(sending);
    if (early !== null) {
      this.move(id, 'order.not-placed', { reason: sending.role === 'entry' ? `${early} before the send` : early });
      return withheld(react);
    }
    record(journal, 'order.sending', id, { attempt: 1 });
    this.#makeDurable();
    const late = this.#stopOf(sending);
    if (late !== null) {
      // The attempt is on record, so the proof that it was not made goes on record too.
      this.move(id, 'order.unknown', { reason: `${late} while the attempt was recorded` });
      this.move(id, 'order.not-placed', { reason: `nothing was sent: ${late}` });
      return withheld(react);
    }
    return this.#track(
      () => venue.submit(sending.order, mayLeave),
      (answer) => {
        const outcome = answer instanceof Error ? ({ kind: 'unknown', reason: answer.message } as const) : answer;
        this.#recordOutcome(id, outcome);
        react(outcome);
        return outcome;
      },
    );
  }

  /** Sends without anyone waiting for the answer. */
  launch(sending: Sending, react: (outcome: SendOutcome) => void): void {
    this.send(sending, react).catch(this.#events.onFailure);
  }

  /** Asks the venue to cancel, unless the order is at its end or is being canceled already. */
  cancel(id: ClientOrderId, reason: string): void {
    const row = this.#parts.journal.state.order(id);
    if (row === null || isFinalOrderState(row.state) || row.state === 'CANCEL_SENDING') return;
    if (!this.move(id, 'order.cancel', { reason })) return;
    this.#makeDurable();
    this.#track(
      () => this.#parts.venue.cancel(orderRefOf(row)),
      (answer) => {
        const now = this.#parts.journal.state.order(id);
        if (now !== null && !isFinalOrderState(now.state)) this.#recordCancel(id, answer);
      },
    ).catch(this.#events.onFailure);
  }

  /**
   * Asks the venue to cancel each of these, like {@link cancel}: all are recorded, made durable at once, and then sent.
   * A journal that cannot write stops no cancel: it takes risk away, and the venue's report of the end is heard later.
   */
  cancelAll(ids: readonly ClientOrderId[], reason: string): void {
    const { journal, venue } = this.#parts;
    const rows = ids.flatMap((id) => {
      const row = journal.state.order(id);
      return row === null || isFinalOrderState(row.state) || row.state === 'CANCEL_SENDING' ? [] : [row];
    });
    const illegal = new Set<ClientOrderId>();
    let failure: unknown = null;
    try {
      for (const { id } of rows) if (!this.move(id, 'order.cancel', { reason })) illegal.add(id);
      this.#makeDurable();
    } catch (error) {
      failure = error;
    }
    for (const row of rows) {
      if (illegal.has(row.id)) continue;
      this.#track(
        () => venue.cancel(orderRefOf(row)),
        (answer) => {
          const now = journal.state.order(row.id);
          if (now !== null && !isFinalOrderState(now.state)) this.#recordCancel(row.id, answer);
        },
      ).catch(this.#events.onFailure);
    }
    if (failure !== null) this.#events.onFailure(failure);
  }

  /** Asks the venue to end an order that it shows as live although our record of it has ended. */
  cancelReturned(order: OrderRef, reason: string): void {
    const id = order.clientOrderId;
    if (!this.move(id, 'order.cancel', { reason })) return;
    this.#makeDurable();
    this.#track(
      () => this.#parts.venue.cancel(order),
      (answer) => {
        this.#recordCancel(id, answer);
      },
    ).catch(this.#events.onFailure);
  }

  /**
   * Changes a resting order. Everything up to the send happens within the call.
   * @returns null when the order's state does not allow a change, or a closing order would grow above what is held; then
   * nothing was written or sent.
   */
  async amend(id: ClientOrderId, change: OrderChange, reason: string): Promise<AmendOutcome | null> {
    const row = this.#parts.journal.state.order(id);
    const { lots = null, priceTicks = null, triggerTicks = null } = change;
    if (row === null || row.amendLots !== undefined || this.#growsTooFar(row, lots)) return null;
    if (!this.move(id, 'order.amend', { lots, priceTicks, triggerTicks, reason })) return null;
    this.#makeDurable();
    return this.#track(
      () => this.#parts.venue.amend(orderRefOf(row), change),
      (answer) => {
        const outcome = answer instanceof Error ? ({ kind: 'unknown', reason: answer.message } as const) : answer;
        this.#recordAmend(row, change, outcome);
        return outcome;
      },
    );
  }

  /** Changes a resting order without anyone waiting for the answer. */
  launchAmend(id: ClientOrderId, change: OrderChange, reason: string): void {
    this.amend(id, change, reason).catch(this.#events.onFailure);
  }

  /** What stands against a send at this moment, in words; null when nothing does. */
  #stopOf({ mayLeave, role, order }: Sending): string | null {
    if (role !== 'entry') {
      const refusal = exitRefusal(order, this.#held(order.symbol));
      if (refusal !== null) return refusal.sentence.replace(/\.$/, '');
    } else if ((this.#parts.entriesStoppedBy?.() ?? null) !== null) return 'trading was stopped';
    return mayLeave() ? null : 'the lock was lost';
  }

  /** Signed contracts by the fills that are booked: what is confirmed. */
  #held(symbol: ContractSymbol): number {
    return this.#parts.journal.state.position(symbol)?.lots ?? 0;
  }

  #intend({ order, signalId, role, token, plan, joins, reason }: Sending): void {
    const terms = termsOf(order);
    record(this.#parts.journal, 'order.intent', order.clientOrderId, {
      signalId,
      symbol: order.symbol,
      role,
      side: order.side,
      kind: order.kind,
      lots: order.lots,
      reduceOnly: order.reduceOnly,
      priceTicks: order.priceTicks,
      triggerTicks: order.triggerTicks,
      token,
      ...(plan === undefined ? {} : { plan: { ...plan } }),
      ...(joins === undefined ? {} : { joins }),
      ...(reason === undefined ? {} : { reason }),
      ...(terms === null ? {} : { terms }),
    });
  }

  /** True when a change would make what closes larger than what is held. */
  #growsTooFar({ role, symbol, side, reduceOnly, filledLots }: OrderRow, lots: number | null): boolean {
    if (role === 'entry' || lots === null) return false;
    return exitRefusal({ symbol, side, lots: lots - filledLots, reduceOnly }, this.#held(symbol)) !== null;
  }

  #makeDurable(): void {
    if (this.#parts.barrier === 'sync') this.#parts.journal.commit();
  }

  /** A fill or a status may have come before the answer: the table then keeps what is already proven. */
  #recordOutcome(id: ClientOrderId, outcome: SubmitOutcome): void {
    switch (outcome.kind) {
      case 'accepted':
        this.move(id, 'order.accepted', { venueOrderId: outcome.venueOrderId });
        return;
      case 'rejected':
        this.move(id, 'order.rejected', { code: outcome.code, reason: outcome.reason });
        return;
      case 'unknown':
        this.move(id, 'order.unknown', { reason: outcome.reason });
        return;
    }
  }

  /**
   * A cancel without a clear answer leaves the order in doubt, unless the venue's own report settled it meanwhile. Each
   * cancel has a record after it; the venue's report of the end is one.
   */
  #recordCancel(id: ClientOrderId, answer: CancelOutcome | Error): void {
    const state = this.#parts.journal.state.order(id)?.state;
    const reason = answer instanceof Error ? answer.message : `the venue answered ${answer}`;
    if (answer !== 'accepted' && state === 'CANCEL_SENDING') this.move(id, 'order.unknown', { reason });
    else this.move(id, 'order.cancel-answered', { reason });
  }

  /** The venue may have told more than was asked meanwhile: only a change that still waits is answered. */
  #recordAmend(before: OrderRow, change: OrderChange, outcome: AmendOutcome): void {
    switch (outcome.kind) {
      case 'accepted':
        this.move(before.id, 'order.amended', {
          lots: change.lots ?? before.lots,
          priceTicks: change.priceTicks ?? before.priceTicks,
          triggerTicks: change.triggerTicks ?? before.triggerTicks,
          reason: 'the venue took the change',
        });
        return;
      case 'rejected':
        this.move(before.id, 'order.amend-refused', { code: outcome.code, reason: outcome.reason });
        return;
      case 'unsupported':
        this.move(before.id, 'order.amend-refused', { code: 'UNSUPPORTED', reason: 'nothing was sent' });
        return;
      case 'unknown':
        if (this.#parts.journal.state.order(before.id)?.state !== 'CANCEL_SENDING') {
          this.move(before.id, 'order.unknown', { reason: outcome.reason });
        }
        return;
    }
  }

  async #track<T, R>(call: () => Promise<T>, settle: (answer: T | Error) => R): Promise<R> {
    this.#pending++;
    try {
      return settle(await answerOf(call));
    } finally {
      this.#pending--;
      if (this.#pending === 0) for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}

function withheld(react: (outcome: SendOutcome) => void): Promise<SendOutcome> {
  const outcome: SendOutcome = { kind: 'withheld' };
  react(outcome);
  return Promise.resolve(outcome);
}

/** The answer of a call, or its failure as a value: whatever fails here may still have reached the venue. */
async function answerOf<T>(call: () => Promise<T>): Promise<T | Error> {
  try {
    return await call();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
