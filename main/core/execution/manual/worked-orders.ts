import { denial, type Denial } from '#shared/domain/denial.ts';
import { clientOrderId, type ClientOrderId, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { ChildOrder, ExecutionReport } from '../executors/parent-order.ts';
import { record } from '../order-records.ts';
import type { ManualJournal, Request } from './manual-journal.ts';
import type { ManualJudge, ManualSource } from './manual-judge.ts';
import type { ManualOutcome, ManualTicket } from './ticket.ts';
import { WorkedOrder, type PartActions, type PartRecord, type WorkedStatus } from './worked-order.ts';
import { recordOf, termsFrom, ticketOfPart, workProblem, type WorkedTerms, type WorkMethod } from './worked-terms.ts';

/** How often the schedules are looked at. */
const PERIOD_MS = 1_000;
/** Worked orders at their end that stay in the list. */
const LATEST = 50;

export const FOUND_UNFINISHED = 'it was found unfinished after a restart';

/** Makes one part, on the way of every entry by hand. */
export type PlacePart = (ticket: ManualTicket, by: string, orderId: ClientOrderId) => Promise<ManualOutcome>;

/** What works orders in parts. */
export interface WorkingSource extends ManualSource {
  readonly parts: ManualSource['parts'] & { readonly scheduler: Scheduler };
}

/**
 * Orders by hand that are worked in parts. Each part is an ordinary entry: journaled, checked, sent once. A halt, a
 * flatten, a cancel of all and the end of the position end the work; after a restart it waits for a person.
 */
export class WorkedOrders implements Disposable {
  /** Something about a worked order may have changed. */
  readonly onChange = new Emitter<string>();
  readonly #core: WorkingSource;
  readonly #judge: ManualJudge;
  readonly #records: ManualJournal;
  readonly #placePart: PlacePart;
  readonly #works = new Map<string, WorkedOrder>();
  readonly #subscriptions: Disposable[];
  #timer: Disposable | null = null;
  #pumping = false;

  constructor(core: WorkingSource, judge: ManualJudge, records: ManualJournal, placePart: PlacePart) {
    this.#core = core;
    this.#judge = judge;
    this.#records = records;
    this.#placePart = placePart;
    this.#subscriptions = [
      core.parts.journal.onAppended.on((event) => {
        if (this.#active().length > 0) this.#onRecord(event);
      }),
      core.desk.onPositionClosed.on(({ symbol }) => {
        this.#endAll((work) => work.terms.ticket.symbol === symbol, 'its position was closed');
      }),
    ];
  }

  /** Every worked order of this start, and those found unfinished. */
  statuses(): readonly WorkedStatus[] {
    return [...this.#works.values()].map((work) => work.status());
  }

  /** True for a part of an order that is still worked. */
  isPart(orderId: string): boolean {
    return this.#active().some((work) => work.isPart(orderId));
  }

  /** Begins to work an order, or says why not. */
  start(
    ticket: ManualTicket,
    method: WorkMethod,
    by: string,
  ): { readonly id: string; readonly outcome: ManualOutcome } {
    const { parts } = this.#core;
    const id = `work:${parts.ids.signal()}`;
    const terms: WorkedTerms = { id, by, ticket, method, startAt: parts.clock.now() };
    const request: Request = { action: 'work', by, subject: id };
    const { by: _, ...asked } = recordOf(terms);
    this.#records.begin(request, asked);
    const refused = (refusal: Denial) => ({ id, outcome: this.#records.refused(request, refusal) });
    const made = this.#make(terms);
    if (!(made instanceof WorkedOrder)) return refused(made);
    const refusal = this.#refusal(terms);
    if (refusal !== null) return refused(refusal);
    record(parts.journal, 'parent.started', id, recordOf(terms));
    this.#add(made);
    this.#recordState(made, by);
    this.#wake();
    made.onTime(parts.clock.now());
    const sentence = `The ${method.kind === 'twap' ? 'TWAP' : 'iceberg'} is at work.`;
    return { id, outcome: this.#records.done(request, { kind: 'done', sentence, orderIds: [] }) };
  }

  /** Goes on with one that was found unfinished. */
  resume(id: string, by: string): ManualOutcome {
    const request: Request = { action: 'resume-work', by, subject: id };
    this.#records.begin(request, {});
    const work = this.#works.get(id);
    const state = work?.status().state;
    if (work === undefined || state !== 'paused') {
      const reason = state === undefined ? 'there is none' : `it is ${state}`;
      return this.#records.refused(request, denial('ORDER_NOT_CHANGEABLE', { orderId: id, reason }));
    }
    const { state: trading, cause } = this.#core.tradingState;
    if (trading !== 'ACTIVE')
      return this.#records.refused(request, denial(trading === 'HALTED' ? 'RISK_HALTED' : 'RISK_REDUCING', { cause }));
    work.resume();
    this.#recordState(work, by);
    this.#wake();
    work.onTime(this.#core.parts.clock.now());
    return this.#records.done(request, { kind: 'done', sentence: 'The order is at work again.', orderIds: [] });
  }

  /** Ends one: the part that is out is canceled, what is filled stays. */
  cancel(id: string, by: string): ManualOutcome {
    const request: Request = { action: 'cancel-work', by, subject: id };
    this.#records.begin(request, {});
    const work = this.#works.get(id);
    if (work === undefined || work.over) {
      const reason = work === undefined ? 'there is none' : `it is ${work.status().state}`;
      return this.#records.refused(request, denial('ORDER_NOT_CHANGEABLE', { orderId: id, reason }));
    }
    const { orderId } = work.status();
    work.end(`canceled by ${by}`);
    work.pump();
    const orderIds = orderId === null ? [] : [orderId];
    return this.#records.done(request, { kind: 'done', sentence: 'No further part is made.', orderIds });
  }

  /** Takes up what the journal says was at work when the process ended. It is paused: nothing is sent until a person says so. */
  restore(): void {
    const { journal } = this.#core.parts;
    if (journal.notWritable !== null) return;
    for (const id of journal.state.fact('parents')?.data.open ?? []) {
      const work = this.#works.has(id) ? null : this.#recall(id);
      if (work === null) continue;
      work.pause(FOUND_UNFINISHED);
      this.#add(work);
      this.#recordState(work, 'system');
    }
    if (this.#active().length > 0) this.#wake();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #recall(id: string): WorkedOrder | null {
    let terms: WorkedTerms | null = null;
    const parts: PartRecord[] = [];
    for (const event of this.#core.parts.journal.store.bySubject(id)) {
      if (event.type === 'parent.started') {
        terms = termsFrom(id, event.data as unknown as EventDataByType['parent.started']);
      } else if (event.type === 'parent.part') {
        const { orderId, ...part } = event.data as unknown as EventDataByType['parent.part'];
        parts.push({ ...part, orderId: clientOrderId(orderId) });
      }
    }
    const made = terms === null ? null : this.#make(terms, parts);
    return made instanceof WorkedOrder ? made : null;
  }

  #make(terms: WorkedTerms, parts: readonly PartRecord[] = []): WorkedOrder | Denial {
    const { symbol } = terms.ticket;
    const instrument = this.#core.parts.instruments.get(symbol);
    if (instrument === undefined) return denial('RISK_INPUT_UNKNOWN', { input: `contract specification of ${symbol}` });
    const problem = workProblem(terms.ticket, terms.method);
    if (problem !== null) return denial('ORDER_INVALID', { problem });
    try {
      return new WorkedOrder(terms, instrument, this.#actions, parts);
    } catch (error) {
      if (error instanceof RangeError) return denial('ORDER_INVALID', { problem: error.message });
      throw error;
    }
  }

  /** What stands in the way of the whole, and of its first part. */
  #refusal({ ticket, method }: WorkedTerms): Denial | null {
    const { symbol, priceTicks, postOnly } = ticket;
    if (this.#active().some((work) => work.terms.ticket.symbol === symbol))
      return denial('ORDER_INVALID', { problem: `an order on ${symbol} is worked already` });
    const lots = method.kind === 'iceberg' ? method.visibleLots : Math.max(1, Math.floor(ticket.lots / method.slices));
    const lotSize = this.#core.parts.instruments.get(symbol)?.lotSize ?? 1;
    const part = { lots: Math.max(lotSize, lots - (lots % lotSize)), priceTicks, postOnly };
    return this.#judge.refusal(ticketOfPart(ticket, part, false)) ?? this.#judge.wholeRefusal(ticket);
  }

  readonly #actions: PartActions = {
    refusal: (ticket) => this.#judge.refusal(ticket),
    addsTo: (ticket, tradeId) => this.#judge.joinable(ticket)?.signalId === tradeId,
    isProtected: ({ symbol }) => this.#core.desk.isProtected(symbol),
    place: (work, child, ticket) => this.#place(work, child, ticket),
    cancel: (orderId) => {
      this.#core.desk.cancel(orderId, 'a part of a worked order');
    },
    row: (orderId) => this.#core.parts.journal.state.order(orderId),
  };

  #place(work: WorkedOrder, child: ChildOrder, ticket: ManualTicket): ClientOrderId {
    const { parts } = this.#core;
    const orderId = parts.ids.order();
    const { index, lots, placedAt } = child;
    work.noteOrder(orderId, index);
    record(parts.journal, 'parent.part', work.terms.id, { index, orderId, lots, placedAt });
    this.#placePart(ticket, work.terms.by, orderId)
      .catch((error: unknown) => {
        this.#core.desk.onFailure.emit(error);
      })
      .finally(() => {
        work.notMade(orderId);
        this.#pump();
      });
    return orderId;
  }

  #add(work: WorkedOrder): void {
    const { id } = work.terms;
    this.#works.set(id, work);
    work.execution.onFinished.on((report) => {
      this.#onFinished(work, report);
    });
    const over = [...this.#works.values()].filter((one) => one.over);
    for (const old of over.slice(0, Math.max(0, over.length - LATEST))) this.#works.delete(old.terms.id);
  }

  #active(): readonly WorkedOrder[] {
    return [...this.#works.values()].filter((work) => !work.over);
  }

  #onFinished(work: WorkedOrder, { outcome, reason }: ExecutionReport): void {
    this.#recordState(work, 'system', { state: outcome, reason });
    if (this.#active().length > 0) return;
    this.#timer?.dispose();
    this.#timer = null;
  }

  #recordState(
    work: WorkedOrder,
    by: string,
    end: { readonly state: string; readonly reason: string } | null = null,
  ): void {
    const { state, reason, filledLots } = work.status();
    const open = this.#active().map(({ terms }) => terms.id);
    const data = { state, reason, ...end, by, filledLots, open };
    record(this.#core.parts.journal, 'parent.state', work.terms.id, data);
    this.onChange.emit(work.terms.id);
  }

  #wake(): void {
    this.#timer ??= this.#core.parts.scheduler.every(PERIOD_MS, () => {
      const now = this.#core.parts.clock.now();
      for (const work of this.#active()) {
        work.pump();
        work.onTime(now);
        this.onChange.emit(work.terms.id);
      }
    });
  }

  /** Within a record nothing is sent: what follows from it waits for the end of the turn. */
  #onRecord({ type, subject, data }: JournalEvent): void {
    switch (type) {
      case 'order.fill': {
        const { lots, priceTicks } = data as unknown as EventDataByType['order.fill'];
        for (const work of this.#active()) work.noteFill(subject, lots, priceTicks);
        break;
      }
      case 'trading.state': {
        const { state, cause } = data as unknown as EventDataByType['trading.state'];
        if (state !== 'ACTIVE') this.#endAll(() => true, `trading is ${state}: ${cause}`);
        return;
      }
      case 'manual.requested':
        this.#onRequest(subject, data as unknown as EventDataByType['manual.requested']);
        return;
      default:
        if (!type.startsWith('order.')) return;
    }
    if (this.isPart(subject)) this.#pumpLater();
  }

  /** What a person does to the orders or positions of a symbol ends the work on it. */
  #onRequest(subject: string, { action, by, asked }: EventDataByType['manual.requested']): void {
    const all = action === 'flatten' || (action === 'cancel-all' && subject === 'all');
    const whole = action === 'cancel-all' || (action === 'close' && asked['percent'] === 100);
    const meant = (work: WorkedOrder): boolean =>
      all ||
      (whole && work.terms.ticket.symbol === (subject as ContractSymbol)) ||
      (action === 'cancel' && work.isPart(subject));
    this.#endAll(meant, `${action} by ${by}`);
  }

  #endAll(meant: (work: WorkedOrder) => boolean, reason: string): void {
    const ended = this.#active().filter(meant);
    for (const work of ended) work.end(reason);
    if (ended.length > 0) this.#pumpLater();
  }

  #pumpLater(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#core.parts.scheduler.afterTurn(() => {
      this.#pump();
    });
  }

  #pump(): void {
    this.#pumping = false;
    for (const work of this.#active()) {
      work.pump();
      this.onChange.emit(work.terms.id);
    }
  }
}
