import {
  clientOrderId,
  contractSymbol,
  signalId,
  type ClientOrderId,
  type ContractSymbol,
} from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { add, negate, parseMoney, type Money } from '#shared/domain/money.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { PlanData } from '../journal/order-event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import { ADOPTED_OWNER } from '../journal/projections/positions.ts';
import type { OrderSide } from '../ports/venue.ts';
import type { TradePlan } from './desk-types.ts';
import { newTrade, NO_FILLS, PART_CLOSE, sumsAfter, TIME_OUT, type Trade, type TradeFill } from './trade.ts';

/** A trade's order and what it is for. */
export interface TradeOrder {
  readonly trade: Trade;
  readonly role: OrderRole;
}

/** Gives the plan of the trade a signal led to, or null when it is not known any more. */
export type PlanOf = (signalId: string) => TradePlan | null;

/** The trades of the desk: at most one runs per symbol; finished ones are found by their orders, for late fills. */
export class TradeBook {
  readonly #running = new Map<ContractSymbol, Trade>();
  readonly #byOrder = new Map<ClientOrderId, TradeOrder>();
  readonly #booked = new Set<string>();
  /** Fees of booked fills that were only estimated. */
  readonly #estimatedFees = new Map<string, Money>();
  /** Orders of earlier sessions whose fills were looked up. */
  readonly #recalled = new Set<ClientOrderId>();
  /** Of orders found at the venue: up to when their fills are in the size they were found with. */
  readonly #fillsUntil = new Map<ClientOrderId, number>();

  running(symbol: ContractSymbol): Trade | null {
    return this.#running.get(symbol) ?? null;
  }

  /** True when the trade that runs on that side of the symbol knows where it is to end. */
  hasPlan(symbol: ContractSymbol, side: OrderSide): boolean {
    const trade = this.running(symbol);
    return trade?.side === side && trade.plan !== null;
  }

  all(): Iterable<Trade> {
    return this.#running.values();
  }

  /** Lets failed exits be made again; returns when they are due: at once. */
  endPauses(): number {
    for (const trade of this.#running.values()) trade.exitNotBefore = Number.NEGATIVE_INFINITY;
    return Number.NEGATIVE_INFINITY;
  }

  ofOrder(id: ClientOrderId): TradeOrder | null {
    return this.#byOrder.get(id) ?? null;
  }

  start(trade: Trade): void {
    this.#running.set(trade.symbol, trade);
    for (const id of trade.entryIds) this.#byOrder.set(id, { trade, role: 'entry' });
  }

  /** Takes a trade off the running ones; its orders still lead to it. */
  finish(trade: Trade): void {
    if (this.#running.get(trade.symbol) === trade) this.#running.delete(trade.symbol);
  }

  /** Takes a finished trade back when a late fill reopened its position, unless another runs on the symbol. */
  resume(trade: Trade): void {
    if (!this.#running.has(trade.symbol)) this.#running.set(trade.symbol, trade);
  }

  attach(trade: Trade, role: OrderRole, id: ClientOrderId): void {
    this.#byOrder.set(id, { trade, role });
    if (role === 'entry') trade.entryIds.push(id);
    else if (role === 'stop') trade.stopIds.push(id);
    else if (role === 'target') trade.targetIds.push(id);
    else if (role === 'exit') trade.exitId = id;
  }

  /** Remembers a fill by the venue's trade id, and its fee when that was only estimated. */
  markBooked(symbol: ContractSymbol, tradeId: string, estimatedFee: Money | null = null): void {
    this.#booked.add(`${symbol} ${tradeId}`);
    if (estimatedFee !== null) this.#estimatedFees.set(`${symbol} ${tradeId}`, estimatedFee);
  }

  /** The fee a fill was booked with, as long as it is an estimate; null when it is not. */
  estimatedFee(symbol: ContractSymbol, tradeId: string): Money | null {
    return this.#estimatedFees.get(`${symbol} ${tradeId}`) ?? null;
  }

  /** The true fee of a fill is known; what it changes counts to the trade that runs. `change` > 0: it cost more. */
  settleFee(symbol: ContractSymbol, tradeId: string, change: Money): void {
    this.#estimatedFees.delete(`${symbol} ${tradeId}`);
    const trade = this.running(symbol);
    if (trade !== null) trade.sums = { ...trade.sums, fees: add(trade.sums.fees, change) };
  }

  /** True when every fill booked on the order is known here. */
  knowsFillsOf(id: ClientOrderId): boolean {
    return this.#byOrder.has(id) || this.#recalled.has(id);
  }

  /** Takes the fills from an order's records. */
  recall(id: ClientOrderId, records: Iterable<JournalEvent>): void {
    this.#recalled.add(id);
    for (const event of records) {
      if (event.type === 'order.fill') {
        const data = event.data as unknown as EventDataByType['order.fill'];
        this.markBooked(contractSymbol(data.symbol), data.tradeId, estimateOf(data));
      } else if (event.type === 'fee.corrected') {
        const { symbol, tradeId } = event.data as unknown as EventDataByType['fee.corrected'];
        this.#estimatedFees.delete(`${symbol} ${tradeId}`);
      } else if (event.type === 'order.found') {
        this.noteFound(id, (event.data as unknown as EventDataByType['order.found']).fillsUntil);
      }
    }
  }

  noteFound(id: ClientOrderId, fillsUntil: number): void {
    this.#fillsUntil.set(id, fillsUntil);
  }

  /** Fills of the order up to this venue time are booked with the position they led to; −∞ for orders of our own. */
  fillsUntil(id: ClientOrderId): number {
    return this.#fillsUntil.get(id) ?? Number.NEGATIVE_INFINITY;
  }

  isBooked(symbol: ContractSymbol, tradeId: string): boolean {
    return this.#booked.has(`${symbol} ${tradeId}`);
  }

  /** Rebuilds the book from journal records, oldest first; records of other kinds are passed over. */
  replay(history: Iterable<JournalEvent>, planOf: PlanOf): void {
    const held = new Map<Trade, number>();
    const entries = new Map<string, EventDataByType['order.intent']>();
    for (const event of history) {
      if (event.type === 'order.intent') {
        const data = event.data as unknown as EventDataByType['order.intent'];
        if (data.role === 'entry') entries.set(event.subject, data);
        else this.#replayIntent(event, data);
      } else if (event.type === 'order.sending') {
        // Only an attempt starts a trade: an intent that was refused must not take the place of the one that runs.
        const data = entries.get(event.subject);
        if (data === undefined) continue;
        this.#replayEntry(clientOrderId(event.subject), data, planFrom(data.plan) ?? planOf(data.signalId));
      } else if (event.type === 'order.fill') {
        this.#replayFill(event, event.data as unknown as EventDataByType['order.fill'], held);
      } else if (event.type === 'order.found') {
        const data = event.data as unknown as EventDataByType['order.found'];
        this.noteFound(clientOrderId(event.subject), data.fillsUntil);
        this.attachFound(contractSymbol(data.symbol), data.role, clientOrderId(event.subject));
      } else if (event.type === 'position.adjusted') {
        this.#replayAdjustment(event, event.data as unknown as EventDataByType['position.adjusted'], held);
      } else if (event.type === 'trade.replanned') {
        this.#replayPlan(event, event.data as unknown as EventDataByType['trade.replanned']);
      } else if (event.type === 'fee.corrected') {
        const data = event.data as unknown as EventDataByType['fee.corrected'];
        this.settleFee(contractSymbol(data.symbol), data.tradeId, negate(parseMoney(data.amount)));
      } else if (event.type === 'funding.settled') {
        const data = event.data as unknown as EventDataByType['funding.settled'];
        this.addFunding(contractSymbol(event.subject), parseMoney(data.amount));
      }
    }
  }

  /** Adds a funding settlement to the running trade of the symbol. */
  addFunding(symbol: ContractSymbol, amount: Money): void {
    const trade = this.running(symbol);
    if (trade !== null) trade.sums = { ...trade.sums, funding: add(trade.sums.funding, amount) };
  }

  /**
   * What is held on a symbol after a difference was adopted: the running trade goes on with it, unless it is for the other
   * side; then, or when none runs, the adopted position is a trade of its own.
   */
  adopt(symbol: ContractSymbol, heldLots: number, adjustmentId: string, plan: TradePlan | null): Trade {
    const side = heldLots > 0 ? 'buy' : 'sell';
    const running = this.running(symbol);
    if (running !== null && running.side === side) return running;
    if (running !== null) this.finish(running);
    const entryId = clientOrderId(`adopted:${adjustmentId}`);
    const trade = newTrade({ signalId: ADOPTED_OWNER, symbol, side, token: 0, entryId, plan });
    this.start(trade);
    return trade;
  }

  /** Gives an order found at the venue to the trade that runs on its symbol. */
  attachFound(symbol: ContractSymbol, role: OrderRole, id: ClientOrderId): void {
    const trade = this.running(symbol);
    if (trade !== null && role !== 'entry') this.attach(trade, role, id);
  }

  #replayEntry(id: ClientOrderId, data: EventDataByType['order.intent'], plan: TradePlan | null): void {
    const running = data.joins === true ? this.running(contractSymbol(data.symbol)) : null;
    if (running?.signalId === data.signalId) this.attach(running, 'entry', id);
    else this.start(tradeOf(id, data, plan));
  }

  #replayAdjustment(event: JournalEvent, data: EventDataByType['position.adjusted'], held: Map<Trade, number>): void {
    const symbol = contractSymbol(event.subject);
    const signed = data.side === 'buy' ? data.lots : -data.lots;
    const before = this.running(symbol);
    const lots = (before === null ? 0 : (held.get(before) ?? 0)) + signed;
    const trade = lots === 0 ? before : this.adopt(symbol, lots, data.id, planFrom(data.plan));
    if (trade === null) return;
    held.set(trade, lots);
    trade.sums = lots === 0 ? NO_FILLS : sumsAfter(trade.sums, adjustmentFill(trade.side, data, event.ts));
    if (lots === 0) this.finish(trade);
  }

  #replayPlan(event: JournalEvent, { signalId: owner, plan }: EventDataByType['trade.replanned']): void {
    const trade = this.running(contractSymbol(event.subject));
    if (trade?.signalId === owner) trade.plan = planFrom(plan);
  }

  #replayIntent(event: JournalEvent, data: EventDataByType['order.intent']): void {
    const trade = this.running(contractSymbol(data.symbol));
    if (trade === null || trade.signalId !== data.signalId) return;
    this.attach(trade, data.role, clientOrderId(event.subject));
    // Of an exit without its reason on record: one made once the time was up was made for that.
    if (data.role === 'exit' && data.reason !== PART_CLOSE) {
      const timedOut = trade.plan !== null && event.ts >= trade.plan.maxHoldUntil;
      trade.exitReason = data.reason ?? (timedOut ? TIME_OUT : 'exit');
    }
  }

  /** What is held is summed up by trade: the records may begin while an earlier trade, now closed, was open. */
  #replayFill(event: JournalEvent, data: EventDataByType['order.fill'], held: Map<Trade, number>): void {
    const symbol = contractSymbol(data.symbol);
    this.markBooked(symbol, data.tradeId, estimateOf(data));
    const found = this.ofOrder(clientOrderId(event.subject));
    if (found === null) return;
    const trade = this.running(symbol) ?? found.trade;
    const lots = (held.get(trade) ?? 0) + (data.side === 'buy' ? data.lots : -data.lots);
    held.set(trade, lots);
    trade.sums = lots === 0 ? NO_FILLS : sumsAfter(trade.sums, fillOf(found.role, data));
    if (lots === 0) this.finish(trade);
    else this.resume(trade);
  }
}

const estimateOf = (data: EventDataByType['order.fill']): Money | null =>
  data.feeEstimated === true ? parseMoney(data.fee) : null;

const tradeOf = (id: ClientOrderId, data: EventDataByType['order.intent'], plan: TradePlan | null): Trade =>
  newTrade({
    signalId: signalId(data.signalId),
    symbol: contractSymbol(data.symbol),
    side: data.side,
    token: data.token,
    entryId: id,
    plan,
  });

const planFrom = (data: PlanData | undefined): TradePlan | null =>
  data === undefined
    ? null
    : {
        stopTicks: data.stopTicks as Ticks,
        targetTicks: data.targetTicks as Ticks,
        maxHoldUntil: data.maxHoldUntil,
        ...(data.trailTicks === undefined ? {} : { trailTicks: data.trailTicks as Ticks }),
      };

/** An adjustment as a fill of the trade it changes: what reduces it counts as an exit. */
export const adjustmentFill = (
  tradeSide: OrderSide,
  data: EventDataByType['position.adjusted'],
  ts: number,
): TradeFill => ({
  role: data.side === tradeSide ? 'entry' : 'exit',
  lots: data.lots,
  priceTicks: data.priceTicks,
  realised: parseMoney(data.realised),
  fee: parseMoney(data.fee),
  tsVenue: ts,
});

const fillOf = (role: OrderRole, data: EventDataByType['order.fill']): TradeFill => ({
  role,
  lots: data.lots,
  priceTicks: data.priceTicks,
  realised: parseMoney(data.realised),
  fee: parseMoney(data.fee),
  tsVenue: data.tsVenue,
});
