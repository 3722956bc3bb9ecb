import {
  clientOrderId,
  contractSymbol,
  signalId,
  type ClientOrderId,
  type ContractSymbol,
} from '#shared/domain/ids.ts';
import { add, parseMoney, type Money } from '#shared/domain/money.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { TradePlan } from './desk-types.ts';
import { newTrade, NO_FILLS, sumsAfter, TIME_OUT, type Trade, type TradeFill } from './trade.ts';

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

  running(symbol: ContractSymbol): Trade | null {
    return this.#running.get(symbol) ?? null;
  }

  all(): Iterable<Trade> {
    return this.#running.values();
  }

  ofOrder(id: ClientOrderId): TradeOrder | null {
    return this.#byOrder.get(id) ?? null;
  }

  start(trade: Trade): void {
    this.#running.set(trade.symbol, trade);
    this.#byOrder.set(trade.entryId, { trade, role: 'entry' });
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
    if (role === 'stop') trade.stopIds.push(id);
    else if (role === 'target') trade.targetIds.push(id);
    else if (role === 'exit') trade.exitId = id;
  }

  /** Remembers a fill by the venue's trade id. */
  markBooked(symbol: ContractSymbol, tradeId: string): void {
    this.#booked.add(`${symbol} ${tradeId}`);
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
        if (data !== undefined) this.start(tradeOf(clientOrderId(event.subject), data, planOf(data.signalId)));
      } else if (event.type === 'order.fill') {
        this.#replayFill(event, event.data as unknown as EventDataByType['order.fill'], held);
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

  #replayIntent(event: JournalEvent, data: EventDataByType['order.intent']): void {
    const trade = this.running(contractSymbol(data.symbol));
    if (trade === null || trade.signalId !== data.signalId) return;
    this.attach(trade, data.role, clientOrderId(event.subject));
    // The reason of an exit is not on record; one made once the time was up was made for that.
    if (data.role === 'exit') {
      trade.exitReason = trade.plan !== null && event.ts >= trade.plan.maxHoldUntil ? TIME_OUT : 'exit';
    }
  }

  /** What is held is summed up by trade: the records may begin while an earlier trade, now closed, was open. */
  #replayFill(event: JournalEvent, data: EventDataByType['order.fill'], held: Map<Trade, number>): void {
    const symbol = contractSymbol(data.symbol);
    this.markBooked(symbol, data.tradeId);
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

const tradeOf = (id: ClientOrderId, data: EventDataByType['order.intent'], plan: TradePlan | null): Trade =>
  newTrade({
    signalId: signalId(data.signalId),
    symbol: contractSymbol(data.symbol),
    side: data.side,
    token: data.token,
    entryId: id,
    plan,
  });

const fillOf = (role: OrderRole, data: EventDataByType['order.fill']): TradeFill => ({
  role,
  lots: data.lots,
  priceTicks: data.priceTicks,
  realised: parseMoney(data.realised),
  fee: parseMoney(data.fee),
  tsVenue: data.tsVenue,
});
