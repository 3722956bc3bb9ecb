import { denial, type Denial } from '#shared/domain/denial.ts';
import { resource, signalId, type ClientOrderId, type ContractSymbol, type FencingToken } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import type { SignalId } from '#shared/domain/ids.ts';
import { lockFacts } from '../../agents/risk/lock-facts.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { AmendOutcome } from '../../ports/venue.ts';
import type { EntryOutcome } from '../desk-types.ts';
import { record } from '../order-records.ts';
import type { JoinableTrade } from '../hand-moves.ts';
import { completed } from './adding.ts';
import { ManualJournal, type Request } from './manual-journal.ts';
import { ManualJudge, type ManualSource } from './manual-judge.ts';
import { ManualPositions } from './manual-positions.ts';
import { ticketOfOrder } from './ticket-of-order.ts';
import {
  NO_TIME_LIMIT,
  termsOfTicket,
  type Appraisal,
  type BracketedTicket,
  type CheckResult,
  type ManualChange,
  type ManualOutcome,
  type ManualPreview,
  type ManualTicket,
  type Outlook,
} from './ticket.ts';
import { WorkedOrders, type WorkingSource } from './worked-orders.ts';

/** The lock outlives the slowest venue answer that is waited for. */
const LEASE_MS = 30_000;

/** What the id of a trade that a person began starts with. */
export const BY_HAND = 'hand:';

/** True for trades that a person began, not a signal. */
export const isByHand = (id: SignalId): boolean => id.startsWith(BY_HAND);

const firstRefusal = (checks: readonly CheckResult[]): Denial | null =>
  checks.find(({ refusal }) => refusal !== null)?.refusal ?? null;

/**
 * Orders by hand. An entry takes the way of a signal from the conflict stage on: conflict, lock, risk gate, execution, all
 * up to the send in one turn. What takes risk away asks no gate and works in every trading state.
 */
export class ManualOrders {
  /** Closing, stops and targets, flatten. */
  readonly positions: ManualPositions;
  /** Orders that are worked in parts. */
  readonly worked: WorkedOrders;
  readonly #core: ManualSource;
  readonly #judge: ManualJudge;
  readonly #records: ManualJournal;

  constructor(core: WorkingSource) {
    this.#core = core;
    this.#judge = new ManualJudge(core);
    this.#records = new ManualJournal(core.parts.journal);
    this.positions = new ManualPositions(core, this.#judge, this.#records);
    this.worked = new WorkedOrders(core, this.#judge, this.#records, (ticket, by, orderId) =>
      this.#place(ticket, { action: 'part', by }, orderId),
    );
  }

  /** What would be sent, what it would cost, and what every check says; changes nothing. */
  preview(ticket: ManualTicket): ManualPreview {
    return this.#judge.preview(ticket, true);
  }

  /** Money, exposure and the largest size that passes; changes nothing. */
  outlook(ticket: ManualTicket): Outlook {
    return this.#judge.outlook(ticket);
  }

  /** Makes an entry, or says why not. */
  place(asked: ManualTicket, by: string): Promise<ManualOutcome> {
    return this.#place(asked, { action: 'place', by });
  }

  async #place(
    asked: ManualTicket,
    about: Pick<Request, 'action' | 'by'>,
    orderId: ClientOrderId | null = null,
  ): Promise<ManualOutcome> {
    const { parts, locks } = this.#core;
    const id = signalId(BY_HAND + parts.ids.signal());
    const request: Request = { ...about, subject: id };
    this.#records.begin(request, { ...asked });
    const trade = this.#judge.joinable(asked);
    const ticket = completed(asked, trade);
    const appraisal = this.#judge.appraise(ticket);
    const unfit = firstRefusal(this.#judge.ticketChecks(ticket, appraisal)) ?? this.#judge.conflict(ticket).refusal;
    if (unfit !== null) return this.#records.refused(request, unfit);
    const key = resource.symbol(ticket.symbol);
    const granted = locks.acquire([key], `order ${id}`, LEASE_MS);
    if (!granted.ok) return this.#records.refused(request, granted.error);
    const token = granted.value[0]?.token ?? (0 as FencingToken);
    const leaseUntil = parts.clock.now() + LEASE_MS;
    const held = { resource: key, mode: 'EXCLUSIVE', holder: `order ${id}`, token, leaseUntil };
    record(parts.journal, 'lock.acquired', id, held);
    const kept = locks.keep(granted.value);
    try {
      const refusal =
        firstRefusal(
          this.#judge.gateChecks(ticket, appraisal, null, {
            lock: lockFacts(locks, key, token, parts.clock.monotonic()),
          }),
        ) ?? firstRefusal(this.#judge.additionChecks(ticket, appraisal, trade));
      if (refusal !== null) return this.#records.refused(request, refusal);
      return await this.#send(request, { ticket: ticket as BracketedTicket, appraisal, token, trade, orderId });
    } finally {
      kept.dispose();
      if (locks.release(key, token)) {
        record(parts.journal, 'lock.released', id, { resource: key, token, reason: 'decided' });
      }
    }
  }

  /** Changes a resting entry. More risk must pass the gate; a stop or target can be given another trigger. */
  async amend(orderId: ClientOrderId, change: ManualChange, by: string): Promise<ManualOutcome> {
    const request: Request = { action: 'amend', by, subject: orderId };
    this.#records.begin(request, { ...change });
    const row = this.#core.parts.journal.state.order(orderId);
    const refusal = row === null ? denial('ORDER_NOT_FOUND', { orderId }) : this.#changeRefusal(row, change);
    if (row === null || refusal !== null) {
      return this.#records.refused(request, refusal ?? denial('ORDER_NOT_FOUND', { orderId }));
    }
    const outcome = await this.#core.desk.amend(orderId, change, `asked for by ${by}`);
    return this.#amended(request, row, outcome);
  }

  /** Cancels a resting entry. The stop and target of a position stay: they can be moved. */
  cancel(orderId: ClientOrderId, by: string): ManualOutcome {
    const request: Request = { action: 'cancel', by, subject: orderId };
    this.#records.begin(request, {});
    const row = this.#core.parts.journal.state.order(orderId);
    const refusal = row === null ? denial('ORDER_NOT_FOUND', { orderId }) : this.#cancelRefusal(row);
    if (refusal !== null) return this.#records.refused(request, refusal);
    this.#core.desk.cancel(orderId, `asked for by ${by}`);
    return this.#records.done(request, { kind: 'done', sentence: 'The cancel is sent.', orderIds: [orderId] });
  }

  /** Cancels every entry that rests or is on its way, on one symbol or on all. */
  cancelAll(symbol: ContractSymbol | null, by: string): ManualOutcome {
    const { parts, desk } = this.#core;
    const request: Request = { action: 'cancel-all', by, subject: symbol ?? 'all' };
    this.#records.begin(request, {});
    const entries = parts.journal.state
      .openOrders()
      .filter((row) => row.role === 'entry' && (symbol === null || row.symbol === symbol));
    for (const { id } of entries) desk.cancel(id, `asked for by ${by}`);
    const sentence = entries.length === 0 ? 'No entry is open.' : `${String(entries.length)} cancels are sent.`;
    return this.#records.done(request, { kind: 'done', sentence, orderIds: entries.map(({ id }) => id) });
  }

  async #send(request: Request, { ticket, appraisal, token, trade, orderId }: Passed): Promise<ManualOutcome> {
    const { desk, locks, parts } = this.#core;
    const { symbol, side, lots, stopTicks, targetTicks, holdMs, trailTicks = null } = ticket;
    const key = resource.symbol(symbol);
    // Equal parts of one order are meant.
    if (orderId === null) this.#judge.noteEntry(ticket);
    const outcome = await desk.enter({
      symbol,
      side,
      lots,
      token,
      ...(trade === null
        ? {
            signalId: signalId(request.subject),
            stopTicks,
            targetTicks,
            maxHoldUntil: holdMs === null ? NO_TIME_LIMIT : parts.clock.now() + holdMs,
            ...(trailTicks === null ? {} : { trailTicks }),
          }
        : { signalId: trade.signalId, joins: true as const, ...trade.plan }),
      // Asked right before the send: neither a lost lock nor a halt since the gate lets an order out.
      holdsLock: () => locks.isCurrent(key, token) && this.#core.tradingState.state === 'ACTIVE',
      terms: termsOfTicket(ticket, appraisal.leverage),
      ...(orderId === null ? {} : { orderId }),
    });
    return this.#entered(request, symbol, token, outcome);
  }

  #entered(request: Request, symbol: ContractSymbol, token: FencingToken, outcome: EntryOutcome): ManualOutcome {
    switch (outcome.kind) {
      case 'sent':
        return this.#records.done(request, {
          kind: 'done',
          sentence: 'The venue has the order.',
          orderIds: [outcome.orderId],
        });
      case 'unknown': {
        const { reason, orderId } = outcome;
        const { sentence } = denial('VENUE_UNKNOWN', { reason, symbol });
        return this.#records.done(request, { kind: 'in-doubt', sentence, orderIds: [orderId] });
      }
      case 'rejected':
        return this.#records.refused(request, rejected(outcome));
      case 'lock-lost': {
        const { state, cause } = this.#core.tradingState;
        const lost = denial('LOCK_STALE', { resource: resource.symbol(symbol), token });
        return this.#records.refused(request, state === 'ACTIVE' ? lost : denial('RISK_HALTED', { cause }));
      }
    }
  }

  #changeRefusal(row: OrderRow, change: ManualChange): Denial | null {
    const orderId = row.id;
    const fixed = (reason: string): Denial => denial('ORDER_NOT_CHANGEABLE', { orderId, reason });
    if (isFinalOrderState(row.state)) return fixed(`it is ${row.state}`);
    if (this.worked.isPart(orderId)) return fixed('it is a part of an order that is worked');
    if (row.role !== 'entry') return fixed(`it is an order of the kind ${row.role}; stop and target are moved instead`);
    const running = this.#core.desk.byHand.planOf(row.symbol);
    if (running === null) return fixed('its stop is not known');
    const ticket = ticketOfOrder(row, change, running.plan);
    if (ticket === null) return fixed(`a ${row.kind} order does not rest`);
    if (ticket.lots <= 0)
      return denial('ORDER_INVALID', { problem: `${String(row.filledLots)} contracts are filled already` });
    return onlySmaller(row, change) ? null : this.#riskOf(ticket, orderId);
  }

  #riskOf(ticket: ManualTicket, orderId: ClientOrderId): Denial | null {
    const appraisal = this.#judge.appraise(ticket);
    return (
      firstRefusal(this.#judge.ticketChecks(ticket, appraisal)) ??
      firstRefusal(this.#judge.gateChecks(ticket, appraisal, { orderId })) ??
      firstRefusal(this.#judge.additionChecks(ticket, appraisal, this.#judge.joinable(ticket), { orderId }))
    );
  }

  #amended(request: Request, row: OrderRow, outcome: AmendOutcome | null): ManualOutcome {
    const orderId = row.id;
    const fixed = (reason: string): ManualOutcome =>
      this.#records.refused(request, denial('ORDER_NOT_CHANGEABLE', { orderId, reason }));
    switch (outcome?.kind) {
      case undefined:
        return fixed(`it is ${this.#core.parts.journal.state.order(orderId)?.state ?? row.state}`);
      case 'unsupported':
        return fixed('the venue knows no change of orders');
      case 'rejected':
        return this.#records.refused(request, rejected(outcome));
      case 'unknown': {
        const { sentence } = denial('VENUE_UNKNOWN', { reason: outcome.reason, symbol: row.symbol });
        return this.#records.done(request, { kind: 'in-doubt', sentence, orderIds: [orderId] });
      }
      case 'accepted':
        return this.#records.done(request, {
          kind: 'done',
          sentence: 'The venue took the change.',
          orderIds: [orderId],
        });
    }
  }

  #cancelRefusal({ id, role, state, symbol }: OrderRow): Denial | null {
    const fixed = (reason: string): Denial => denial('ORDER_NOT_CHANGEABLE', { orderId: id, reason });
    if (isFinalOrderState(state)) return fixed(`it is ${state}`);
    if (role === 'entry') return null;
    if (role === 'exit') return fixed('it closes a position');
    const held = this.#core.parts.journal.state.position(symbol)?.lots ?? 0;
    return held === 0 ? null : denial('ORDER_PROTECTS', { role, symbol });
  }
}

/** An entry that passed every check. */
interface Passed {
  readonly ticket: BracketedTicket;
  readonly appraisal: Appraisal;
  readonly token: FencingToken;
  /** The trade it adds to; null when it begins one. */
  readonly trade: JoinableTrade | null;
  /** Of a part of a worked order. */
  readonly orderId: ClientOrderId | null;
}

const rejected = ({ code, reason }: { readonly code: string; readonly reason: string }): Denial =>
  denial('VENUE_REJECTED', { reason, venueCode: code });

/** A change that only takes contracts off an order takes risk away. */
const onlySmaller = (row: OrderRow, { lots, priceTicks, triggerTicks }: ManualChange): boolean =>
  priceTicks === undefined && triggerTicks === undefined && lots !== undefined && lots <= row.lots;
